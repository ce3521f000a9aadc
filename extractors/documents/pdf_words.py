"""The words of a laid-out page: bold or not, struck through or not, footnote marks gone."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any, TypeAlias

from extractors.documents import pdf_form, pdf_signs, pdf_strokes
from extractors.documents.characters import squeeze
from extractors.documents.labels import is_bullet
from extractors.model import Box

_Place: TypeAlias = tuple[str, int, float]
_BOLD = ("bold", "black", "heavy", "demi", "semibold")
_GLYPH = re.compile(r"\(cid:(\d+)\)")
_BULLET_GLYPHS = frozenset({"127", "149", "183"})  # codes of "•" where a font names no letter
_FRACTION = 0.12  # of the letter size: no letter is that narrow
_MIN_DOUBLED = 4  # letters
_HUGE = 3.0  # times the middle size of a page's words
_STAMP = re.compile(
    r"(?:draft|archived?|superseded|retired|obsolete|void|sample|copy|confidential)", re.IGNORECASE
)
_DOT = (2.0, 14.0)  # points: sides of a drawn mark
_FULL_DOT = 6.5  # a filled dot is no larger, an empty box no smaller
_REACH = 28.0  # points from a mark to its text
_SMALLER = 0.78  # of the word's size: a footnote mark is no larger
_NOTE_SIGNS = ",-–*†‡§"
_MARK = re.compile(r"[a-z\d](?:[,-]?\d){0,4}|\d[a-z]?")
_MARKED = re.compile(r"[A-Za-z]{3}[)\]]?$|(?<![\d.])(?!10$)\d{1,4}$")  # "m2" and "10 9" keep their exponent


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


def words(page: Any) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """The upright words of a page, and what is printed across it."""
    doubled = _doubled(page.chars)
    if doubled:
        page = page.dedupe_chars()
    slanted = [char for char in page.chars if _is_slanted(char)]
    upright = (
        page.filter(lambda item: item["object_type"] != "char" or not _is_slanted(item)) if slanted else page
    )
    rules, strikes = pdf_strokes.rules(page), pdf_strokes.annotated(page)
    printed = upright.extract_words(x_tolerance_ratio=0.2, y_tolerance=2, return_chars=True)
    found = tuple(_word(word, rules, strikes, doubled) for word in printed)
    huge = _huge_stamps(found)
    stamps = ("".join(char["text"] for char in slanted), " ".join(word.text for word in huge))
    found = tuple(word for word in found if word not in huge)
    written = tuple(word for word in found if word.text)
    return (*written, *_drawn_marks(page, written)), tuple(filter(None, map(squeeze, stamps)))


def _is_slanted(char: Any) -> bool:
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
    for box, text in (*pdf_form.boxes(page), *_shapes(page)):
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


def _doubled(chars: list[Any]) -> frozenset[_Place]:
    """Letters that were printed twice, a fraction apart, to look bold."""
    places = sorted((*_place(char), char["size"]) for char in chars if not char["text"].isspace())
    twice = [
        (one[:3], other[:3])
        for one, other in pairwise(places)
        if one[:2] == other[:2] and other[2] - one[2] < _FRACTION * one[3]
    ]
    return frozenset(place for pair in twice for place in pair) if len(twice) >= _MIN_DOUBLED else frozenset()


def _place(char: Any) -> _Place:
    return char["text"], round(char["top"]), char["x0"]


def _word(word: Any, rules: tuple[Box, ...], strikes: tuple[Box, ...], doubled: frozenset[_Place]) -> Word:
    chars = word["chars"]
    bold = sum(_is_bold(char) or _place(char) in doubled for char in chars)
    size = Counter(round(char["size"], 1) for char in chars).most_common(1)[0][0]
    box = Box(word["x0"], word["top"], word["x1"], word["bottom"])
    struck = sum(_is_struck(char, (*rules, *strikes)) for char in chars)
    text = _without_footnote(pdf_signs.text(chars, rules), chars, size)
    return Word(_spelled(text), box, size, bold * 2 > len(chars), struck * 2 > len(chars))


def _is_bold(char: Any) -> bool:
    return any(sign in char["fontname"].lower() for sign in _BOLD)


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


def _without_footnote(text: str, chars: list[Any], size: float) -> str:
    """The word without the small raised letter or digits that refer to a note."""
    closing = len(text) - len(text.rstrip(".,;:)"))
    body = chars[: len(chars) - closing] if closing else chars
    raised = 0
    for char in reversed(body):
        if not (
            (char["text"].isalnum() or char["text"] in _NOTE_SIGNS)
            and _is_raised(char["size"], char["bottom"], size, chars[0]["bottom"])
        ):
            break
        raised += 1
    stem = text[: len(text) - closing - raised]
    note = text[len(stem) : len(text) - closing]
    is_ordinal = stem[-1:].isdigit() and any(map(str.isalpha, note))  # "1st"
    is_mark = bool(raised) and not is_ordinal and _MARKED.search(stem) is not None
    return stem + text[len(text) - closing :] if is_mark else text


def _is_raised(size: float, bottom: float, full_size: float, full_bottom: float) -> bool:
    return size < _SMALLER * full_size and bottom < full_bottom - 0.15 * full_size


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
        if before is not None and _is_footnote(before, word):
            continue
        if before is not None and (_is_small_cap(before, word) or _closes(before, word)):
            text, box = before.text + word.text, union((before.box, word.box))
            before = replace(before, text=text, box=box, is_bold=before.is_bold and word.is_bold)
            continue
        if before is not None:
            yield before
        before = word
    if before is not None:
        yield before


def _is_footnote(full: Word, mark: Word) -> bool:
    return (
        bool(_MARK.fullmatch(mark.text))
        and bool(_MARKED.search(full.text.rstrip(".,;:")))
        and mark.box.x0 - full.box.x1 < 0.15 * full.size
        and _is_raised(mark.size, mark.box.bottom, full.size, full.box.bottom)
    )


def _closes(before: Word, word: Word) -> bool:
    """A mark set apart from its word by nothing but its size."""
    return word.text in ",.;:" and abs(word.box.x0 - before.box.x1) < 0.5


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
