"""Flow: the warehouse again from the archive, no network. The work is in runs/rebuild.py."""

from prefect import flow

from flows import cluster
from flows.runs.rebuild import rebuild as build_anew
from flows.settings import Settings, load_settings
from flows.visible.progress import shown
from warehouse.load import LoadResult


@flow(name="rebuild", persist_result=False)
def rebuild(settings: Settings | None = None) -> LoadResult:
    """Build the warehouse anew and put it in place. Raises UsageError, WarehouseError.

    Args:
        settings: in place of the KETCOV_ variables
    """
    settings = settings or load_settings()
    return build_anew(settings, shown, cluster.chosen(settings))
