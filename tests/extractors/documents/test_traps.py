"""Each trap of a document, shown by a small document, gives the facts that stand beside it."""

import json
from pathlib import Path

import pytest

from tools.traps.make import DOCUMENTS, facts

FILES = sorted(path for path in DOCUMENTS.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_trap_gives_the_facts_beside_it(path: Path):
    golden = path.with_name(f"{path.name}.json")
    assert golden.exists(), "write it with `python -m tools.traps --bless`, and read it before it is kept"
    assert facts(path.read_bytes(), path.name) == json.loads(golden.read_text("utf-8"))


def test_no_facts_are_left_behind_by_a_document_that_went():
    assert {path.stem for path in DOCUMENTS.glob("*.json")} == {path.name for path in FILES}
