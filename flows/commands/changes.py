"""ketcov changes: which rules payers changed."""

from typing import Annotated

import typer

EXAMPLE = "Example: ketcov changes --since 2025-01-01 --until 2025-03-31 --csv > quarter.csv"


def command(
    since: Annotated[
        str | None, typer.Option(help="First seen on this day or later, like 2025-01-31.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="First seen on this day or earlier, like 2025-03-31.")
    ] = None,
    payer: Annotated[str | None, typer.Option(help="Of this payer alone.")] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Also changes of codes alone and rules taken back within a day.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON array, all columns.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table for spreadsheets.")] = False,
) -> int:
    """Rules that payers changed: before and after, direction, and both quotes."""
    from flows.asking import answers
    from flows.asking.span import span
    from flows.errors import UsageError
    from flows.settings import load_settings
    from flows.telling import tell
    from flows.telling.terminal import as_json, console, line

    if json and csv:
        raise UsageError("changes: choose one of --csv and --json")
    days = span(since, until)
    found = answers.changes(load_settings().coverage, days, payer)
    shown = found if all_ else [row for row in found if row["is_news"]]
    if json or csv:
        print(as_json(shown) if json else _table(shown), end="\n" if json else "")
        return 0
    out = console()
    if shown:
        tell.changes(out, shown)
    else:
        line(out, "no rule changed")
    _notes(out, shown, len(found) - len(shown))
    return 0


def _table(rows: list[dict[str, object]]) -> str:
    from flows.report.feed import table

    return table(rows)


def _notes(out: object, shown: list[dict[str, object]], hidden: int) -> None:
    from flows.telling import tell
    from flows.telling.terminal import line

    line(out)  # type: ignore[arg-type]
    if any(row["is_effective_on_seen"] for row in shown):
        line(out, tell.SEEN)  # type: ignore[arg-type]
    if hidden:
        told = f"{hidden} more: changes of codes alone, or taken back within a day; show them with --all"
        line(out, told)  # type: ignore[arg-type]
