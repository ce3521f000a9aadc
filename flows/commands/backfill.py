"""ketcov backfill: what the sources said before we watched them."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from flows.runs.past import PastSummary

EXAMPLE = "Example: ketcov backfill --source bcbs_alabama --since 2022-01-01"


def command(
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated.")] = None,
    since: Annotated[str | None, typer.Option(help="Only captures from this day on.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Past captures of the declared documents, from the web archive and from public repositories.

    What is there already is not asked for again, so an interrupted run goes on where it ended. Ends
    with 1 when some captures could not be had, and with 3 when no index answered.
    """
    from dataclasses import asdict

    from flows.serving import orchestration
    from flows.settings import load_settings
    from flows.sources.loader import choose, load
    from flows.telling.terminal import as_json

    settings = load_settings()
    day = _day(since)
    choose(load(settings.sources), source or ())  # a mistake is told before anything is started
    with orchestration.started(settings):
        from flows.backfill import backfill

        summary = backfill(source_ids=tuple(source or ()), since=day, settings=settings)
    if json:
        print(as_json([asdict(result) for result in summary.documents]))
    else:
        _show(summary)
    return _end(summary)


def _show(summary: "PastSummary") -> None:
    from flows.telling.terminal import console, line, table

    out = console()
    heads = ("document", "captures", "new", "known", "bad", "failed", "why")
    rows = [tuple(getattr(result, name) for name in result.__slots__) for result in summary.documents]
    table(out, heads, rows, ("document", "why"))
    line(out)
    line(out, f"{sum(result.new_count for result in summary.documents)} past editions brought in")


def _end(summary: "PastSummary") -> int:
    from flows.telling.safe import complain

    if summary.exit_code == 3:
        complain("no index of past captures answered; the warehouse is as it was")
    elif summary.exit_code:
        count = sum(result.failed_count for result in summary.documents)
        complain(f"{count} requests failed; run `ketcov backfill` again later")
    return summary.exit_code


def _day(since: str | None) -> "date | None":
    from datetime import date

    from flows.errors import UsageError

    try:
        return date.fromisoformat(since) if since else None
    except ValueError as error:
        raise UsageError(f"--since {since!r} is no date; write 2022-01-31") from error
