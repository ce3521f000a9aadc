"""Runs and changes told on the terminal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from rich.console import Console

from flows.summary import RunSummary
from flows.terminal import line, quoted, table, told

Row = Mapping[str, object]


def changes(out: Console, rows: Sequence[Row], with_quotes: bool = True) -> None:
    """A table of rule changes, and below it the payer's words before and after, by number."""
    heads = ("#", "seen", "effective", "payer", "drug", "for", "rule", "before → after", "direction")
    table(out, heads, (_cells(n, row) for n, row in enumerate(rows, start=1)), heads[3:8])
    if with_quotes:
        for number, row in enumerate(rows, start=1):
            line(out)
            line(out, f"{number}  {row['policy_id']}  {words(row['change_type_code'])}", style="title")
            line(out, f"was  {quoted(row['before_quote'], row.get('before_page'))}", 3)
            line(out, f"now  {quoted(row['after_quote'], row.get('after_page'))}", 3)


def summary(out: Console, found: RunSummary) -> None:
    """What a run came to, payer by payer; then what could not be read, and why."""
    rows = found.rows()
    if rows:
        table(out, tuple(rows[0]), (tuple(row.values()) for row in rows), ("payer", "failed"))
    for item in found.failures:
        line(out, f"not read: {item.document_id}: {item.outcome}{f' ({item.detail})' if item.detail else ''}")
    for check in found.checks:
        if check.rows_count:
            line(out, f"check: {words(check.name)}: untrue for {check.rows_count}")
    line(out)
    if found.changes:
        line(out, f"{_count(len(found.changes), 'rule change')}:", style="title")
        changes(out, [asdict(change) for change in found.changes])
    elif not found.nothing_reached:
        line(out, f"no rule changed ({_count(found.versions_count, 'new version')})")


def words(code: object) -> str:
    """A code as words."""
    return str(code).replace("_", " ")


def _cells(number: int, row: Row) -> tuple[object, ...]:
    before, after = row["before_text"] or "nothing", row["after_text"] or "nothing"
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
        f"{before} → {after}",
        words(row["direction_code"]),
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
