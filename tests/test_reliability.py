"""The tests that the threat model names are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED, ids=lambda item: item)
def test_a_named_test_exists(file, name):
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {item.name for item in tree.body if isinstance(item, ast.FunctionDef)}


def test_every_threat_names_a_test():
    rows = [
        line
        for line in PAGE.partition("## Threats")[2].partition("## ")[0].splitlines()
        if line.startswith("| ")
    ]
    assert len(NAMED) > 40
    assert [row for row in rows[1:] if "::test_" not in row] == []


def test_the_programs_that_the_page_names_are_there():
    assert [
        path for path in re.findall(r"python (tests/[\w/]+\.py)", PAGE) if not (ROOT / path).is_file()
    ] == []
