"""ketcov report: evidence pages, change feed and notebooks."""

from typing import Annotated

import typer

EXAMPLE = "Example: ketcov report --since 2026-01-01 --payer ohio_medicaid"


def command(
    since: Annotated[
        str | None, typer.Option(help="Changes first seen on this day or later, like 2025-01-31.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Changes first seen on this day or earlier, in the table.")
    ] = None,
    payer: Annotated[str | None, typer.Option(help="Payer of the profile and of the patient's page.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Write pages, feed and notebooks into the reports folder. Reads the published copy; no network."""
    from dataclasses import asdict

    from flows.report.build import build
    from flows.settings import load_settings
    from flows.telling.progress import bar
    from flows.telling.terminal import as_json, console, line

    made = build(load_settings(), since, payer, bar, until=until)
    if json:
        print(as_json(asdict(made)))
        return 1 if made.notes else 0
    out = console()
    line(
        out,
        f"{made.pages_count} pages, {made.notebooks_count} of them notebooks; {made.changes_count} changes",
    )
    for note in made.notes:
        line(out, f"not shown: {note}")
    line(out, f"open {made.index.resolve().as_uri()}")
    return 1 if made.notes else 0
