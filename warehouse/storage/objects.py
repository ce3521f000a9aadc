"""An archive in object storage.

Objects cannot grow, so every append to the ledger is an object of its own, named by the position of its
first byte. It is created on the condition that there is none of that name: of two writers at the same end
one is refused, looks where the ledger ends now, and tries there. Nothing is ever written over.

    <url>/ledger/000000012250000/000000012345678.jsonl    the lines from byte 12,345,678 on
    <url>/snapshots/, <url>/readings/                     as in a folder
    <url>/format.txt                                      shows that this store keeps to the condition
"""

import time
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from warehouse.errors import ArchiveCorrupt, NotEmpty, StoreUnreachable
from warehouse.storage.files import Files

_TRIES = 200  # each lost one is a line that another writer got in
_AT_ONCE = 2_000  # objects of the ledger read in one go
_FOLDER_BYTES = 250_000  # of the ledger in one folder: at some 300 bytes a line, one page of a listing
_FORMAT = b"archive of ketamine-coverage, format 1\n"


class Piece(NamedTuple):
    """One object of the ledger: where its bytes begin and end, and its name."""

    start: int
    end: int
    name: str


class Objects:
    """Blobs and ledger below a URL. The bucket must be there. All raise StoreUnreachable."""

    def __init__(self, url: str) -> None:
        self._files = Files(url)
        self.where = self._files.url
        self.ledger_name = f"{self.where}/ledger"
        self._end = 0  # of the ledger, as far as it was seen; it only grows

    def read(self, name: str) -> bytes | None:
        """The bytes of an object, None where there is none."""
        return self._files.read(name)

    def has(self, name: str) -> bool:
        """Whether the object is there."""
        return self._files.has(name)

    def write_once(self, name: str, content: bytes) -> bool:
        """Create an object unless it is there; it is asked for first, since most are there already."""
        return not self._files.has(name) and self._files.create(name, content)

    def put(self, name: str, content: bytes) -> None:
        """Write an object, over an older one."""
        self._files.write(name, content)

    def remove(self, name: str) -> None:
        """Remove an object where it is there."""
        self._files.remove(name)

    def names(self, room: str) -> Iterator[str]:
        """The names of the objects of a room, in order."""
        yield from self._files.below(room)

    def has_ledger(self) -> bool:
        """Whether anything was ever appended."""
        return bool(self._files.listed("ledger"))

    def append(self, lines: bytes) -> None:
        """Create the next object of the ledger, behind what others append meanwhile."""
        self._end = self._end or self._end_from(0)
        for _ in range(_TRIES):
            if self._landed(lines):
                return
        raise StoreUnreachable(f"{self.ledger_name}: too many write to it at once; try again")

    def tail(self, position: int) -> bytes:
        """The lines from a position on. Raises ArchiveCorrupt."""
        pieces = [piece for piece in self._pieces(position) if piece.end > position]
        parts = []
        if pieces and pieces[0].start < position:
            first = pieces.pop(0)
            parts.append(self._files.read(first.name, position - first.start) or b"")
        for number in range(0, len(pieces), _AT_ONCE):
            parts += self._files.read_all([piece.name for piece in pieces[number : number + _AT_ONCE]])
        return b"".join(parts)

    def extend(self, ledger: bytes) -> None:
        """Append what the ledger lacks of these bytes, as one object. Raises NotEmpty."""
        end = self._end_from(0)
        if len(ledger) > end and not self._create(end, ledger[end:]):
            raise NotEmpty(f"{self.ledger_name}: another process writes to it; try again")

    def _landed(self, lines: bytes) -> bool:
        """Whether the lines stand at the end that was seen last; if not, the end is looked for anew."""
        end = self._end
        if self._create(end, lines) or self._files.read(_name(end)) == lines:
            self._end = end + len(lines)  # equal bytes: they landed, and the answer was lost
            return True
        self._end = self._end_from(end)
        if self._end == end:
            time.sleep(0.05)  # the store is still deciding between two writers
        return False

    def _create(self, start: int, lines: bytes) -> bool:
        if start == 0:
            self._refuse_careless_store()
        return self._files.create(_name(start), lines)

    def _refuse_careless_store(self) -> None:
        """Some stores take the condition and write all the same: lines would be lost there."""
        if self._files.create("format.txt", _FORMAT) and self._files.create("format.txt", _FORMAT):
            raise StoreUnreachable(
                f"{self.where}: this store writes over an object in spite of If-None-Match, so that two "
                "writers would lose lines; keep the archive where conditional writes are known"
            )

    def _end_from(self, position: int) -> int:
        return max((piece.end for piece in self._pieces(position)), default=0)

    def _pieces(self, position: int) -> list[Piece]:
        """The objects of the ledger from one at or before a position on. Raises ArchiveCorrupt."""
        folders = [name for name, _ in self._files.listed("ledger")]
        before = [folder for folder in folders if folder <= _folder(position)]
        chosen = folders[max(0, len(before) - 2) :]  # the last object of a folder may reach beyond it
        found = [item for folder in chosen for item in self._files.listed(folder)]
        pieces = [_piece(name, size) for name, size in found]
        self._refuse_gaps(pieces, position)
        return pieces

    def _refuse_gaps(self, pieces: list[Piece], position: int) -> None:
        begin = min(pieces[0].start, position) if pieces else 0
        chain = [Piece(0, begin, ""), *pieces]
        for before, after in pairwise(chain):
            if before.end != after.start:
                raise ArchiveCorrupt(
                    f"{self.ledger_name}: bytes {before.end} to {after.start} are not there; "
                    "restore the ledger from a backup"
                )
        if chain[-1].end < position:
            raise ArchiveCorrupt(
                f"{self.ledger_name}: ends at byte {chain[-1].end}, and what was built from it goes on to "
                f"{position}; name the archive it was built from, or move the warehouse away and rebuild"
            )


def _folder(position: int) -> str:
    return f"ledger/{position - position % _FOLDER_BYTES:015}"


def _name(position: int) -> str:
    return f"{_folder(position)}/{position:015}.jsonl"


def _piece(name: str, size: int) -> Piece:
    start = int(name.rpartition("/")[2].removesuffix(".jsonl"))
    return Piece(start, start + size, name)
