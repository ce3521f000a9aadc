"""The archive: every byte ever fetched and a ledger line for every attempt. Append-only.

Nothing here is changed once written, nor removed but by retention.py. A kill at any moment leaves either
the whole of what was being written or nothing. Where the bytes are kept is a matter of storage/.

    <root>/ledger.jsonl             one line per declaration, attempt, extraction, run, decision
    <root>/snapshots/ab/<sha256>    the bytes of a document, named by their hash
    <root>/readings/ab/<sha256>     what one version of the extractors read in one snapshot
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractors.model import Reading
from extractors.wire import StoredReading, reading_to_bytes
from warehouse.errors import ArchiveCorrupt
from warehouse.ledger import Entry
from warehouse.lines import entry_from_line, line_from_entry
from warehouse.remembered import remembered
from warehouse.storage import Store, store_at

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Archived bytes: their SHA-256 and whether the archive saw them for the first time."""

    snapshot_id: str
    is_new: bool


class Archive:
    """Snapshots, readings and the ledger, in a folder or below a URL of object storage."""

    def __init__(self, root: Path | str) -> None:
        self.root = root
        self.store = store_at(root)

    @property
    def ledger(self) -> Path:
        """The file of the ledger, where the archive is a folder."""
        return Path(self.store.ledger_name)

    def exists(self) -> bool:
        """Whether anything was ever written to its ledger. Raises StoreUnreachable."""
        return self.store.has_ledger()

    def save(self, content: bytes) -> Snapshot:
        """Keep bytes under their hash. Raises Unwritable, StoreUnreachable."""
        name = hashlib.sha256(content).hexdigest()
        return Snapshot(name, self.store.write_once(blob("snapshots", name), content))

    def read(self, snapshot_id: str) -> bytes:
        """The bytes of a snapshot. Raises ArchiveCorrupt where they are missing or altered."""
        return read_verified(self.store, blob("snapshots", snapshot_id))

    def forget(self, snapshot_id: str) -> None:
        """Remove the bytes of a snapshot, once a line of the ledger says so. Raises Unwritable."""
        self.store.remove(blob("snapshots", snapshot_id))

    def save_reading(self, reading: Reading) -> str:
        """Keep a reading; answers its id."""
        content = reading_to_bytes(reading)
        name = hashlib.sha256(content).hexdigest()
        self.store.write_once(blob("readings", name), content)
        return name

    def load_reading(self, reading_id: str) -> StoredReading:
        """A reading by its id. Raises ArchiveCorrupt."""
        return StoredReading(read_verified(self.store, blob("readings", reading_id)))

    def append(self, entries: Iterable[Entry]) -> None:
        """Add lines to the ledger, all or none, durable on return. Raises Unwritable, StoreUnreachable."""
        lines = b"".join(line_from_entry(entry) for entry in entries)
        if lines:
            self.store.append(lines)

    def entries(self) -> tuple[Entry, ...]:
        """All lines of the ledger in order; those that this process knows are not read again."""
        return remembered(self.store.where).update(self.store, self._parsed)

    def entries_since(self, position: int) -> tuple[tuple[Entry, ...], int]:
        """The lines after a byte position, and the position after the last whole line."""
        whole = self.store.tail(position)
        return self._parsed(whole, position), position + len(whole)

    def _parsed(self, whole: bytes, position: int) -> tuple[Entry, ...]:
        lines = enumerate(whole.splitlines(), start=1)
        return tuple(self._entry(line, f"line {n} after byte {position}") for n, line in lines)

    def _entry(self, line: bytes, where: str) -> Entry:
        try:
            return entry_from_line(line)
        except (ValueError, KeyError, TypeError) as error:
            raise ArchiveCorrupt(
                f"{self.store.ledger_name}, {where}: not a ledger line ({error}); "
                "restore the ledger from a backup"
            ) from error


def blob(room: str, name: str) -> str:
    """Where a blob of that hash stands in the store. Raises ArchiveCorrupt for a name that is none."""
    if not _HASH.fullmatch(name):
        raise ArchiveCorrupt(f"{name!r} is no hash; restore the ledger from a backup")
    return f"{room}/{name[:2]}/{name}"


def read_verified(store: Store, place: str) -> bytes:
    """The bytes of a blob, compared with the hash at the end of its place. Raises ArchiveCorrupt."""
    content = store.read(place)
    if content is None:
        raise ArchiveCorrupt(f"{store.where}/{place}: missing from the archive; restore it from a backup")
    if hashlib.sha256(content).hexdigest() != place.rpartition("/")[2]:
        raise ArchiveCorrupt(
            f"{store.where}/{place}: the bytes do not match their name; restore it from a backup"
        )
    return content
