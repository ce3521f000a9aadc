"""Flow: the warehouse again from the archive, no network. The work itself is in restore.py."""

from prefect import flow

from flows.progress import bar
from flows.restore import restore
from flows.settings import Settings, load_settings
from warehouse.load import LoadResult


@flow(name="rebuild", persist_result=False, validate_parameters=False)
def rebuild(settings: Settings | None = None) -> LoadResult:
    """Build the warehouse anew and put it in place. Raises UsageError, WarehouseError."""
    return restore(settings or load_settings(), bar)
