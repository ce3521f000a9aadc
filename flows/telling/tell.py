"""Runs and changes told on the terminal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.console import Console

from flows.telling.safe import complain
from flows.telling.terminal import counted, line, quoted, table, told

if TYPE_CHECKING:
    from flows.telling.summary import RunSummary  # brings pandas along, which no question needs

Row = Mapping[str, object]

SEEN = "* the payer printed no date for it: the day it was first seen"
_NAMED = 5  # failures named in one line


def changes(out: Console, rows: Sequence[Row]) -> None:
    """A table of rule changes, and below it each rule before and after with the payer's words, by number."""
    heads = ("#", "seen", "effective", "payer", "drug", "for", "rule", "direction")
    table(out, heads, (_cells(n, row) for n, row in enumerate(rows, start=1)), heads[3:7])
    for number, row in enumerate(rows, start=1):
        line(out)
        line(out, f"{number}  {row['policy_id']}  {words(row['change_type_code'])}", style="title")
        for when, side in (("was", "before"), ("now", "after")):
            line(out, f"{when}  {_said(row, side)}", 3)


def summary(out: Console, found: "RunSummary") -> None:
    """What a run came to, payer by payer; then what could not be read, and why."""
    rows = found.rows()
    if rows:
        table(out, tuple(rows[0]), (tuple(row.values()) for row in rows), ("payer", "failed"))
    for item in found.failures:
        line(out, f"not read: {item.document_id}: {item.outcome}{f' ({item.detail})' if item.detail else ''}")
    for index in found.listed:
        for word, urls in (("shows", index.appeared), ("no longer shows", index.vanished)):
            for url in urls:
                line(out, f"index of {index.document_id} {word} {url}")
    for check in found.checks:
        if check.rows_count:
            line(out, f"check: {words(check.name)}: untrue for {check.rows_count}")
    line(out)
    if found.changes:
        line(out, f"{counted(len(found.changes), 'rule change')}:", style="title")
        changes(out, [asdict(change) for change in found.changes])
    elif not found.nothing_reached:
        line(out, f"no rule changed ({counted(found.versions_count, 'new version')})")


def unread(found: "RunSummary") -> str:
    """One line: how many documents could not be read, which, and why the first could not."""
    failures = found.failures
    which = ", ".join(f"{item.document_id} ({words(item.outcome)})" for item in failures[:_NAMED])
    more = f" and {len(failures) - _NAMED} more" if len(failures) > _NAMED else ""
    detail = f": {failures[0].detail}" if len(failures) == 1 and failures[0].detail else ""
    return f"{len(failures)} of {counted(len(found.documents), 'document')} not read: {which}{more}{detail}"


def attention(found: "RunSummary") -> None:
    """Say on standard error what wants attention; nothing where all went well."""
    if found.failures:
        complain(unread(found))


def words(code: object) -> str:
    """A code as words."""
    return str(code).replace("_", " ")


def _said(row: Row, side: str) -> str:
    """The rule in our words, then in the payer's; `nothing` where there was none."""
    text, quote = row[f"{side}_text"], row[f"{side}_quote"]
    if not text and not quote:
        return "nothing"
    page = row.get(f"{side}_page")
    return "  ".join(part for part in (str(text or ""), quoted(quote, page) if quote else "") if part)


def _cells(number: int, row: Row) -> tuple[object, ...]:
    seen = " *" if row.get("is_effective_on_seen") else ""
    indications = row["indication_codes"]
    return (
        number,
        told(row["first_seen_at"]),
        told(row["effective_on"]) + seen,
        row["payer_id"],
        words(row["drug_code"]),
        [words(code) for code in indications] if isinstance(indications, Iterable) else "",
        words(row["change_type_code"]),
        words(row["direction_code"]),
    )
