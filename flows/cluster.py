"""Many snapshots read on a Dask cluster: `extract_pending` for whoever set KETCOV_READERS=dask.

Tasks get plain values (where the archive is, which snapshots, which extractors) and answer lines of the
ledger. Workers read snapshots and keep readings, which may happen twice; the lines are written here, by one
process and in the order in which the snapshots came, so that the rows are those of reading them here.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture

from flows import tasks
from flows.errors import ClusterUnreachable
from flows.fetch.ask import Clock
from flows.reading import recognize
from flows.reading.readers import limits_of, readers
from flows.settings import Settings, load_settings
from flows.telling.progress import Progress, silent
from warehouse import readings
from warehouse.archive import Archive
from warehouse.ledger import Extraction
from warehouse.readings import Pending, extractor_version

Lines = tuple[Extraction, ...]

WORTH = 50  # snapshots; a cluster starts in the time in which one process reads about so many
_TOGETHER = 8  # snapshots of one task
_QUIET = "DASK_LOGGING__DISTRIBUTED", "critical"
_SECONDS = 10  # for the scheduler to answer


def chosen(settings: Settings) -> Callable[..., int]:
    """The step that reads what is pending, here or on the cluster."""
    return extract_pending if settings.readers == "dask" else tasks.extract_pending


def extract_pending(settings: Settings, clock: Clock, progress: Progress = silent) -> int:
    """Read every snapshot that the extractors of today have not read; a few of them are read here.

    Raises ClusterUnreachable, WarehouseError.
    """
    count = len(_waiting(settings))
    if count < WORTH:
        return int(tasks.extract_pending(settings, clock, progress))
    with _reached(settings):
        read_on_dask.with_options(task_runner=_runner(settings))(settings, clock, progress)
    return count


@flow(name="read on dask", persist_result=False, validate_parameters=False)
def read_on_dask(settings: Settings, clock: Clock, progress: Any) -> None:
    """Hand the snapshots out and append what comes back, in their order."""
    archive, waiting = Archive(settings.archive), _waiting(settings)
    place, version = _place(settings), extractor_version(recognize.name())
    shares = [waiting[start : start + _TOGETHER] for start in range(0, len(waiting), _TOGETHER)]
    futures: list[PrefectFuture[Lines]] = [
        read_snapshots.submit(place, version, tuple((item.snapshot_id, item.media_type) for item in share))
        for share in shares
    ]
    for future in progress(futures, "reading", lambda future: str(future.task_run_id)[:8]):
        archive.append([replace(line, recorded_at=clock()) for line in future.result()])


@task(task_run_name="read snapshots", cache_policy=NO_CACHE, persist_result=False)
def read_snapshots(place: str, version: str, snapshots: tuple[tuple[str, str | None], ...]) -> Lines:
    """Read a few snapshots and keep their readings; what one worker does. Raises WarehouseError.

    Args:
        place: folder or URL of the archive
        version: of the extractors that the run counts on
        snapshots: hash and media type of each
    """
    archive, recognizer, by = Archive(place), recognize.installed(), readers(load_settings())
    _refuse_stranger(archive, version)
    now = datetime.now(UTC)  # only until the line is written
    items = (Pending(*snapshot) for snapshot in snapshots)
    return tuple(readings.extraction(archive, item, now, recognizer, by.read) for item in items)


def _refuse_stranger(archive: Archive, version: str) -> None:
    """A worker must see the archive and read as the run does."""
    own = extractor_version(recognize.name())
    if own != version:
        raise ClusterUnreachable(
            f"a Dask worker reads with extractors {own}, this run with {version}: install the same versions "
            "on all, and tesseract on all or none"
        )
    if not archive.exists():
        raise ClusterUnreachable(
            f"{archive.store.where}: a Dask worker finds no archive there; keep it where every worker sees "
            "it, or in object storage (KETCOV_ARCHIVE)"
        )


def _waiting(settings: Settings) -> tuple[Pending, ...]:
    recognizer, limits = recognize.installed(), limits_of(settings)
    return readings.pending(Archive(settings.archive), recognizer=recognizer, limits=limits)


def _place(settings: Settings) -> str:
    place = settings.archive
    return str(place.resolve()) if isinstance(place, Path) else place


def _runner(settings: Settings) -> Any:
    os.environ.setdefault(*_QUIET)  # read once, when Dask is imported; its workers inherit it
    from prefect_dask.task_runners import DaskTaskRunner

    if settings.dask_address:
        return DaskTaskRunner(address=settings.dask_address, client_kwargs={"timeout": _SECONDS})
    local = {"n_workers": settings.read_processes, "threads_per_worker": 1}
    return DaskTaskRunner(cluster_kwargs={**local, "dashboard_address": "127.0.0.1:0"})


@contextmanager
def _reached(settings: Settings) -> Iterator[None]:
    if find_spec("prefect_dask") is None:
        raise ClusterUnreachable(
            "KETCOV_READERS=dask needs packages that are not installed; "
            "pip install 'ketamine-coverage[cluster]', or unset it"
        )
    try:
        yield
    except OSError as error:
        raise ClusterUnreachable(
            f"Dask ({settings.dask_address or 'a local cluster'}): {str(error).splitlines()[0]}; "
            "start it, or correct KETCOV_DASK_ADDRESS"
        ) from error
