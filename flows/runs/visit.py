"""One visit to the declared sources, in plain calls: what `track` does, without Prefect.

    declare -> read what is pending -> fetch each source -> read what is new -> load -> publish -> check

Extraction reads the archive, never the response. A document that fails costs a line in the ledger.
"""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.fetch.ask import Clock
from flows.fetch.session import Session
from flows.runs import declare, steps
from flows.runs.clock import clock_of, held
from flows.settings import Settings
from flows.sources.model import Source
from flows.telling.progress import Progress, silent
from flows.telling.summary import DocumentResult, NothingReached, RunSummary
from warehouse.archive import Archive
from warehouse.checks import CheckResult
from warehouse.ledger import Attempt, Entry, Extraction, Listing, Run
from warehouse.load import LoadResult


@dataclass(frozen=True, slots=True)
class Steps:
    """The calls that touch world or disk. Prefect wraps them as tasks; tests take them as they are."""

    fetch: Callable[..., tuple[Attempt, ...]] = steps.fetch_source
    extract: Callable[..., int] = steps.extract_pending
    load: Callable[..., LoadResult] = steps.load
    publish: Callable[..., Path] = steps.publish
    check: Callable[..., tuple[CheckResult, ...]] = steps.check


def visit(
    settings: Settings,
    sources: Iterable[Source],
    now: datetime | None = None,
    calls: Steps | None = None,
    progress: Progress = silent,
) -> RunSummary:
    """Visit the sources once, as of `now` (the clock where None).

    Raises NothingReached, ClockBehind, and WarehouseError where the disk is not as it must be.
    """
    calls = calls or Steps()
    archive = Archive(settings.archive)
    steps.refuse_locked(settings)
    before = archive.entries()
    clock = held(clock_of(now), before)
    chosen, started_at = tuple(sources), clock()
    archive.append(declare.news(before, chosen, started_at))
    calls.extract(settings, clock, progress)
    attempts = _fetch_all(settings, chosen, clock, before, calls, progress)
    archive.append([_run(started_at, clock(), attempts)])
    if attempts and not any(attempt.snapshot_id for attempt in attempts):
        results = _results((), before, attempts)
        raise NothingReached(RunSummary(results, nothing_reached=True, listed=_listed(archive, before)))
    calls.extract(settings, clock, progress)
    loaded = calls.load(settings)
    calls.publish(settings)
    results = _results(archive.entries(), before, attempts)
    return RunSummary(
        results,
        loaded.versions_count,
        loaded.changes,
        calls.check(settings),
        listed=_listed(archive, before),
    )


def _fetch_all(
    settings: Settings,
    sources: tuple[Source, ...],
    clock: Clock,
    before: tuple[Entry, ...],
    calls: Steps,
    progress: Progress,
) -> tuple[Attempt, ...]:
    resumed = interrupted(before, clock(), timedelta(hours=settings.resume_hours))
    run_id, earlier = resumed or _run_id(clock()), steps.known(before, resumed)
    attempts: list[Attempt] = []
    with closing(Session(settings)) as session:
        for source in progress(sources, "fetching", lambda source: source.id):
            # a task of its own for every host that is not even asked would take longer than the run
            fetch = steps.fetch_source if session.manners.is_offline else calls.fetch
            attempts.extend(fetch(settings, session, source, run_id, clock, earlier))
    return tuple(attempts)


def interrupted(entries: Iterable[Entry], now: datetime, longest: timedelta) -> str | None:
    """The id of the last visit where it began lately and was killed before its end."""
    lines = tuple(entries)
    ended = {line.run_id for line in lines if isinstance(line, Run)}
    own = [line for line in lines if isinstance(line, Attempt) and line.run_id.startswith("track-")]
    if not own or own[-1].run_id in ended:
        return None
    started = min(line.recorded_at for line in own if line.run_id == own[-1].run_id)
    return own[-1].run_id if timedelta() <= now - started <= longest else None


def _run_id(started_at: datetime) -> str:
    return f"track-{started_at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"


def _run(started_at: datetime, ended_at: datetime, attempts: tuple[Attempt, ...]) -> Run:
    run_id = attempts[0].run_id if attempts else _run_id(started_at)
    fetched = sum(attempt.snapshot_id is not None for attempt in attempts)
    return Run(ended_at, run_id, "track", started_at, fetched, len(attempts) - fetched)


def _listed(archive: Archive, before: tuple[Entry, ...]) -> tuple[Listing, ...]:
    """What this visit found changed in indexes that were seen before."""
    known = {line.document_id for line in before if isinstance(line, Listing)}
    new = archive.entries()[len(before) :]
    lines = (line for line in new if isinstance(line, Listing) and line.document_id in known)
    return tuple(line for line in lines if line.appeared or line.vanished)


def _results(
    after: Iterable[Entry], before: Iterable[Entry], attempts: tuple[Attempt, ...]
) -> tuple[DocumentResult, ...]:
    """Attempts with what reading made of them: fetched bytes that are no policy are a failure."""
    read = {entry.snapshot_id: entry for entry in after if isinstance(entry, Extraction)}
    last = steps.captures(before)
    return tuple(_result(a, read.get(a.snapshot_id or ""), last.get(a.document_id)) for a in attempts)


def _result(attempt: Attempt, read: Extraction | None, last: Attempt | None) -> DocumentResult:
    outcome, detail = attempt.outcome, attempt.detail
    if read is not None and read.failure:
        outcome, detail = read.failure, read.detail
    elif outcome == "fetched" and last is not None and last.snapshot_id == attempt.snapshot_id:
        outcome = "unchanged"
    return DocumentResult(attempt.payer_id, attempt.document_id, attempt.url, outcome, detail)
