"""The lines of a ledger as this process has read them: a ledger only grows, so only its end is read again.

Kept for one ledger at a time. The last line that was read is read once more and compared: where it differs
the ledger is another one, put back from a backup for example, and is read from its beginning.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

from warehouse.errors import ArchiveCorrupt
from warehouse.ledger import Entry
from warehouse.storage import Store

Parse = Callable[[bytes, int], tuple[Entry, ...]]  # whole lines, and the position they begin at


@dataclass(slots=True)
class Remembered:
    """Lines, the position after them, and the last of them as it was written."""

    entries: tuple[Entry, ...] = ()
    position: int = 0
    last: bytes = b""
    lock: Lock = field(default_factory=Lock)

    def update(self, store: Store, parse: Parse) -> tuple[Entry, ...]:
        """All lines of the ledger. Raises what reading it raises."""
        with self.lock:
            tail = self._tail(store)
            if tail is None:
                self.entries, self.position, self.last = (), 0, b""
                tail = store.tail(0)
            if tail:
                self.entries += parse(tail, self.position)
                self.position += len(tail)
                self.last = tail[tail.rfind(b"\n", 0, -1) + 1 :]
            return self.entries

    def _tail(self, store: Store) -> bytes | None:
        """What came after the last line; None where that is not the last line any more."""
        try:
            tail = store.tail(self.position - len(self.last))
        except ArchiveCorrupt:
            return None
        return tail[len(self.last) :] if tail.startswith(self.last) else None


@lru_cache(maxsize=1)
def remembered(where: str) -> Remembered:  # noqa: ARG001 - the key of the cache
    """What is kept of the ledger at a place."""
    return Remembered()
