"""The archive saved and brought back, in plain calls."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flows.runs.rebuild import absent, rebuild
from flows.settings import Settings
from warehouse import backup as copies
from warehouse.archive import Archive
from warehouse.load import LoadResult
from warehouse.retention import removable, remove


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup, and how many failed pages the archive let go after it."""

    made: copies.Backup
    removed_count: int


def save(settings: Settings, folder: Path | str, now: datetime) -> Saved:
    """Back the archive up; then let go what retention allows, and nothing that the backup lacks.

    Raises UsageError where there is no archive, WarehouseError where the copy is not as it must be.
    """
    archive = Archive(settings.archive)
    if not archive.exists():
        raise absent(archive)
    made = copies.backup(archive, folder, now)
    if not settings.keep_failed_days:
        return Saved(made, 0)
    copies.verify(folder)
    names = removable(archive.entries(), now - timedelta(days=settings.keep_failed_days))
    remove(archive, names, now)
    return Saved(made, len(names))


def restore(settings: Settings, folder: Path | str) -> tuple[copies.Backup, LoadResult]:
    """Put the last backup into the empty archive and build the warehouse from it."""
    made = copies.restore(folder, Archive(settings.archive))
    return made, rebuild(settings)
