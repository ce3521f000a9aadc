"""HTML tables -> rows with their header. A table that only lays out the page is walked like a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from extractors.documents.html.text import Piece, lines
from extractors.model import Block, Cell

_INLINE_CELL = frozenset({"th", "td"})
_MAX_SPAN = 60
Inline = Callable[[Any], list[Piece]]


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[Cell, ...]
    is_header: bool
    spans: tuple[int, ...]


def is_layout(table: Any) -> bool:
    """True for a table that holds other tables or headings, or has one column only."""
    if (table.get("role") or "") in ("presentation", "none"):
        return True
    if any(inner is not table for inner in table.iter("table")):
        return True
    if any(
        cell.tag == "td"
        for tag in ("h1", "h2", "h3")
        for each in table.iter(tag)
        for cell in each.iterancestors()
    ):
        return True
    return max((_width(row) for row in table.iter("tr")), default=0) < 2


def _width(row: Any) -> int:
    return sum(1 for cell in row if cell.tag in _INLINE_CELL)


def rows(table: Any, number: int, inline: Inline) -> Iterator[Block]:
    """One block per body row; rows of a table that has nothing but its header are given as rows."""
    read = [row for row in _read(table, inline) if any(cell.text or cell.deleted for cell in row.cells)]
    headers_count = _headers_count(read)
    header = _header(read[:headers_count]) if headers_count < len(read) else ()
    for row in read[headers_count if header else 0 :]:
        yield Block(
            text=" | ".join(cell.text for cell in row.cells if cell.text),
            kind="row",
            deleted=" | ".join(cell.deleted for cell in row.cells if cell.deleted),
            cells=row.cells,
            header=header,
            table=number,
        )


def _read(table: Any, inline: Inline) -> Iterator[_Row]:
    pending: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: list[Cell] = []
        marks: list[bool] = []
        spans: list[int] = []
        for element in row:
            if element.tag not in _INLINE_CELL:
                continue
            _fill(cells, pending)
            read = lines(inline(element))
            column, span = len(cells), _span(element, "colspan")
            text = "\n".join(line.text for line in read if line.text)
            cells.append(Cell(text, " ".join(line.deleted for line in read if line.deleted)))
            cells.extend([Cell("")] * (span - 1))
            spans.append(span)
            marks.append(element.tag == "th" or not text or all(line.is_bold for line in read))
            for covered in range(column, column + span):
                pending[covered] = _span(element, "rowspan") - 1
        _fill(cells, pending)
        yield _Row(tuple(cells), _is_header(row, marks), tuple(spans))


def _fill(cells: list[Cell], pending: dict[int, int]) -> None:
    """Columns taken by a cell of a row above stay empty, as on the printed page."""
    while pending.get(len(cells), 0) > 0:
        pending[len(cells)] -= 1
        cells.append(Cell(""))


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(_MAX_SPAN, max(1, int(text))) if text.isascii() and text.isdigit() else 1


def _is_header(row: Any, marks: list[bool]) -> bool:
    in_head = any(above.tag == "thead" for above in row.iterancestors())
    return in_head or (len(marks) > 1 and all(marks))


def _headers_count(read: list[_Row]) -> int:
    count = 0
    while count < min(3, len(read)) and read[count].is_header:
        count += 1
    return count


def _header(read: list[_Row]) -> tuple[str, ...]:
    """One title per column; titles in several rows are joined, a spanning title serves all it spans."""
    width = max((len(row.cells) for row in read), default=0)
    titles: list[list[str]] = [[] for _ in range(width)]
    for row in read:
        column = 0
        for text, span in _spanned(row):
            for covered in range(column, min(width, column + span)):
                if text and text not in titles[covered]:
                    titles[covered].append(text)
            column += span
    return tuple(" ".join(parts).replace("\n", " ") for parts in titles)


def _spanned(row: _Row) -> Iterator[tuple[str, int]]:
    spans = list(row.spans)
    index = 0
    while index < len(row.cells):
        cell = row.cells[index]
        span = spans.pop(0) if cell.text and spans else 1
        yield cell.text, span
        index += span
