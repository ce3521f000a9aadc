"""Rows of ruled tables as blocks: which row heads them, and which table goes on over a page break."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.documents.pdf.lines import Grid, Row
from extractors.documents.pdf.words import union
from extractors.model import Block, Cell

_MAX_TITLE = 70  # characters of a column title
_NEAR = 6.0  # points


@dataclass(slots=True)
class Tables:
    """Counts the tables of a document and remembers the last one."""

    count: int = 0
    edges: tuple[float, ...] = ()
    header: tuple[str, ...] = field(default=())

    def rows(self, grid: Grid, page: int, *, may_continue: bool) -> Iterator[Block]:
        """The rows of a table; a header row heads the others and is no row itself."""
        titles, found = _titles_and_rest(grid.rows)
        header = _header(found)
        if not (may_continue and self._goes_on(grid, header)):
            self.count, self.header = self.count + 1, header
            yield from (_block(row, page, (), self.count) for row in titles)
        self.edges = grid.edges
        for row in found[1:] if header else found:
            yield _block(row, page, self.header, self.count)

    def _goes_on(self, grid: Grid, header: tuple[str, ...]) -> bool:
        """The same columns at the top of a page, with the same header or none."""
        is_same = len(grid.edges) == len(self.edges) and all(
            abs(a - b) <= _NEAR for a, b in zip(grid.edges, self.edges, strict=True)
        )
        return is_same and (not header or _folded(header) == _folded(self.header))


def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()).lower() for text in texts)


def _titles_and_rest(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The table's own title, one bold cell above bold column titles, and the rows below it."""
    is_titled = (
        len(rows) > 2
        and rows[0].is_bold
        and rows[1].is_bold
        and sum(map(bool, rows[0].texts)) == 1
        and sum(map(bool, rows[1].texts)) > 1
    )
    return (rows[:1], rows[1:]) if is_titled else ((), rows)


def _header(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The column titles, of the first row and of bold rows that only go on with its cells."""
    return rows[0].texts if _is_header(rows) else ()


def _is_header(rows: tuple[Row, ...]) -> bool:
    """Set in bold above rows that are not, or words above rows of figures."""
    first, rest = rows[0], rows[1:]
    filled = [text for text in first.texts if text]
    if not rest or len(filled) < 2 or any(len(text) > _MAX_TITLE for text in filled):
        return False
    if first.is_bold and not all(row.is_bold for row in rest):
        return True
    has_figures = sum(any(map(str.isdigit, "".join(row.texts))) for row in rest)
    is_wordy = not any(map(str.isdigit, "".join(filled))) and len(filled) == len(first.texts)
    return is_wordy and not any(text.endswith(":") for text in filled) and has_figures * 2 > len(rest)


def _block(row: Row, page: int, header: tuple[str, ...], table: int) -> Block:
    cells = tuple(Cell(text, deleted, box) for text, deleted, box in row.cells)
    filled = [cell for cell in cells if cell.text or cell.deleted]
    boxes = [cell.box for cell in filled if cell.box is not None]
    return Block(
        text=" | ".join(cell.text for cell in cells if cell.text),
        kind="row",
        page=page,
        deleted=" ".join(cell.deleted for cell in cells if cell.deleted),
        is_bold=row.is_bold,
        box=union(boxes) if boxes else None,
        cells=cells,
        header=header,
        table=table,
    )
