"""Flow: visit the declared sources once. The work is in runs/visit.py and needs no Prefect."""

from datetime import UTC, datetime
from typing import cast

from prefect import flow

from flows import cluster, tasks
from flows.alerts import announce, events
from flows.runs.visit import Steps, visit
from flows.settings import Settings, load_settings
from flows.sources.loader import choose, load
from flows.telling.summary import NothingReached, RunSummary
from flows.visible import artifacts, outcome
from flows.visible.progress import shown
from warehouse.archive import Archive


@flow(name="track", persist_result=False)
def track(
    source_ids: tuple[str, ...] = (), now: datetime | None = None, settings: Settings | None = None
) -> RunSummary:
    """Visit the named sources, or all.

    Completed with warnings where some documents could not be read, failed where none could.
    Raises UsageError, NothingReached, WarehouseError.

    Args:
        source_ids: payers to visit, by id; none means all that are declared
        now: the moment taken for now; none means the clock
        settings: in place of the KETCOV_ variables
    """
    settings = settings or load_settings()
    sources = choose(load(settings.sources), source_ids)
    if events.is_listening():
        announce.begin(Archive(settings.archive), now or datetime.now(UTC))
    extract = cluster.chosen(settings)
    calls = Steps(tasks.fetch_source, extract, tasks.load, tasks.publish, tasks.check)
    try:
        summary = visit(settings, sources, now, calls, shown)
    except NothingReached as error:
        artifacts.show(settings, error.summary)
        outcome.tag(outcome.tags(error.summary))
        raise
    artifacts.show(settings, summary)
    outcome.tag(outcome.tags(summary))
    if events.is_listening():
        announce.announce(Archive(settings.archive), announce.look(settings), now or datetime.now(UTC))
    return cast(RunSummary, outcome.ended(summary))  # Prefect hands on what the state carries
