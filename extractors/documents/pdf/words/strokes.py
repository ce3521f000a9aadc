"""Strokes of a page that can strike a letter or underline it: thin drawings, and annotations that strike."""

from collections.abc import Iterator
from typing import Any

from extractors.documents.pdf.words import notes as pdf_notes
from extractors.model import Box

_THIN = 2.2  # points: a rule that strikes or underlines is no thicker
_TOUCH = 0.35  # points between two strips of one shading
_SAME = 1.0  # points: strips of one shading begin and end together
_LIGHT = 0.85  # of white: the fill of a shaded cell, not ink
_NOTES = frozenset({"StrikeOut"})
_CORNERS = 8  # numbers in the corners of one struck piece


def rules(page: Any) -> tuple[Box, ...]:
    """Thin level lines, however they were drawn; strips that pile up are the shading of a cell."""
    drawn = (*page.lines, *page.rects, *page.curves)
    thin = [
        Box(item["x0"], item["top"], item["x1"], item["bottom"])
        for item in drawn
        if item["bottom"] - item["top"] <= _THIN and item["x1"] - item["x0"] > _THIN and not _is_light(item)
    ]
    return tuple(_without_strips(sorted(thin, key=lambda box: (round(box.x0), round(box.x1), box.top))))


def _without_strips(found: list[Box]) -> Iterator[Box]:
    for place, box in enumerate(found):
        beside = (*found[max(0, place - 1) : place], *found[place + 1 : place + 2])
        if not any(_touches(box, other) for other in beside):
            yield box


def _touches(one: Box, other: Box) -> bool:
    """True for two filled strips of the same width, one right below the other."""
    if abs(one.x0 - other.x0) > _SAME or abs(one.x1 - other.x1) > _SAME:
        return False
    has_height = min(one.bottom - one.top, other.bottom - other.top) > _TOUCH
    gap = max(one.top, other.top) - min(one.bottom, other.bottom)
    return has_height and one.top != other.top and abs(gap) <= _TOUCH


def _is_light(item: Any) -> bool:
    """True for a drawing in white or light grey."""
    is_filled = item["object_type"] == "rect" and item.get("fill")
    color = item.get("non_stroking_color" if is_filled else "stroking_color")
    parts = color if isinstance(color, tuple | list) else () if color is None else (color,)
    if len(parts) not in (1, 3) or not all(isinstance(part, int | float) for part in parts):
        return False
    return min(map(float, parts)) >= _LIGHT


def annotated(page: Any) -> tuple[Box, ...]:
    """The middles of what a reader's program struck out, as strokes; the words below are untouched."""
    notes = (note for note in pdf_notes.of(page) if pdf_notes.name(note["data"].get("Subtype")) in _NOTES)
    return tuple(box for note in notes for box in _pieces(note, float(page.height)))


def _pieces(note: Any, height: float) -> Iterator[Box]:
    corners = note["data"].get("QuadPoints")
    if not isinstance(corners, list) or not corners or len(corners) % _CORNERS:
        middle = (note["top"] + note["bottom"]) / 2
        yield Box(note["x0"], middle, note["x1"], middle)
        return
    for start in range(0, len(corners), _CORNERS):
        piece = [float(number) for number in corners[start : start + _CORNERS]]
        middle = height - (min(piece[1::2]) + max(piece[1::2])) / 2
        yield Box(min(piece[::2]), middle, max(piece[::2]), middle)
