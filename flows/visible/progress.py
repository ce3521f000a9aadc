"""Progress that Prefect shows while a run goes on, beside the bar on a terminal."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

from flows.telling.progress import bar

_T = TypeVar("_T")
_SECONDS = 2.0  # between two writes: each costs a request


def shown(items: Sequence[_T], title: str, label: Callable[[_T], str]) -> Iterator[_T]:
    """Hand the items on; how far it is stands in an artifact, written anew every few seconds."""
    if not items:
        return
    artifact = cast(UUID, create_progress_artifact(0.0, key=f"progress-{title}", description=title))
    written = time.monotonic()
    for number, item in enumerate(bar(items, title, label)):
        if time.monotonic() - written >= _SECONDS:
            update_progress_artifact(artifact, 100 * number / len(items), description=label(item))
            written = time.monotonic()
        yield item
    update_progress_artifact(artifact, 100.0, description=f"{title}: {len(items)} done")
