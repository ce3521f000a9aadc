"""Criterion lines against what a person decided they say, one golden file for each family.

The files in tests/golden/criteria hold invented lines, traps included; a line that states nothing
expects null. The shared sample, where it is at hand, is scored the way its notes ask for.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from extractors.criteria import FAMILIES, TYPES, Line, read_line
from extractors.model import Evidence, Leaf, Node

GOLDEN = Path(__file__).parents[1] / "golden" / "criteria"
SAMPLE = Path(__file__).parents[3] / "shared" / "examples" / "criteria.jsonl"
MODULES = {family.__name__.rpartition(".")[2] for family in FAMILIES}
LEAST_LINES = 15


def rows_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


LINES = [(path.stem, row) for path in sorted(GOLDEN.glob("*.jsonl")) for row in rows_of(path)]


def read(row: dict) -> dict | None:
    line = Line(
        text=row["text"],
        evidence=Evidence(None, None, row["text"], ""),
        drug=row["drug"],
        indications=tuple(row["indications"]),
        phase=row["phase"],
    )
    node = read_line(line)
    return None if node is None else json.loads(json.dumps(shape(node)))


def shape(node: Node) -> dict:
    """A node as the golden files write it: empty values left out, qualifiers beside the rest."""
    if isinstance(node, Leaf):
        core = {"type": node.type, "op": node.op, "value": node.value, "unit": node.unit}
        return {key: item for key, item in {**core, **node.qualifiers}.items() if item is not None}
    size = {} if node.n is None else {"n": node.n}
    return {"logic": node.logic, **size, "items": [shape(item) for item in node.items], **node.qualifiers}


def bare(node: dict | None) -> dict | None:
    """A node of the sample without the keys that it spells out as null."""
    if node is None:
        return None
    kept = {key: item for key, item in node.items() if item is not None}
    return {**kept, "items": [bare(item) for item in node["items"]]} if "items" in node else kept


def leaves(node: dict | None) -> Counter:
    if node is None:
        return Counter()
    if "items" in node:
        return sum((leaves(item) for item in node["items"]), Counter())
    core = (node["type"], node["op"], json.dumps(node.get("value")), node.get("unit"))
    return Counter([core])


@pytest.mark.parametrize(("family", "row"), LINES, ids=[f"{family}-{row['id']}" for family, row in LINES])
def test_a_line_reads_as_reviewed(family: str, row: dict) -> None:
    assert read(row) == row["expected"]


def test_every_family_has_its_golden_file_and_every_file_its_family() -> None:
    assert {path.stem for path in GOLDEN.glob("*.jsonl")} == MODULES


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.jsonl")), ids=lambda path: path.stem)
def test_a_golden_file_is_long_enough_and_names_each_line_once(path: Path) -> None:
    names = [row["id"] for row in rows_of(path)]
    assert len(names) >= LEAST_LINES
    assert len(set(names)) == len(names)


def test_every_family_reads_one_of_its_own_types_in_its_golden_file() -> None:
    for family in FAMILIES:
        own = {kind.name for kind in family.TYPES}
        rows = rows_of(GOLDEN / f"{family.__name__.rpartition('.')[2]}.jsonl")
        assert own & {leaf[0] for row in rows for leaf in leaves(row["expected"])}, family.__name__


def test_every_type_that_is_read_is_known_to_the_comparison() -> None:
    found = {leaf[0] for _, row in LINES for leaf in leaves(row["expected"])}
    assert found <= TYPES.keys()


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared sample of criterion lines is not at hand")
def test_the_shared_sample_is_read_in_full() -> None:
    hits = extra = missed = exact = 0
    misses = []
    rows = rows_of(SAMPLE)
    for row in rows:
        want, got = bare(row["expected"]), read(row)
        wanted, given = leaves(want), leaves(got)
        hits += (wanted & given).total()
        extra += (given - wanted).total()
        missed += (wanted - given).total()
        exact += want == got
        misses += [] if want == got else [f"{row['id']}\n  want {want}\n  got  {got}"]
    print("\n".join(misses))
    assert 2 * hits / (2 * hits + extra + missed) >= 0.95
    assert exact / len(rows) >= 0.9
