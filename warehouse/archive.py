"""The archive: every byte ever fetched and a ledger line for every attempt. Append-only.

Nothing here is changed once written, nor removed but by retention.py. A file is written beside its
place, synced and renamed, so a kill at any moment leaves either the whole file or none.

    <root>/ledger.jsonl             one line per declaration, attempt, extraction, run, decision
    <root>/snapshots/ab/<sha256>    the bytes of a document, named by their hash
    <root>/readings/ab/<sha256>     what one version of the extractors read in one snapshot
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractors.model import Reading
from extractors.wire import reading_from_bytes, reading_to_bytes
from warehouse.errors import ArchiveCorrupt, Unwritable
from warehouse.ledger import Entry
from warehouse.lines import entry_from_line, line_from_entry

_LONGEST_LINE = 1 << 20  # bytes; far above any ledger line


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Archived bytes: their SHA-256 and whether the archive saw them for the first time."""

    snapshot_id: str
    is_new: bool


class Archive:
    """The folder of snapshots, readings and the ledger."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ledger = root / "ledger.jsonl"

    def save(self, content: bytes) -> Snapshot:
        """Keep bytes under their hash. Raises Unwritable."""
        name = hashlib.sha256(content).hexdigest()
        return Snapshot(name, write_once(self._path("snapshots", name), content))

    def read(self, snapshot_id: str) -> bytes:
        """The bytes of a snapshot. Raises ArchiveCorrupt where they are missing or altered."""
        return read_verified(self._path("snapshots", snapshot_id), snapshot_id)

    def forget(self, snapshot_id: str) -> None:
        """Remove the bytes of a snapshot, once a line of the ledger says so. Raises Unwritable."""
        path = self._path("snapshots", snapshot_id)
        with _writing(path):
            path.unlink(missing_ok=True)

    def save_reading(self, reading: Reading) -> str:
        """Keep a reading; answers its id."""
        content = reading_to_bytes(reading)
        name = hashlib.sha256(content).hexdigest()
        write_once(self._path("readings", name), content)
        return name

    def load_reading(self, reading_id: str) -> Reading:
        """A reading by its id. Raises ArchiveCorrupt."""
        return reading_from_bytes(read_verified(self._path("readings", reading_id), reading_id))

    def append(self, entries: Iterable[Entry]) -> None:
        """Add lines to the ledger, all or none, durable on return. Raises Unwritable."""
        lines = b"".join(line_from_entry(entry) for entry in entries)
        if not lines:
            return
        with _writing(self.ledger), self.ledger.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            _cut_torn_line(file)
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())

    def entries(self) -> tuple[Entry, ...]:
        """All lines of the ledger in order."""
        return self.entries_since(0)[0]

    def entries_since(self, position: int) -> tuple[tuple[Entry, ...], int]:
        """The lines after a byte position, and the position after the last whole line."""
        if not self.ledger.exists():
            return (), 0
        with self.ledger.open("rb") as file:
            file.seek(position)
            tail = file.read()
        whole = tail[: tail.rfind(b"\n") + 1]
        lines = enumerate(whole.splitlines(), start=1)
        entries = tuple(self._entry(line, f"line {n} after byte {position}") for n, line in lines)
        return entries, position + len(whole)

    def _entry(self, line: bytes, where: str) -> Entry:
        try:
            return entry_from_line(line)
        except (ValueError, KeyError, TypeError) as error:
            raise ArchiveCorrupt(
                f"{self.ledger}, {where}: not a ledger line ({error}); restore the ledger from a backup"
            ) from error

    def _path(self, room: str, name: str) -> Path:
        return self.root / room / name[:2] / name


def read_verified(path: Path, name: str) -> bytes:
    """The bytes of a file that is named by their hash. Raises ArchiveCorrupt."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ArchiveCorrupt(f"{path}: missing from the archive; restore it from a backup") from error
    if hashlib.sha256(content).hexdigest() != name:
        raise ArchiveCorrupt(f"{path}: the bytes do not match their name; restore it from a backup")
    return content


def write_once(path: Path, content: bytes) -> bool:
    """Write a file unless it is there; answers whether it was written. Raises Unwritable."""
    if path.exists():
        return False
    put(path, content)
    return True


def put(path: Path, content: bytes) -> None:
    """Write a file beside its place, sync it and rename it, over an older one. Raises Unwritable."""
    with _writing(path):
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(path)
        finally:
            Path(draft).unlink(missing_ok=True)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise Unwritable(
            f"{path.parent}: cannot write ({error.strerror}); free space or choose another KETCOV_DATA"
        ) from error


def _cut_torn_line(file: BinaryIO) -> None:
    """Drop the half line that a killed writer left: it was never acknowledged."""
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        return
    tail_start = max(0, size - _LONGEST_LINE)
    file.seek(tail_start)
    tail = file.read()
    if not tail.endswith(b"\n"):
        file.truncate(tail_start + tail.rfind(b"\n") + 1)
    file.seek(0, os.SEEK_END)
