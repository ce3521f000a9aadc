"""What one fetch returned: bytes, the word that nothing changed, or a failure. Values only."""

from dataclasses import dataclass
from datetime import datetime


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


@dataclass(frozen=True, slots=True)
class NotModified:
    """The host says that the bytes are those of the last capture."""

    url: str
    fetched_at: datetime
    http_status: int = 304


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """No document. `kind`: unreachable, blocked, gone, too_large, refused_address."""

    url: str
    fetched_at: datetime
    kind: str
    detail: str
    http_status: int | None = None


Outcome = Capture | NotModified | FetchFailure
