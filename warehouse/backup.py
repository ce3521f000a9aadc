"""The archive copied elsewhere and back. Every file goes by its hash, on the way out and on the way in.

    <place>/ledger, snapshots/, readings/    as in the archive; what is there is not copied again
    <place>/backups/<moment>.json            one per backup: how far the ledger went, its SHA-256

A backup is an archive itself. The ledger only grows, so every earlier backup is the start of the last.
Archive and backup may each be a folder or a URL of object storage: so an archive moves from one to the other.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive import Archive, read_verified
from warehouse.errors import ArchiveCorrupt, NotEmpty
from warehouse.storage import Store, store_at

_ROOMS = ("snapshots", "readings")


@dataclass(frozen=True, slots=True)
class Backup:
    """What one backup holds: the ledger up to a byte, and the files it took."""

    ledger_bytes: int
    ledger_sha256: str
    files_count: int
    copied_count: int


def backup(archive: Archive, place: Path | str, now: datetime) -> Backup:
    """Copy what the place lacks. Raises ArchiveCorrupt, NotEmpty, Unwritable, StoreUnreachable.

    The ledger is read first: whatever its lines name was kept before they were written.
    """
    ledger, target = archive.store.tail(0), store_at(place)
    _refuse_foreign(target, ledger)
    found = _copy(archive.store, target)
    target.extend(ledger)
    made = Backup(len(ledger), hashlib.sha256(ledger).hexdigest(), *found)
    name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.json"
    target.put(f"backups/{name}", json.dumps(asdict(made), sort_keys=True).encode() + b"\n")
    return made


def restore(place: Path | str, archive: Archive) -> Backup:
    """Put the last backup into an empty archive; its ledger comes last, so a killed restore is none.

    Raises NotEmpty, ArchiveCorrupt, Unwritable, StoreUnreachable.
    """
    if archive.exists():
        raise NotEmpty(
            f"{archive.store.where}: holds an archive; restore into another KETCOV_DATA, or move it away"
        )
    last, ledger = verify(place)
    _copy(store_at(place), archive.store)
    archive.store.extend(ledger)
    return last


def verify(place: Path | str) -> tuple[Backup, bytes]:
    """The last backup and its ledger, every file read and compared with its name. Raises ArchiveCorrupt."""
    store = store_at(place)
    last = _last(store)
    ledger = store.tail(0)[: last.ledger_bytes]
    if hashlib.sha256(ledger).hexdigest() != last.ledger_sha256:
        raise ArchiveCorrupt(f"{store.ledger_name}: not the ledger that was backed up; use another backup")
    names = _names(store)
    for name in names:
        read_verified(store, name)
    if len(names) < last.files_count:
        raise ArchiveCorrupt(
            f"{store.where}: {last.files_count - len(names)} files are missing; use another backup"
        )
    return last, ledger


def _copy(source: Store, target: Store) -> tuple[int, int]:
    """How many files the source holds, and how many of them the target lacked."""
    there, count, copied = set(_names(target)), 0, 0
    for name in _names(source):
        count += 1
        if name not in there:
            copied += target.write_once(name, read_verified(source, name))
    return count, copied


def _names(store: Store) -> list[str]:
    return [name for room in _ROOMS for name in store.names(room)]


def _refuse_foreign(target: Store, ledger: bytes) -> None:
    if not ledger.startswith(target.tail(0)):
        raise NotEmpty(
            f"{target.where}: holds the backup of another archive, or of a later one; name another folder"
        )


def _last(store: Store) -> Backup:
    found = sorted(store.names("backups"))
    if not found:
        raise ArchiveCorrupt(f"{store.where}: no backup here; name the folder that `ketcov backup` wrote")
    try:
        return Backup(**json.loads(store.read(found[-1]) or b""))
    except (ValueError, TypeError) as error:
        raise ArchiveCorrupt(
            f"{store.where}/{found[-1]}: cannot be read ({error}); remove it to use the one before"
        ) from error
