"""What every place of an archive can do: blobs that are written once, and a ledger that only grows.

A blob is named `<room>/<xx>/<name>`. The ledger is bytes, and a position in it counts bytes from its
beginning, whatever it is stored as.
"""

from collections.abc import Iterator
from typing import Protocol


class Store(Protocol):
    """One place. Every write is whole or not at all, and durable when it returns. All raise WarehouseError.

    `where` and `ledger_name` are the place and the ledger as a person names them.
    """

    where: str
    ledger_name: str

    def read(self, name: str) -> bytes | None:
        """The bytes of a blob; None where there is none."""

    def has(self, name: str) -> bool:
        """Whether there is such a blob."""

    def write_once(self, name: str, content: bytes) -> bool:
        """Write a blob unless it is there; answers whether it was written."""

    def put(self, name: str, content: bytes) -> None:
        """Write a blob, over an older one."""

    def remove(self, name: str) -> None:
        """Remove a blob where it is there."""

    def names(self, room: str) -> Iterator[str]:
        """The names of the blobs of a room, in order."""

    def has_ledger(self) -> bool:
        """Whether anything was ever written."""

    def append(self, lines: bytes) -> None:
        """Add whole lines to the ledger, behind those of every other writer."""

    def tail(self, position: int) -> bytes:
        """The whole lines of the ledger from a position on."""

    def extend(self, ledger: bytes) -> None:
        """Bring the ledger to these bytes in one step; they begin with what is there."""
