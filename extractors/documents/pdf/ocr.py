"""Pictures of pages -> lines, by a reader of pictures that the caller hands in.

This house runs no programs, and a reader of pictures is one: flows/reading/recognize.py starts it, and this
module only draws the page for it and sorts the words it answers with.
"""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from statistics import median
from typing import TypeAlias

from PIL import Image

from extractors.documents.characters import squeeze
from extractors.documents.pdf import lines
from extractors.documents.pdf import picture as pdf_picture
from extractors.documents.pdf.lines import TextLine
from extractors.documents.pdf.words import Word
from extractors.model import Box

PIXELS_A_POINT = 300 / 72
_SURE = 0.3  # confidence below which a word is dirt on the glass
_SAME_SIZE = 0.18  # of the page's middle height: lines this near have one size
_LETTER = 0.95  # of the height of a line: the size of its letters
_BULLETS = frozenset("¢«»°©®e*")  # what a bullet is taken for


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word that a reader saw: text, place in pixels, number of its line, and how sure it is (0 to 1)."""

    text: str
    box: Box
    line: tuple[int, ...]
    confidence: float


Recognize: TypeAlias = Callable[[bytes], tuple[SeenWord, ...]]
"""Answers with the words of a picture (PNG)."""


def read(content: bytes, page: int, width: float, recognize: Recognize) -> tuple[TextLine, ...]:
    """The lines of one page of a PDF that is a picture, at their places in points."""
    picture = pdf_picture.draw(content, page, None, pixels_a_point=PIXELS_A_POINT)
    with Image.open(io.BytesIO(picture)) as image:
        scale = image.width / width  # a large page is drawn smaller than asked for
    seen = tuple(_in_points(word, scale) for word in recognize(picture) if word.confidence >= _SURE)
    seen = tuple(word for word in seen if squeeze(word.text))
    sizes = _sizes(seen)
    firsts = {min(mine, key=lambda word: word.box.x0) for mine in _by_line(seen).values()}
    return lines.lines(_word(word, sizes[word.line], is_first=word in firsts) for word in seen)


def _in_points(word: SeenWord, scale: float) -> SeenWord:
    sides = (word.box.x0, word.box.top, word.box.x1, word.box.bottom)
    return replace(word, box=Box(*(side / scale for side in sides)))


def _by_line(seen: Iterable[SeenWord]) -> dict[tuple[int, ...], list[SeenWord]]:
    found: dict[tuple[int, ...], list[SeenWord]] = {}
    for word in seen:
        found.setdefault(word.line, []).append(word)
    return found


def _sizes(seen: tuple[SeenWord, ...]) -> dict[tuple[int, ...], float]:
    """The letter size of each line in points; what differs by a hair is the same."""
    heights = {
        line: (max(w.box.bottom for w in mine) - min(w.box.top for w in mine)) * _LETTER
        for line, mine in _by_line(seen).items()
    }
    usual = median(heights[word.line] for word in seen) if seen else 0.0
    return {
        line: round(usual if abs(height - usual) <= _SAME_SIZE * usual else height, 1)
        for line, height in heights.items()
    }


def _word(seen: SeenWord, size: float, *, is_first: bool) -> Word:
    """The word with the height of its line: without it, a word of low letters would seem smaller."""
    text = "•" if is_first and seen.text in _BULLETS else squeeze(seen.text)
    return Word(text, seen.box, size, is_bold=False)
