"""The warehouse again from the archive, in plain calls: what `rebuild` does, without Prefect."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from flows.errors import UsageError
from flows.runs import steps
from flows.runs.clock import clock_of
from flows.settings import Settings
from flows.telling.progress import Progress, silent
from warehouse.archive import Archive
from warehouse.connect import open_writer
from warehouse.errors import ForeignWarehouse
from warehouse.lake import holds_versions
from warehouse.load import LoadResult, catch_up
from warehouse.place import Lake, Warehouse
from warehouse.query import rows


def rebuild(
    settings: Settings, progress: Progress = silent, extract: Callable[..., int] = steps.extract_pending
) -> LoadResult:
    """Build the warehouse anew, in place of the old one, and publish. Same rows as before.

    Args:
        settings: where everything is
        progress: shows how far the reading is
        extract: reads what the extractors of today have not read
    """
    archive = archive_of(settings)
    with suppress(ForeignWarehouse):  # that is what a rebuild is for
        steps.refuse_locked(settings)
    extract(settings, clock_of(None), progress)
    place = settings.working
    if isinstance(place, Lake):
        result = catch_up(archive, place, settings.writer_wait_seconds, is_anew=True)
    else:
        result = _beside(archive, place, settings.writer_wait_seconds)
    steps.publish(settings)
    return result


def _beside(archive: Archive, path: Path, wait_seconds: float) -> LoadResult:
    """A new file beside the old one, and then in its place."""
    draft = path.with_suffix(".draft.duckdb")
    _remove(draft)
    result = catch_up(archive, draft, wait_seconds)
    _wal(path).unlink(missing_ok=True)
    draft.replace(path)
    return result


def archive_of(settings: Settings) -> Archive:
    """The archive to build from; one that is still empty gives what is reported of real payers.

    Raises UsageError where a warehouse stands without its archive: it could not be built again.
    """
    archive = Archive(settings.archive)
    if not archive.exists() and _holds_versions(settings.working):
        raise absent(archive)
    return archive


def absent(archive: Archive) -> UsageError:
    """What is said where there is no archive."""
    return UsageError(
        f"{archive.store.ledger_name}: no archive here; set KETCOV_DATA or KETCOV_ARCHIVE to where it is kept"
    )


def _holds_versions(place: Warehouse) -> bool:
    if isinstance(place, Lake):
        with open_writer(place) as connection:
            return holds_versions(connection)
    return place.exists() and rows(place, "select count(*) from core_versions")[1] != ((0,),)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _wal(path).unlink(missing_ok=True)


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
