"""The warehouse again from the archive, in plain calls: what `rebuild` does, without Prefect."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from flows import steps
from flows.errors import UsageError
from flows.progress import Progress, silent
from flows.settings import Settings
from warehouse.archive import Archive
from warehouse.errors import ForeignWarehouse
from warehouse.load import LoadResult, catch_up
from warehouse.query import rows


def restore(settings: Settings, progress: Progress = silent) -> LoadResult:
    """Build a new warehouse beside the old one, put it in its place, publish. Same rows as before."""
    archive = archive_of(settings)
    with suppress(ForeignWarehouse):  # that is what a rebuild is for
        steps.refuse_locked(settings)
    steps.extract_pending(settings, lambda: datetime.now(UTC), progress)
    draft = settings.warehouse.with_suffix(".draft.duckdb")
    _remove(draft)
    result = catch_up(archive, draft, settings.writer_wait_seconds)
    _wal(settings.warehouse).unlink(missing_ok=True)
    draft.replace(settings.warehouse)
    steps.publish(settings)
    return result


def archive_of(settings: Settings) -> Archive:
    """The archive to restore from; one that is still empty gives what is reported of real payers.

    Raises UsageError where a warehouse stands without its archive: it could not be built again.
    """
    archive = Archive(settings.archive)
    if not archive.ledger.exists() and _holds_versions(settings.warehouse):
        raise UsageError(f"{archive.ledger}: no archive here; set KETCOV_DATA to the folder that holds it")
    return archive


def _holds_versions(warehouse: Path) -> bool:
    return warehouse.exists() and rows(warehouse, "select count(*) from core_versions")[1] != ((0,),)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _wal(path).unlink(missing_ok=True)


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
