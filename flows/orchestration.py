"""How Prefect is started: quietly, without telemetry, and for itself where no API is configured.

To be called before anything imports prefect, which reads its environment once.
"""

import os
from pathlib import Path

from flows.settings import Settings

_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
_CONFIGURED = ("PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE")


def prepare(settings: Settings) -> None:
    """Set what the user has not set. Prefect's own files go into the data folder."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    if not any(name in os.environ for name in _CONFIGURED) and not _profiles().exists():
        os.environ["PREFECT_HOME"] = str((settings.data / "prefect").resolve())


def _profiles() -> Path:
    return Path("~/.prefect/profiles.toml").expanduser()
