"""The lines of the archive's ledger: what was declared, attempted, read and decided, in order.

The warehouse is a fold over these lines; nothing else is needed to build it again. Times are UTC.
`recorded_at` is when the line was written, `fetched_at` when the world was asked.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Policy:
    """One declared policy: a stable key under its payer, and the documents that make it up."""

    policy_id: str  # "<payer_id>/<key>"
    title: str
    benefit: str  # medical, pharmacy, unknown
    lines_of_business: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()  # "<policy_id>" for a single document, else "<policy_id>#<part>"
    policy_owner: str | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What was declared of one payer; a new line only when it differs from the last."""

    recorded_at: datetime
    payer_id: str
    name: str
    payer_type: str
    states: tuple[str, ...] = ()
    lives: int | None = None
    lives_source: str | None = None
    is_fictional: bool = False
    policies: tuple[Policy, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to get one document. `outcome` is `fetched` or the kind of failure."""

    recorded_at: datetime
    run_id: str
    payer_id: str
    policy_id: str
    document_id: str
    url: str
    fetched_at: datetime
    outcome: str  # fetched, blocked, unreachable, gone, not_modified, too_large, ...
    origin: str = "track"  # track, ingest, backfill
    snapshot_id: str | None = None
    media_type: str | None = None
    http_status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """One snapshot read by one version of the extractors: a stored reading, or why there is none."""

    recorded_at: datetime
    snapshot_id: str
    extractor_version: str
    reading_id: str | None = None
    failure: str | None = None  # ExtractError.kind
    detail: str | None = None
    limit: float | None = None  # ExtractError.limit: read again once the limit is higher


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run of a flow, for the record of what was done when."""

    recorded_at: datetime
    run_id: str
    flow: str
    started_at: datetime
    fetched_count: int = 0
    failed_count: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """What an index page showed for one document; a new line only when that differs from the last."""

    recorded_at: datetime
    run_id: str
    payer_id: str
    document_id: str
    url: str
    links_count: int  # all links of the page: a page that lost most of them says nothing about one
    asked: tuple[str, ...] = ()  # the patterns
    shown: tuple[str, ...] = ()  # the addresses that matched
    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one fact, bound to the payer's words and not to a version.

    `said` is the reading that was judged: an acceptance does not pass to another reading of the words.
    """

    recorded_at: datetime
    policy_id: str
    type: str  # a criterion type, "position" or "logic"
    quote: str
    said: str
    verdict: str  # accepted, corrected, rejected
    reviewer: str
    reason: str
    value: str | None = None  # what is right instead; only with corrected


@dataclass(frozen=True, slots=True)
class Announcement:
    """One message about what changed. Its items are told once: `meant` before it goes out, `sent` after.

    The first line says `begun`: what was seen before it is history and no message.
    """

    recorded_at: datetime
    state: str  # begun, meant, sent
    event_id: str
    item_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """Bytes that were let go: pages that never were a policy. Their attempts stay."""

    recorded_at: datetime
    snapshot_ids: tuple[str, ...]


Entry = Declaration | Attempt | Extraction | Run | Decision | Listing | Announcement | Removal
KINDS: dict[str, type[Entry]] = {
    "declaration": Declaration,
    "attempt": Attempt,
    "extraction": Extraction,
    "run": Run,
    "decision": Decision,
    "announcement": Announcement,
    "removal": Removal,
    "listing": Listing,
}

__all__ = [
    "KINDS",
    "Announcement",
    "Attempt",
    "Decision",
    "Declaration",
    "Entry",
    "Extraction",
    "Listing",
    "Policy",
    "Removal",
    "Run",
]
