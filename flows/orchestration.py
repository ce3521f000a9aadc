"""How Prefect is started: quietly, without telemetry, and for itself where no API is configured.

`started` is entered before anything imports prefect, which reads its environment once.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from flows.errors import OrchestratorUnreachable
from flows.settings import Settings

_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
_CONFIGURED = ("PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE")


@contextmanager
def started(settings: Settings) -> Iterator[None]:
    """Prefect made ready. Raises OrchestratorUnreachable where its API does not answer."""
    prepare(settings)
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
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    if not any(name in os.environ for name in _CONFIGURED) and not _profiles().exists():
        os.environ["PREFECT_HOME"] = str((settings.data / "prefect").resolve())


def _where(error: Exception) -> str:
    place = os.environ.get("PREFECT_API_URL", "the temporary one")
    first = (str(error).splitlines() or [type(error).__name__])[0]
    return f"Prefect API ({place}): {first}; start it, or unset PREFECT_API_URL"


def _profiles() -> Path:
    return Path("~/.prefect/profiles.toml").expanduser()
