"""Side boxes: framed lines beside the running text, read as one piece before the paragraph beside them."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.documents.pdf import lines as pdf_lines
from extractors.documents.pdf.lines import TextLine
from extractors.documents.pdf.words import Word
from extractors.model import Box

_WIDEST = 0.6  # of the page's width: a wider frame is drawn around the text itself
_MIN_LINES = 2  # in the frame, and beside it
_SAME_BLOCK = 0.55  # of the line's height: lines of one paragraph stand no farther apart
_STEP = 0.001  # keeps the lines of a box in order within one place


def lines(words: tuple[Word, ...], frames: Sequence[Box], width: float) -> tuple[TextLine, ...]:
    """The words of a page as lines; those of a side box stay together."""
    boxed: list[TextLine] = []
    rights: list[tuple[Box, float]] = []
    narrow = [frame for frame in frames if frame.x1 - frame.x0 <= _WIDEST * width]
    for frame in sorted(narrow, key=lambda box: (box.x1 - box.x0) * (box.bottom - box.top)):
        inside = tuple(word for word in words if _holds(frame, word))
        if len(inside) < _MIN_LINES:
            continue
        outside = tuple(word for word in words if not _holds(frame, word))
        held, beside = pdf_lines.lines(inside), pdf_lines.lines(outside)
        if _is_side_box(frame, held, beside):
            boxed += _placed(held, _place(frame, beside))
            rights.append((frame, max(line.box.x1 for line in beside if _overlaps(line, frame))))
            words = outside
    rest = tuple(_within(line, rights) for line in pdf_lines.lines(words))
    return tuple(sorted((*rest, *boxed), key=lambda line: (line.reading_top, line.box.x0)))


def _within(line: TextLine, rights: list[tuple[Box, float]]) -> TextLine:
    """A line beside a box is full where the box leaves it no room."""
    ends = [end for frame, end in rights if _overlaps(line, frame) and line.box.x1 <= frame.x0 + 1]
    return replace(line, right=min(ends)) if ends else line


def _holds(frame: Box, word: Word) -> bool:
    return (
        frame.x0 - 1 <= word.box.x0
        and word.box.x1 <= frame.x1 + 1
        and frame.top - 1 <= word.middle <= frame.bottom + 1
    )


def _is_side_box(frame: Box, held: tuple[TextLine, ...], outside: tuple[TextLine, ...]) -> bool:
    beside = [line for line in outside if _overlaps(line, frame)]
    return min(len(held), len(beside)) >= _MIN_LINES and all(
        line.box.x1 <= frame.x0 + 1 or line.box.x0 >= frame.x1 - 1 for line in beside
    )


def _overlaps(line: TextLine, frame: Box) -> bool:
    return line.box.top < frame.bottom and frame.top < line.box.bottom


def _place(frame: Box, outside: tuple[TextLine, ...]) -> float:
    """The top of the paragraph that the box begins beside."""
    first = next(place for place, line in enumerate(outside) if _overlaps(line, frame))
    while first and _read_on(outside[first - 1], outside[first]):
        first -= 1
    return outside[first].box.top


def _read_on(above: TextLine, below: TextLine) -> bool:
    gap = below.box.top - above.box.bottom
    return gap <= _SAME_BLOCK * max(above.size, below.size)


def _placed(held: tuple[TextLine, ...], top: float) -> list[TextLine]:
    right = max(line.box.x1 for line in held)
    first = top - _STEP * (len(held) + 1)
    return [replace(line, flow=first + _STEP * number, right=right) for number, line in enumerate(held)]
