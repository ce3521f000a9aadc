"""A document at an address of its own. One GET, conditional where an earlier capture is known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from flows.errors import FetchError
from flows.fetch.ask import Ask
from flows.fetch.outcome import FetchFailure, Found, Outcome
from flows.fetch.pages.judge import judge
from flows.fetch.session import Session

__all__ = ["fetch", "find", "find_print_view", "known_at", "print_address"]

_ELSEWHERE = {"gone", "unreachable", "tls_error", "redirect_loop"}  # states in which another address may help


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
    return judge(url, clock(), answer, media_type)


def known_at(session: Session, ask: Ask, url: str) -> Outcome:
    """Ask for a document at an address, conditionally where the last capture came from it."""
    known = ask.known if ask.known and ask.known.url == url else None
    return fetch(
        session,
        url,
        ask.clock,
        media_type=ask.document.media_type,
        etag=known.etag if known else None,
        last_modified=known.last_modified if known else None,
    )


def find(session: Session, ask: Ask) -> Found:
    """The document at its address of today, else at one of the others where it also stands."""
    return Found(_first(session, ask, ask.document.url_on(ask.clock().date())))


def find_print_view(session: Session, ask: Ask) -> Found:
    """The document at its address with the query that makes the page show all of its text."""
    url = ask.document.url_on(ask.clock().date())
    return Found(_first(session, ask, print_address(url, ask.document.print_query)))


def print_address(url: str, print_query: str | None) -> str:
    """An address with the query that asks for the print view."""
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, print_query) if part)
    return parts._replace(query=query).geturl()


def _first(session: Session, ask: Ask, url: str) -> Outcome:
    first = known_at(session, ask, url)
    if not isinstance(first, FetchFailure) or first.kind not in _ELSEWHERE:
        return first
    for other in ask.document.also_at:
        found = known_at(session, ask, other)
        if not isinstance(found, FetchFailure):
            return found
    if ask.document.also_at:
        return replace(first, detail=f"{first.detail}; nor at {len(ask.document.also_at)} other addresses")
    return first
