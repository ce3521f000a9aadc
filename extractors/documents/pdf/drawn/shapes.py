"""Drawn lines and rectangles of a page as the tables of values that pdfplumber makes, with what is read here.

Only the two shapes that rulings are made of; any other path is left to the library.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

Shape: TypeAlias = dict[str, Any]
Point: TypeAlias = tuple[float, float]

_RECT = ["m", "l", "l", "l", "h"]
_LINE = ["m", "l"]


def shape(path: Sequence[Any], matrix: Sequence[float]) -> tuple[str, Point, Point] | None:
    """The kind of the path, and two of its corners on the page; None for a path that the library knows."""
    steps = [step[0] for step in path]
    if steps != _RECT and steps != _LINE:
        return None
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for _, x, y in path[:4]]
    if steps == _LINE:
        return "line", points[0], points[1]
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    is_level = x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0
    is_turned = y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
    return ("rect", points[0], points[2]) if is_level or is_turned else None


def placed(kind: str, one: Point, other: Point, page: tuple[float, float, float, float]) -> Shape:
    """The shape with its place on the page; the sums are those of the library, in its order.

    Given of the page are its left and top edge, its height, and that of the pages before it.
    """
    left, above, height, before = page
    x0, x1 = (one[0], other[0]) if one[0] <= other[0] else (other[0], one[0])
    y0, y1 = (one[1], other[1]) if one[1] <= other[1] else (other[1], one[1])
    top = (height - y1) + above
    return {
        "object_type": kind,
        "x0": x0 + left,
        "x1": x1 + left,
        "top": top,
        "bottom": (height - y0) + above,
        "doctop": before + top,
        "width": x1 - x0,
        "height": y1 - y0,
    }
