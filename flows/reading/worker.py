"""A reading process: files come in over one pipe, readings or refusals go out over it.

    python -m flows.reading.worker DESCRIPTOR MEGABYTES

It is started by guard.py and lives as long as the run that started it: standard input is a pipe
that nothing is written to, and its end is the end of this process, whatever it is doing.
"""

import fcntl
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import TYPE_CHECKING

from extractors.errors import ExtractError
from extractors.read import read
from extractors.wire import reading_to_bytes
from flows.reading import recognize, wire
from flows.reading.errors import TooMuchMemory

if TYPE_CHECKING:
    from extractors.documents import Recognize

_GRACE = 5.0  # seconds that the run has to end us before we end ourselves
_NO_MEMORY = wire.refusal_to_bytes(TooMuchMemory.kind, "")  # made while there is some


def main() -> None:
    """Answer requests until the pipe closes."""
    channel: Connection[bytes, bytes] = Connection(int(sys.argv[1]))
    _limit_memory(int(sys.argv[2]) * 2**20)
    _end_with_the_run()
    sys.excepthook = _last_word(channel)
    with suppress(EOFError, ConnectionError):
        while True:
            answer = _answer(channel, channel.recv_bytes())
            signal.setitimer(signal.ITIMER_REAL, 0)
            channel.send_bytes(answer)


def _answer(channel: "Connection[bytes, bytes]", message: bytes) -> bytes:
    """The reading of one file, or why there is none."""
    request, content = wire.request_from_bytes(message)

    def told_alive() -> None:
        signal.setitimer(signal.ITIMER_REAL, request.seconds + _GRACE)  # its signal ends the process
        channel.send_bytes(wire.ALIVE)

    told_alive()
    try:
        found = read(
            content,
            request.media_type,
            drugs=request.drugs,
            recognize=_telling(recognize.reader(), told_alive),
        )
        return wire.READING + reading_to_bytes(found)
    except ExtractError as error:
        return wire.refusal_to_bytes(error.kind, str(error))
    except MemoryError:
        return _NO_MEMORY


def _telling(reader: "Recognize | None", told_alive: Callable[[], None]) -> "Recognize | None":
    """The reader of pictures, which says after every page that it goes on: a scan may have many."""
    if reader is None:
        return None
    given = reader

    def read_and_tell(picture: bytes) -> object:
        words = given(picture)
        told_alive()
        return words

    return read_and_tell  # type: ignore[return-value]


def _limit_memory(size: int) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError, OSError):  # a stricter limit stands already
        resource.setrlimit(resource.RLIMIT_AS, (size, most))


def _end_with_the_run() -> None:
    """The kernel sends SIGIO when the other end of standard input closes, and SIGIO ends a process.

    A thread could not do it: a library that hangs may never let it run.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run ends us in its own time
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)


def _last_word(
    channel: "Connection[bytes, bytes]",
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        last = traceback.extract_tb(trace)[-1:]
        where = "".join(f" in {os.path.basename(f.filename)}:{f.lineno}" for f in last)  # noqa: PTH119
        text = " ".join(f"{kind.__name__}: {error}".split())[:300]
        with suppress(OSError):
            channel.send_bytes(wire.DEATH + f"{text}{where}".encode(errors="replace"))

    return hook


if __name__ == "__main__":
    main()
