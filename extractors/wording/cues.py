"""Which of many things a text may say, told by its words before any expression is tried on it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce
from operator import or_
from typing import Generic, TypeVar

from extractors.wording import needs

Key = TypeVar("Key")

_KEPT_WORDS = 8192
_KEPT_TEXTS = 128  # a line is asked for many things before the next one is
_WORD = re.compile(r"[a-z0]+")
_bits: dict[frozenset[str], int] = {}  # of every need there is
_met_by_piece: dict[str, int] = {}
_sizes: dict[str, set[int]] = {}  # of the pieces, by the letters they begin with: one or two


class Cues(Generic[Key]):
    """Things that a text may say, each with patterns of which one matches in every text that says it.

    What a text cannot say is known from its words alone, since a pattern tells the words it needs. Each
    need is a bit.
    """

    def __init__(self, patterns: Mapping[Key, Iterable[re.Pattern[str]]]) -> None:
        self._ways = tuple((key, *_ways_of(these)) for key, these in patterns.items())

    def may_say(self, text: str) -> list[Key]:
        """The things that a text may say, in their order."""
        met = _met(text)
        return [
            key
            for key, rarest, ways in self._ways
            if met & rarest or not rarest
            if any(met & way == way for way in ways)
        ]


def _ways_of(patterns: Iterable[re.Pattern[str]]) -> tuple[int, tuple[int, ...]]:
    """The ways to say a thing, each as the needs it has, and the rarest need of each for a first look."""
    ways = [[_bit(need) for need in way] for pattern in patterns for way in needs.of(pattern)]
    rarest = reduce(or_, (way[0] for way in ways), 0) if all(ways) else 0
    return rarest, tuple(dict.fromkeys(reduce(or_, way, 0) for way in ways))


def _bit(need: frozenset[str]) -> int:
    if need not in _bits:
        _bits[need] = 1 << len(_bits)
        for piece in need:
            _met_by_piece[piece] = _met_by_piece.get(piece, 0) | _bits[need]
            _sizes.setdefault(piece[:2], set()).add(len(piece))
        _met.cache_clear()
        _met_by.cache_clear()
    return _bits[need]


@lru_cache(maxsize=_KEPT_TEXTS)
def _met(text: str) -> int:
    """The needs that a text meets."""
    return reduce(or_, map(_met_by, _WORD.findall(needs.folded(text))), 0)


@lru_cache(maxsize=_KEPT_WORDS)
def _met_by(word: str) -> int:
    """The needs that a word meets."""
    edged, met = f"|{word}|", 0
    for start in range(len(edged)):
        for begin in {edged[start], edged[start : start + 2]}:
            for size in _sizes.get(begin, ()):
                met |= _met_by_piece.get(edged[start : start + size], 0)
    return met
