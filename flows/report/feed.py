"""The change feed: Atom with one entry per change, and a table of the same changes for spreadsheets.

An entry keeps its id for ever, made from the id of the change, and carries the day of first sight, so
that a feed written twice from the same data is the same to the byte.
"""

import csv
import io
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from markupsafe import escape

from flows.asking.answers import Row
from flows.report.names import words
from flows.telling import safe
from flows.telling.terminal import told

_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "ketamine-coverage.changes")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_ENTRIES = 500  # the newest; the table has all
COLUMNS = (
    "change_id",
    "first_seen_at",
    "effective_on",
    "is_effective_on_seen",
    "payer_id",
    "payer_name",
    "policy_id",
    "policy_title",
    "benefit_code",
    "drug_code",
    "indication_codes",
    "phase_code",
    "change_type_code",
    "direction_code",
    "is_news",
    "before_text",
    "after_text",
    "before_quote",
    "before_page",
    "after_quote",
    "after_page",
    "from_version_id",
    "to_version_id",
)

Link = Callable[[Row], str]


def atom(news: Sequence[Row], link: Link) -> bytes:
    """The feed of news, newest first; `link` answers the page of a change."""
    feed = FeedGenerator()
    feed.id(_SPACE.urn)
    feed.title("Coverage of ketamine and esketamine: rules that payers changed")
    feed.author(name="ketamine-coverage")
    feed.link(href="feed.xml", rel="self", type="application/atom+xml")
    feed.link(href="changes.html", rel="alternate", type="text/html")
    feed.updated(max((_moment(row) for row in news), default=_EPOCH))
    for row in news[:_MOST_ENTRIES]:
        feed.add_entry(_entry(row, link(row)), order="append")
    return bytes(feed.atom_str(pretty=True))


def table(rows: Iterable[Row]) -> str:
    """All columns of the changes as CSV; a cell that a spreadsheet would run is text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([safe.cell(_cell(name, row[name])) for name in COLUMNS])
    return "\ufeff" + out.getvalue()  # spreadsheets take a file for UTF-8 only where it begins with this


def title(row: Row) -> str:
    """A change in one line, its direction first."""
    listed = row["indication_codes"]
    indications = ", ".join(map(words, listed)) if isinstance(listed, list | tuple) else ""
    about = f"{words(row['drug_code'])}{f' for {indications}' if indications else ''}"
    head = f"{words(row['direction_code'])}: {row['payer_name'] or row['payer_id']}"
    return safe.plain(f"{head}, {about}: {words(row['change_type_code'])}")


def _entry(row: Row, href: str) -> FeedEntry:
    entry = FeedEntry()
    entry.id(uuid.uuid5(_SPACE, str(row["change_id"])).urn)
    entry.title(title(row))
    entry.updated(_moment(row))
    entry.published(_moment(row))
    entry.link(href=href, rel="alternate", type="text/html")
    entry.category(term=str(row["direction_code"]))
    entry.content(_content(row), type="html")
    return entry


def _content(row: Row) -> str:
    seen = " (the day it was seen; no date is printed)" if row["is_effective_on_seen"] else ""
    when = f"<p>{escape(safe.plain(row['policy_title']))}; binds from {told(row['effective_on'])}{seen}.</p>"
    return when + _side("Before", row, "before") + _side("After", row, "after")


def _side(head: str, row: Row, side: str) -> str:
    text, quote, page = (row[f"{side}_{part}"] for part in ("text", "quote", "page"))
    if not text and not quote:
        return f"<p><b>{head}:</b> no such rule</p>"
    where = f" (p. {page})" if page else ""
    words_ = f" <q>{escape(safe.plain(quote))}</q>{where}" if quote else ""
    return f"<p><b>{head}:</b> {escape(safe.plain(text))}{words_}</p>"


def _cell(name: str, value: object) -> str:
    if name == "first_seen_at" and isinstance(value, datetime):
        return f"{value.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    return ("yes" if value else "no") if isinstance(value, bool) else told(value)


def _moment(row: Row) -> datetime:
    seen = row["first_seen_at"]
    return seen.replace(tzinfo=UTC) if isinstance(seen, datetime) else _EPOCH
