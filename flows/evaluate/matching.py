"""Which found items belong to which wanted ones: each to one at most, as many as can be. Pure."""

from collections.abc import Callable, Sequence
from typing import TypeVar

_W = TypeVar("_W")
_F = TypeVar("_F")


def match(wanted: Sequence[_W], found: Sequence[_F], same: Callable[[_W, _F], bool]) -> dict[int, int]:
    """Number of the wanted item -> number of its found item; earlier pairs are preferred."""
    fits = [[place for place, item in enumerate(found) if same(want, item)] for want in wanted]
    taken: dict[int, int] = {}
    for number in range(len(wanted)):
        _place(number, fits, taken, set())
    return {number: place for place, number in taken.items()}


def _place(number: int, fits: list[list[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Find a place for a wanted item; who stands there already may move to another."""
    for place in fits[number]:
        if place in tried:
            continue
        tried.add(place)
        if place not in taken or _place(taken[place], fits, taken, tried):
            taken[place] = number
            return True
    return False
