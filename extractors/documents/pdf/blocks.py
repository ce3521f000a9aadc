"""Lines and tables of the sheets -> blocks: paragraphs, items, headings and rows in reading order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from extractors.documents import furniture
from extractors.documents.characters import squeeze
from extractors.documents.labels import is_bullet, split_label
from extractors.documents.pdf import hyphens, running
from extractors.documents.pdf.lines import Grid, Sheet, TextLine
from extractors.documents.pdf.tables import rows, titles
from extractors.documents.pdf.words import union
from extractors.model import Block

_MAX_HEADING = 14  # words
_LARGER = 0.9  # points above the size of the text
_STEP = 6.0  # points between two depths of indentation
_NEW_LINE_GAP = 0.55  # of the line's height, on top of it
_SENTENCE_END = ".;:!?"
_CELL = re.compile(r"\S{1,24}(?: \S{1,24}){0,3} {3}\S")  # a cell and the gap behind it
_SPAN = re.compile(r"[A-Z0-9][A-Z0-9.]{2,9}[-–][A-Z0-9][A-Z0-9.]{2,9} [A-Z]")  # a range of codes
_DATED = re.compile(
    r"(?:(?:\d{1,2}[/.-]){1,2}\d{2,4}|[A-Z][a-z]{2,8}\.? (?:\d{1,2}, ?)?(?:19|20)\d\d)"
    r"(?P<mark> ?[:–-]| {3}| [A-Z])"
)
_CONNECTIVE = re.compile(r"\W{0,20}(?:and/or|and|or)\W{0,20}", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    """A block being gathered: its lines, its label, and where its text begins."""

    lines: list[TextLine]
    label: str
    first: str
    text_x: float
    words: frozenset[str] = frozenset()

    @property
    def last(self) -> TextLine:
        return self.lines[-1]

    @property
    def is_bold(self) -> bool:
        return all(line.is_bold for line in self.lines)

    @property
    def text(self) -> str:
        parts = [self.first, *(line.text for line in self.lines[1:])]
        return hyphens.join([part for part in parts if part], self.words)


@dataclass(slots=True)
class _Style:
    """What the document's lines look like on the whole."""

    size: float
    right: float
    words: frozenset[str] = frozenset()
    depths: tuple[float, ...] = ()
    heading_styles: list[tuple[float, float]] = field(default_factory=list)


def blocks(sheets: tuple[Sheet, ...]) -> Iterator[Block]:
    """Blocks of all sheets; what is not body keeps its role."""
    style = _Style(running.sizes(sheets), _right(sheets), hyphens.words(sheets))
    drafts = {sheet.number: tuple(_drafts(sheet, style)) for sheet in sheets}
    style.depths = _depths(draft.lines[0].box.x0 for found in drafts.values() for draft in found)
    style.heading_styles = sorted(
        {_look(draft, style) for found in drafts.values() for draft in found if _is_heading(draft, style)}
    )
    tables = rows.Tables()
    for sheet in sheets:
        yield from _of_sheet(sheet, drafts[sheet.number], style, tables)


def _of_sheet(
    sheet: Sheet, drafts: tuple[_Draft, ...], style: _Style, tables: rows.Tables
) -> Iterator[Block]:
    yield from (Block(stamp, page=sheet.number, role="watermark") for stamp in sheet.watermarks)
    yield from _bare(sheet)
    placed: list[tuple[float, _Draft | Grid]] = [(draft.lines[0].reading_top, draft) for draft in drafts]
    placed += [(grid.box.top, grid) for grid in sheet.tables]
    is_first = True
    for _, item in sorted(placed, key=lambda pair: pair[0]):
        if isinstance(item, Grid):
            yield from tables.rows(item, sheet.number, may_continue=is_first)
        else:
            yield _block(item, sheet.number, style)
        is_first = is_first and not isinstance(item, Grid) and item.lines[0].role != "body"


def _bare(sheet: Sheet) -> Iterator[Block]:
    """The lines of a page that was not laid out, in paragraphs by role."""
    for role, group in groupby(sheet.bare, key=lambda pair: pair[1]):
        yield from (Block(text, page=sheet.number, role=role) for text, _ in group)


def _right(sheets: tuple[Sheet, ...]) -> float:
    """Where a full line ends: the edge that the longest lines reach, without a stray one."""
    ends = sorted(line.box.x1 for sheet in sheets for line in sheet.lines if line.role == "body")
    return ends[-1 - len(ends) // 40] if ends else 0.0


def _drafts(sheet: Sheet, style: _Style) -> Iterator[_Draft]:
    draft: _Draft | None = None
    tops = sorted(grid.box.top for grid in sheet.tables)
    for line in sheet.lines:
        if not line.text and not line.deleted:
            continue
        if draft is not None and _continues(draft, line, style, tops):
            draft.lines.append(line)
            continue
        if draft is not None:
            yield draft
        draft = _opened(line, style.words)
    if draft is not None:
        yield draft


def _opened(line: TextLine, words: frozenset[str]) -> _Draft:
    label, rest = split_label(line.text)
    if not label and squeeze(line.text) and is_bullet(squeeze(line.text)):
        label, rest = squeeze(line.text), ""
    start = line.words[1].box.x0 if label and len(line.words) > 1 else line.words[0].box.x0
    return _Draft([line], label, rest if label else line.text, start, words)


def _continues(draft: _Draft, line: TextLine, style: _Style, tables: list[float]) -> bool:
    """True when the line goes on with the block: same role, no label, no break that was meant."""
    last = draft.last
    if line.role != last.role or any(last.box.top < top < line.box.top for top in tables):
        return False
    if split_label(line.text)[0] or is_bullet(line.text) or furniture.role_of(last.text) == "contents":
        return False
    if line.box.top - last.box.bottom > _NEW_LINE_GAP * max(line.size, last.size):
        return False
    if abs(line.size - draft.lines[0].size) > _LARGER or _begins_entry(draft, line):
        return False
    if line.flow is not None and line.box.top < last.box.top:  # on to the next column
        return last.text[-1:] not in _SENTENCE_END and line.text[:1].islower()
    return not _is_set_apart(draft, line, style)


def _begins_entry(draft: _Draft, line: TextLine) -> bool:
    """A line that opens as the block did: a short cell before a wide gap, or a date and its mark."""
    first = draft.lines[0]
    if abs(line.box.x0 - first.box.x0) > _STEP / 2:
        return False
    if any(_cell.match(line.text) and _cell.match(first.text) for _cell in (_CELL, _SPAN)):
        return True
    dated, before = _DATED.match(line.text), _DATED.match(first.text)
    return bool(dated and before and dated["mark"] == before["mark"])


def _is_set_apart(draft: _Draft, line: TextLine, style: _Style) -> bool:
    """Another indentation, or a line ended before it was full."""
    if draft.label and not draft.first:
        return False
    starts = (draft.lines[0].box.x0, draft.text_x)
    if line.box.x0 < min(starts) - _STEP / 2 or line.box.x0 > max(starts) + _STEP:
        return (
            len(draft.lines) > 1
            or line.box.x0 < min(starts) - _STEP / 2
            or _is_short(draft.last, line, style)
        )
    if draft.is_bold != line.is_bold and (draft.is_bold or draft.last.text[-1:] in _SENTENCE_END):
        return _is_short(draft.last, line, style)
    return _is_short(draft.last, line, style)


def _is_short(last: TextLine, line: TextLine, style: _Style) -> bool:
    """True when the next word would have found room: the break was meant."""
    if hyphens.is_broken(last.text, line.text):
        return False
    first = line.words[0]
    room = (style.right if last.right is None else last.right) - last.box.x1
    return room > (first.box.x1 - first.box.x0) + 1.2 * line.size


def _depths(starts: Iterable[float]) -> tuple[float, ...]:
    """The indentations of the document, from the left."""
    found: list[float] = []
    for start in sorted(starts):
        if not found or start - found[-1] > _STEP:
            found.append(start)
    return tuple(found)


def _level(x: float, style: _Style) -> int:
    return max(0, sum(depth <= x + _STEP / 2 for depth in style.depths) - 1)


def _is_heading(draft: _Draft, style: _Style) -> bool:
    text = draft.text
    if (
        draft.lines[0].role != "body"
        or not text
        or len(text.split()) > _MAX_HEADING
        or is_bullet(draft.label)
    ):
        return False
    if not any(letter.isalpha() for letter in text) or text[-1] in ";,":
        return False
    if _CONNECTIVE.fullmatch(text) or titles.is_titles(draft.lines[0]):
        return False
    if draft.lines[0].size > style.size + _LARGER:
        return True
    return draft.is_bold and text[-1] not in ".:" and ":" not in text and not text[0].islower()


def _look(draft: _Draft, style: _Style) -> tuple[float, float]:
    """Larger first; of one size, labelled headings by their indentation."""
    return -draft.lines[0].size, float(_level(draft.lines[0].box.x0, style)) if draft.label else 0.0


def _block(draft: _Draft, page: int, style: _Style) -> Block:
    first = draft.lines[0]
    block = Block(
        text=draft.text,
        kind="item" if draft.label else "paragraph",
        page=page,
        role=first.role,
        deleted=" ".join(line.deleted for line in draft.lines if line.deleted),
        label=draft.label,
        level=_level(first.box.x0, style),
        size=first.size,
        is_bold=draft.is_bold,
        box=union(line.box for line in draft.lines),
    )
    if _is_heading(draft, style):
        return replace(
            block, kind="heading", level=min(6, 1 + style.heading_styles.index(_look(draft, style)))
        )
    return block
