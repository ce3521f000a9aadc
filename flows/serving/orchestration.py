"""How Prefect is started and ended: quietly, without telemetry, and for itself where no API is configured.

`started` is entered before anything imports prefect, which reads its environment once.
"""

import atexit
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from flows.errors import OrchestratorUnreachable
from flows.settings import Settings
from flows.telling.safe import public
from warehouse.errors import Unwritable

UNTOLD = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}  # nothing is sent to Prefect
QUIET = {
    **UNTOLD,
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_INTERNAL_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
_SECONDS_TO_END = 5.0  # for each loop; it takes milliseconds
_CONFIGURED = ("PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE")


@contextmanager
def started(settings: Settings) -> Iterator[None]:
    """Prefect made ready. Raises OrchestratorUnreachable where its API does not answer, Unwritable."""
    prepare(settings)
    if "prefect" not in sys.modules:
        atexit.register(end_loops)  # before the import of Prefect: so it runs after its own farewell
    if "prefect" not in sys.modules and "PREFECT_API_URL" not in os.environ:
        console = Console(stderr=True)
        if console.is_terminal:
            console.print("starting Prefect; this takes some 15 seconds", style="dim")
    import httpx
    from prefect.exceptions import PrefectException

    try:
        yield
    except (httpx.HTTPError, PrefectException) as error:
        raise OrchestratorUnreachable(_where(error)) from error
    except RuntimeError as error:
        if "API" not in str(error):
            raise
        raise OrchestratorUnreachable(_where(error)) from error


def prepare(settings: Settings) -> None:
    """Set what the user has not set. Prefect's own files go into the data folder."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if not any(name in os.environ for name in _CONFIGURED) and not _profiles().exists():
        home = (settings.data / "prefect").resolve()
        _make(home)
        os.environ["PREFECT_HOME"] = str(home)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(f"{folder}: cannot write ({error.strerror}); choose another KETCOV_DATA") from error


def end_loops() -> None:
    """Stop Prefect's event loops and wait for their threads.

    Prefect leaves them running; a thread that is cut off while the interpreter takes the modules
    down keeps the objects of DuckDB alive beyond their library, which then complains at length.
    """
    from prefect._internal.concurrency.threads import get_global_loop, get_run_sync_loop

    for loop in (get_run_sync_loop(), get_global_loop()):
        loop.shutdown()
        loop.thread.join(_SECONDS_TO_END)


def _where(error: Exception) -> str:
    place = public(os.environ.get("PREFECT_API_URL", "the temporary one"))
    first = (str(error).splitlines() or [type(error).__name__])[0]
    return f"Prefect API ({place}): {public(first)}; start it, or unset PREFECT_API_URL"


def _profiles() -> Path:
    return Path("~/.prefect/profiles.toml").expanduser()
