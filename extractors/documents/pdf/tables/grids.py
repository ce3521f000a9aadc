"""Tables without rulings: a line of column titles, and lines below whose words keep to its columns.

Works on lines that are already sorted from running headers and footers. Ruled tables are read in
pdf_tables.py.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.documents.pdf.lines import Grid, Row, Sheet, TextLine
from extractors.documents.pdf.tables import titles as pdf_titles
from extractors.documents.pdf.words import Word, union
from extractors.model import Box

_ALIGNED = 4.0  # points between a cell and the title above it
_TOUCHING = 0.6  # of the letter size: words this near read on
_LARGER = 0.9  # points
_ROW_GAP = 3.0  # of the letter size: more room than this ends a table
_TITLE_WORDS = 6
_LOOK_AHEAD = 14  # lines
_NO_TITLE = re.compile(r"[:\d;]|^\W*$|^(?:table of )?contents$", re.IGNORECASE)
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,4}|\b(?:19|20)\d\d\b")
_CODED = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a table begin, and the size of its letters."""

    starts: tuple[float, ...]
    size: float
    key: int | None = None

    def place(self, word: Word) -> int:
        """The column in which a word begins."""
        return max(0, sum(start <= word.box.x0 + _ALIGNED for start in self.starts) - 1)

    def cells(self, line: TextLine) -> tuple[tuple[Word, ...], ...]:
        """The words of a line by column."""
        return tuple(
            tuple(word for word in line.words if self.place(word) == place)
            for place in range(len(self.starts))
        )


def find(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """The sheets with their unruled tables as grids; a table goes on over page breaks."""
    still_open: _Columns | None = None
    for sheet in sheets:
        made, still_open = _of_sheet(sheet, still_open)
        yield made


def _of_sheet(sheet: Sheet, still_open: _Columns | None) -> tuple[Sheet, _Columns | None]:
    body = [line for line in sheet.lines if line.role == "body"]
    ruled = tuple(grid.box.top for grid in sheet.tables)
    grids: list[Grid] = []
    taken: set[int] = set()
    last: _Columns | None = None
    place = 0
    while place < len(body):
        goes_on = still_open if place == 0 and not _is_below_a_table(body[0], ruled) else None
        opened = goes_on or _opened(body[place : place + _LOOK_AHEAD])
        lines = _held(body[place:], opened, ruled, is_continued=goes_on is not None) if opened else ()
        if opened is None or not _is_table(lines, opened, is_continued=goes_on is not None):
            last = last if last and goes_on is None and _is_small(body[place], last) else None
            place, still_open = place + (goes_on is None), None
            continue
        last = opened if goes_on else _keyed(opened, lines[1:])
        grids.append(_grid(lines, last, is_headed=goes_on is None))
        taken |= set(map(id, lines))
        place, still_open = place + len(lines), None
    left = tuple(line for line in sheet.lines if id(line) not in taken)
    tables = tuple(sorted((*sheet.tables, *grids), key=lambda grid: grid.box.top))
    return replace(sheet, lines=left, tables=tables), last


def _is_small(line: TextLine, columns: _Columns) -> bool:
    """A note in small letters below a table does not end it."""
    return line.size < columns.size - _LARGER


def _is_below_a_table(line: TextLine, ruled: tuple[float, ...]) -> bool:
    return any(top < line.box.top for top in ruled)


def _opened(lines: list[TextLine]) -> _Columns | None:
    """The columns that a line of titles opens; the lines below must keep to them."""
    head = lines[0]
    titles = pdf_titles.titles(head)
    texts = [pdf_titles.said(title) for title in titles]
    if len(titles) < 2 or any(_NO_TITLE.search(text) or len(text.split()) > _TITLE_WORDS for text in texts):
        return None
    if not head.is_bold and not pdf_titles.is_titles(head):
        return None
    columns = _Columns(tuple(title[0].box.x0 for title in titles), head.size)
    if pdf_titles.is_titles(head) and not any(_aligned_count(line, columns) > 1 for line in lines[1:]):
        return _centred(titles, lines[1:]) or columns
    return columns


def _centred(titles: list[list[Word]], below: list[TextLine]) -> _Columns | None:
    """Columns under centred titles begin where the lines below begin their cells."""
    starts = Counter(
        round(segment[0].box.x0)
        for line in below
        for segment in pdf_titles.segments(line, pdf_titles.PLAIN_GAP * line.size)
    )
    usual = sorted(start for start, count in starts.items() if count > 1)
    if len(usual) != len(titles):
        return None
    ends = (*usual[1:], float("inf"))
    is_above = all(
        start - _ALIGNED <= title[0].box.x0 and title[-1].box.x1 <= end
        for title, start, end in zip(titles, usual, ends, strict=True)
    )
    return _Columns(tuple(map(float, usual)), titles[0][0].size) if is_above else None


def _held(
    lines: list[TextLine], columns: _Columns, ruled: tuple[float, ...], *, is_continued: bool
) -> tuple[TextLine, ...]:
    """The lines, from the first on, that keep to the columns."""
    kept: list[TextLine] = [] if is_continued else lines[:1]
    for line in lines[len(kept) :]:
        if not _fits(line, columns) or (kept and _is_apart(kept[-1], line, ruled)):
            break
        if len(kept) > 1 and line.is_bold and sum(map(bool, columns.cells(line))) > 1:
            break  # titles of another table
        kept.append(line)
    return tuple(kept)


def _is_apart(above: TextLine, line: TextLine, ruled: tuple[float, ...]) -> bool:
    has_ruled = any(above.box.top < top < line.box.top for top in ruled)
    return has_ruled or line.box.top - above.box.bottom > _ROW_GAP * line.size


def _fits(line: TextLine, columns: _Columns) -> bool:
    """True when no word runs over the beginning of a column, and none is reached by running text."""
    if abs(line.size - columns.size) > _LARGER + 1 or line.box.x0 < columns.starts[0] - _ALIGNED:
        return False
    for place, word in enumerate(line.words):
        column = columns.place(word)
        if any(word.box.x0 < start - _ALIGNED and word.box.x1 > start + 1 for start in columns.starts):
            return False
        if place and columns.place(line.words[place - 1]) != column:
            gap = word.box.x0 - line.words[place - 1].box.x1
            is_aligned = abs(word.box.x0 - columns.starts[column]) <= _ALIGNED / 2
            if gap < _TOUCHING * word.size and not is_aligned:
                return False
    return True


def _is_table(lines: tuple[TextLine, ...], columns: _Columns, *, is_continued: bool) -> bool:
    body = lines if is_continued else lines[1:]
    full = [line for line in body if _aligned_count(line, columns) > 1]
    if is_continued:
        return bool(full) and _aligned_count(lines[0], columns) > 0
    return len(full) >= min(2, len(body)) and bool(body) and len(full) * 6 >= len(body)


def _aligned_count(line: TextLine, columns: _Columns) -> int:
    return sum(
        bool(cell) and abs(cell[0].box.x0 - start) <= _ALIGNED
        for cell, start in zip(columns.cells(line), columns.starts, strict=True)
    )


def _keyed(columns: _Columns, lines: tuple[TextLine, ...]) -> _Columns:
    """Find the column whose filled cells begin rows: dates, else codes and numbers."""
    rows = [columns.cells(line) for line in lines]
    for sign in (_DATED, _CODED):
        for place in range(len(columns.starts)):
            filled = [pdf_titles.said(cells[place]) for cells in rows if cells[place]]
            hits = sum(bool(sign.search(text)) and len(text) <= 24 for text in filled)
            if hits and hits * 5 >= len(filled) * 3:
                return replace(columns, key=place)
    return columns


def _grid(lines: tuple[TextLine, ...], columns: _Columns, *, is_headed: bool) -> Grid:
    rows = tuple(_row(group, columns) for group in _groups(lines, columns, is_headed=is_headed))
    return Grid(union(line.box for line in lines), rows, columns.starts)


def _groups(
    lines: tuple[TextLine, ...], columns: _Columns, *, is_headed: bool
) -> Iterator[tuple[TextLine, ...]]:
    group: list[TextLine] = []
    is_head = is_headed
    for line in lines:
        goes_on = line.is_bold and group[-1].is_bold if is_head and group else not _begins_row(line, columns)
        if group and not goes_on:
            yield tuple(group)
            group, is_head = [], False
        group.append(line)
    yield tuple(group)


def _begins_row(line: TextLine, columns: _Columns) -> bool:
    cells = columns.cells(line)
    if columns.key is not None:
        return bool(_CODED.search(pdf_titles.said(cells[columns.key])))
    return bool(cells[0]) and sum(map(bool, cells)) > 1


def _row(lines: tuple[TextLine, ...], columns: _Columns) -> Row:
    around = union(line.box for line in lines)
    split = [columns.cells(line) for line in lines]
    cells = tuple(_cell([cells[place] for cells in split], around) for place in range(len(columns.starts)))
    return Row(cells, all(line.is_bold for line in lines))


def _cell(lines: list[tuple[Word, ...]], around: Box) -> tuple[str, str, Box]:
    words = [word for line in lines for word in line]
    text = "\n".join(said for line in lines if (said := pdf_titles.said(line)))
    deleted = " ".join(word.text for word in words if word.is_struck)
    return text, deleted, union(word.box for word in words) if words else around
