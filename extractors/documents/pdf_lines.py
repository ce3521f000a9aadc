"""The words of a laid-out page, struck-through ones marked, and the lines they stand in."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from extractors.documents.characters import squeeze
from extractors.model import Box, Role

_BOLD = ("bold", "black", "heavy", "demi", "semibold")
_THIN = 2.2  # points: a rule that strikes or underlines is no thicker
_GLYPH = re.compile(r"\(cid:(\d+)\)")
_BULLET_GLYPHS = frozenset({"127", "149", "183"})  # codes of "•" where a font names no letter
_GAP = "   "  # between columns of one line; the readers of labelled values split there


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place and look."""

    text: str
    box: Box
    size: float
    is_bold: bool
    is_struck: bool = False

    @property
    def middle(self) -> float:
        """Height of its middle on the page."""
        return (self.box.top + self.box.bottom) / 2


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


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of words, left to right."""

    words: tuple[Word, ...]
    box: Box
    role: Role = "body"

    @property
    def text(self) -> str:
        """The words in force; a wide gap between columns stays visible."""
        return _joined([word for word in self.words if not word.is_struck])

    @property
    def deleted(self) -> str:
        """The struck words."""
        return " ".join(word.text for word in self.words if word.is_struck)

    @property
    def size(self) -> float:
        """The size most letters have."""
        return Counter({word.size: len(word.text) for word in self.words}).most_common(1)[0][0]

    @property
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


def of_text(number: int, width: float, height: float, text: str) -> Sheet:
    """A page of which only the text was read."""
    bare = tuple((line, "body") for line in map(squeeze, text.split("\n")) if line)
    return Sheet(number, width, height, is_laid_out=False, bare=bare)  # type: ignore[arg-type]


def words(page: Any) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """The upright words of a page, and what is printed across it."""
    if _is_doubled(page.chars):
        page = page.dedupe_chars()
    slanted = [char for char in page.chars if not char["upright"]]
    upright = page.filter(lambda item: item["object_type"] != "char" or item["upright"]) if slanted else page
    rules = _rules(page)
    printed = upright.extract_words(x_tolerance_ratio=0.2, y_tolerance=2, return_chars=True)
    found = tuple(_word(word, rules) for word in printed)
    stamp = squeeze("".join(char["text"] for char in slanted))
    return tuple(word for word in found if word.text), ((stamp,) if stamp else ())


def _is_doubled(chars: list[Any]) -> bool:
    """True when bold was faked by printing letters twice."""
    places = Counter((char["text"], round(char["x0"]), round(char["top"])) for char in chars)
    return sum(places.values()) - len(places) > len(places) * 0.1


def _rules(page: Any) -> tuple[Box, ...]:
    """Thin horizontal lines, however they were drawn."""
    drawn = (*page.lines, *page.rects, *page.curves)
    return tuple(
        Box(item["x0"], item["top"], item["x1"], item["bottom"])
        for item in drawn
        if item["bottom"] - item["top"] <= _THIN and item["x1"] - item["x0"] > _THIN
    )


def _word(word: Any, rules: tuple[Box, ...]) -> Word:
    chars = word["chars"]
    bold = sum(any(sign in char["fontname"].lower() for sign in _BOLD) for char in chars)
    size = Counter(round(char["size"], 1) for char in chars).most_common(1)[0][0]
    box = Box(word["x0"], word["top"], word["x1"], word["bottom"])
    struck = sum(_is_struck(char, rules) for char in chars)
    return Word(_spelled(word["text"]), box, size, bold * 2 > len(chars), struck * 2 > len(chars))


def _spelled(text: str) -> str:
    """The word with its unnamed glyphs as bullets, or gone."""
    return squeeze(_GLYPH.sub(lambda match: "•" if match[1] in _BULLET_GLYPHS else "", text))


def _is_struck(char: Any, rules: tuple[Box, ...]) -> bool:
    """A rule through the body of the letter; one below it underlines."""
    height = char["bottom"] - char["top"]
    low, high = char["top"] + 0.28 * height, char["bottom"] - 0.24 * height
    middle = (char["x0"] + char["x1"]) / 2
    return any(
        rule.x0 - 0.5 <= middle <= rule.x1 + 0.5 and low <= (rule.top + rule.bottom) / 2 <= high
        for rule in rules
    )


def lines(found: Iterable[Word]) -> tuple[TextLine, ...]:
    """Words gathered into lines, top to bottom; raised and lowered signs join the line they sit on."""
    rows: list[list[Word]] = []
    anchors: list[Word] = []
    for word in sorted(found, key=lambda w: (-w.size, w.box.top)):
        index = next((i for i, anchor in enumerate(anchors) if _shares_line(anchor, word)), None)
        if index is None:
            anchors.append(word)
            rows.append([word])
        else:
            rows[index].append(word)
    made = (_line(row) for row in rows)
    return tuple(sorted(made, key=lambda line: (line.box.top, line.box.x0)))


def _shares_line(anchor: Word, word: Word) -> bool:
    return anchor.box.top - 0.5 <= word.middle <= anchor.box.bottom + 0.5 and (
        abs(anchor.middle - word.middle) < 0.5 * max(anchor.size, word.size)
    )


def _line(row: list[Word]) -> TextLine:
    ordered = tuple(sorted(row, key=lambda word: word.box.x0))
    return TextLine(ordered, union(word.box for word in ordered))


def union(boxes: Iterable[Box]) -> Box:
    """The rectangle around all of them."""
    every = tuple(boxes)
    return Box(
        round(min(box.x0 for box in every), 2),
        round(min(box.top for box in every), 2),
        round(max(box.x1 for box in every), 2),
        round(max(box.bottom for box in every), 2),
    )


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
