"""Flow: visit the declared sources once. The work itself is in visit.py and runs without Prefect."""

from datetime import datetime

from prefect import flow
from prefect.artifacts import create_table_artifact

from flows import tasks
from flows.progress import bar
from flows.settings import Settings, load_settings
from flows.sources.loader import choose, load
from flows.summary import NothingReached, RunSummary
from flows.visit import Steps, visit

_TASKS = Steps(tasks.fetch_source, tasks.extract_pending, tasks.load, tasks.publish, tasks.check)


@flow(name="track", persist_result=False, validate_parameters=False)
def track(
    source_ids: tuple[str, ...] = (), now: datetime | None = None, settings: Settings | None = None
) -> RunSummary:
    """Visit the named sources, or all. Raises UsageError, NothingReached, WarehouseError."""
    settings = settings or load_settings()
    sources = choose(load(settings.sources), source_ids)
    try:
        summary = visit(settings, sources, now, _TASKS, bar)
    except NothingReached as error:
        _record(error.summary)
        raise
    _record(summary)
    return summary


def _record(summary: RunSummary) -> None:
    failures = ", ".join(f"{item.document_id} ({item.outcome})" for item in summary.failures) or "none"
    create_table_artifact(summary.rows(), key="track-summary", description=f"Not read: {failures}")
