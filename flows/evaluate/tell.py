"""The report on the terminal: five tables, one number, and the misses where they are asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from flows.telling.terminal import line, table

Report = Mapping[str, Any]
Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


def told(out: Console, report: Report, *, misses: bool) -> None:
    """Print the report."""
    for heads, rows in tables(report):
        if rows:
            table(out, heads, rows, heads[:1])
            line(out)
    rate = report["false_change_rate"]
    if rate is not None:
        line(out, f"false-change rate: {rate}")
    for miss in report["misses"] if misses else ():
        line(out, miss, 2)


def tables(report: Report) -> Sequence[Table]:
    """Heads and rows of each table, the same on the terminal and on a page."""
    shares = [(name, v["share"], v["right"], v["asked"]) for name, v in report["shares"].items()]
    scores = [
        (name, v["precision"], v["recall"], v["f1"], v["wanted"], v["found"])
        for name, v in report["scores"].items()
    ]
    stances = [(row["gold"], row["found"], row["count"]) for row in report["stances"]]
    bands = [
        (f">= {row['from']:g}", row["said"], row["share"], row["right"], row["asked"])
        for row in report["calibration"]
    ]
    documents = [(name, *row.values()) for name, row in report["documents"].items()]
    return (
        (("share", "value", "right", "of"), [*shares]),
        (("score", "precision", "recall", "F1", "wanted", "found"), [*scores]),
        (("gold stance", "found stance", "count"), [*stances]),
        (("confidence", "said on average", "share right", "right", "of"), [*bands]),
        (("document", "positions recall", "stance", "leaves F1", "logic", "misses"), [*documents]),
    )
