"""Bare numbers that can be scores: with "points", "out of 10" and a bound before or after, ranges as one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.wording import grammar

_NUMBER = re.compile(grammar.NUMBER, re.IGNORECASE)
_POINTS = re.compile(r"(?:\s?-?(?:points?|pts?\.?)\b)?", re.IGNORECASE)
_BLANK = re.compile(r"\s{2,60}(?=\S)")
OUT_OF = re.compile(
    r"(?:\s?/\s?|[\s,(]{1,2}(?:out\sof|of)\s(?:a\s)?(?:possible\s|maximum\s|total\s)?)(?P<n>10{0,2}|2[17]|52|6[03])\b\)?",
    re.IGNORECASE,
)
ZERO_TO = re.compile(r"\b0\s?(?:-|–|to)\s?(?P<n>100?)\b(?:[-\s]points?|[-\s]mm)?", re.IGNORECASE)
TEN_POINT = re.compile(r"\b(?:10|ten)[-\s]point\s(?:\w+\s){0,2}scale\b", re.IGNORECASE)
_OTHER_UNIT = re.compile(
    r"\s?[-–]?\s?(?:%|percent|mg|mcg|ml|calendar|days?|weeks?|wks?|months?|mos?|years?|yrs?|hours?|hrs?|minutes?|"
    r"doses?|times?|trials?|agents?|classes|antidepress\w+|medications?|items?|(?:or\smore\s)?of\s(?:the|these)\s|(?:or\smore\s)?of\s?:|"
    r"points?\s(?:or\smore\s)?(?:\w+\s)?(?:reduction|decrease|drop|improvement|decline|change)|"
    r"points?\s(?:\w+\s){0,2}scale\b|(?:rating\s|validated\s|standardi[sz]ed\s)(?:scale|instrument|tool))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Points:
    """A number with its bound; `high` is the upper end of a range, `top` the most that can be reached."""

    op: str
    value: float
    start: int
    end: int
    high: float | None = None
    top: int | None = None
    flags: tuple[str, ...] = ()


def find(text: str, inside: Iterable[tuple[int, int]]) -> Iterator[Points]:
    """The numbers of a text outside the places `inside`, which are names of scales."""
    taken = [*inside, *(m.span() for m in ZERO_TO.finditer(text))]
    kept: list[Points] = []
    for amount in grammar.amounts(text):
        number = text[: amount.end]
        if any(a < amount.end and amount.start < b for a, b in taken) or not number[-1:].strip():
            continue
        kept.append(_pointed(text, amount))
    tops = [(item.start, item.end) for item in kept if item.top]
    kept = [item for item in kept if item.top or not any(a < item.start < b for a, b in tops)]
    kept = [item for item in kept if not _OTHER_UNIT.match(text, _number_end(text, item))]
    yield from _ranged(text, kept)


def _number_end(text: str, amount: Points) -> int:
    digits = _NUMBER.search(text, amount.start)
    return digits.end() if digits else amount.end


def _pointed(text: str, amount: grammar.Amount) -> Points:
    """The amount with "points", "out of 10" and a bound said after them."""
    place = _NUMBER.search(text, amount.start)
    begin, end = (place.start(), place.end()) if place else (amount.start, amount.end)
    first = _POINTS.match(text, end)
    end = first.end() if first else end
    blank = _BLANK.match(text, end)
    end = blank.end() - 1 if blank else end
    top = OUT_OF.match(text, end)
    op, start, end = grammar.comparison(text, begin, top.end() if top else end)
    if top is None:
        top = OUT_OF.match(text, end)
        end = top.end() if top else end
    op, start = (op, start) if op else (amount.op, amount.start)
    end = max(end, amount.end)
    return Points(op, amount.value, start, end, None, int(top["n"]) if top else None, amount.flags)


def _ranged(text: str, amounts: list[Points]) -> Iterator[Points]:
    skipped = False
    for first, second in pairwise([*amounts, None]):
        if skipped or first is None:
            skipped = False
            continue
        joint = text[first.end : second.start] if second else ""
        is_range = second is not None and (
            re.fullmatch(r"\s?(?:-|–|—|to|through)\s?(?:[≤<]\s?)?", joint)
            or (
                re.fullmatch(r"\s?and\s?(?:[≤<]\s?)?", joint)
                and (re.search(r"\bbetween\s?$", text[: first.start]) or second.op in ("<", "<="))
            )
        )
        if second is not None and is_range and first.value < second.value:
            yield replace(first, end=second.end, high=second.value)
            skipped = True
        else:
            yield first
