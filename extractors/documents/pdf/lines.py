"""The lines of a laid-out page and what holds them: tables, sheets."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from extractors.documents.characters import squeeze
from extractors.documents.pdf import words as pdf_words
from extractors.documents.pdf.words import Word, ligatures, union
from extractors.model import Box, Role

# Letters of symbol fonts whose name says nothing: what they show in the fonts that are used most.
_LONE = {"l": "●", "n": "■", "q": "☐", "u": "◆", "v": "◆", "§": "▪", "ü": "✓", "Ø": "➢", "Ÿ": "•", "¨": "☐"}
_LONE_LINES = 2
_LONE_GAP = 0.35  # of the letter size: a bullet keeps its distance
_SLACK = 0.5  # points by which the middle of a word may leave its line
_TALLEST = 1_000.0  # points of height that a line is looked for in; no printed letter has more
_GAP = "   "  # between columns of one line; the readers of labelled values split there


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a ruled table: text, deleted text and box of each cell."""

    cells: tuple[tuple[str, str, Box], ...]
    is_bold: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell."""
        return tuple(text for text, _, _ in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page; `edges` are the left sides of its columns."""

    box: Box
    rows: tuple[Row, ...]
    edges: tuple[float, ...] = ()


@dataclass(frozen=True)  # without slots: what a line says is asked for many times and kept
class TextLine:
    """A line of words, left to right; in a column of text, with its reading place and right edge."""

    words: tuple[Word, ...]
    box: Box
    role: Role = "body"
    flow: float | None = None
    right: float | None = None

    @property
    def reading_top(self) -> float:
        """What sorts lines in reading order."""
        return self.box.top if self.flow is None else self.flow

    @cached_property
    def text(self) -> str:
        """The words in force; a wide gap between columns stays visible."""
        return _joined([word for word in self.words if not word.is_struck])

    @cached_property
    def deleted(self) -> str:
        """The struck words."""
        return " ".join(word.text for word in self.words if word.is_struck)

    @cached_property
    def size(self) -> float:
        """The size most letters have."""
        first = self.words[0].size
        if all(word.size == first for word in self.words):
            return first
        return Counter({word.size: len(word.text) for word in self.words}).most_common(1)[0][0]

    @cached_property
    def is_bold(self) -> bool:
        """True when every word but a bullet is bold."""
        wordy = [word for word in self.words if any(letter.isalnum() for letter in word.text)]
        return bool(wordy) and all(word.is_bold for word in wordy)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines and tables, or, where it was not laid out, its bare lines."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...] = ()
    tables: tuple[Grid, ...] = ()
    watermarks: tuple[str, ...] = ()
    is_laid_out: bool = True
    bare: tuple[tuple[str, Role], ...] = ()
    is_picture: bool = False


def of_text(number: int, width: float, height: float, text: str) -> Sheet:
    """A page of which only the text was read."""
    bare = tuple((line, "body") for line in map(squeeze, text.split("\n")) if line)
    return Sheet(number, width, height, is_laid_out=False, bare=bare)  # type: ignore[arg-type]


def lines(found: Iterable[Word]) -> tuple[TextLine, ...]:
    """Words gathered into lines, top to bottom; raised and lowered signs join the line they sit on."""
    rows: list[list[Word]] = []
    anchors: list[tuple[float, float, float, float]] = []
    nearby: defaultdict[int, list[int]] = defaultdict(list)  # by the points of height that a line covers
    for word in sorted(found, key=lambda w: (-w.size, w.box.top)):
        middle, size = word.middle, word.size
        index = next((i for i in nearby[math.floor(middle)] if _shares_line(anchors[i], middle, size)), None)
        if index is None:
            top, bottom = word.box.top - _SLACK, word.box.bottom + _SLACK
            for height in range(math.floor(top), math.floor(min(bottom, top + _TALLEST)) + 1):
                nearby[height].append(len(rows))
            anchors.append((top, bottom, middle, size))
            rows.append([word])
        else:
            rows[index].append(word)
    made = _with_lone_marks([_line(row) for row in rows])
    return tuple(sorted(made, key=lambda line: (line.box.top, line.box.x0)))


def _with_lone_marks(found: list[TextLine]) -> Iterator[TextLine]:
    """Letters that begin several lines at one place, each alone, as the bullets that their font shows."""
    places = Counter(place for line in found if (place := _lone_place(line)))
    for line in found:
        place = _lone_place(line)
        if place is None or places[place] < _LONE_LINES:
            yield line
        else:
            first = line.words[0]._replace(text=_LONE[place[0]])
            yield replace(line, words=(first, *line.words[1:]))


def _lone_place(line: TextLine) -> tuple[str, int] | None:
    if len(line.words) < 2 or line.words[0].text not in _LONE:
        return None
    first, second = line.words[:2]
    is_apart = second.box.x0 - first.box.x1 > _LONE_GAP * second.size and second.text[0].isalpha()
    return (first.text, round(first.box.x0 / 2)) if is_apart else None


def _shares_line(anchor: tuple[float, float, float, float], middle: float, size: float) -> bool:
    top, bottom, anchor_middle, anchor_size = anchor
    return top <= middle <= bottom and abs(anchor_middle - middle) < 0.5 * max(anchor_size, size)


def _line(row: list[Word]) -> TextLine:
    ordered = tuple(ligatures.joined(pdf_words.mended(sorted(row, key=lambda word: word.box.x0))))
    return TextLine(ordered, union(word.box for word in ordered))


def without(line: TextLine, count: int) -> TextLine:
    """The line without its first words."""
    return replace(line, words=line.words[count:])


def _joined(row: list[Word]) -> str:
    text = ""
    for index, word in enumerate(row):
        if index:
            gap = word.box.x0 - row[index - 1].box.x1
            text += _GAP if gap > 2.2 * word.size else " " if gap > -0.5 or text else ""
        text += word.text
    return text
