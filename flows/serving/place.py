"""Where the server listens and keeps its files, and the environment of everything that talks to it."""

import os
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from flows.alerts import HEARTBEAT_SECONDS
from flows.errors import UsageError
from flows.serving.orchestration import UNTOLD
from flows.settings import Settings

_HOST = "127.0.0.1"
_PORT = "4200"


@dataclass(frozen=True, slots=True)
class Place:
    """One server: its address and its folder."""

    host: str
    port: int
    folder: Path

    @property
    def ui(self) -> str:
        """The address for a browser."""
        return f"http://{self.host}:{self.port}"

    @property
    def api(self) -> str:
        """The address for programs."""
        return f"{self.ui}/api"


def place(settings: Settings) -> Place:
    """The place that PREFECT_SERVER_API_HOST and _PORT name, with its files in the data folder.

    Raises UsageError.
    """
    host = os.environ.get("PREFECT_SERVER_API_HOST", _HOST)
    port = os.environ.get("PREFECT_SERVER_API_PORT", _PORT)
    if not port.isdigit():
        raise UsageError(f"PREFECT_SERVER_API_PORT={port!r}: is no number; correct or unset it")
    return Place(host, int(port), (settings.data / "prefect").resolve())


def environment(settings: Settings, where: Place) -> dict[str, str]:
    """Variables of server, worker and runs: no path in them depends on the folder a run starts in."""
    return {
        **UNTOLD,
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
        **os.environ,
        "PREFECT_HOME": os.environ.get("PREFECT_HOME", str(where.folder)),
        "PREFECT_API_URL": where.api,
        "PREFECT_SERVER_API_HOST": where.host,
        "PREFECT_SERVER_API_PORT": str(where.port),
        "KETCOV_DATA": str(settings.data.resolve()),
        "KETCOV_SOURCES": str(settings.sources.resolve()),
    }


def entered(settings: Settings) -> Place:
    """The place, and its variables set for this process, before it imports Prefect. Raises UsageError."""
    where = place(settings)
    os.environ.update(environment(settings, where))
    return where


def answers(where: Place) -> bool:
    """Whether a server answers there."""
    try:
        with urllib.request.urlopen(f"{where.api}/health", timeout=2) as answer:  # noqa: S310 - http
            return bool(answer.status == 200)
    except OSError:  # URLError is one
        return False
