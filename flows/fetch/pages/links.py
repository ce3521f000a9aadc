"""The links of an index page or table, and which of them is meant. Pure."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from extractors.documents.html import links as html_links

_LONGEST_TEXT = 400
_COLUMNS = ("url", "source_url", "link", "href", "address", "document_url", "pdf_url")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?<!\d)(20\d\d)[-_/.]?(0[1-9]|1[0-2])(?:[-_/.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_US = re.compile(r"(?<!\d)(\d{1,2})[-_/.](\d{1,2})[-_/.](20\d\d)(?!\d)")
_WORDS = re.compile(r"\b([a-z]{3})[a-z]{0,6}\.?[ _-]{1,3}(?:(\d{1,2}),?[ _-]{1,3})?(20\d\d)\b", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its whole address without fragment, and the words around it."""

    url: str
    text: str


def from_html(page: str, base: str) -> tuple[Link, ...]:
    """The http links of a page in order, each address once with all of its words."""
    moved, found = html_links.links(page)
    start = _joined(base, moved) or base
    return _once((_joined(start, href), text) for href, text in found)


def from_csv(text: str, base: str) -> tuple[Link, ...]:
    """A link for each row that has an address; its words are all the cells of the row."""
    table = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        names, rows = {(name or "").strip().lower(): name for name in table.fieldnames or ()}, list(table)
    except csv.Error:
        return ()
    column = next((names[name] for name in _COLUMNS if name in names), None)
    if column is None:
        return ()
    return _once((_joined(base, row[column] or ""), _cells(row)) for row in rows if row[column])


def matching(links: Iterable[Link], wanted: Iterable[str], skip: Iterable[str]) -> tuple[Link, ...]:
    """The links whose address or words match, those of the first pattern first."""
    kept = [link for link in links if not any(_matches(link, pattern) for pattern in skip)]
    found = [link for pattern in wanted for link in kept if _matches(link, pattern)]
    return tuple(dict.fromkeys(found))


def meant(links: tuple[Link, ...], known: str | None) -> Link:
    """The link that is the document: among addresses that differ in numbers only, the newest.

    Where the known address is still there and none of its like is newer, it stays.
    """
    by_url = {link.url: link for link in links}
    first = by_url.get(known or "") or links[0]
    alike = [link for link in links if _shape(link.url) == _shape(first.url)]
    return max(alike, key=lambda link: (_dated(link) or date.min, _numbers(link.url), link is first))


def newest(links: tuple[Link, ...]) -> Link:
    """The notice with the latest date in its address or words; where none is dated, the first on the page."""
    return max(enumerate(links), key=lambda pair: (_dated(pair[1]) or date.min, -pair[0]))[1]


def _joined(base: str, href: str) -> str:
    """The whole address; empty where a page links something that is none."""
    try:
        whole = urljoin(base, href.strip())
        return whole if urlsplit(whole).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _once(pairs: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    found: dict[str, str] = {}
    for address, text in pairs:
        if url := urldefrag(address).url:
            found[url] = f"{found.get(url, '')} {text}".strip()[:_LONGEST_TEXT]
    return tuple(Link(url, text) for url, text in found.items())


def _cells(row: dict[str, str]) -> str:
    return " ".join(cell for cell in row.values() if isinstance(cell, str))


def _matches(link: Link, pattern: str) -> bool:
    low = pattern.lower()
    return fnmatchcase(unquote(link.url).lower(), low) or fnmatchcase(link.text.lower(), low)


def _shape(url: str) -> str:
    return re.sub(r"\d+", "0", url)


def _numbers(url: str) -> tuple[int, ...]:
    return tuple(int(number[:18]) for number in re.findall(r"\d+", urlsplit(url).path))


def _dated(link: Link) -> date | None:
    for text in (unquote(link.url), link.text):
        found = _date_in(text)
        if found:
            return found
    return None


def _date_in(text: str) -> date | None:
    if iso := _ISO.search(text):
        return _day(iso[1], iso[2], iso[3])
    if us := _US.search(text):
        return _day(us[3], us[1], us[2])
    for words in _WORDS.finditer(text):
        if words[1].lower() in _MONTHS:
            return _day(words[3], _MONTHS.index(words[1].lower()) + 1, words[2])
    return None


def _day(year: str, month: str | int, day: str | None) -> date | None:
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
