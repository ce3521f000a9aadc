"""Flow: the warehouse again from the archive, no network. The work itself is in restore.py."""

from prefect import flow

from flows import cluster
from flows.restore import restore
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
    return restore(settings, shown, cluster.chosen(settings))
