"""The demo played: eight visits in one process, each as of its own date, against the loopback server."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.demo.declarations import write
from flows.demo.server import DemoServer
from flows.demo.visits import Visit, visits
from flows.errors import UsageError
from flows.settings import Settings
from flows.telling.summary import RunSummary
from warehouse.errors import Unwritable

_MARKER = ".made-by-ketcov-demo"


@dataclass(frozen=True, slots=True)
class Played:
    """One visit and what the run came to."""

    visit: Visit
    summary: RunSummary


def fresh_folder(folder: Path) -> Path:
    """An empty folder for the demo; an older demo is removed, anything else is left alone."""
    try:
        if (folder / _MARKER).exists():
            shutil.rmtree(folder)
        elif folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(
                f"{folder}: not made by the demo and not empty; move it or set another KETCOV_DATA"
            )
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MARKER).touch()
    except OSError as error:
        raise Unwritable(f"{folder}: cannot write ({error.strerror}); choose another KETCOV_DATA") from error
    return folder


def settings_for(folder: Path) -> Settings:
    """Settings of the demo: its own data and declarations, hosts on loopback, no waiting between requests."""
    return Settings(
        data=folder,
        sources=folder / "sources",
        lake="",  # fictional payers stay out of the warehouse of real ones
        read_processes=1,  # a second reader takes longer to start than these short files to read
        allow_private_hosts=True,
        min_seconds_between_requests=0,
        backoff_seconds=0,
        archive_place="",  # fictional payers never go where a real archive is kept
    )


def play(settings: Settings, track: Callable[..., RunSummary]) -> tuple[Played, ...]:
    """Track the fictional payers on every visit. `track` is the flow, or anything called like it."""
    played = []
    with DemoServer() as server:
        write(server.base_url, settings.sources)
        for visit in visits():
            server.visit = visit.number
            played.append(Played(visit, track(settings=settings, now=visit.at)))
    return tuple(played)
