"""Lifecycle of a version from its banners: active unless the document says otherwise.

There is no clock here: a date that lies ahead makes no version future, only the document's words do.
"""

import re
from datetime import date

from extractors import dates
from extractors.fields.labels import LEADER, PENDING
from extractors.fields.names import BANNERS, NOT_BANNERS, STATUSES
from extractors.fields.pairs import Pair
from extractors.fields.scope import Scope

_BANNERS = tuple((status, re.compile(words, re.IGNORECASE)) for status, words in BANNERS)
_LABELLED = tuple(
    (status, re.compile(rf"(?:[a-z]+ )?status\s{{0,3}}[:|–-]?\s{{1,3}}(?:{words})\b", re.IGNORECASE))
    for status, words in STATUSES
)
_NOT_BANNERS = re.compile(NOT_BANNERS, re.IGNORECASE)
_ENDED_TITLE = re.compile(r"(?:archived?|retired)\s?[:–—-]\s", re.IGNORECASE)
_MAX_BANNER = 200
_TOP_LINES = 25
_ENDS = frozenset({"superseded", "retired"})
_ENDING = re.compile(
    r"\b(?:replaced|superseded|archived|retired|withdrawn|inactive|no longer in effect|effective through|"
    r"in effect (?:until|through)|ended?|expired?)"
    r"(?:\s(?:on|by|as of|effective|through|date))?[:\s]{0,4}$",
    re.IGNORECASE,
)


def find(scope: Scope, pairs: tuple[Pair, ...], title: str | None) -> tuple[str, date | None]:
    """Tell the status, and the day on which a superseded or retired version ended where printed."""
    ended = _labelled_end(pairs)
    if any(pair.field == "effective_from" and PENDING.match(pair.value.lstrip(LEADER)) for pair in pairs):
        return "draft", ended
    if title and _ENDED_TITLE.match(title):
        return "retired", ended or next(
            (end for line in _banner_lines(scope) if (end := _end_said(line))), None
        )
    for line in _banner_lines(scope):
        status = _said(line)
        if status == "active":
            break
        if status is not None:
            return status, (ended or _end_in(line)) if status in _ENDS else None
    return ("retired" if ended else "active"), ended


def _said(line: str) -> str | None:
    """The status that a line gives the document; what it says of another version does not count."""
    for status, label in _LABELLED:
        if label.match(line):
            return status
    if _NOT_BANNERS.search(line):
        return None
    return next((status for status, words in _BANNERS if words.search(line)), None)


def _banner_lines(scope: Scope) -> tuple[str, ...]:
    lines = (*scope.furniture_lines, *scope.top_lines[:_TOP_LINES])
    return tuple(line.strip("*_#[]() ") for line in lines if len(line) <= _MAX_BANNER)


def _labelled_end(pairs: tuple[Pair, ...]) -> date | None:
    for pair in pairs:
        if _NOT_BANNERS.search(pair.block.text[:_MAX_BANNER]):
            continue
        if pair.field == "effective_to" and (printed := dates.at_start(pair.value, labelled=True)):
            return printed.date
    return None


def _end_said(line: str) -> date | None:
    return _end_in(line) if _said(line) == "retired" else None


def _end_in(line: str) -> date | None:
    found = dates.find(line)
    behind_cue = [printed for printed in found if _ENDING.search(line[: printed.start])]
    return (behind_cue or list(found))[0].date if found else None
