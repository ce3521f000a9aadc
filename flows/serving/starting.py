"""Server and worker started and ended; between both everything is deployed.

What imports Prefect is imported after `entered`, which sets the environment that Prefect reads once.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

from flows.errors import OrchestratorUnreachable, UsageError
from flows.serving import processes
from flows.serving.place import Place, answers, entered, place
from flows.settings import Settings
from flows.sources.loader import choose, load

_PARTS = ("worker", "server")  # in the order in which they end
_START_SECONDS = 120.0
_POLL_SECONDS = 0.3
_MISSES = 5


def start(settings: Settings, told: Callable[[str], None]) -> None:
    """Start what does not run yet and deploy everything. Raises OrchestratorUnreachable, UsageError.

    Args:
        settings: where the data is, and whom to alert
        told: gets a line before each step that takes a while
    """
    _refuse_mistakes(settings)
    where = entered(settings)
    _server(where, told)
    told("deploying")
    from flows.alerts import automations
    from flows.serving import deploying

    deploying.pool()
    deploying.deploy(os.environ)
    automations.deploy(settings)
    if processes.running("worker", where.folder) is None:
        told("starting the worker")
        deploying.release()
        arguments = ("worker", "start", "--pool", deploying.POOL, "--type", "process")
        processes.start("worker", arguments, os.environ, where.folder)


def stop(settings: Settings) -> tuple[str, ...]:
    """End what was started here; answers what it was."""
    where = place(settings)
    return tuple(name for name in _PARTS if processes.stop(name, where.folder))


def missing(settings: Settings) -> tuple[str, ...]:
    """The parts that do not run or do not answer. Raises UsageError."""
    where = place(settings)
    found = [name for name in _PARTS if processes.running(name, where.folder) is None]
    return tuple(found) or (() if answers(where) else ("server",))


def _refuse_mistakes(settings: Settings) -> None:
    """What every run would end with is told before anything is started. Raises UsageError."""
    choose(load(settings.sources), ())
    _ = settings.working


def _server(where: Place, told: Callable[[str], None]) -> None:
    if processes.running("server", where.folder) is None:
        if answers(where):
            raise UsageError(f"{where.ui}: taken by another server; set PREFECT_SERVER_API_PORT")
        told("starting the server; the first time takes some 20 seconds")
        processes.start("server", ("server", "start"), os.environ, where.folder)
        _address(where).write_text(where.ui, "utf-8")
    elif _address(where).exists() and (other := _address(where).read_text("utf-8")) != where.ui:
        raise UsageError(f"{where.ui}: the server of this data folder runs at {other}; `make stop` ends it")
    _wait(where)


def _address(where: Place) -> Path:
    return where.folder / "server.url"


def _wait(where: Place) -> None:
    deadline = time.monotonic() + _START_SECONDS
    missed = 0  # a process that has just been started has no command line for a moment
    while not answers(where):
        missed = 0 if processes.running("server", where.folder) else missed + 1
        if time.monotonic() > deadline or missed > _MISSES:
            raise OrchestratorUnreachable(
                f"{where.ui}: the server did not start; is the port free? See {where.folder / 'server.log'}"
            )
        time.sleep(_POLL_SECONDS)
