"""The rulings of a page and the cells between them, as pdfplumber finds them, from what its finder reads.

The library copies every value of a drawing four times to make its edges; here an edge has only its place
and its length. A page without upright or without level rulings has no cells, and nothing is looked for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, TypeAlias

from pdfplumber import table
from pdfplumber.utils.clustering import cluster_objects

Cell: TypeAlias = tuple[float, float, float, float]
Edge: TypeAlias = tuple[float, float, float, float, float]
Point: TypeAlias = tuple[float, float]
Crossings: TypeAlias = dict[Point, tuple[set[Cell], set[Cell]]]

_TOLERANCE = 4
_SHORTEST, _SHORTEST_JOINED = 1, 3
_RIGHT = 2
_place = itemgetter("x0", "top", "x1", "bottom", "width", "height")


def cells(page: Any) -> list[Cell]:
    """The cells between the rulings of a page."""
    level, upright = _rulings(page)
    if not upright or not level:
        return []
    crossings = _crossings(_joined(_snapped(level, 1), 0), _joined(_snapped(upright, 0), 1))
    return [*_smallest(crossings)][::-1]


def _snapped(edges: list[Edge], side: int) -> list[Edge]:
    """The edges moved to the middle of those that lie near them; `side` is what they are moved along."""
    found: list[Edge] = []
    for group in cluster_objects(edges, itemgetter(side), _TOLERANCE):
        middle = sum(edge[side] for edge in group) / len(group)
        for x0, top, x1, bottom, length in group:
            if side:
                found.append((x0, top + (middle - top), x1, bottom + (middle - top), length))
            else:
                found.append((x0 + (middle - x0), top, x1 + (middle - x0), bottom, length))
    return found


def _joined(edges: list[Edge], start: int) -> Iterator[Cell]:
    """Edges on one line that meet as one, without those that stay short; `start` is where each begins."""
    line, end = 1 - start, start + 2
    for _, group in groupby(sorted(edges, key=itemgetter(line, start)), itemgetter(line)):
        joined: list[Edge] = []
        for edge in group:
            last = joined[-1] if joined else None
            if last is None or edge[start] > last[end] + _TOLERANCE:
                joined.append(edge)
            elif edge[end] > last[end]:
                joined[-1] = _longer(last, end, edge[end])
        yield from (edge[:4] for edge in joined if edge[4] >= _SHORTEST_JOINED)


def _longer(edge: Edge, end: int, reach: float) -> Edge:
    x0, top, x1, bottom, length = edge
    if end == _RIGHT:
        return x0, top, reach, bottom, reach - x0
    return x0, top, x1, reach, length + (reach - bottom)


def _crossings(levels: Iterable[Cell], uprights: Iterable[Cell]) -> Crossings:
    """The points at which edges meet, with the upright and the level ones that meet there."""
    level = sorted(levels, key=_top)
    tops = [top for _, top, _, _ in level]
    found: Crossings = {}
    for upright in uprights:
        x, top, _, bottom = upright
        near = slice(bisect_left(tops, top - 2 * _TOLERANCE), bisect_right(tops, bottom + 2 * _TOLERANCE))
        for other in level[near]:
            left, y, right, _ = other
            is_beside = x >= left - _TOLERANCE and x <= right + _TOLERANCE
            if is_beside and top <= y + _TOLERANCE and bottom >= y - _TOLERANCE:
                ends = found.setdefault((x, y), (set(), set()))
                ends[0].add(upright)
                ends[1].add(other)
    return found


def _top(place: Cell) -> float:
    return place[1]


def _smallest(crossings: Crossings) -> Iterator[Cell]:
    """The smallest cell to the right of and below each crossing, whose four sides are edges."""
    columns: dict[float, list[Point]] = {}
    rows: dict[float, list[Point]] = {}
    for point in sorted(crossings, reverse=True):
        cell = _cell(point, columns.get(point[0], []), rows.get(point[1], []), crossings)
        columns.setdefault(point[0], []).append(point)
        rows.setdefault(point[1], []).append(point)
        if cell:
            yield cell


def _cell(point: Point, below: list[Point], right: list[Point], crossings: Crossings) -> Cell | None:
    """The cell that begins at a crossing; the points below and to the right come farthest first."""
    upright, level = crossings[point]
    for under in reversed(below):
        if upright.isdisjoint(crossings[under][0]):
            continue
        for other in reversed(right):
            ends = crossings.get((other[0], under[1]))
            if ends and not (
                level.isdisjoint(crossings[other][1])
                or ends[0].isdisjoint(crossings[other][0])
                or ends[1].isdisjoint(crossings[under][1])
            ):
                return (*point, other[0], under[1])
    return None


def tables(page: Any, found: list[Cell]) -> list[Any]:
    """The tables that cells make up."""
    return [table.Table(page, group) for group in table.cells_to_tables(found)] if found else []


def _rulings(page: Any) -> tuple[list[Edge], list[Edge]]:
    """The level and the upright edges of what is drawn, each with its length; the others are no rulings."""
    level: list[Edge] = []
    upright: list[Edge] = []
    for line in page.lines:
        x0, top, x1, bottom, width, height = _place(line)
        if top == bottom:
            level.append((x0, top, x1, bottom, width))
        else:
            upright.append((x0, top, x1, bottom, height))
    for x0, top, x1, bottom, width, height in map(_place, page.rects):
        level += (x0, top, x1, top, width), (x0, top + height, x1, bottom, width)
        upright += (x0, top, x0, bottom, height), (x1, top, x1, bottom, height)
    for curve in page.curves:
        for (x0, y0), (x1, y1) in pairwise(curve["pts"]):
            if x0 == x1:
                upright.append((x0, min(y0, y1), x0, max(y0, y1), abs(y0 - y1)))
            elif y0 == y1:
                level.append((min(x0, x1), y0, max(x0, x1), y0, abs(x0 - x1)))
    return [edge for edge in level if edge[4] >= _SHORTEST], [
        edge for edge in upright if edge[4] >= _SHORTEST
    ]
