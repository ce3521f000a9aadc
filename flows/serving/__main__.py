"""`make serve` and `make stop`: start server and worker and deploy everything; end what was started.

Prefect reads its environment once, so the environment is set before anything imports it.
"""

import os
import sys
import time

from extractors.errors import PipelineError
from flows.errors import OrchestratorUnreachable, UsageError
from flows.safe import complain
from flows.serving import processes
from flows.serving.place import Place, answers, environment, place
from flows.settings import Settings, load_settings

_START_SECONDS = 120.0
_POLL_SECONDS = 0.3
_MISSES = 5
_PARTS = ("worker", "server")  # in the order in which they end


def start(settings: Settings) -> Place:
    """Start what does not run yet, deploy everything; answers where. Raises OrchestratorUnreachable."""
    where = place(settings)
    variables = environment(settings, where)
    os.environ.update(variables)
    if processes.running("server", where.folder) is None:
        if answers(where):
            raise UsageError(f"{where.ui}: taken by another server; set PREFECT_SERVER_API_PORT")
        processes.start("server", ("server", "start"), variables, where.folder)
    _wait(where)
    from flows.alerts import automations
    from flows.serving import deploying

    deploying.pool()
    deploying.deploy(variables)
    automations.deploy(settings)
    if processes.running("worker", where.folder) is None:
        deploying.release()
        arguments = ("worker", "start", "--pool", deploying.POOL, "--type", "process")
        processes.start("worker", arguments, variables, where.folder)
    return where


def stop(settings: Settings) -> tuple[str, ...]:
    """End what was started here; answers what it was."""
    where = place(settings)
    return tuple(name for name in _PARTS if processes.stop(name, where.folder))


def _wait(where: Place) -> None:
    deadline = time.monotonic() + _START_SECONDS
    missed = 0  # a process that has just been started has no command line for a moment
    while not answers(where):
        missed = 0 if processes.running("server", where.folder) else missed + 1
        if time.monotonic() > deadline or missed > _MISSES:
            raise OrchestratorUnreachable(
                f"{where.ui}: the server did not start; see {where.folder / 'server.log'}"
            )
        time.sleep(_POLL_SECONDS)


def main(arguments: list[str]) -> int:
    """One of `start` and `stop`; answers the exit code."""
    settings = load_settings()
    try:
        if arguments == ["start"]:
            print(f"serving; look at {start(settings).ui}, end with `make stop`")
        elif arguments == ["stop"]:
            print(f"ended: {', '.join(stop(settings)) or 'nothing ran'}")
        else:
            raise UsageError("say start or stop")
    except PipelineError as error:
        complain(str(error))
        return 2 if isinstance(error, UsageError) else 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
