"""Statements against the positions that a person read in them; a sentence that takes none has none."""

import json
from pathlib import Path

import pytest

from extractors import stance
from extractors.stance import Context

GOLDEN = Path(__file__).parents[1] / "golden" / "stance.jsonl"
SAMPLE = Path(__file__).parents[3] / "shared" / "examples" / "stance.jsonl"
SILENT_SECTIONS = frozenset({"background", "revision_history"})


def rows_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


LINES = rows_of(GOLDEN)


@pytest.mark.parametrize("row", LINES, ids=[row["id"] for row in LINES])
def test_a_statement_reads_as_reviewed(row: dict) -> None:
    told = row.get("context", {}).items()
    context = {key: tuple(value) if isinstance(value, list) else value for key, value in told}
    found = [*stance.read(row["text"], Context(**context))]
    assert len(found) == len(row["expected"])
    for statement, expected in zip(found, row["expected"], strict=True):
        got = {key: getattr(statement, key) for key in expected}
        assert json.loads(json.dumps(got)) == expected


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared sample of statements is not at hand")
def test_the_shared_sample_is_read_in_full() -> None:
    rows = [row for row in rows_of(SAMPLE) if row.get("section") not in SILENT_SECTIONS]
    misses = [
        f"{row['id']} {row['text']}\n  got {stance.read(row['text'])}" for row in rows if not is_read(row)
    ]
    print("\n".join(misses))
    assert 1 - len(misses) / len(rows) >= 0.9


def is_read(row: dict) -> bool:
    """Whether the statement's stance is found for its drug and indications, and none where it takes none."""
    found = stance.read(row["text"], Context(drugs=(row["drug"],)))
    if row["stance"] is None:
        return not found
    same = [item for item in found if item.stance == row["stance"] and item.drug in (row["drug"], "any")]
    wanted = set(row["indications"]) - {"same_as_section", "any"}
    return bool(same) and wanted <= {code for item in same for code in item.indications}
