"""ketcov track: the main job."""

from typing import Annotated

import typer

EXAMPLE = "Example: ketcov track --source aetna"


def command(
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Visit the declared payers: fetch, archive, read, load, check, publish.

    Ends with 1 when some documents could not be read, and with 3 when none could: then the
    warehouse is as it was.
    """
    from dataclasses import asdict

    from flows.serving import orchestration
    from flows.settings import load_settings
    from flows.sources.loader import choose, load
    from flows.telling import tell
    from flows.telling.summary import NothingReached, RunSummary
    from flows.telling.terminal import as_json, console

    def show(summary: RunSummary) -> None:
        if json:
            print(as_json(asdict(summary)))
        else:
            tell.summary(console(), summary)

    settings = load_settings()
    choose(load(settings.sources), source or ())  # a mistake is told before anything is started
    try:
        with orchestration.started(settings):
            from flows.track import track

            summary = track(source_ids=tuple(source or ()), settings=settings)
    except NothingReached as error:
        show(error.summary)
        raise
    show(summary)
    tell.attention(summary)
    return summary.exit_code
