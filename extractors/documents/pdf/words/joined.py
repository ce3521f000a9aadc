"""Words of a page from its runs, as pdfplumber puts words together from letters, run by run.

Letters of one height are a line, from left to right; a blank or a gap ends a word. Only where runs stand
within each other, or where a word is of several sizes, struck, or holds a sign that a stroke can change,
its letters are looked at one by one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, TypeAlias

from extractors.documents.pdf.drawn import runs as pdf_runs
from extractors.documents.pdf.drawn import signs
from extractors.documents.pdf.drawn.runs import Piece, Run
from extractors.documents.pdf.words import letters as pdf_letters
from extractors.documents.pdf.words.letters import Strokes

Look: TypeAlias = tuple[str, float, bool, bool]
Place: TypeAlias = tuple[float, float, float, float]
Found: TypeAlias = tuple[Place, Look]

_HEIGHT = 2  # points between letters of one line
_NONE: frozenset[pdf_letters.Place] = frozenset()


def words(runs: Iterable[Run], strokes: Strokes) -> Iterator[Found]:
    """The words of upright runs, line by line: where each stands and how it looks."""
    for line in _lines(runs):
        for word in _words(_in_order(line)):
            yield _one(*word[0], strokes) if len(word) == 1 else _several(word, strokes)


def _lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """The runs line by line, from the top; within a line as they were shown."""
    found = list(runs)
    numbers: dict[float, int] = {}
    last, number = float("-inf"), -1
    for top in sorted({run.top for run in found}):
        number += not top <= last + _HEIGHT
        numbers[top], last = number, top
    for _, line in groupby(sorted(found, key=lambda run: numbers[run.top]), lambda run: numbers[run.top]):
        yield list(line)


def _in_order(line: list[Run]) -> list[Run]:
    """The runs from left to right; where one stands within another, their letters."""
    if len(line) == 1:
        return line
    shown = {id(run): number for number, run in enumerate(line)}
    ordered = sorted(line, key=_first)
    for run, following in pairwise(ordered):
        if run.last > following.first or (
            run.last == following.first and shown[id(run)] > shown[id(following)]
        ):
            letters = [pdf_runs.single(letter) for each in line for letter in each.letters]
            return sorted(letters, key=_first)
    return ordered


def _first(run: Run) -> float:
    return run.first


def _words(line: list[Run]) -> Iterator[list[tuple[Run, Piece]]]:
    """The pieces of each word."""
    word: list[tuple[Run, Piece]] = []
    for run in line:
        is_open = bool(word) and not run.opens
        for piece in run.pieces:
            if is_open and _goes_on(*word[-1], run, piece):
                word.append((run, piece))
            else:
                if word:
                    yield word
                word = [(run, piece)]
            is_open = False
        if word and (run.closes or not run.pieces):
            yield word
            word = []
    if word:
        yield word


def _goes_on(before: Run, last: Piece, run: Run, piece: Piece) -> bool:
    return not (
        piece[0] < last[2]
        or piece[0] > last[3] + pdf_runs.WORD_GAP * before.size
        or abs(run.top - before.top) > _HEIGHT
    )


def _one(run: Run, piece: Piece, strokes: Strokes) -> Found:
    """A word of one font and size."""
    x0, x1, _, _, text, first, count = piece
    if run.look is None:
        size, is_bold = float(round(run.size, 1)), pdf_letters.is_bold_font(run.font)
        run.look = strokes.between(run.top, run.bottom), size, is_bold
    near, size, is_bold = run.look
    place = x0, run.top, x1, run.bottom
    if "<" in text or ">" in text or (near and _may_strike(run, x0, x1, near)):
        return place, _by_letter(place, run.letters[first : first + count], strokes)
    if count == 1 and signs.is_bullet(text, run.font):
        text = signs.BULLET
    return place, (pdf_letters.spelled(text), size, is_bold, False)


def _may_strike(run: Run, x0: float, x1: float, near: Sequence[Any]) -> bool:
    low, high = pdf_letters.body(run.top, run.bottom)
    return any(
        rule.x0 - 0.5 <= x1 and x0 <= rule.x1 + 0.5 and low <= pdf_letters.middle(rule) <= high
        for rule in near
    )


def _several(word: list[tuple[Run, Piece]], strokes: Strokes) -> Found:
    """A word of several runs."""
    x0, x1 = min([piece[0] for _, piece in word]), max([piece[1] for _, piece in word])
    top, bottom = min([run.top for run, _ in word]), max([run.bottom for run, _ in word])
    place = x0, top, x1, bottom
    sizes = {round(run.size, 1) for run, _ in word}
    text = "".join([piece[4] for _, piece in word])
    is_plain = len(sizes) == 1 and "<" not in text and ">" not in text
    if not is_plain or min(sizes) < 1 or strokes.between(top, bottom):
        letters = [letter for run, piece in word for letter in run.letters[piece[5] : piece[5] + piece[6]]]
        return place, _by_letter(place, letters, strokes)
    count = sum([piece[6] for _, piece in word])
    bold = sum([piece[6] for run, piece in word if pdf_letters.is_bold_font(run.font)])
    return place, (pdf_letters.spelled(text), float(sizes.pop()), bold * 2 > count, False)


def _by_letter(place: Place, letters: list[Any], strokes: Strokes) -> Look:
    return pdf_letters.look({"top": place[1], "bottom": place[3], "chars": letters}, strokes, _NONE)
