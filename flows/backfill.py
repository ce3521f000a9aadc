"""Flow: past captures of the declared sources. The work is in runs/past.py and needs no Prefect."""

from datetime import date

from prefect import flow

from flows.runs.past import PastSummary
from flows.runs.past import backfill as bring_in
from flows.settings import Settings, load_settings
from flows.sources.loader import choose, load
from flows.visible.progress import shown


@flow(name="backfill", persist_result=False, validate_parameters=False)
def backfill(
    source_ids: tuple[str, ...] = (), since: date | None = None, settings: Settings | None = None
) -> PastSummary:
    """Bring in past captures of the named sources, or all. Raises UsageError, WarehouseError."""
    settings = settings or load_settings()
    return bring_in(settings, choose(load(settings.sources), source_ids), since, progress=shown)
