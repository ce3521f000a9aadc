"""Processes that outlive the one that started them: each with a file that names it and a log beside it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_SIGNALS = (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL)  # Prefect may need asking twice
_SECONDS = 10.0  # between two of them
_POLL_SECONDS = 0.1


def start(name: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path) -> int:
    """Start `prefect <arguments>` in a session of its own; answers its number."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", "prefect", *arguments],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    process.returncode = 0  # it is meant to outlive this process: Popen need not warn of that
    _file(name, folder).write_text(str(process.pid), "utf-8")
    return process.pid


def running(name: str, folder: Path) -> int | None:
    """The number of a process that was started and still runs."""
    file = _file(name, folder)
    if not file.exists() or not file.read_text("utf-8").strip().isdigit():
        return None
    number = int(file.read_text("utf-8"))
    return number if "prefect" in _command(number) else None  # the number may be another's by now


def stop(name: str, folder: Path) -> bool:
    """End a process and what it started; whether there was one."""
    number = running(name, folder)
    if number is not None:
        for sign in _SIGNALS:
            with suppress(ProcessLookupError):
                os.killpg(number, sign)
            if _has_ended(number):
                break
    _file(name, folder).unlink(missing_ok=True)
    return number is not None


def _has_ended(number: int) -> bool:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        with suppress(ChildProcessError):
            os.waitpid(number, os.WNOHANG)  # where it is a child of ours
        if not _command(number):
            return True
        time.sleep(_POLL_SECONDS)
    return False


def _command(number: int) -> str:
    """The command line of a process; empty where none runs."""
    found = Path(f"/proc/{number}/cmdline")
    if Path("/proc/self").exists():
        with suppress(OSError):
            return found.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    asked = ["ps", "-p", str(number), "-o", "command="]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603


def _file(name: str, folder: Path) -> Path:
    return folder / f"{name}.pid"
