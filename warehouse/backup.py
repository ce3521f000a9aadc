"""The archive copied elsewhere and back. Every file goes by its hash, on the way out and on the way in.

    <folder>/ledger.jsonl, snapshots/, readings/    as in the archive; what is there is not copied again
    <folder>/backups/<moment>.json                  one per backup: how far the ledger went, its SHA-256

A backup is an archive itself. The ledger only grows, so every earlier backup is the start of the last.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive import Archive, put, read_verified, write_once
from warehouse.errors import ArchiveCorrupt, NotEmpty

_ROOMS = ("snapshots", "readings")


@dataclass(frozen=True, slots=True)
class Backup:
    """What one backup holds: the ledger up to a byte, and the files it took."""

    ledger_bytes: int
    ledger_sha256: str
    files_count: int
    copied_count: int


def backup(archive: Archive, folder: Path, now: datetime) -> Backup:
    """Copy what the folder lacks. Raises ArchiveCorrupt, Unwritable.

    The ledger is read first: whatever its lines name was on the disk before they were written.
    """
    ledger = _whole_lines(archive.ledger)
    _refuse_foreign(folder, ledger)
    found = _copy(archive.root, folder)
    put(folder / "ledger.jsonl", ledger)
    made = Backup(len(ledger), hashlib.sha256(ledger).hexdigest(), *found)
    name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.json"
    put(folder / "backups" / name, json.dumps(asdict(made), sort_keys=True).encode() + b"\n")
    return made


def restore(folder: Path, archive: Archive) -> Backup:
    """Put the last backup into an empty archive; its ledger comes last, so a killed restore is none.

    Raises NotEmpty, ArchiveCorrupt, Unwritable.
    """
    if archive.ledger.exists():
        raise NotEmpty(f"{archive.root}: holds an archive; restore into another KETCOV_DATA, or move it away")
    last, ledger = verify(folder)
    _copy(folder, archive.root)
    put(archive.ledger, ledger)
    return last


def verify(folder: Path) -> tuple[Backup, bytes]:
    """The last backup and its ledger, every file read and compared with its name. Raises ArchiveCorrupt."""
    last = _last(folder)
    path = folder / "ledger.jsonl"
    ledger = path.read_bytes()[: last.ledger_bytes] if path.exists() else b""
    if hashlib.sha256(ledger).hexdigest() != last.ledger_sha256:
        raise ArchiveCorrupt(f"{path}: not the ledger that was backed up; use another backup")
    count = sum(1 for room, name in _names(folder) if read_verified(folder / room / name[:2] / name, name))
    if count < last.files_count:
        raise ArchiveCorrupt(f"{folder}: {last.files_count - count} files are missing; use another backup")
    return last, ledger


def _copy(source: Path, target: Path) -> tuple[int, int]:
    """How many files the source holds, and how many of them the target lacked."""
    count = copied = 0
    for room, name in _names(source):
        count += 1
        place = Path(room) / name[:2] / name
        if not (target / place).exists():
            copied += write_once(target / place, read_verified(source / place, name))
    return count, copied


def _names(root: Path) -> Iterator[tuple[str, str]]:
    for room in _ROOMS:
        for path in sorted((root / room).glob("??/*")):
            if not path.name.startswith("."):  # a draft that a kill left
                yield room, path.name


def _refuse_foreign(folder: Path, ledger: bytes) -> None:
    path = folder / "ledger.jsonl"
    if path.exists() and not ledger.startswith(path.read_bytes()):
        raise NotEmpty(
            f"{folder}: holds the backup of another archive, or of a later one; name another folder"
        )


def _last(folder: Path) -> Backup:
    found = sorted((folder / "backups").glob("*.json"))
    if not found:
        raise ArchiveCorrupt(f"{folder}: no backup here; name the folder that `ketcov backup` wrote")
    try:
        return Backup(**json.loads(found[-1].read_bytes()))
    except (ValueError, TypeError) as error:
        raise ArchiveCorrupt(
            f"{found[-1]}: cannot be read ({error}); remove it to use the one before"
        ) from error


def _whole_lines(path: Path) -> bytes:
    content = path.read_bytes() if path.exists() else b""
    return content[: content.rfind(b"\n") + 1]
