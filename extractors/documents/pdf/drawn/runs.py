"""Shown strings of a page as runs: letters of one font on one line, cut into pieces of words.

A run keeps what it was made of, so that its letters can be had one by one where somebody asks for them.
What a run cannot tell (strings that are not level, that step back, letters without width) comes as one
run for each letter.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, TypeAlias

from extractors.documents.pdf.drawn import signs, values
from extractors.documents.pdf.drawn.faces import LEAST, SPACE, Face

Letter: TypeAlias = dict[str, Any]
Piece: TypeAlias = tuple[float, float, float, float, str, int, int]
"""Left and right side, left and right side of the last letter, text, first letter and count of letters."""

WORD_GAP = 0.2  # of the letter size: a wider gap parts words
_WIDE = 0.15  # of the letter size: letters set farther apart may be words of their own
_CLOSE = 0.125  # of the letter size: letters nearer than that may be one letter printed twice
_LEAST_SIZE = 0.01  # points


class Run:
    """Letters of one line; `opens` and `closes` say that a blank stands at that end.

    `letter` is the only one of a run that was not cut, None for the others.
    """

    __slots__ = (
        *("bottom", "closes", "count", "first", "font", "is_close", "last", "letter", "look", "made"),
        *("opens", "pieces", "size", "source", "top"),
    )

    def __init__(self, top: float, bottom: float, size: float, font: str) -> None:
        self.top, self.bottom, self.size, self.font = top, bottom, size, font
        self.pieces: list[Piece] = []
        self.first = self.last = 0.0
        self.count = 0
        self.opens = self.closes = self.is_close = False
        self.letter: Letter | None = None
        self.source: Any = None
        self.made: list[Letter] | None = None
        self.look: Any = None

    def closed(self, count: int, piece: Piece | Literal[""]) -> None:
        """All letters are placed: how many they are, and the piece that is open."""
        self.count, self.closes = count, not piece
        if piece:
            self.pieces.append(piece)

    @property
    def letters(self) -> list[Letter]:
        """The letters of the run, one by one."""
        if self.made is None:
            self.made = placed(self, *self.source)[0]
        return self.made

    def level(self, matrix: Any, above: float) -> Letter:
        """What the letters of the run have in common."""
        return {
            "object_type": "char",
            "fontname": self.font,
            "size": self.size,
            "top": self.top,
            "bottom": self.bottom,
            "doctop": above + self.top,
            "upright": True,
            "matrix": matrix,
        }


def single(letter: Letter) -> Run:
    """A run of one letter; a letter that says nothing is a word of its own."""
    run = Run(letter["top"], letter["bottom"], letter["size"], letter["fontname"])
    run.letter, run.made, run.count = letter, [letter], 1
    text = letter["text"]
    run.first = run.last = letter["x0"]
    run.opens = run.closes = not text or text.isspace()
    if not text.isspace():
        shown = signs.shown(text, signs.table(run.font))
        run.pieces = [(letter["x0"], letter["x1"], letter["x0"], letter["x1"], shown, 0, 1)]
    return run


# Nearly every letter of a document goes through this loop: so it is long and calls nothing. The sums are
# those of the library, in its order. `start` is the place of the first letter, what turns it into points,
# and the room after letters and spaces.
def laid(run: Run, face: Face, tokens: Sequence[bytes], start: tuple[float, ...]) -> float | None:
    """Cut the shown strings into pieces of words and tell where the next string begins.

    None where letters have to be looked at one by one.
    """
    x, a, e, left, after, after_space = start
    gap, close, narrow, lowest = _limits(run.size, a, after)
    text, count, first, is_close, room, opening = "", 0, 0, False, 0.0, (0.0, "")
    x0 = reach = tail = end = float("-inf")
    for token in tokens:
        parts = face[token]
        if parts.__class__ is float:
            x, room = x - parts, after
            continue
        for said, heads, width, least, number, is_space in parts:
            x, room = x + room, after
            begin = x * a + e + left
            if least < narrow or begin - tail < close:
                if least < lowest or begin < tail:
                    return None
                is_close = True
            opening = opening if count else (begin, said)
            for head in heads:
                x = x + head + after
            place = x * a + e
            if text and (not said or begin > end + gap):
                run.pieces.append((x0, reach, tail, end, text, first, count - first))
                text = ""
            if said:
                end = width * a + place + left
                if not text:
                    x0, reach, first = begin, end, count
                reach = end if end > reach else reach
                text += said
            tail = place + left
            x = x + width + after_space if is_space else x + width
            count += number
    run.first, run.opens, run.last, run.is_close = opening[0], not opening[1], tail, is_close
    run.closed(count, text and (x0, reach, tail, end, text, first, count - first))
    return x


def _limits(size: float, a: float, after: float) -> tuple[float, float, float, float]:
    """The gap that parts words, when letters are close, and how narrow a close and a possible letter is."""
    if size < _LEAST_SIZE or not after * a < _WIDE * size:
        return 0.0, 0.0, 0.0, float("inf")
    return WORD_GAP * size, _CLOSE * size, _CLOSE * size / a - after, LEAST - after


def placed(
    run: Run, face: Face, tokens: Sequence[bytes], start: tuple[float, ...], matrix: Any, above: float
) -> tuple[list[Letter], float]:
    """The letters of the shown strings one by one, and where the next string begins."""
    x, a, e, left, after, after_space = start
    level = run.level(matrix, above)
    letters: list[Letter] = []
    room: float = 0
    for token in tokens:
        value = values.value(token)
        if not isinstance(value, bytes):
            x -= value * face.step
            room = after
            continue
        for cid in face.font.decode(value):
            x += room
            room = after
            text, width = face.letter(cid)
            begin = x * a + e
            end = a * width + begin
            letters.append(
                {**level, "text": text, "x0": min(begin, end) + left, "x1": max(begin, end) + left}
            )
            x += width
            if cid == SPACE:
                x += after_space
    return letters, x


def crowded(runs: Iterable[Run]) -> Iterator[Letter]:
    """The letters that may share a place with another one."""
    lines: dict[int, list[Run]] = {}
    for run in runs:
        if run.pieces:
            lines.setdefault(round(run.top), []).append(run)
    for line in lines.values():
        line.sort(key=lambda run: run.pieces[0][0])
        for run in _meeting(line):
            yield from run.letters


def _meeting(line: list[Run]) -> list[Run]:
    """The runs of a line that begin before another one has ended."""
    found = {id(run): run for run in line if run.is_close}
    reach, before = float("-inf"), line[0]
    for run in line:
        if run.pieces[0][0] < reach:
            found[id(before)], found[id(run)] = before, run
        end = run.pieces[-1][2] + _CLOSE * run.size
        if end > reach:
            reach, before = end, run
    return list(found.values())
