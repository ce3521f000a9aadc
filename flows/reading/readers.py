"""The readers of a run: as many processes as the settings allow, each started when it is needed.

They are kept until this process ends, because starting one costs more than reading a short policy.
"""

import atexit
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from itertools import islice
from queue import LifoQueue
from typing import TypeVar

from extractors.errors import ExtractError
from extractors.model import Reading
from flows.reading.errors import TookTooLong, TooMuchMemory
from flows.reading.guard import Guard, Limits
from flows.settings import Settings

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Readers:
    """Reads files in several processes; may be asked from several threads."""

    def __init__(self, limits: Limits, processes: int) -> None:
        self.processes = processes
        self._guards = tuple(Guard(limits) for _ in range(processes))
        self._idle: LifoQueue[Guard] = LifoQueue()
        for guard in reversed(self._guards):
            self._idle.put(guard)

    def read(self, content: bytes, media_type: str | None = None, drugs: tuple[str, ...] = ()) -> Reading:
        """Everything that one file says; waits for a reader. Raises ExtractError."""
        guard = self._idle.get()
        try:
            return guard.read(content, media_type, drugs)
        finally:
            self._idle.put(guard)

    def in_order(self, work: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
        """What `work` makes of each item, in their order, as many at a time as there are readers."""
        left = iter(items)
        if self.processes == 1:
            yield from map(work, left)
            return
        pool = ThreadPoolExecutor(self.processes)
        waiting: list[Future[_Result]] = []
        is_done = False
        try:
            waiting += (pool.submit(work, item) for item in islice(left, 2 * self.processes))
            while waiting:
                yield waiting.pop(0).result()
                waiting += (pool.submit(work, item) for item in islice(left, 1))
            is_done = True
        finally:
            if not is_done:  # a file in work would hold up the end of a run that was stopped
                pool.shutdown(wait=False, cancel_futures=True)
                self.close()
            pool.shutdown()
            self._reopen()

    def close(self) -> None:
        """End every reader."""
        for guard in self._guards:
            guard.close()

    def _reopen(self) -> None:
        for guard in self._guards:
            guard.reopen()


def readers(settings: Settings) -> Readers:
    """The readers of this process within the limits of the settings."""
    limits = Limits(settings.read_seconds, settings.read_megabytes)
    return _kept(limits, settings.read_processes, os.getpid())


def limits_of(settings: Settings) -> dict[str, float]:
    """What ends the reading of one file, by the kind of its failure."""
    return {TookTooLong.kind: settings.read_seconds, TooMuchMemory.kind: settings.read_megabytes}


def is_document(settings: Settings, content: bytes, media_type: str | None) -> bool:
    """True where the bytes can be read and are a policy."""
    try:
        found = readers(settings).read(content, media_type)
    except ExtractError:
        return False
    return found.facts.document.doc_type != "not_a_document"


@cache
def _kept(limits: Limits, processes: int, process_id: int) -> Readers:  # noqa: ARG001
    """One set for each process: a pipe that two of them write to would mix their files."""
    found = Readers(limits, processes)
    atexit.register(found.close)
    return found
