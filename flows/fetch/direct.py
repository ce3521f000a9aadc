"""A document at a direct address: what its answer means. One GET, no judgement of the content."""

from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from flows.errors import FetchError
from flows.fetch.outcome import Capture, FetchFailure, NotModified, Outcome
from flows.fetch.session import Answer, Session

_BLOCKED, _GONE = (401, 403, 407, 429, 451), (404, 410)
_CHALLENGES = (
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", "challenge"),
    ("x-amzn-waf-action", "captcha"),
)
_VAGUE = {"", "application/octet-stream", "binary/octet-stream", "text/plain", "application/x-download"}
_SUFFIXES = {
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}


def fetch(
    session: Session,
    url: str,
    clock: Callable[[], datetime],
    *,
    media_type: str | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Outcome:
    """Ask for one document; every failure is a value. `media_type` is what the declaration says."""
    try:
        answer = session.get(url, etag=etag, last_modified=last_modified)
    except FetchError as error:
        return FetchFailure(url, clock(), error.kind, error.detail, error.status)
    return _judge(url, clock(), answer, media_type)


def _judge(url: str, fetched_at: datetime, answer: Answer, media_type: str | None) -> Outcome:
    kind = _failure(answer)
    if kind:
        return FetchFailure(url, fetched_at, kind, f"the host answered {answer.status}", answer.status)
    if answer.status == 304:
        return NotModified(url, fetched_at)
    return Capture(
        url=url,
        fetched_at=fetched_at,
        content=answer.content,
        media_type=media_type or _said_type(answer),
        http_status=answer.status,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
    )


def _failure(answer: Answer) -> str | None:
    if answer.status in _BLOCKED or any(answer.headers.get(name) == value for name, value in _CHALLENGES):
        return "blocked"
    if answer.status in _GONE:
        return "gone"
    return None if answer.status in {200, 203, 304} else "unreachable"


def _said_type(answer: Answer) -> str | None:
    said = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if said in _VAGUE:
        return type_by_suffix(urlsplit(answer.url).path) or said or None
    return said


def type_by_suffix(path: str) -> str | None:
    """The media type that a file's name claims."""
    return _SUFFIXES.get(PurePosixPath(path).suffix.lower())
