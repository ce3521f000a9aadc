"""A document that only a person can download: the newest file of a folder with a manifest."""

from datetime import datetime
from pathlib import Path

from flows.errors import UsageError
from flows.fetch.ask import Ask
from flows.fetch.outcome import Capture, FetchFailure, Found, NotModified
from flows.fetch.session import Session
from flows.sources.manifest import NAME, Item, collect


def find(session: Session, ask: Ask) -> Found:  # noqa: ARG001 - no network here
    """The newest file of the payer's folder for this document; its moment is that of the download."""
    folder = ask.inbox / ask.payer_id
    try:
        items = _items(folder, ask.clock()) if (folder / NAME).is_file() else ()
        own = [item for item in items if item.document_id == ask.document_id]
        if not own:
            return Found(_empty(ask, folder))
        return Found(_capture(max(own, key=lambda item: item.fetched_at), ask))
    except UsageError as error:
        return Found(FetchFailure(_address(ask), ask.clock(), "inbox_unreadable", str(error)))
    except OSError as error:
        detail = f"a file of {folder.name} cannot be read ({error.strerror})"
        return Found(FetchFailure(_address(ask), ask.clock(), "inbox_unreadable", detail))


def _items(folder: Path, now: datetime) -> tuple[Item, ...]:
    return collect([folder], None, None, "unknown", None, now)


def _capture(item: Item, ask: Ask) -> Capture | NotModified:
    url = item.url or f"inbox:{item.path.name}"
    if ask.known and ask.known.url == url and ask.known.fetched_at >= item.fetched_at:
        return NotModified(url, ask.known.fetched_at)
    return Capture(url, item.fetched_at, item.path.read_bytes(), item.media_type, 0)


def _empty(ask: Ask, folder: Path) -> FetchFailure:
    where = f"; download it from {ask.document.index_url}" if ask.document.index_url else ""
    detail = f"data/inbox/{folder.name}/{NAME} names no file for {ask.policy}{where}"
    return FetchFailure(_address(ask), ask.clock(), "inbox_empty", detail)


def _address(ask: Ask) -> str:
    return ask.document.index_url or f"inbox:{ask.document_id}"
