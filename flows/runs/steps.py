"""The steps of a run: fetch one source, read what is pending, load, publish. Plain functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.fetch.ask import Ask, Clock
from flows.fetch.kinds import find
from flows.fetch.outcome import Capture, FetchFailure, NotModified, Outcome
from flows.fetch.session import Session
from flows.reading import recognize
from flows.reading.readers import limits_of, readers
from flows.settings import Settings
from flows.sources.document import SourceDocument
from flows.sources.model import Source
from flows.telling.progress import Progress, silent
from warehouse import checks, readings
from warehouse import publish as copies
from warehouse.archive import Archive
from warehouse.connect import open_reader, open_writer
from warehouse.ledger import Attempt, Entry, Extraction, Listing
from warehouse.load import LoadResult, catch_up
from warehouse.place import Lake


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier runs know: last captures and listings by document, and what this run has done already."""

    captures: Mapping[str, Attempt] = field(default_factory=dict)
    listings: Mapping[str, Listing] = field(default_factory=dict)
    done: Mapping[str, Attempt] = field(default_factory=dict)


def fetch_source(
    settings: Settings,
    session: Session,
    source: Source,
    run_id: str,
    clock: Clock,
    earlier: Known,
) -> tuple[Attempt, ...]:
    """Ask for every document of a source; bytes and one ledger line for each are kept at once.

    A document that an interrupted run of this id got already is not asked for again.
    """
    archive = Archive(settings.archive)
    attempts = []
    for document in source.document:
        done = earlier.done.get(source.document_id(document))
        attempt = done or _attempt(archive, settings, session, source, document, run_id, clock, earlier)
        attempts.append(attempt)
    return tuple(attempts)


def known(entries: Iterable[Entry], resumed: str | None = None) -> Known:
    """What the ledger knows of each document, and what the interrupted run `resumed` got."""
    lines = tuple(entries)
    return Known(
        captures=captures(lines),
        listings={line.document_id: line for line in lines if isinstance(line, Listing)},
        done={
            line.document_id: line
            for line in lines
            if resumed and isinstance(line, Attempt) and line.run_id == resumed and line.snapshot_id
        },
    )


def captures(entries: Iterable[Entry]) -> dict[str, Attempt]:
    """The last attempt of each document that found bytes; captures of the web archive are no attempts."""
    return {
        e.document_id: e
        for e in entries
        if isinstance(e, Attempt) and e.snapshot_id and e.origin != "archive"
    }


def extract_pending(settings: Settings, clock: Clock, progress: Progress = silent) -> int:
    """Read every snapshot that the extractors of today did not read, or only with less; answers how many."""
    archive = Archive(settings.archive)
    recognizer = recognize.installed()
    waiting = readings.pending(archive, recognizer=recognizer, limits=limits_of(settings))
    by, started_at = readers(settings), clock()

    def extraction(item: readings.Pending) -> Extraction:
        return readings.extraction(archive, item, started_at, recognizer, by.read)

    shown = progress(waiting, "reading", lambda item: item.snapshot_id[:8])
    for _, line in zip(shown, by.in_order(extraction, waiting), strict=True):
        archive.append([replace(line, recorded_at=clock())])
    return len(waiting)


def load(settings: Settings) -> LoadResult:
    """Bring the warehouse up to the ledger."""
    return catch_up(Archive(settings.archive), settings.working, settings.writer_wait_seconds)


def publish(settings: Settings) -> Path:
    """Put the readers' copy in its place."""
    return copies.publish(settings.working, settings.published, settings.writer_wait_seconds)


def check(settings: Settings) -> tuple[checks.CheckResult, ...]:
    """Every sentence that must or should hold, asked of the readers' copy."""
    with open_reader(settings.coverage) as connection:
        return checks.run(connection)


def refuse_locked(settings: Settings) -> None:
    """Stop before any work while another process writes the file, or the lake does not answer.

    Raises WarehouseLocked, ForeignWarehouse, LakeUnreachable.
    """
    place = settings.working
    if isinstance(place, Lake) or place.exists():
        with open_writer(place, settings.writer_wait_seconds):
            pass


def _attempt(
    archive: Archive,
    settings: Settings,
    session: Session,
    source: Source,
    document: SourceDocument,
    run_id: str,
    clock: Clock,
    earlier: Known,
) -> Attempt:
    document_id = source.document_id(document)
    last = earlier.captures.get(document_id)
    ask = Ask(
        payer_id=source.id,
        document_id=document_id,
        document=document,
        clock=clock,
        run_id=run_id,
        inbox=settings.inbox,
        known=last,
        listing=earlier.listings.get(document_id),
        accept_cms_license=settings.accept_cms_license,
    )
    found = find(session, ask)
    line = Attempt(
        recorded_at=clock(),
        run_id=run_id,
        payer_id=source.id,
        policy_id=source.policy_id(document),
        document_id=document_id,
        url=found.outcome.url,
        fetched_at=found.outcome.fetched_at,
        outcome="fetched",
        http_status=found.outcome.http_status or None,
    )
    attempt = _with(line, archive, found.outcome, last)
    archive.append([*([found.listing] if found.listing else []), attempt])
    return attempt


def _with(line: Attempt, archive: Archive, outcome: Outcome, known: Attempt | None) -> Attempt:
    """The line with what came of the attempt; the bytes of a capture are in the archive by then."""
    if isinstance(outcome, Capture):
        return replace(
            line,
            snapshot_id=archive.save(outcome.content).snapshot_id,
            media_type=outcome.media_type,
            etag=outcome.etag,
            last_modified=outcome.last_modified,
            detail=f"moved for good to {outcome.moved_to}" if outcome.moved_to else None,
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
