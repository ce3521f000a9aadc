"""Ruled tables of a page: the words inside their cells, and the words left outside."""

from collections.abc import Iterable
from typing import Any

from extractors.documents.pdf.lines import Grid, Row, lines
from extractors.documents.pdf.tables import edges as pdf_edges
from extractors.documents.pdf.words import Word
from extractors.model import Box

_MIN_COLUMNS = 2


def read(page: Any, words: tuple[Word, ...]) -> tuple[tuple[Grid, ...], tuple[Box, ...], tuple[Word, ...]]:
    """The tables of a page that hold columns of text, its frames, and the words that stand in no table.

    A frame around running text has one column and is no table.
    """
    grids: list[Grid] = []
    left = words
    cells = pdf_edges.cells(page)
    tables = pdf_edges.tables(page, cells)
    tabled = {cell for table in tables for cell in table.cells}
    frames = [Box(*map(float, cell)) for cell in cells if cell not in tabled]
    for table in sorted(tables, key=lambda found: -_area(found.bbox)):
        box = Box(*map(float, table.bbox))
        inside = tuple(word for word in left if _holds(box, word))
        grid = _grid(table, box, inside)
        if grid is None:
            continue
        taken = set(map(id, inside))
        left = tuple(word for word in left if id(word) not in taken)
        grids.append(grid)
    return tuple(sorted(grids, key=lambda grid: grid.box.top)), tuple(frames), left


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(box: Box, word: Word) -> bool:
    return box.x0 <= _center(word) <= box.x1 and box.top <= word.middle <= box.bottom


def _center(word: Word) -> float:
    return (word.box.x0 + word.box.x1) / 2


def _grid(table: Any, box: Box, inside: tuple[Word, ...]) -> Grid | None:
    read_rows = tuple(_row(row, inside) for row in table.rows)
    rows = tuple(row for row in read_rows if any(row.texts) or any(deleted for _, deleted, _ in row.cells))
    filled = max((sum(bool(text) for text in row.texts) for row in rows), default=0)
    if filled < _MIN_COLUMNS or _loses_words(rows, inside):
        return None
    edges = sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell})
    return Grid(box, rows, tuple(float(edge) for edge in edges))


def _loses_words(rows: tuple[Row, ...], inside: tuple[Word, ...]) -> bool:
    """A grid of stray rules holds little of the text it surrounds."""
    held = sum(len((text + deleted).split()) for row in rows for text, deleted, _ in row.cells)
    return held < 0.9 * len(inside)


def _row(row: Any, inside: tuple[Word, ...]) -> Row:
    cells = []
    bold = [True]
    _, top, _, bottom = row.bbox
    level = [(_center(word), word.middle, word) for word in inside if top <= word.middle <= bottom]
    for place in row.cells:
        if place is None:
            cells.append(("", "", Box(*map(float, row.bbox))))
            continue
        box = Box(*map(float, place))
        mine = [word for x, y, word in level if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom]
        text, deleted = _text(mine)
        cells.append((text, deleted, box))
        bold += [word.is_bold for word in mine if any(map(str.isalnum, word.text))]
    return Row(tuple(cells), all(bold) and len(bold) > 1)


def _text(words: Iterable[Word]) -> tuple[str, str]:
    """The lines of a cell, and what was struck out in it."""
    read_lines = lines(words)
    text = "\n".join(" ".join(line.text.split()) for line in read_lines if line.text)
    return text, " ".join(line.deleted for line in read_lines if line.deleted)
