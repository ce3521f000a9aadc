"""Past editions of the declared documents, in plain calls: what `backfill` does, without Prefect.

First the indexes of all documents, then the captures that the ledger does not know, then once more
those that failed for the moment. A capture is an observation at its own time with origin `archive`.
A run that was cut goes on where it ended: every capture is a line of the ledger as soon as it is there.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from flows.errors import FetchError
from flows.fetch import git_file, wayback
from flows.fetch.ask import Clock
from flows.fetch.outcome import Capture, Outcome
from flows.fetch.pages.past_addresses import addresses
from flows.fetch.session import Session
from flows.reading.readers import is_document
from flows.runs import declare, steps
from flows.runs.clock import clock_of
from flows.settings import Settings
from flows.sources.document import SourceDocument
from flows.sources.model import Source
from flows.telling.progress import Progress, silent
from warehouse.archive import Archive
from warehouse.ledger import Attempt, Entry, Run
from warehouse.load import LoadResult

_LATER = frozenset({"unreachable", "blocked", "postponed", "truncated"})  # worth a second pass


@dataclass(frozen=True, slots=True)
class Wanted:
    """One past edition of one document: when, and how to get its bytes."""

    document_id: str
    policy_id: str
    payer_id: str
    at: datetime
    get: Callable[[Session], Outcome]


@dataclass(slots=True)
class PastResult:
    """What became of the past editions of one document."""

    document_id: str
    captures_count: int = 0
    new_count: int = 0
    known_count: int = 0
    bad_count: int = 0
    failed_count: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PastSummary:
    """A whole backfill."""

    documents: tuple[PastResult, ...]
    versions_count: int = 0
    loaded: LoadResult | None = field(default=None, repr=False)

    @property
    def exit_code(self) -> int:
        """0 done, 1 done with failures, 3 no index could be asked."""
        asked = [result for result in self.documents if not result.detail.startswith("no address")]
        if asked and all(result.failed_count and not result.captures_count for result in asked):
            return 3
        return 1 if any(result.failed_count for result in asked) else 0


def backfill(
    settings: Settings,
    sources: Iterable[Source],
    since: date | None = None,
    now: datetime | None = None,
    progress: Progress = silent,
) -> PastSummary:
    """Bring in past captures of the sources. Raises WarehouseError where the disk is not as it must be."""
    clock = clock_of(now)
    chosen, started_at = tuple(sources), clock()
    archive = Archive(settings.archive)
    steps.refuse_locked(settings)
    before = archive.entries()
    archive.append(declare.news(before, chosen, started_at))
    with closing(Session(settings)) as session:
        results, wanted = _indexes(session, chosen, before, since, progress)
        left = _pass(session, archive, wanted, results, clock, progress)
        for item in _pass(session, archive, left, results, clock, progress):
            results[item.document_id].failed_count += 1
    found = tuple(results.values())
    archive.append([_run(started_at, clock(), found)])
    summary = PastSummary(found)
    if summary.exit_code == 3:
        return summary
    steps.extract_pending(settings, clock, progress)
    loaded = steps.load(settings)
    steps.publish(settings)
    return replace(summary, versions_count=loaded.versions_count, loaded=loaded)


def _indexes(
    session: Session,
    sources: Sequence[Source],
    before: tuple[Entry, ...],
    since: date | None,
    progress: Progress,
) -> tuple[dict[str, PastResult], list[Wanted]]:
    attempts = [entry for entry in before if isinstance(entry, Attempt)]
    known = {(a.document_id, a.fetched_at) for a in attempts if a.origin == "archive"}
    results: dict[str, PastResult] = {}
    wanted: list[Wanted] = []
    pairs = [(source, document) for source in sources for document in source.document]
    for source, document in progress(pairs, "index", lambda pair: pair[0].id):
        result = results.setdefault(source.document_id(document), PastResult(source.document_id(document)))
        own = [attempt for attempt in attempts if attempt.document_id == result.document_id]
        found = _past_of(session, source, document, own, since, result)
        fresh = [item for item in found if (item.document_id, item.at) not in known]
        result.captures_count = len(found)
        result.known_count = len(found) - len(fresh)
        wanted += fresh
    return results, wanted


def _past_of(
    session: Session,
    source: Source,
    document: SourceDocument,
    attempts: list[Attempt],
    since: date | None,
    result: PastResult,
) -> list[Wanted]:
    try:
        if document.kind == "git_file" and document.commits_url:
            return _commits(session, source, document, since)
        places = addresses(document, (attempt for attempt in attempts if attempt.origin != "archive"))
        if not places:
            result.detail = "no address known yet; run `ketcov track` first"
        return [item for place in places for item in _captures(session, source, document, place, since)]
    except FetchError as error:
        result.failed_count, result.detail = result.failed_count + 1, error.detail
        return []


def _captures(
    session: Session, source: Source, document: SourceDocument, place: str, since: date | None
) -> list[Wanted]:
    key = (source.document_id(document), source.policy_id(document), source.id)
    return [Wanted(*key, past.captured_at, _getter(past)) for past in wayback.index(session, place, since)]


def _getter(past: wayback.Past) -> Callable[[Session], Outcome]:
    return lambda session: wayback.capture(session, past)


def _commits(session: Session, source: Source, document: SourceDocument, since: date | None) -> list[Wanted]:
    key = (source.document_id(document), source.policy_id(document), source.id)
    found = git_file.commits(session, str(document.commits_url), document.url)
    kept = [commit for commit in found if since is None or commit.committed_at.date() >= since]
    return [Wanted(*key, commit.committed_at, _edition(commit, document.media_type)) for commit in kept]


def _edition(commit: git_file.Commit, media_type: str | None) -> Callable[[Session], Outcome]:
    return lambda session: git_file.edition(session, commit, media_type)


def _pass(
    session: Session,
    archive: Archive,
    wanted: Sequence[Wanted],
    results: dict[str, PastResult],
    clock: Clock,
    progress: Progress,
) -> list[Wanted]:
    """Ask for each; answers those that failed for the moment."""
    later: list[Wanted] = []
    for item in progress(wanted, "captures", lambda item: f"{item.document_id} {item.at:%Y-%m-%d}"):
        outcome = item.get(session)
        result = results[item.document_id]
        if isinstance(outcome, Capture):
            is_good = is_document(session.settings, outcome.content, outcome.media_type)
            result.new_count, result.bad_count = result.new_count + is_good, result.bad_count + (not is_good)
            archive.append([_attempt(archive, item, outcome, clock(), is_good)])
        elif getattr(outcome, "kind", "") in _LATER:
            later.append(item)
            result.detail = str(getattr(outcome, "detail", ""))
        else:
            result.bad_count += 1
            archive.append([_attempt(archive, item, outcome, clock(), False)])
    return later


def _attempt(
    archive: Archive, item: Wanted, outcome: Outcome, recorded_at: datetime, is_good: bool
) -> Attempt:
    line = Attempt(
        recorded_at=recorded_at,
        run_id=f"archive-{item.at:%Y%m%dT%H%M%SZ}",
        payer_id=item.payer_id,
        policy_id=item.policy_id,
        document_id=item.document_id,
        url=outcome.url,
        fetched_at=item.at,
        outcome="fetched" if is_good else getattr(outcome, "kind", "bad_capture"),
        origin="archive",
        http_status=outcome.http_status,
        detail=None if is_good else str(getattr(outcome, "detail", "the bytes are no policy")),
    )
    if not is_good or not isinstance(outcome, Capture):
        return line
    snapshot_id = archive.save(outcome.content).snapshot_id
    return replace(line, snapshot_id=snapshot_id, media_type=outcome.media_type)


def _run(started_at: datetime, ended_at: datetime, found: tuple[PastResult, ...]) -> Run:
    run_id = f"backfill-{started_at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"
    new, bad = sum(r.new_count for r in found), sum(r.bad_count + r.failed_count for r in found)
    return Run(ended_at, run_id, "backfill", started_at, new, bad)
