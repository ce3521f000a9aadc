"""From the letters of a word: what it says, how large, bold or struck it is; asked for every word of a page.

Nearly every word is of one font and one size, far from any stroke: those are told at once, the others
letter by letter.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

from extractors.documents.characters import squeeze
from extractors.documents.pdf.drawn import signs
from extractors.model import Box

Place: TypeAlias = tuple[str, int, float]
_BOLD = ("bold", "black", "heavy", "demi", "semibold")
_GLYPH = re.compile(r"\(cid:(\d+)\)")
_BULLET_GLYPHS = frozenset({"127", "149", "183"})  # codes of "•" where a font names no letter
_FRACTION = 0.12  # of the letter size: no letter is that narrow
_MIN_DOUBLED = 4  # letters
_SMALLER = 0.78  # of the word's size: a footnote mark is no larger
_NOTE_SIGNS = ",-–*†‡§"
MARKED = re.compile(r"[A-Za-z]{3}[)\]]?$|(?<![\d.])(?!10$)\d{1,4}$")  # "m2" and "10 9" keep their exponent


@dataclass(frozen=True, slots=True)
class Strokes:
    """Level strokes of a page, from the top down, and the middle of each; `drawn` may underline a sign."""

    drawn: tuple[Box, ...]
    placed: tuple[Box, ...]
    middles: tuple[float, ...]

    def between(self, top: float, bottom: float) -> tuple[Box, ...]:
        """The strokes whose middle lies between two heights."""
        return self.placed[bisect_left(self.middles, top) : bisect_right(self.middles, bottom)]


def strokes(drawn: tuple[Box, ...], struck: tuple[Box, ...]) -> Strokes:
    """The drawn strokes and those of annotations, in order."""
    placed = tuple(sorted((*drawn, *struck), key=middle))
    return Strokes(drawn, placed, tuple(map(middle, placed)))


def middle(box: Box) -> float:
    """The height of its middle on the page."""
    return (box.top + box.bottom) / 2


def doubled(chars: list[Any]) -> frozenset[Place]:
    """Letters that were printed twice, a fraction apart, to look bold."""
    places = sorted((*_place(char), char["size"]) for char in chars if not char["text"].isspace())
    twice = [
        (one[:3], other[:3])
        for one, other in pairwise(places)
        if one[0] == other[0] and one[1] == other[1] and other[2] - one[2] < _FRACTION * one[3]
    ]
    return frozenset(place for pair in twice for place in pair) if len(twice) >= _MIN_DOUBLED else frozenset()


def _place(char: Any) -> Place:
    return char["text"], round(char["top"]), char["x0"]


def look(word: Any, lines: Strokes, twice: frozenset[Place]) -> tuple[str, float, bool, bool]:
    """Text of a word, its size, whether it is bold, and whether it is struck."""
    chars = word["chars"]
    size = _size(chars)
    near = lines.between(word["top"], word["bottom"])
    struck = sum(_is_struck(char, near) for char in chars) if near else 0
    text = _without_footnote(signs.text(chars, lines.drawn), chars, size)
    return spelled(text), size, _is_bold(chars, twice), struck * 2 > len(chars)


def _size(chars: list[Any]) -> float:
    sizes = {char["size"] for char in chars}
    if len(sizes) == 1:
        return float(round(sizes.pop(), 1))
    return float(Counter(round(char["size"], 1) for char in chars).most_common(1)[0][0])


def _is_bold(chars: list[Any], twice: frozenset[Place]) -> bool:
    fonts = {char["fontname"] for char in chars}
    if len(fonts) == 1 and not twice:
        return is_bold_font(fonts.pop())
    bold = sum(is_bold_font(char["fontname"]) or _place(char) in twice for char in chars)
    return bold * 2 > len(chars)


@lru_cache(maxsize=1024)
def is_bold_font(name: str) -> bool:
    """True for a font whose name says that it is bold."""
    return any(sign in name.lower() for sign in _BOLD)


@lru_cache(maxsize=8192)
def spelled(text: str) -> str:
    """The word with its unnamed glyphs as bullets, or gone."""
    return squeeze(_GLYPH.sub(lambda match: "•" if match[1] in _BULLET_GLYPHS else "", text))


def _is_struck(char: Any, near: tuple[Box, ...]) -> bool:
    """A rule through the body of the letter; one below it underlines."""
    low, high = body(char["top"], char["bottom"])
    center = (char["x0"] + char["x1"]) / 2
    return any(rule.x0 - 0.5 <= center <= rule.x1 + 0.5 and low <= middle(rule) <= high for rule in near)


def body(top: float, bottom: float) -> tuple[float, float]:
    """The heights between which a stroke runs through a letter."""
    height = bottom - top
    return top + 0.28 * height, bottom - 0.24 * height


def _without_footnote(text: str, chars: list[Any], size: float) -> str:
    """The word without the small raised letter or digits that refer to a note."""
    closing = len(text) - len(text.rstrip(".,;:)"))
    raised = 0
    for char in reversed(chars[: len(chars) - closing] if closing else chars):
        if not (
            is_raised(char["size"], char["bottom"], size, chars[0]["bottom"])
            and (char["text"].isalnum() or char["text"] in _NOTE_SIGNS)
        ):
            break
        raised += 1
    if not raised:
        return text
    stem = text[: len(text) - closing - raised]
    note = text[len(stem) : len(text) - closing]
    is_ordinal = stem[-1:].isdigit() and any(map(str.isalpha, note))  # "1st"
    is_mark = not is_ordinal and MARKED.search(stem) is not None
    return stem + text[len(text) - closing :] if is_mark else text


def is_raised(size: float, bottom: float, full_size: float, full_bottom: float) -> bool:
    """True for something small that stands higher than what it follows."""
    return size < _SMALLER * full_size and bottom < full_bottom - 0.15 * full_size
