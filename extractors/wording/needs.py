r"""The words that a pattern cannot match without, read off the pattern itself.

A text that lacks them need not be searched. Pieces of words are in lower case, any digit is a 0, and a bar
is the edge of a word: `\btri(?:al|ed)\sof\s\d` needs "|trial|" or "|tried|", and "|of|", and "|0".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import groupby
from typing import Any, TypeAlias, cast

# The library's own reading of a pattern, which has no public name; a part that is unknown here needs nothing.
_sre: Any = import_module("re._constants")
_parser: Any = import_module("re._parser")

_Item: TypeAlias = tuple[Any, Any]  # a part of a pattern: what it is, and of what
_Ways: TypeAlias = frozenset[str]  # all that a part can match: letters, a blank for anything else
_Need: TypeAlias = frozenset[str]  # pieces of words of which one must be there
_Needs: TypeAlias = tuple[_Need, ...]  # each of which must be met

_MOST_WAYS = 16  # ways that are followed from part to part; of more only the needs are kept
_KEPT = 1024  # patterns; some are cues of several things
_MOST_LETTERS = 4  # letters of a class of characters that are told apart
_LIKE_ASCII = {ord("İ"): "i", ord("ı"): "i", ord("ſ"): "s"}  # these match i and s where case does not count
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"\|?[a-z0]+\|?")
_APART = "| |"  # what surely stands between two words
_GAP = re.compile(r"\|[ |]*\||  +")
_IMPOSSIBLE = re.compile(r"[a-z0]\|[a-z0]")  # an edge inside a word
_NOTHING, _ANYTHING, _EDGE, _NO_WORD = (frozenset({way}) for way in ("", " ", "|", _APART))
_UNKNOWN = _ANYTHING | _NOTHING
_CATEGORIES = {
    _sre.CATEGORY_DIGIT: "0",
    _sre.CATEGORY_SPACE: _APART,
    _sre.CATEGORY_NOT_WORD: _APART,
}
_WITHOUT_WIDTH = (_sre.AT, _sre.ASSERT, _sre.ASSERT_NOT)
_NOT_A_LETTER = [(_sre.IN, [(_sre.CATEGORY, _sre.CATEGORY_WORD)])]


def folded(text: str) -> str:
    """A text as needs are written."""
    plain = text if text.isascii() else _like_ascii(text)
    return _DIGIT.sub("0", plain.lower())


def _like_ascii(text: str) -> str:
    """The text with the letters that match i and s, and with raised digits apart from their word."""
    plain = text.translate(_LIKE_ASCII)
    return "".join(" 0 " if letter.isdigit() and not letter.isdecimal() else letter for letter in plain)


@lru_cache(maxsize=_KEPT)
def of(pattern: re.Pattern[str]) -> tuple[_Needs, ...]:
    """What the alternatives of a pattern need: a text that it matches meets every need of one of them."""
    if pattern.flags & re.ASCII:
        return ((),)
    return tuple(map(_needs, _alternatives(list(_parser.parse(pattern.pattern, pattern.flags)))))


def _alternatives(items: list[_Item]) -> list[list[_Item]]:
    """The alternatives of a pattern that is nothing but a choice, with the edges before and after it."""
    wide = [place for place, (op, _) in enumerate(items) if op not in _WITHOUT_WIDTH]
    branches = _branches(*items[wide[0]]) if len(wide) == 1 else ()
    if not branches:
        return [items]
    before, after = items[: wide[0]], items[wide[0] + 1 :]
    return [found for branch in branches for found in _alternatives([*before, *branch, *after])]


def _branches(op: Any, value: Any) -> Sequence[Iterable[_Item]]:
    if op is _sre.BRANCH:
        return cast(list[Iterable[_Item]], value[1])
    return (value[3],) if op is _sre.SUBPATTERN and not value[1] & re.ASCII else ()


def _needs(items: list[_Item]) -> _Needs:
    """The needs of one alternative, those of each word apart, the rarest first."""
    found = _sequence(items, by_word=True)
    needs = (_of_ways(found),) if isinstance(found, frozenset) else found
    return tuple(sorted(dict.fromkeys(filter(None, needs)), key=_rarity, reverse=True))


def _rarity(need: _Need) -> tuple[int, int]:
    """How seldom a need is met: long pieces of words stand in few texts."""
    return min(map(_letters, need), default=0), -len(need)


def _sequence(items: Iterable[_Item], *, by_word: bool = False) -> _Ways | _Needs:
    """The ways to match one part after another, or what they need where there are too many ways."""
    so_far, needs, is_whole = _NOTHING, list[_Need](), True
    for part in _parts(items):
        if isinstance(part, frozenset) and len(so_far) * len(part) <= _MOST_WAYS:
            so_far = frozenset(_joined(first, then) for first in so_far for then in part)
        else:
            needs += [_of_ways(so_far), *(() if isinstance(part, frozenset) else part)]
            so_far, is_whole = part if isinstance(part, frozenset) else _ANYTHING, False
        if by_word and all(way.endswith(_APART) for way in so_far):
            needs.append(_of_ways(so_far))
            so_far, is_whole = _NO_WORD, False
    return so_far if is_whole else (*needs, _of_ways(so_far))


def _parts(items: Iterable[_Item]) -> Iterator[_Ways | _Needs]:
    """The parts one after another, letters side by side as one."""
    for is_word, run in groupby(items, _is_letter):
        if is_word:
            yield frozenset({"".join(_letter(value) for _, value in run)})
        else:
            yield from (_part(op, value) for op, value in run)


def _is_letter(item: _Item) -> bool:
    return item[0] is _sre.LITERAL and _letter(item[1]) != _APART


def _joined(first: str, then: str) -> str:
    if first[-1:] in ("|", " ") and then[:1] in ("|", " "):
        return _GAP.sub(lambda gap: _APART if "|" in gap[0] else " ", first + then)
    return first + then


def _of_ways(ways: _Ways) -> _Need:
    """The longest piece of a word of each way that is possible; nothing where a way has none."""
    possible = [_RUN.findall(way) for way in ways if not _IMPOSSIBLE.search(way)]
    return _least(max(runs, key=_letters) for runs in possible) if all(possible) else frozenset()


def _letters(piece: str) -> int:
    return len(piece.strip("|"))


def _least(pieces: Iterable[str]) -> _Need:
    """The pieces without those that hold another one."""
    kept: list[str] = []
    for piece in sorted(set(pieces), key=len):
        if not any(shorter in piece for shorter in kept):
            kept.append(piece)
    return frozenset(kept)


def _part(op: Any, value: Any) -> _Ways | _Needs:
    """The ways to match one part, or what it needs where there are too many."""
    if op is _sre.SUBPATTERN:
        return _UNKNOWN if value[1] & re.ASCII else _sequence(value[3])
    if op is _sre.ATOMIC_GROUP:
        return _sequence(value)
    if op is _sre.BRANCH:
        return _choice([_sequence(branch) for branch in value[1]])
    if op in (_sre.MAX_REPEAT, _sre.MIN_REPEAT, _sre.POSSESSIVE_REPEAT):
        return _repeat(*value)
    return _single(op, value)


def _choice(parts: list[_Ways | _Needs]) -> _Ways | _Needs:
    """The ways of all branches, or one need for them together: the rarest of each."""
    ways = [part for part in parts if isinstance(part, frozenset)]
    together = frozenset[str]().union(*ways)
    if len(ways) == len(parts) and len(together) <= _MOST_WAYS:
        return together
    others = [max(part, key=_rarity) for part in parts if not isinstance(part, frozenset)]
    rarest = [*map(_of_ways, ways), *others]
    return (_least(piece for need in rarest for piece in need),) if all(rarest) else ()


def _repeat(low: int, high: int, body: Iterable[_Item]) -> _Ways | _Needs:
    ways = _sequence(body)
    if not isinstance(ways, frozenset):
        return ways if low else ()
    once = ways if high == 1 else frozenset(_joined(way, " ") for way in ways)
    return once if low else once | _NOTHING


def _single(op: Any, value: Any) -> _Ways:
    """The ways to match a character, an edge, or what is not known here."""
    if op is _sre.LITERAL:
        return frozenset({_letter(value)})
    if op is _sre.IN:
        return _class(value)
    if op in _WITHOUT_WIDTH:
        is_edge = value is _sre.AT_BOUNDARY or (op is _sre.ASSERT_NOT and list(value[1]) == _NOT_A_LETTER)
        return _EDGE if is_edge else _NOTHING
    return _ANYTHING if op in (_sre.ANY, _sre.NOT_LITERAL) else _UNKNOWN


def _class(items: list[_Item]) -> _Ways:
    """The letters of a class of characters, where they are few."""
    found = frozenset(letter for op, value in items for letter in _of_class(op, value))
    is_few = len(found) <= _MOST_LETTERS and items[0][0] is not _sre.NEGATE
    return found if is_few else _ANYTHING


def _of_class(op: Any, value: Any) -> Iterable[str]:
    if op is _sre.LITERAL:
        return (_letter(value),)
    if op is _sre.RANGE and value[1] - value[0] < len("0123456789"):
        return (_letter(code) for code in range(value[0], value[1] + 1))
    return (_CATEGORIES.get(value, " "),)


@lru_cache(maxsize=1024)
def _letter(code: int) -> str:
    letter = folded(chr(code))
    return letter if _RUN.fullmatch(letter) else _APART
