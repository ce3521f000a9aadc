"""What runs by itself: server, worker, deployments and automations on this machine.

python -m flows.serving start     (make serve)   start what does not run yet, deploy everything
python -m flows.serving stop      (make stop)    end what was started
python -m flows.serving status    (make status)  what runs, and when each deployment runs next
"""

import sys
from collections.abc import Callable

from extractors.errors import PipelineError
from flows.errors import UsageError
from flows.serving import starting
from flows.serving.place import entered
from flows.settings import Settings, load_settings
from flows.telling.safe import complain
from flows.telling.terminal import console


def start(settings: Settings) -> int:
    """Start everything and tell where it is."""
    starting.start(settings, lambda text: print(text, flush=True))
    return _tell(settings)


def stop(settings: Settings) -> int:
    """End what was started and tell what it was."""
    print(f"ended: {', '.join(starting.stop(settings)) or 'nothing ran'}")
    return 0


def status(settings: Settings) -> int:
    """Tell what runs; 1 where a part does not."""
    if parts := starting.missing(settings):
        print(f"{' and '.join(parts)} not running; `make serve` starts what is missing")
        return 1
    return _tell(settings)


def _tell(settings: Settings) -> int:
    where = entered(settings)
    from flows.serving.status import show

    show(console(), where)
    return 0


_WORDS: dict[str, Callable[[Settings], int]] = {"start": start, "stop": stop, "status": status}


def main(arguments: list[str]) -> int:
    """One of the words above; answers the exit code."""
    if arguments in (["--help"], ["-h"]):
        print(__doc__)
        return 0
    try:
        if len(arguments) != 1 or arguments[0] not in _WORDS:
            raise UsageError(f"say one of {', '.join(_WORDS)}; `python -m flows.serving --help` tells more")
        return _WORDS[arguments[0]](load_settings())
    except PipelineError as error:
        complain(str(error))
        return 2 if isinstance(error, UsageError) else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
