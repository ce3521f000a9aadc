"""Running headers and footers: lines near the edge of the sheet that come back from page to page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from extractors.documents.labels import split_label
from extractors.documents.pdf.lines import Sheet, TextLine
from extractors.documents.pdf.tables import titles
from extractors.model import Role

_ZONE = 0.13  # of the height, at the top and at the bottom
_SHARE = 0.4  # of the pages on which a line must come back
_SHARE_INSIDE = 0.5  # for a line outside the zones, which must come back at the same height
_PAGES_INSIDE = 3
_HEIGHT = 6.0  # points taken as the same height
_DIGITS = re.compile(r"\d+|\b[ivxl]+\b", re.IGNORECASE)
_CONNECTIVE = re.compile(r"\W{0,3}(?:and/or|and|or)\W{0,3}", re.IGNORECASE)
_BARE_LINES = 4
_LINE = 200  # characters: no printed line is longer
_ZONES: tuple[Role, ...] = ("header", "footer")


def mark(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets with their recurring lines set apart as header, footer or page number."""
    counts: Counter[tuple[str, Role]] = Counter()
    for sheet in sheets:
        counts.update(set(_keys(sheet)))
    needed = max(2, _SHARE * len(sheets)) if len(sheets) > 1 else 2
    known = frozenset(key for key, count in counts.items() if count >= needed)
    inside = _recurring_inside(sheets)
    return tuple(_marked(sheet, known, inside) for sheet in sheets)


def _recurring_inside(sheets: tuple[Sheet, ...]) -> frozenset[tuple[str, int]]:
    """Lines that stand at the same height of at least half of the pages."""
    laid_out = [sheet for sheet in sheets if sheet.lines]
    counts = Counter(
        place for sheet in laid_out for place in {_placed(line) for line in sheet.lines if _may_recur(line)}
    )
    needed = max(_PAGES_INSIDE, _SHARE_INSIDE * len(laid_out))
    return frozenset(place for place, count in counts.items() if count >= needed)


def _may_recur(line: TextLine) -> bool:
    """False for what comes back because rules are built alike: connectives, items, column titles."""
    return not (_CONNECTIVE.fullmatch(line.text) or split_label(line.text)[0] or titles.is_titles(line))


def _placed(line: TextLine) -> tuple[str, int]:
    return _key(line.text), round(line.box.top / _HEIGHT)


def _keys(sheet: Sheet) -> Iterator[tuple[str, Role]]:
    for line in sheet.lines:
        zone = _zone(line, sheet)
        if zone is not None and _may_recur(line):
            yield _key(line.text), zone
    for index, (text, _) in enumerate(sheet.bare):
        if _is_edge(index, sheet):
            yield from ((_key(text), "header"), (_key(text), "footer"))


def _zone(line: TextLine, sheet: Sheet) -> Role | None:
    if line.box.bottom <= _ZONE * sheet.height:
        return "header"
    return "footer" if line.box.top >= (1 - _ZONE) * sheet.height else None


def _is_edge(index: int, sheet: Sheet) -> bool:
    return index < _BARE_LINES or index >= len(sheet.bare) - _BARE_LINES


def _key(text: str) -> str:
    return _known_key(text) if len(text) <= _LINE else _made_key(text)


def _made_key(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text).split()).lower()


_known_key = lru_cache(maxsize=8192)(_made_key)


def _marked(sheet: Sheet, known: frozenset[tuple[str, Role]], inside: frozenset[tuple[str, int]]) -> Sheet:
    lines = tuple(
        _of_half(line, sheet) if _placed(line) in inside else _role(line, _zone(line, sheet), known)
        for line in sheet.lines
    )
    bare = tuple(
        (text, _bare_role(text, known) if _is_edge(index, sheet) else role)
        for index, (text, role) in enumerate(sheet.bare)
    )
    return replace(sheet, lines=_with_neighbours(lines), bare=bare)


def _of_half(line: TextLine, sheet: Sheet) -> TextLine:
    """Furniture of the half of the page that it stands in."""
    half: Role = "header" if line.box.bottom < sheet.height / 2 else "footer"
    return replace(line, role="page_number" if _is_number(line.text) else half)


def _role(line: TextLine, zone: Role | None, known: frozenset[tuple[str, Role]]) -> TextLine:
    if zone is None or (_key(line.text), zone) not in known:
        return line
    return replace(line, role="page_number" if _is_number(line.text) else zone)


def _bare_role(text: str, known: frozenset[tuple[str, Role]]) -> Role:
    for zone in _ZONES:
        if (_key(text), zone) in known:
            return "page_number" if _is_number(text) else zone
    return "body"


def _is_number(text: str) -> bool:
    return not _DIGITS.sub("", text).strip(" -–—|of")


def _with_neighbours(lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
    """What stands above a running header or below a running footer belongs to it."""
    headers = [line.box.top for line in lines if line.role == "header"]
    footers = [line.box.bottom for line in lines if line.role == "footer"]
    return tuple(_outside(line, max(headers, default=None), min(footers, default=None)) for line in lines)


def _outside(line: TextLine, header: float | None, footer: float | None) -> TextLine:
    if line.role != "body":
        return line
    if header is not None and line.box.bottom < header:
        return replace(line, role="header")
    return replace(line, role="footer") if footer is not None and line.box.top > footer else line


def sizes(sheets: Iterable[Sheet]) -> float:
    """The size that most letters of the documents' lines have, in points; 0 where none was laid out."""
    counts: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            if line.role == "body":
                counts[line.size] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0
