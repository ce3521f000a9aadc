"""A document found through an index: a page of links, dated notices, a table with a column of addresses.

What the index showed is kept as a line of the ledger whenever it differs from the last time. A policy
that the index showed and shows no more is `vanished`; an index that lost most of its links, or shows
none, says nothing about any policy.
"""

from collections.abc import Callable
from dataclasses import replace

from extractors.documents.charset import decode
from flows.errors import FetchError
from flows.fetch.ask import Ask
from flows.fetch.direct import known_at
from flows.fetch.outcome import Capture, FetchFailure, Found, NotModified, Outcome
from flows.fetch.pages import links
from flows.fetch.pages.judge import judge
from flows.fetch.session import Answer, Session
from warehouse.ledger import Listing

_Read = Callable[[str, str], tuple[links.Link, ...]]
_Choose = Callable[[Ask, tuple[links.Link, ...]], str | None]
_FEW = 10  # links; a page that had more and lost half of them is not believed


def find(session: Session, ask: Ask) -> Found:
    """The document that an index page links."""
    return _find(session, ask, links.from_html, _listed)


def find_in_table(session: Session, ask: Ask) -> Found:
    """The document that a row of a CSV index names."""
    return _find(session, ask, links.from_csv, _listed)


def find_notice(session: Session, ask: Ask) -> Found:
    """The newest notice; one that has rolled off the page stays where it was."""
    return _find(session, ask, links.from_html, _noticed)


def _find(session: Session, ask: Ask, read: _Read, choose: _Choose) -> Found:
    seen = _look(session, ask, read)
    if isinstance(seen, FetchFailure):
        return Found(_at_last_known(session, ask, seen))
    listing, matched = seen
    url = choose(ask, matched)
    outcome = known_at(session, ask, url) if url else _absent(ask, listing)
    return Found(outcome, listing if listing != ask.listing else None)


def _look(session: Session, ask: Ask, read: _Read) -> tuple[Listing, tuple[links.Link, ...]] | FetchFailure:
    """What the index shows now: the last listing itself where the host says that nothing changed."""
    index = ask.document.url_on(ask.clock().date())
    patterns = (*ask.document.links, *(f"!{pattern}" for pattern in ask.document.skip))
    last = ask.listing if ask.listing and (ask.listing.url, ask.listing.asked) == (index, patterns) else None
    answer = _index(session, ask, index, last)
    if isinstance(answer, FetchFailure):
        return answer
    if answer.status == 304 and last:
        return last, tuple(links.Link(url, "") for url in last.shown)
    found = read(decode(answer.content, answer.headers.get("content-type")), answer.url)
    matched = links.matching(found, ask.document.links, ask.document.skip)
    if not matched and _is_doubtful(len(found), last):
        before = f" instead of {last.links_count}" if last else ""
        detail = f"the index {index} shows {len(found)} links{before}"
        return FetchFailure(index, ask.clock(), "index_unreadable", detail, answer.status)
    return _listing(ask, index, patterns, answer, len(found), matched, last), matched


def _index(session: Session, ask: Ask, index: str, last: Listing | None) -> Answer | FetchFailure:
    """The index page, asked for once in a run however many documents stand in it."""
    etag, since = (last.etag, last.last_modified) if last else (None, None)
    key = f"index {index} {etag} {since}"
    kept = session.memo.get(key)
    if not isinstance(kept, Answer | FetchFailure):
        kept = _asked(session, ask, index, etag, since)
        session.memo[key] = kept
    return kept


def _asked(
    session: Session, ask: Ask, index: str, etag: str | None, since: str | None
) -> Answer | FetchFailure:
    try:
        answer = session.get(index, etag=etag, last_modified=since)
    except FetchError as error:
        return FetchFailure(index, ask.clock(), error.kind, f"index: {error.detail}", error.status)
    outcome = judge(index, ask.clock(), answer)
    if isinstance(outcome, Capture | NotModified):
        return answer
    return replace(outcome, detail=f"index: {outcome.detail}")


def _listing(
    ask: Ask,
    index: str,
    patterns: tuple[str, ...],
    answer: Answer,
    count: int,
    matched: tuple[links.Link, ...],
    last: Listing | None,
) -> Listing:
    """The last listing where it shows the same; else a new one with what appeared and what vanished."""
    shown = tuple(sorted(link.url for link in matched))
    etag, since = answer.headers.get("etag"), answer.headers.get("last-modified")
    if last and (last.shown, last.etag, last.last_modified) == (shown, etag, since):
        return last
    before = ask.listing.shown if ask.listing else ()
    return Listing(
        recorded_at=ask.clock(),
        run_id=ask.run_id,
        payer_id=ask.payer_id,
        document_id=ask.document_id,
        url=index,
        links_count=count,
        asked=patterns,
        shown=shown,
        appeared=tuple(sorted(set(shown) - set(before))),
        vanished=tuple(sorted(set(before) - set(shown))),
        etag=etag,
        last_modified=since,
    )


def _is_doubtful(count: int, last: Listing | None) -> bool:
    return count == 0 or (last is not None and last.links_count >= _FEW and count * 2 < last.links_count)


def _listed(ask: Ask, matched: tuple[links.Link, ...]) -> str | None:
    known = ask.known.url if ask.known else None
    return links.meant(matched, known).url if matched else None


def _noticed(ask: Ask, matched: tuple[links.Link, ...]) -> str | None:
    known = ask.known.url if ask.known else ask.document.last_known
    is_unchanged = bool(matched) and not any(link.text for link in matched)
    if is_unchanged and known in {link.url for link in matched}:
        return known
    return links.newest(matched).url if matched else known


def _at_last_known(session: Session, ask: Ask, failure: FetchFailure) -> Outcome:
    """An index that fails hides no document: it is asked for where it was found last."""
    if failure.kind == "postponed" or not ask.known:
        return failure
    found = known_at(session, ask, ask.known.url)
    return failure if isinstance(found, FetchFailure) else found


def _absent(ask: Ask, listing: Listing) -> FetchFailure:
    was_there = ask.known is not None or bool(listing.vanished) or bool(ask.listing and ask.listing.shown)
    if was_there:
        detail = f"the index {listing.url} no longer shows it; the policy may stand unchanged elsewhere"
        return FetchFailure(listing.url, ask.clock(), "vanished", detail)
    detail = f"none of {listing.links_count} links of the index matches {', '.join(ask.document.links)}"
    return FetchFailure(listing.url, ask.clock(), "not_listed", detail)
