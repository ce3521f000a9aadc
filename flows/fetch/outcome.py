"""What one fetch returned: bytes, the word that nothing changed, or a failure. Values only."""

from dataclasses import dataclass, field
from datetime import datetime

from warehouse.ledger import Listing


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of a document and what the host said of them."""

    url: str
    fetched_at: datetime
    content: bytes
    media_type: str | None
    http_status: int
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The host says that the bytes are those of the last capture."""

    url: str
    fetched_at: datetime
    http_status: int = 304
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """No document, and why: `kind` is the state written in the ledger.

    One of unreachable, blocked, gone, too_large, truncated, redirect_loop, tls_error, refused_address,
    robots_disallowed, postponed, vanished, not_listed, index_unreadable, license_required, inbox_empty,
    inbox_unreadable.
    """

    url: str
    fetched_at: datetime
    kind: str
    detail: str
    http_status: int | None = None


Outcome = Capture | NotModified | FetchFailure


@dataclass(frozen=True, slots=True)
class Found:
    """What looking for one document came to, and what the index it stands in showed."""

    outcome: Outcome
    listing: Listing | None = field(default=None)
