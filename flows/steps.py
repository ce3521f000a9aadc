"""The steps of a run: fetch one source, read what is pending, load, publish. Plain functions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flows.fetch.direct import fetch
from flows.fetch.outcome import Capture, FetchFailure, NotModified, Outcome
from flows.fetch.session import Session
from flows.progress import Progress, silent
from flows.settings import Settings
from flows.sources.model import Source, SourceDocument
from warehouse import checks, readings
from warehouse import publish as copies
from warehouse.archive import Archive
from warehouse.connect import open_reader, open_writer
from warehouse.ledger import Attempt, Entry
from warehouse.load import LoadResult, catch_up

Clock = Callable[[], datetime]


def fetch_source(
    settings: Settings,
    session: Session,
    source: Source,
    run_id: str,
    clock: Clock,
    earlier: Mapping[str, Attempt],
) -> tuple[Attempt, ...]:
    """Ask for every document of a source; bytes and one ledger line for each are kept at once."""
    archive = Archive(settings.archive)
    attempts = []
    for document in source.document:
        attempt = _attempt(archive, session, source, document, run_id, clock, earlier)
        archive.append([attempt])
        attempts.append(attempt)
    return tuple(attempts)


def captures(entries: Iterable[Entry]) -> dict[str, Attempt]:
    """The last attempt of each document that found bytes."""
    return {e.document_id: e for e in entries if isinstance(e, Attempt) and e.snapshot_id}


def extract_pending(settings: Settings, clock: Clock, progress: Progress = silent) -> int:
    """Read every snapshot that the extractors of today have not read; answers how many."""
    archive = Archive(settings.archive)
    waiting = readings.pending(archive)
    for item in progress(waiting, "reading", lambda item: item.snapshot_id[:8]):
        readings.extract(archive, item, clock())
    return len(waiting)


def load(settings: Settings) -> LoadResult:
    """Bring the warehouse up to the ledger."""
    return catch_up(Archive(settings.archive), settings.warehouse, settings.writer_wait_seconds)


def publish(settings: Settings) -> Path:
    """Put the readers' copy in its place."""
    return copies.publish(settings.warehouse, settings.published, settings.writer_wait_seconds)


def check(settings: Settings) -> tuple[checks.CheckResult, ...]:
    """Every sentence that must or should hold, asked of the readers' copy."""
    with open_reader(settings.coverage) as connection:
        return checks.run(connection)


def refuse_locked(settings: Settings) -> None:
    """Stop before any work while another process writes. Raises WarehouseLocked, ForeignWarehouse."""
    if settings.warehouse.exists():
        with open_writer(settings.warehouse, settings.writer_wait_seconds):
            pass


def _attempt(
    archive: Archive,
    session: Session,
    source: Source,
    document: SourceDocument,
    run_id: str,
    clock: Clock,
    earlier: Mapping[str, Attempt],
) -> Attempt:
    url = document.url_on(clock().date())
    last = earlier.get(source.document_id(document))
    known = last if last and last.url == url else None
    outcome = fetch(
        session,
        url,
        clock,
        media_type=document.media_type,
        etag=known.etag if known else None,
        last_modified=known.last_modified if known else None,
    )
    line = Attempt(
        recorded_at=clock(),
        run_id=run_id,
        payer_id=source.id,
        policy_id=source.policy_id(document),
        document_id=source.document_id(document),
        url=url,
        fetched_at=outcome.fetched_at,
        outcome="fetched",
        http_status=outcome.http_status,
    )
    return _with(line, archive, outcome, known)


def _with(line: Attempt, archive: Archive, outcome: Outcome, known: Attempt | None) -> Attempt:
    """The line with what came of the attempt; the bytes of a capture are in the archive by then."""
    if isinstance(outcome, Capture):
        return replace(
            line,
            snapshot_id=archive.save(outcome.content).snapshot_id,
            media_type=outcome.media_type,
            etag=outcome.etag,
            last_modified=outcome.last_modified,
        )
    if isinstance(outcome, NotModified) and known:
        return replace(
            line,
            outcome="not_modified",
            snapshot_id=known.snapshot_id,
            media_type=known.media_type,
            etag=known.etag,
            last_modified=known.last_modified,
        )
    failure = outcome if isinstance(outcome, FetchFailure) else None
    return replace(
        line,
        outcome=failure.kind if failure else "unreachable",
        detail=failure.detail if failure else "the host sent no document",
    )
