"""What an answer means: a document, no change, or a state of the source with its evidence. Pure.

Content goes before headers: what the bytes are is decided when they are read. Here stands only what
the bytes alone do not show: statuses, where redirects led, and a file that was cut.
"""

import re
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

from flows.fetch.outcome import Capture, FetchFailure, NotModified, Outcome
from flows.fetch.session import Answer
from flows.reading.suffix import type_by_suffix

_BLOCKED, _GONE = (401, 403, 407, 429, 451), (404, 410)
_CHALLENGES = (
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", "challenge"),
    ("x-amzn-waf-action", "captcha"),
    ("x-datadome", "protected"),
)
_VAGUE = {"", "application/octet-stream", "binary/octet-stream", "text/plain", "application/x-download"}
_FRONT = re.compile(r"/?(?:(?:home|index|default)(?:\.(?:html?|aspx?|jsp|php|page))?)?/?", re.I)
_LOST = re.compile(r"(?:^|[/_.-])(?:404|not-?_?found|page-?_?not-?_?found|error-?404)(?:[/_.-]|$)", re.I)
_SIGN_IN = re.compile(r"/(?:login|log-in|signin|sign-in|sso|saml2?|oauth2?|authorize)(?:[/.?]|$)", re.I)
_TITLE = re.compile(rb"<title[^>]{0,80}>([^<]{1,200})", re.I)


def judge(url: str, fetched_at: datetime, answer: Answer, media_type: str | None = None) -> Outcome:
    """The outcome of an answer to a request for `url`; `media_type` is what the declaration says."""
    found = _failure(url, answer)
    if found:
        kind, detail = found
        return FetchFailure(url, fetched_at, kind, detail + _titled(answer), answer.status)
    if answer.status == 304:
        return NotModified(url, fetched_at, moved_to=answer.moved_to)
    return Capture(
        url=url,
        fetched_at=fetched_at,
        content=answer.content,
        media_type=media_type or _said_type(answer),
        http_status=answer.status,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        moved_to=answer.moved_to,
    )


def _failure(url: str, answer: Answer) -> tuple[str, str] | None:
    for rule in (_by_header, _by_status, _by_place, _by_end):
        found = rule(url, answer)
        if found:
            return found
    return None


def _by_header(url: str, answer: Answer) -> tuple[str, str] | None:  # noqa: ARG001
    for name, value in _CHALLENGES:
        if answer.headers.get(name) == value:
            return "blocked", f"the host answered {answer.status} with {name}: {value}"
    return None


def _by_status(url: str, answer: Answer) -> tuple[str, str] | None:  # noqa: ARG001
    said = f"the host answered {answer.status}"
    if answer.status in _BLOCKED:
        return "blocked", said
    if answer.status in _GONE:
        return "gone", said
    if answer.status == 206:
        return "truncated", f"{said}: a part of the document, which was not asked for"
    return None if answer.status in {200, 203, 304} else ("unreachable", said)


def _by_place(url: str, answer: Answer) -> tuple[str, str] | None:
    """Where redirects led: the front page, a page for lost visitors, a login."""
    asked, came = urlsplit(url), urlsplit(answer.url)
    if (asked.netloc, asked.path) == (came.netloc, came.path):
        return None
    if _FRONT.fullmatch(came.path) and not _FRONT.fullmatch(asked.path) and not came.query:
        return "gone", f"the host led to its front page {came.netloc}{came.path}"
    if _LOST.search(came.path) and not _LOST.search(asked.path):
        return "gone", f"the host led to {came.path}"
    if _SIGN_IN.search(came.path) and not _SIGN_IN.search(asked.path):
        return "blocked", f"the host led to a login at {came.netloc}{came.path}"
    return None


def _by_end(url: str, answer: Answer) -> tuple[str, str] | None:  # noqa: ARG001
    is_pdf = answer.content.lstrip()[:5] == b"%PDF-"
    if is_pdf and b"%%EOF" not in answer.content:
        return "truncated", f"the PDF breaks off after {len(answer.content)} bytes"
    return None


def _titled(answer: Answer) -> str:
    """The title of the page that came instead: evidence that a person can check."""
    found = _TITLE.search(answer.content[:20_000])
    if not found:
        return ""
    words = " ".join(unescape(found[1].decode("utf-8", "replace")).split())
    return f", titled {words[:80]!r}" if words else ""


def _said_type(answer: Answer) -> str | None:
    said = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if said in _VAGUE:
        return type_by_suffix(urlsplit(answer.url).path) or said or None
    return said
