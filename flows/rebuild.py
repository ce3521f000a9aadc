"""Flow: the warehouse again from the archive, no network. The work itself is in restore.py."""

from prefect import flow

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
    return restore(settings or load_settings(), shown)
