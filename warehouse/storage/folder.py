"""An archive in a folder. A file is written beside its place, synced and renamed; lines go under a lock."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from warehouse.errors import Unwritable

_LONGEST_LINE = 1 << 20  # bytes; far above any ledger line


class Folder:
    """The folder; it comes into being with the first write."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ledger = root / "ledger.jsonl"
        self.where = str(root)
        self.ledger_name = str(self.ledger)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return (self.root / name).exists()

    def write_once(self, name: str, content: bytes) -> bool:
        """Write a file unless it is there. Raises Unwritable."""
        if self.has(name):
            return False
        self.put(name, content)
        return True

    def put(self, name: str, content: bytes) -> None:
        """Write a file beside its place and rename it, over an older one. Raises Unwritable."""
        _put(self.root / name, content)

    def remove(self, name: str) -> None:
        """Remove a file where it is there. Raises Unwritable."""
        path = self.root / name
        with _writing(path):
            path.unlink(missing_ok=True)

    def names(self, room: str) -> Iterator[str]:
        """The names of the files of a room, without drafts that a kill left."""
        for folder, folders, files in os.walk(self.root / room):
            folders.sort()
            below = Path(folder).relative_to(self.root).as_posix()
            yield from (f"{below}/{name}" for name in sorted(files) if not name.startswith("."))

    def has_ledger(self) -> bool:
        """Whether the ledger is there."""
        return self.ledger.exists()

    def append(self, lines: bytes) -> None:
        """Add lines behind the last whole one, durable on return. Raises Unwritable."""
        with _writing(self.ledger), self.ledger.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            _cut_torn_line(file)
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())

    def tail(self, position: int) -> bytes:
        """The whole lines from a position on; a half line at the end was never acknowledged."""
        try:
            with self.ledger.open("rb") as file:
                file.seek(position)
                tail = file.read()
        except (FileNotFoundError, NotADirectoryError):  # the first write says what is in its place
            return b""
        return tail[: tail.rfind(b"\n") + 1]

    def extend(self, ledger: bytes) -> None:
        """Put a longer ledger in place of the one that is there. Raises Unwritable."""
        _put(self.ledger, ledger)


def _put(path: Path, content: bytes) -> None:
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
