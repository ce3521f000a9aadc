"""One reading process and the limits of what it may take; ended and started anew when it passes one."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from typing import NoReturn

import flows
from extractors.model import Reading
from extractors.wire import reading_from_bytes
from flows.reading import wire
from flows.reading.errors import ReaderDied, TookTooLong, TooMuchMemory, refused

_TRIES = 2  # a process can be ended from outside; a file that ends two of them is the cause
_MODULE = "flows.reading.worker"
_PATIENCE = 1.0  # seconds between the end of the pipe and that of its process
_DOUBLED = 2  # a library that wants twice of what it holds fails at half of the limit


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take."""

    seconds: float = 120.0
    megabytes: int = 1024


class _Ended(Exception):
    """The process is gone; the text says how."""


class Guard:
    """Reads one file at a time in a process of its own, which is started by the first file."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    def read(self, content: bytes, media_type: str | None, drugs: tuple[str, ...] = ()) -> Reading:
        """Everything that one file says. Raises ExtractError when it cannot be read within the limits."""
        message = wire.request_to_bytes(wire.Request(media_type, drugs, self._limits.seconds), content)
        how = ""
        for _ in range(_TRIES):
            try:
                return self._asked(message)
            except _Ended as error:
                self._end()
                how = str(error)
        raise ReaderDied(f"The process that read the file ended ({how}): report the file as a defect")

    def close(self) -> None:
        """End the process and start no other; a file being read in another thread ends as a failure."""
        self._is_closed = True
        self._end()

    def reopen(self) -> None:
        """Allow a new process."""
        self._is_closed = False

    def _asked(self, message: bytes) -> Reading:
        if self._process is None:
            self._start()
        try:
            self._channel.send_bytes(message)
            answer = self._answer()
        except (EOFError, OSError) as error:
            code, megabytes = self._came_to()
            if code == -signal.SIGABRT and megabytes * _DOUBLED >= self._limits.megabytes:
                self._out_of_memory()  # what is written in C gives up where Python raises MemoryError
            raise _Ended(_named(code)) from error
        kind, body = answer[:1], answer[1:]
        if kind == wire.DEATH:
            raise _Ended(body.decode(errors="replace"))
        if kind == wire.REFUSAL:
            self._refuse(*wire.refusal_from_bytes(body))
        return reading_from_bytes(body)

    def _answer(self) -> bytes:
        """The next message that is more than a sign of life."""
        while self._channel.poll(self._limits.seconds):
            if (answer := self._channel.recv_bytes()) != wire.ALIVE:
                return answer
        self._end()
        raise TookTooLong(self._limits.seconds)

    def _refuse(self, kind: str, detail: str) -> NoReturn:
        if kind != TooMuchMemory.kind:
            raise refused(kind, detail)
        self._out_of_memory()

    def _out_of_memory(self) -> NoReturn:
        self._end()  # what is left of its memory may not do for the next file
        raise TooMuchMemory(self._limits.megabytes)

    def _start(self) -> None:
        if self._is_closed:
            raise _Ended("the run is over")
        self._channel, theirs = Pipe()
        number = theirs.fileno()
        # -P: nothing that lies in the folder of the user is taken for a module
        command = [sys.executable, "-P", "-m", _MODULE, str(number), str(self._limits.megabytes)]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                env={**os.environ, "PYTHONPATH": _path()},
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # libraries complain there; what matters comes over the pipe
                pass_fds=(number,),
                start_new_session=True,  # a group of its own, so that what it started ends with it
            )

    def _came_to(self) -> tuple[int | None, int]:
        """The code with which the process ended by itself, and the most memory in MB that it held."""
        process, deadline = self._process, time.monotonic() + _PATIENCE
        if process is None:
            return None, 0
        with suppress(ChildProcessError):  # ended in another thread at the same time
            while time.monotonic() < deadline:
                is_done, status, used = os.wait4(process.pid, os.WNOHANG)
                if is_done:
                    process.returncode = os.waitstatus_to_exitcode(status)
                    return process.returncode, used.ru_maxrss // 1024
                time.sleep(0.01)
        return process.poll(), 0

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin:
            process.stdin.close()
        self._channel.close()


def _named(code: int | None) -> str:
    if code is None:
        return "the run is over"
    return signal.Signals(-code).name if code < 0 else f"code {code}"


def _path() -> str:
    """Where the modules of this project are found, first of all those that run here."""
    here = str(Path(flows.__file__).parents[1])
    return os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
