"""Past captures of an address in the web archive: its index (CDX) and the bytes as they were received.

The archive keeps much that is no document: redirects to other captures, blocks, cut bodies. A capture
counts only where the bytes are those of its own moment.
"""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from flows.errors import FetchError
from flows.fetch.outcome import Capture, FetchFailure, Outcome
from flows.fetch.pages.judge import judge
from flows.fetch.session import Answer, Session

_FIELDS = ("timestamp", "original", "mimetype", "statuscode", "digest")
_PAGE = 1000
_MOST_PAGES = 10
_STAMP = re.compile(r"/(\d{14})(?:id_)?/")
_ENCODED = ("x-archive-orig-content-encoding", "x-archive-orig-transfer-encoding")


@dataclass(frozen=True, slots=True)
class Past:
    """One capture as the index names it."""

    url: str
    raw_url: str
    captured_at: datetime
    digest: str
    media_type: str | None


def index(session: Session, url: str, since: date | None = None) -> tuple[Past, ...]:
    """The captures of an address, oldest first; runs of equal bytes count once. Raises FetchError."""
    _slow_down(session, session.settings.archive_index_url)
    found: list[Past] = []
    resume: str | None = None
    for _ in range(_MOST_PAGES):
        rows, resume = _page(session, url, since, resume)
        found += [past for row in rows if (past := _past(session, row))]
        if resume is None:
            break
    ordered = sorted(found, key=lambda past: past.captured_at)
    pairs = zip(ordered, [None, *ordered], strict=False)
    return tuple(past for past, before in pairs if before is None or before.digest != past.digest)


def capture(session: Session, past: Past) -> Outcome:
    """The bytes of one capture, dated by its moment; every failure is a value, a bad one `bad_capture`."""
    _slow_down(session, past.raw_url)
    try:
        answer = session.get(past.raw_url, is_api=True)
    except FetchError as error:
        return FetchFailure(past.url, past.captured_at, error.kind, error.detail, error.status)
    wrong = _wrong(past, answer)
    if wrong:
        return FetchFailure(past.url, past.captured_at, "bad_capture", wrong, answer.status)
    outcome = judge(past.raw_url, past.captured_at, answer, past.media_type)
    if isinstance(outcome, Capture):
        return Capture(past.url, past.captured_at, outcome.content, past.media_type, answer.status)
    if isinstance(outcome, FetchFailure):
        kind = "bad_capture" if outcome.kind in {"gone", "truncated"} else outcome.kind
        return FetchFailure(past.url, past.captured_at, kind, outcome.detail, answer.status)
    return FetchFailure(past.url, past.captured_at, "bad_capture", "the archive sent no bytes", answer.status)


def _slow_down(session: Session, url: str) -> None:
    session.manners.slow_down(urlsplit(url).netloc, session.settings.archive_seconds_between_requests)


def _page(
    session: Session, url: str, since: date | None, resume: str | None
) -> tuple[list[list[str]], str | None]:
    query = [
        ("url", url),
        ("output", "json"),
        ("fl", ",".join(_FIELDS)),
        ("filter", "statuscode:200"),
        ("collapse", "digest"),
        ("showResumeKey", "true"),
        ("limit", str(_PAGE)),
    ]
    query += [("from", f"{since:%Y%m%d}")] if since else []
    query += [("resumeKey", resume)] if resume else []
    address = f"{session.settings.archive_index_url}?{urlencode(query)}"
    answer = session.get(address, is_api=True)
    if answer.status != 200:
        kind = "blocked" if answer.status in {403, 429} else "unreachable"
        raise FetchError(url, f"the index of the archive answered {answer.status}", kind, answer.status)
    return _rows(url, answer)


def _rows(url: str, answer: Answer) -> tuple[list[list[str]], str | None]:
    """The rows of one page, without the line of names, and the key of the next page."""
    try:
        said: Any = json.loads(answer.content) if answer.content.strip() else []
    except (ValueError, RecursionError) as error:
        raise FetchError(url, "the index of the archive is no JSON") from error
    lines = [line for line in said if isinstance(line, list)] if isinstance(said, list) else []
    rows = [line for line in lines[1:] if len(line) == len(_FIELDS)]
    is_cut = len(lines) >= 2 and lines[-2] == [] and len(lines[-1]) == 1
    return rows, str(lines[-1][0]) if is_cut else None


def _past(session: Session, row: list[str]) -> Past | None:
    stamp, original, media_type, status, digest = map(str, row)
    try:
        moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        is_web = urlsplit(original).scheme in {"http", "https"}
    except ValueError:
        return None
    if status != "200" or not is_web:
        return None
    template = session.settings.archive_capture_url
    raw = template.replace("{timestamp}", stamp).replace("{url}", original)
    said = media_type if "/" in media_type and media_type not in {"unk", "warc/revisit"} else None
    return Past(original, raw, moment, digest, said)


def _wrong(past: Past, answer: Answer) -> str | None:
    if answer.status == 200 and not answer.content.strip():
        return "the capture is empty"
    asked, came = _STAMP.search(past.raw_url), _STAMP.search(answer.url)
    if answer.url != past.raw_url and (not asked or not came or asked[1] != came[1]):
        return "the archive led to another capture"
    is_plain = not any(name in answer.headers for name in _ENCODED)
    digest = base64.b32encode(hashlib.sha1(answer.content).digest()).decode()  # noqa: S324 - the index names it so
    if answer.status == 200 and is_plain and len(past.digest) == len(digest) and past.digest != digest:
        return f"the bytes ({len(answer.content)}) are not those of the index"
    return None
