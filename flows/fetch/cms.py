"""The Medicare coverage database through its interface: articles, local and national determinations.

The interface wants a token that stands for the licenses of the codes. It is asked for only where a
person has accepted those terms in the settings. What the interface says is put into one page with
headings, code tables and the revision history, so that it is read like every other document.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flows.errors import FetchError
from flows.fetch.ask import Ask
from flows.fetch.outcome import Capture, FetchFailure, Found, NotModified, Outcome
from flows.fetch.pages.cms_page import Parts, page
from flows.fetch.session import Session

_TOKEN = "/v1/metadata/license-agreement/"  # noqa: S105 - an address


@dataclass(frozen=True, slots=True)
class _Type:
    path: str
    id_key: str
    version_key: str
    version_field: str
    parts: tuple[str, ...]


_TYPES = {
    "A": _Type(
        "article",
        "articleid",
        "ver",
        "article_version",
        ("hcpc-code-group", "hcpc-code", "icd10-covered-group", "icd10-covered", "revision-history"),
    ),
    "L": _Type("lcd", "lcdid", "ver", "lcd_version", ("hcpc-code-group", "hcpc-code", "revision-history")),
    "NCD": _Type("ncd", "ncdid", "ncdver", "document_version", ("other-versions/",)),
}


class _Refused(FetchError):
    """The interface answered with something that is no data."""


def find(session: Session, ask: Ask) -> Found:
    """The newest version of the document; the parts are asked for only where its version is new."""
    if not ask.accept_cms_license:
        detail = "read the AMA, ADA and AHA terms, then set KETCOV_ACCEPT_CMS_LICENSE=true"
        return Found(FetchFailure(_url(ask), ask.clock(), "license_required", detail))
    try:
        return Found(_newest(session, ask))
    except FetchError as error:
        return Found(FetchFailure(_url(ask), ask.clock(), error.kind, error.detail, error.status))


def _newest(session: Session, ask: Ask) -> Outcome:
    kind, number = _split(str(ask.document.cms_id))
    rows = _rows(session, ask, f"/v1/data/{kind.path}/", {kind.id_key: number})
    if not rows:
        return FetchFailure(_url(ask), ask.clock(), "gone", "the database has no such document")
    head = rows[0]
    version = str(head.get(kind.version_field, ""))
    etag = f"v{version} {head.get('last_updated') or head.get('effective_date') or ''}".strip()
    if ask.known and ask.known.url == _url(ask) and ask.known.etag == etag:
        return NotModified(_url(ask), ask.clock())
    query = {kind.id_key: number, kind.version_key: version}
    parts: Parts = {}
    for part in kind.parts:
        wanted = {kind.id_key: number} if kind.path == "ncd" else query
        parts[part] = tuple(_rows(session, ask, f"/v1/data/{kind.path}/{part}", wanted))
    content = page(str(ask.document.cms_id), version, head, parts).encode()
    return Capture(_url(ask), ask.clock(), content, "text/html", 200, etag=etag)


def _rows(session: Session, ask: Ask, path: str, query: dict[str, str]) -> list[dict[str, Any]]:
    url = f"{ask.document.url.rstrip('/')}{path}?{urlencode(query)}"
    return _data(session, url, {"Authorization": f"Bearer {_token(session, ask)}"})


def _token(session: Session, ask: Ask) -> str:
    """The token of this run; it holds for an hour, longer than a run asks one interface."""
    url = f"{ask.document.url.rstrip('/')}{_TOKEN}"
    kept = session.memo.get(url)
    if isinstance(kept, str):
        return kept
    rows = _data(session, url, {})
    token = str(rows[0].get("token", "")) if rows else ""
    if not token.isascii() or not token.strip():
        raise _Refused(url, "the interface gave no license token", "blocked")
    session.memo[url] = token
    return token


def _data(session: Session, url: str, headers: dict[str, str]) -> list[dict[str, Any]]:
    answer = session.get(url, headers={"Accept": "application/json", **headers}, is_api=True)
    if answer.status in {401, 403, 429}:
        raise _Refused(url, f"the interface answered {answer.status}", "blocked", answer.status)
    try:
        said = json.loads(answer.content)
    except (ValueError, RecursionError) as error:
        raise _Refused(url, f"the interface answered {answer.status} without JSON") from error
    if answer.status != 200 or not isinstance(said, dict) or not isinstance(said.get("data"), list):
        words = str(said.get("message", "no data") if isinstance(said, dict) else "no data")
        detail = f"the interface answered {answer.status}: {words[:120]}"
        raise _Refused(url, detail, "unreachable", answer.status)
    return [row for row in said["data"] if isinstance(row, dict)]


def _split(cms_id: str) -> tuple[_Type, str]:
    letters = cms_id.rstrip("0123456789")
    return _TYPES[letters], cms_id.removeprefix(letters)


def _url(ask: Ask) -> str:
    kind, number = _split(str(ask.document.cms_id))
    return f"{ask.document.url.rstrip('/')}/v1/data/{kind.path}/?{urlencode({kind.id_key: number})}"
