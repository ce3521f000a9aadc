"""ketcov changes: which rules payers changed."""

from typing import Annotated

import typer

EXAMPLE = "Example: ketcov changes --since 2025-01-01 --payer ohio_medicaid"


def command(
    since: Annotated[
        str | None, typer.Option(help="First seen on this day or later, like 2025-01-31.")
    ] = None,
    payer: Annotated[str | None, typer.Option(help="Of this payer alone.")] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Also changes of codes alone and rules taken back within a day.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON array, all columns.")] = False,
) -> int:
    """Rules that payers changed: before and after, direction, and both quotes."""
    from flows import answers, tell
    from flows.settings import load_settings
    from flows.terminal import as_json, console, line

    found = answers.changes(load_settings().coverage, since, payer)
    shown = found if all_ else [row for row in found if row["is_news"]]
    if json:
        print(as_json(shown))
        return 0
    out = console()
    if shown:
        tell.changes(out, shown)
    else:
        line(out, "no rule changed")
    _notes(out, shown, len(found) - len(shown))
    return 0


def _notes(out: object, shown: list[dict[str, object]], hidden: int) -> None:
    from flows.terminal import line

    line(out)  # type: ignore[arg-type]
    if any(row["is_effective_on_seen"] for row in shown):
        line(out, "* the payer printed no date for it: the day it was first seen")  # type: ignore[arg-type]
    if hidden:
        told = f"{hidden} more: changes of codes alone, or taken back within a day; show them with --all"
        line(out, told)  # type: ignore[arg-type]
