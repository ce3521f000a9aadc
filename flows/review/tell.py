"""The review queue on the terminal: a table of what waits, and one fact in full."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from flows.asking.answers import Row
from flows.telling.terminal import line, quoted, table, told

_FIELDS = (
    ("question", "to decide"),
    ("flags", "flags"),
    ("confidence", "confidence"),
    ("drug_codes", "drugs"),
    ("indication_codes", "indications"),
    ("section_name", "section"),
    ("url", "seen at"),
    ("review_code", "decision"),
    ("review_value", "right instead"),
    ("reviewer_name", "by"),
    ("reviewed_at", "on"),
    ("review_reason", "because"),
)


def queue(out: Console, rows: Sequence[Row]) -> None:
    """What waits for a decision, one line each."""
    if not rows:
        line(out, "nothing waits for a decision")
        return
    heads = ("id", "policy", "fact", "doubt", "decision", "quote")
    cells = [
        (
            row["review_id"],
            row["policy_id"],
            f"{row['type_code']} {row['said_text']}",
            row["flags"],
            row["review_code"],
            quoted(row["quote"], row["page"]),
        )
        for row in rows
    ]
    table(out, heads, cells, ("policy", "fact", "doubt", "decision", "quote"))
    line(out)
    line(out, f"{len(rows)} facts; `ketcov review show ID` draws the page")


def fact(out: Console, row: Row, picture: Path | None) -> None:
    """One fact in full, and where the picture of its page stands."""
    line(out, f"{row['review_id']}  {row['policy_id']}: {row['type_code']} {row['said_text']}", style="title")
    line(out, quoted(row["quote"], row["page"]), 2)
    for name, label in _FIELDS:
        if row.get(name) not in (None, [], ""):
            line(out, f"{label}: {told(row[name])}", 2)
    line(out, f"page: {picture}" if picture else "the document has no pages to draw", 2)
