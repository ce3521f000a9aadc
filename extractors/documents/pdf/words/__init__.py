"""The words of a laid-out page: bold or not, struck through or not, footnote marks gone."""

import re
from collections.abc import Iterable, Iterator
from statistics import median
from typing import Any, NamedTuple

from pdfplumber.utils.text import dedupe_chars, extract_words

from extractors.documents.characters import squeeze
from extractors.documents.labels import is_bullet
from extractors.documents.pdf.drawn import runs
from extractors.documents.pdf.drawn.drawing import Drawn
from extractors.documents.pdf.words import form, joined, letters
from extractors.documents.pdf.words import strokes as pdf_strokes
from extractors.documents.pdf.words.letters import MARKED, Strokes, is_raised
from extractors.model import Box

_HUGE = 3.0  # times the middle size of a page's words
_STAMP = re.compile(
    r"(?:draft|archived?|superseded|retired|obsolete|void|sample|copy|confidential)", re.IGNORECASE
)
_DOT = (2.0, 14.0)  # points: sides of a drawn mark
_FULL_DOT = 6.5  # a filled dot is no larger, an empty box no smaller
_REACH = 28.0  # points from a mark to its text
_CLOSING = ",.;:"
_MARK = re.compile(r"[a-z\d](?:[,-]?\d){0,4}|\d[a-z]?")


class Word(NamedTuple):
    """A word with its place and look; a page makes hundreds, and no other kind of value is made as fast."""

    text: str
    box: Box
    size: float
    is_bold: bool
    is_struck: bool = False

    @property
    def middle(self) -> float:
        """Height of its middle on the page."""
        return (self.box.top + self.box.bottom) / 2


def words(page: Drawn) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """The upright words of a page, and what is printed across it."""
    doubled = letters.doubled(list(runs.crowded(page.runs)))
    strokes = letters.strokes(pdf_strokes.rules(page), pdf_strokes.annotated(page))
    slanted, found = _once(page, strokes, doubled) if doubled else _as_shown(page, strokes)
    huge = _huge_stamps(found)
    stamps = ("".join(slanted), " ".join(word.text for word in huge))
    found = tuple(word for word in found if word not in huge) if huge else found
    written = tuple(word for word in found if word.text)
    return (*written, *_drawn_marks(page, written)), tuple(filter(None, map(squeeze, stamps)))


def _as_shown(page: Drawn, strokes: Strokes) -> tuple[list[str], tuple[Word, ...]]:
    """The text that is not level, and the words."""
    slanted = {id(run) for run in page.runs if run.letter and is_slanted(run.letter)}
    upright = [run for run in page.runs if id(run) not in slanted] if slanted else page.runs
    across = [letter["text"] for run in page.runs if id(run) in slanted for letter in run.letters]
    found = joined.words(upright, strokes)
    return across, tuple(
        Word(text, Box(*place), size, is_bold, is_struck) for place, (text, size, is_bold, is_struck) in found
    )


def _once(
    page: Drawn, strokes: Strokes, doubled: frozenset[letters.Place]
) -> tuple[list[str], tuple[Word, ...]]:
    """The same of a page on which letters are printed twice."""
    chars = dedupe_chars(page.chars)
    across = [char["text"] for char in chars if is_slanted(char)]
    upright = [char for char in chars if not is_slanted(char)]
    printed = extract_words(upright, x_tolerance_ratio=0.2, y_tolerance=2, return_chars=True)
    return across, tuple(_word(word, strokes, doubled) for word in printed)


def is_slanted(char: Any) -> bool:
    """True for a letter that does not stand on a level line; a skewed italic does."""
    a, b, *_ = char["matrix"]
    return not char["upright"] or abs(b) > 0.1 * abs(a)


def _huge_stamps(found: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words such as "ARCHIVED" in letters far larger than the page's: stamped on it, not part of it."""
    usual = median(word.size for word in found) if found else 0.0
    return tuple(word for word in found if word.size > _HUGE * usual and _STAMP.fullmatch(word.text))


def _drawn_marks(page: Any, written: tuple[Word, ...]) -> Iterator[Word]:
    """Bullets drawn as pictures or dots, and empty boxes, each before the first word of a line."""
    seen: set[tuple[int, int]] = set()
    for box, text in (*form.boxes(page), *_shapes(page)):
        place = (round(box.x0), round(box.top))
        first = _first_word_beside(box, written) if text and place not in seen else None
        if first is not None:
            seen.add(place)
            middle = Box(box.x0, first.box.top, box.x1, first.box.bottom)
            yield Word(text, middle, first.size, first.is_bold)


def _shapes(page: Any) -> Iterator[tuple[Box, str]]:
    for shape in (*page.images, *page.curves, *page.rects):
        box = Box(*(float(shape[side]) for side in ("x0", "top", "x1", "bottom")))
        yield box, _mark_of(shape, box)


def _mark_of(shape: Any, box: Box) -> str:
    """The sign that a small, square drawing stands for; "" for any other drawing."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    if not (_DOT[0] <= width <= _DOT[1] and abs(width - height) <= 0.35 * width):
        return ""
    if shape["object_type"] == "image" or (shape.get("fill") and width <= _FULL_DOT):
        return "•"
    return "☐" if shape["object_type"] == "rect" and shape.get("stroke") and width > _FULL_DOT else ""


def _first_word_beside(box: Box, written: tuple[Word, ...]) -> Word | None:
    """The word to the right of a mark, if nothing stands at its left on the same line."""
    middle = (box.top + box.bottom) / 2
    line = [word for word in written if word.box.top <= middle <= word.box.bottom]
    right = min(
        (word for word in line if word.box.x0 >= box.x1 - 0.5), key=lambda word: word.box.x0, default=None
    )
    if right is None or right.box.x0 - box.x1 > _REACH or is_bullet(right.text):
        return None
    near = [word for word in line if word.box.x1 <= box.x0 + 0.5]
    is_first = all(box.x0 - word.box.x1 > 2 * right.size for word in near)
    return right if is_first else None


def _word(word: Any, strokes: Strokes, doubled: frozenset[letters.Place]) -> Word:
    text, size, is_bold, is_struck = letters.look(word, strokes, doubled)
    return Word(text, Box(word["x0"], word["top"], word["x1"], word["bottom"]), size, is_bold, is_struck)


def union(boxes: Iterable[Box]) -> Box:
    """The rectangle around all of them."""
    every = tuple(boxes)
    return Box(
        round(min(box.x0 for box in every), 2),
        round(min(box.top for box in every), 2),
        round(max(box.x1 for box in every), 2),
        round(max(box.bottom for box in every), 2),
    )


def mended(row: Iterable[Word]) -> Iterator[Word]:
    """The words of a line, left to right: small capitals joined to their capital, footnote marks gone."""
    before: Word | None = None
    for word in row:
        may_join = before is not None and (word.size < before.size or word.text in _CLOSING)
        if before is not None and may_join and _is_footnote(before, word):
            continue
        if before is not None and may_join and (_is_small_cap(before, word) or _closes(before, word)):
            text, box = before.text + word.text, union((before.box, word.box))
            before = before._replace(text=text, box=box, is_bold=before.is_bold and word.is_bold)
            continue
        if before is not None:
            yield before
        before = word
    if before is not None:
        yield before


def _is_footnote(full: Word, mark: Word) -> bool:
    return (
        bool(_MARK.fullmatch(mark.text))
        and bool(MARKED.search(full.text.rstrip(".,;:")))
        and mark.box.x0 - full.box.x1 < 0.15 * full.size
        and is_raised(mark.size, mark.box.bottom, full.size, full.box.bottom)
    )


def _closes(before: Word, word: Word) -> bool:
    """A mark set apart from its word by nothing but its size."""
    return word.text in _CLOSING and abs(word.box.x0 - before.box.x1) < 0.5


def _is_small_cap(large: Word, small: Word) -> bool:
    gap = small.box.x0 - large.box.x1
    return (
        large.text.isupper()
        and small.text[:1].isalpha()
        and small.text.isupper()
        and 0.6 * large.size < small.size < 0.95 * large.size
        and -0.2 * large.size < gap < 0.12 * large.size
        and abs(small.box.bottom - large.box.bottom) < 0.15 * large.size
        and large.is_struck == small.is_struck
    )
