"""Running text in two columns: the left column is read to its end before the right one.

A gutter is a strip that no word of many following lines enters, with full lines on both sides.
"""

from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from extractors.documents.labels import is_bullet
from extractors.documents.pdf.lines import Sheet, TextLine
from extractors.documents.pdf.words import union

_MIN_LINES = 4  # on each side
_MIN_WORDS = 3.0  # of a side's middle line: a column of codes or dates is no running text
_MIN_SIDE = 0.16  # of the page's width
_LARGER = 1.5  # points
_NEAR = 0.8  # of the letter size: lines of one paragraph are no farther apart
_FAR = 3.0
_GUTTER = 0.9  # of the letter size
_MIDDLE = (0.3, 0.7)  # of the page's width


def split(sheet: Sheet) -> Sheet:
    """The sheet with lines that stood side by side as lines of two columns."""
    lines = [line for line in sheet.lines if line.role == "body" and line.flow is None]
    ordered: list[TextLine] = [line for line in sheet.lines if line.role != "body" or line.flow is not None]
    place = 0
    while place < len(lines):
        region = _region(lines[place:], sheet.width)
        if region is None:
            ordered.append(lines[place])
            place += 1
            continue
        count, gutter = region
        ordered += _apart(lines[place : place + count], gutter)
        place += count
    return replace(sheet, lines=tuple(sorted(ordered, key=lambda line: line.reading_top)))


def _region(lines: list[TextLine], width: float) -> tuple[int, float] | None:
    """How many lines from the first on stand in two columns, and where the gutter is."""
    for gutter in _gutters(lines, width):
        count = _side_by_side(lines, gutter)
        if _are_columns(lines[:count], gutter, width):
            return count, gutter
    return None


def _side_by_side(lines: list[TextLine], gutter: float) -> int:
    """How many lines stay clear of the gutter; the left column may outlast the right one by a paragraph."""
    count = 0
    for line in lines:
        gap = line.box.top - lines[max(0, count - 1)].box.bottom
        is_larger = line.size > lines[0].size + _LARGER
        if _crosses(line, gutter) or is_larger or gap > _FAR * line.size:
            break
        count += 1
    while count and lines[count - 1].box.x1 < gutter and _stands_off(lines, count - 1, gutter):
        count -= 1
    return count


def _stands_off(lines: list[TextLine], last: int, gutter: float) -> bool:
    """True for a line at the foot of the left column that a gap parts from the lines with a right side."""
    for place in range(last, 0, -1):
        if lines[place].box.x1 >= gutter:
            return False
        if lines[place].box.top - lines[place - 1].box.bottom > _NEAR * lines[place].size:
            return True
    return False


def _gutters(lines: list[TextLine], width: float) -> Iterator[float]:
    """Where the right column may begin: behind a gap in the first line, or at a line beside it."""
    first = lines[0]
    starts = [
        right.box.x0
        for left, right in zip(first.words, first.words[1:], strict=False)
        if right.box.x0 - left.box.x1 > _GUTTER * first.size
    ]
    starts += [
        line.box.x0
        for line in lines[1:3]
        if line.box.top < first.box.bottom and line.box.x0 - first.box.x1 > _GUTTER * first.size
    ]
    for start in starts:
        if _MIDDLE[0] * width < start < _MIDDLE[1] * width:
            yield start - 0.4 * first.size


def _crosses(line: TextLine, gutter: float) -> bool:
    return any(word.box.x0 < gutter < word.box.x1 for word in line.words) or any(
        left.box.x1 <= gutter <= right.box.x0 and right.box.x0 - left.box.x1 < 0.6 * line.size
        for left, right in zip(line.words, line.words[1:], strict=False)
    )


def _are_columns(lines: list[TextLine], gutter: float, width: float) -> bool:
    left, right = _sides(lines, gutter)
    both = sum(
        any(one.box.top < other.box.bottom and other.box.top < one.box.bottom for other in right)
        for one in left
    )
    return both >= _MIN_LINES - 1 and all(_is_column(side, width) for side in (left, right))


def _is_column(side: list[TextLine], width: float) -> bool:
    if len(side) < _MIN_LINES or not _share_an_edge(side):
        return False
    if all(is_bullet(line.words[0].text) for line in side):
        return True
    reach = max(line.box.x1 for line in side) - min(line.box.x0 for line in side)
    return median(map(_wordy_count, side)) >= _MIN_WORDS and reach >= _MIN_SIDE * width


def _wordy_count(line: TextLine) -> int:
    is_listed = is_bullet(line.words[0].text) or any("...." in word.text for word in line.words)
    return 3 if is_listed else sum(sum(map(str.isalpha, word.text)) > 1 for word in line.words)


def _share_an_edge(side: list[TextLine]) -> bool:
    """True when most lines begin at one of the side's two commonest places."""
    starts = sorted(round(line.box.x0 / 3) for line in side)
    counts = sorted((starts.count(start) for start in set(starts)), reverse=True)
    return sum(counts[:3]) * 2 > len(side)


def _sides(lines: list[TextLine], gutter: float) -> tuple[list[TextLine], list[TextLine]]:
    left = [made for line in lines if (made := _part(line, gutter, is_left=True))]
    right = [made for line in lines if (made := _part(line, gutter, is_left=False))]
    return left, right


def _part(line: TextLine, gutter: float, *, is_left: bool) -> TextLine | None:
    words = tuple(word for word in line.words if (word.box.x0 < gutter) is is_left)
    return replace(line, words=words, box=union(word.box for word in words)) if words else None


def _apart(lines: list[TextLine], gutter: float) -> Iterator[TextLine]:
    """The lines of both columns; their reading order stays within the height of the region."""
    top, bottom = min(line.box.top for line in lines), max(line.box.bottom for line in lines)
    for number, side in enumerate(_sides(lines, gutter)):
        right = max(line.box.x1 for line in side)
        for line in side:
            flow = top + (number + (line.box.top - top) / max(1.0, bottom - top)) * (bottom - top) / 2
            yield replace(line, flow=flow, right=right)
