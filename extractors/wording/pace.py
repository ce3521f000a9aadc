"""How often and per what: frequencies and the periods of a limit.

What the families of dosing, quantity and sessions share; what an amount means is theirs.
"""

import re
from dataclasses import dataclass

from extractors.model import Json
from extractors.vocabulary import units
from extractors.wording import grammar

_N = grammar.NUMBER
_WORDS = {
    "day": "day",
    "daily": "day",
    "week": "week",
    "wk": "week",
    "month": "month",
    "year": "year",
    "annu": "year",
}
_UNIT = r"(?:weeks?|weekly|wks?|days?|daily|months?|monthly|years?|yearly)\b"
_TIMES = (
    rf"(?P<times>once|twice|thrice|(?:{_N})\s?(?:x|times)\b|"
    rf"(?:{_N})\s(?:doses?|sessions?|administrations?|treatments?|days?(?=\s(?:each|per|a|every|in)\b)))"
)
_FREQUENCY = re.compile(
    rf"(?:\b{_TIMES}[\s-]{{0,2}}(?:per|a|an|each|every|/|in\sa|in\seach)?\s?(?P<unit>{_UNIT}))"
    rf"|(?:\b(?:once\s)?(?:every|each|q)\s?(?P<skip>(?:other|second|{_N})[\s-])?(?P<every>{_UNIT}))"
    rf"|(?:\bq(?P<code>\d{{1,2}})?\s?w(?:k|eeks?)?\b)"
    rf"|(?:\bevery\s(?P<low>{_N})\s?(?:-|–|to|or)\s?(?P<high>{_N})\s(?P<ranged>{_UNIT}))"
    rf"|(?:\bonce\sor\severy\s(?P<or>{_N})\s(?P<either>{_UNIT}))"
    rf"|(?:\b(?P<bare>weekly|daily|monthly|fortnightly)\b)",
    re.IGNORECASE,
)
_PER = re.compile(
    rf"[\s,(]{{0,3}}(?:(?:is\s|are\s|may\sbe\s|will\sbe\s)?(?:total|in\stotal|allowed|permitted|covered|approved|authori[sz]ed|"
    rf"payable|dispensed|billed|reimbursed|paid|given|administered|provided|performed|only)\s)?(?:(?:per|every|each|in|within|over|during|for|a|any|/)\s{{0,2}}"
    rf"(?:(?:an?y?|each|the|every|first|initial|rolling|consecutive|calendar|benefit|plan|up\sto)\s){{0,3}}"
    rf"(?:{_N}\s?(?:-|–|to|or)\s?(?={_N}))?(?P<n>{_N})?[\s-]{{0,2}}(?P<unit>{grammar.UNIT})"
    rf"|(?P<bare>weekly|daily|monthly|annually|yearly)\b)"
    rf"(?:[\s-](?:period|course|supply|span|window|interval|cycle|timeframe))?",
    re.IGNORECASE,
)
_PER_BEFORE = re.compile(
    rf"\b(?:(?P<bare>weekly|monthly|daily|annual|yearly)|(?P<n>{_N})[\s-](?P<unit>day|week|month|year))\s"
    rf"(?:quantity|limit|maximum|max|allowance|supply|cap|total)\b",
    re.IGNORECASE,
)
_PERIOD_WORD = re.compile(
    r"\W{0,3}(?:\w+\s){0,3}(?:per|every|each|a|/|in|any|calendar)\b|\s?/", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Frequency:
    """Times in a period ("week", "2_week") at a place in a text."""

    times: float
    per: str
    start: int
    end: int

    def json(self) -> dict[str, Json]:
        """The frequency as a qualifier."""
        return {"times": self.times, "per": self.per}


@dataclass(frozen=True, slots=True)
class Period:
    """The period that a limit holds for, at a place in a text."""

    value: float
    unit: str
    start: int
    end: int

    def json(self) -> dict[str, Json]:
        """The period as a qualifier; a week is seven days."""
        value, unit = (7, "day") if (self.value, self.unit) == (1, "week") else (self.value, self.unit)
        return {"value": value, "unit": unit, "approx_days": units.approx_days(value, unit)}

    @property
    def days(self) -> float:
        """Its length in days."""
        return units.approx_days(self.value, self.unit)


def frequencies(text: str) -> tuple[Frequency, ...]:
    """How often, wherever a text says it; "once or every 2 weeks" says it twice."""
    return tuple(one for match in _FREQUENCY.finditer(text) for one in _frequency(match))


def _frequency(match: re.Match[str]) -> tuple[Frequency, ...]:
    start, end = match.span()
    if match["or"]:
        count = int(grammar.number(match["or"])[0])
        unit = _unit(match["either"])
        return Frequency(1, unit, start, end), Frequency(1, f"{count}_{unit}", start, end)
    if match["ranged"]:
        unit = _unit(match["ranged"])
        return tuple(Frequency(1, _every(match[key], unit), start, end) for key in ("low", "high"))
    if match["times"]:
        return (Frequency(_times(match["times"]), _unit(match["unit"]), start, end),)
    if match["every"]:
        return (Frequency(1, _every(match["skip"], _unit(match["every"])), start, end),)
    if match["bare"]:
        bare = match["bare"].lower()
        return (Frequency(1, "2_week" if bare == "fortnightly" else _unit(bare), start, end),)
    return (Frequency(1, _every(match["code"], "week"), start, end),)


def _times(word: str) -> float:
    low = word.lower()
    return {"once": 1, "twice": 2, "thrice": 3}.get(low) or grammar.number(low)[0]


def _every(skip: str | None, unit: str) -> str:
    if not skip:
        return unit
    count = 2 if skip.lower().startswith(("other", "second")) else int(grammar.number(skip)[0])
    if unit == "day" and count % 7 == 0:
        count, unit = count // 7, "week"
    return unit if count == 1 else f"{count}_{unit}"


def _unit(word: str) -> str:
    return next(unit for start, unit in _WORDS.items() if word.lower().startswith(start))


def period(text: str, begin: int) -> Period | None:
    """The period printed right after a place: "per 28 days", "/ 7 days", "for the 4-week course"."""
    match = _PER.match(text, begin)
    if match is None:
        return None
    if match["bare"]:
        return Period(1, _unit(match["bare"]), match.start(), match.end())
    unit = grammar.unit_of(match["unit"])
    if unit in ("minute", "hour") or not (match["n"] or _PERIOD_WORD.match(match.group())):
        return None
    value = grammar.number(match["n"])[0] if match["n"] else 1
    return Period(value, unit, match.start(), match.end()) if value else None


def period_before(text: str) -> Period | None:
    """The period printed before an amount: "the monthly quantity", "28-day limit"."""
    match = _PER_BEFORE.search(text)
    if match is None:
        return None
    if match["bare"]:
        return Period(1, _unit(match["bare"]), match.start(), match.end())
    value, unit = grammar.number(match["n"])[0], grammar.unit_of(match["unit"])
    return Period(value, unit, match.start(), match.end())
