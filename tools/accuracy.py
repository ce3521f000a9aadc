"""`make evaluate` (`python -m tools.accuracy`) measures the extractors and writes docs/accuracy.md.

The documents, their gold and the samples do not belong to the project: where they are absent it says so
and writes nothing. Everything between the two marks of the page is made here; the rest is written by hand.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.evaluate.gold import folder
from flows.evaluate.run import evaluate, report, sampled
from flows.evaluate.tell import tables, told
from flows.telling.progress import bar
from flows.telling.terminal import console

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
REAL, SAMPLES = ROOT.parent / "shared" / "real", ROOT.parent / "shared" / "examples"
BEGIN, END = "<!-- made by make evaluate -->", "<!-- end of what make evaluate makes -->"
Report = Mapping[str, Any]

# what is measured, where it stands in the report, what is wanted
AIMS = (
    ("document fields, exact or an accepted form", ("shares", "fields", "share"), 0.97),
    ("revision rows, F1 by date", ("scores", "revisions", "f1"), 0.98),
    ("action of the revision rows found", ("shares", "revision action", "share"), 0.90),
    ("codes, F1", ("scores", "codes", "f1"), 0.98),
    ("role of the codes found", ("shares", "code role", "share"), 0.95),
    ("stance of the positions found", ("shares", "stance", "share"), 0.97),
    ("gold positions found", ("scores", "positions", "recall"), 0.90),
    ("sample statements: stance, drug, route, indication", ("shares", "statements", "share"), 0.97),
    ("sample lines: exact tree", ("shares", "line: exact tree", "share"), 0.90),
    ("sample lines: leaves, F1", ("scores", "line: leaves", "f1"), 0.97),
    ("sample lines: qualifiers, F1", ("scores", "line: qualifiers", "f1"), 0.90),
    ("criteria leaves by type, op, value, unit, F1", ("scores", "leaves", "f1"), 0.90),
    ("logic of groups", ("shares", "logic", "share"), 0.90),
    ("rule changes between editions and copies, F1", ("scores", "rule changes", "f1"), 1.0),
    (
        "steps without a rule change told as none",
        ("shares", "steps without a rule change told as none", "share"),
        1.0,
    ),
    (
        "facts with quote, and with page and box where there are pages",
        ("shares", "facts with evidence", "share"),
        1.0,
    ),
    ("items that must not be extracted and are not", ("shares", "must not be extracted", "share"), 1.0),
)


def measured() -> Report:
    """The report on the documents and samples beside the project."""
    found = sampled(SAMPLES / "criteria.jsonl", SAMPLES / "stance.jsonl")
    found.add(evaluate(folder(REAL / "gold", REAL), bar))
    return report(found)


def figure(found: Report, path: tuple[str, str, str]) -> float | None:
    """One figure of a report; None where nothing was asked."""
    part, name, key = path
    value = found[part].get(name, {}).get(key)
    return None if value is None else float(value)


def page(found: Report, before: str) -> str:
    """The page with its made part replaced."""
    head, _, rest = before.partition(BEGIN)
    tail = rest.partition(END)[2]
    aims = [
        (name, value, aim, "yes" if value is not None and value >= aim else "no")
        for name, value, aim in ((name, figure(found, path), aim) for name, path, aim in AIMS)
    ]
    parts = [
        "## Against what is wanted",
        _table(("figure", "measured", "wanted", "reached"), aims),
        f"False-change rate (steps without a rule change in which one was told): {found['false_change_rate']}",
        "## Everything",
        *(_table(heads, rows) for heads, rows in tables(found) if rows),
    ]
    return f"{head}{BEGIN}\n\n" + "\n\n".join(parts) + f"\n\n{END}{tail}"


def _table(heads: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(
        "| " + " | ".join("" if cell is None else str(cell) for cell in row) + " |" for row in lines
    )


def main() -> None:
    """Measure, print, write the page."""
    absent = [path.name for path in (REAL, SAMPLES) if not path.is_dir()]
    if absent:
        print(
            f"not measured: no {' and no '.join(absent)} folder in ../shared; docs/accuracy.md stays as it is"
        )
        return
    found = measured()
    told(console(), found, misses=False)
    PAGE.write_text(page(found, PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
