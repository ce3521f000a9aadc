"""ketcov check: what must hold, and whether the sources still answer. For a monitor."""

from typing import Annotated

import typer

EXAMPLE = "Example: ketcov check --stale-after 14 || notify"


def command(
    stale_after: Annotated[
        int | None, typer.Option(min=1, help="Also report documents not read for this many days.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON array.")] = False,
) -> int:
    """Invariants and freshness of the published copy. Ends with 1 when one of them does not hold."""
    from dataclasses import asdict

    from flows.asking.answers import ask
    from flows.runs import steps
    from flows.settings import load_settings
    from flows.telling.terminal import as_json, console, counted, line, table, told

    settings = load_settings()
    results = [asdict(result) for result in steps.check(settings)]
    if stale_after is not None:
        sql = "select document_id, last_success_at from out_source_health where days_since_success > ?"
        old = [tuple(row.values()) for row in ask(settings.coverage, sql, [stale_after])]
        stale = {"name": f"read within {counted(stale_after, 'day')}", "is_required": False}
        results.append({**stale, "rows_count": len(old), "sample": old[:3]})
    broken = [result for result in results if result["rows_count"]]
    if json:
        print(as_json(results))
        return 1 if broken else 0
    out = console()
    table(out, ("check", "must", "untrue for"), [_cells(result) for result in results], ("check",))
    for result in broken:
        line(out)
        line(out, f"{str(result['name']).replace('_', ' ')}:", style="title")
        for row in result["sample"]:
            line(out, ", ".join(told(cell) for cell in row if cell is not None), 3)
    return 1 if broken else 0


def _cells(result: dict[str, object]) -> tuple[object, ...]:
    return (
        str(result["name"]).replace("_", " "),
        "hold" if result["is_required"] else "should hold",
        result["rows_count"] or "none",
    )
