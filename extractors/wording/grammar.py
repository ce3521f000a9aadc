"""Numbers, comparisons and lengths of time in a criterion line.

What holds for every family lives here; no word of a single family does.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.model import Json
from extractors.vocabulary import units

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "twenty-one": 21, "twenty-two": 22, "twenty-three": 23, "twenty-four": 24, "twenty-five": 25,
    "twenty-six": 26, "twenty-eight": 28, "thirty": 30, "thirty-five": 35, "forty": 40, "fifty": 50,
    "sixty": 60, "sixty-five": 65, "ninety": 90,
}  # fmt: skip

_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,6})(?:\.\d{1,4})?"
NUMBER = rf"(?:(?:\b(?:{_WORD})\s{{0,2}}\(\s?{DIGITS}\s?\))|\b{DIGITS}|\b(?:{_WORD})\b)"
"""A number in digits, in words, or in words with the digits in brackets; no groups."""

UNIT = (
    r"(?:minutes?|mins?|hours?|hrs?|h(?![\w-])|calendar\sdays?|days?|weeks?|wks?|months?|mos?|quarters?|years?|yrs?)"
    r"(?:\(s\))?(?![a-z])"
)
_UNITS = {
    "min": "minute", "h": "hour", "cal": "day", "day": "day", "week": "week", "wk": "week",
    "mo": "month", "quarter": "quarter", "year": "year", "yr": "year",
}  # fmt: skip

BEFORE: tuple[tuple[str, str], ...] = (
    (">=", r"≥|>=|=>|\bat\sleast|\ba?\s?minimum\s(?:of\s|trial\sof\s)?|\b(?:no|not)\s(?:to\s)?(?:be\s)?(?:less|fewer)\sthan"
           r"|\bnot\s(?:be\s)?below|\bnot\sbe\s(?:less|lower|fewer|under|younger)\sthan|\bgreater\sthan\sor\sequal\sto|\bequal\sto\sor\s(?:greater\sthan|above|over|higher\sthan)|\bequals?\sor\sexceeds?|\bmore\sthan\sor\sequal\sto"),
    ("<=", r"≤|<=|=<|\bup\sto(?:\sand\sincluding)?|\bat\smost|\bat\sor\sbelow|\ba?\s?maximum\s(?:of\s)?|\bmax\.?\s(?:of\s)?"
           r"|\b(?:no|not)\s(?:to\s)?(?:be\s)?(?:more|greater|longer|higher|older|later)\sthan|\b(?:does|do|may|must|shall|will|should|can)?\s?"
           r"not\s(?:to\s)?exceed(?:ing)?|\bless\sthan\sor\sequal\sto|\bequal\sto\sor\sless\sthan|\b(?:limited|restricted|capped)\s(?:to|at)"
           r"|\bnot\sabove"),
    (">", r">|\b(?:more|greater|longer|higher|older)\sthan|\bin\sexcess\sof|\bexceed(?:s|ing)?|\babove|\bover(?:\sthe\sage\sof)?"),
    ("<", r"<|\b(?:less|fewer|lower|shorter|younger)\sthan|\bbelow|\bunder(?:\sthe\sage\sof)?"),
)  # fmt: skip
AFTER: tuple[tuple[str, str], ...] = (
    (">=", r"\s?\+|[\s,]{0,2}(?:or|and)\s(?:more|older|greater|higher|longer|above|over|up)\b|\sor\sbeyond\b|\s?minimum\b|\sat\sleast\b"),
    ("<=", r"[\s,]{0,2}(?:or|and)\s(?:less|fewer|lower|younger|below|under|shorter)\b|\s?maximum\b|\sat\smost\b"),
)  # fmt: skip

_KEPT = 128  # texts; several families ask for the lengths of time of the same one
_ANY_BEFORE = "|".join(f"(?P<b{i}>{pattern})" for i, (_, pattern) in enumerate(BEFORE))
_COMPARED = re.compile(rf"(?:{_ANY_BEFORE})(?:\s(?:a\s)?(?:total\sof|of|the|is))?\s{{0,2}}$", re.IGNORECASE)
_NUMBER = re.compile(NUMBER, re.IGNORECASE)
DURATION = re.compile(
    rf"(?P<n>{NUMBER})(?:\s?[-–]\s?|\s{{1,2}}(?:full\s|consecutive\s|continuous\s|complete\s)?|(?=[a-z]))(?P<unit>{UNIT})",
    re.IGNORECASE,
)
_PAST_ONE = re.compile(
    r"(?:(?<=\bpast\s)|(?<=\blast\s)|(?<=\bprevious\s)|(?<=\bprior\s)|(?<=\bpreceding\s))(?:week|month|year)\b(?!\sof\b)",
    re.IGNORECASE,
)  # "within the past year"
_RANGE = re.compile(rf"(?P<low>{NUMBER})\s?(?:-|–|—|to|through)\s?$", re.IGNORECASE)
_EACH = re.compile(
    r"\W{0,3}(?:of\s\w+\s)?(?:each|apiece|per\s(?:agent|trial|drug|medication|antidepressant))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the comparison printed around it (`op` empty where there is none)."""

    value: float
    op: str
    start: int
    end: int
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; `low` is the lower end of a printed range, `is_each` for "each" and "apiece"."""

    value: float
    unit: str
    op: str
    start: int
    end: int
    low: float | None = None
    is_each: bool = False
    flags: tuple[str, ...] = ()

    def json(self, *, with_each: bool = False) -> dict[str, Json]:
        """The duration as a qualifier."""
        found: dict[str, Json] = {
            "value": self.value,
            "unit": self.unit,
            "approx_days": units.approx_days(self.value, self.unit),
        }
        return {**found, "per": "each"} if with_each and self.is_each else found


def number(text: str) -> tuple[float, tuple[str, ...]]:
    """The value of a number as printed; the digits win, a word that differs is flagged."""
    digits = re.search(DIGITS, text)
    word = re.search(rf"\b(?:{_WORD})\b", text, re.IGNORECASE)
    spoken = WORDS[word.group().lower()] if word else None
    if digits is None:
        return (spoken or 0), ()
    value = float(digits.group().replace(",", ""))
    value = int(value) if value == int(value) else value
    return value, ("number_conflict",) if spoken is not None and spoken != value else ()


def comparison(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The comparison around a number or quantity, and the place they fill together."""
    before = _COMPARED.search(text[max(0, start - 45) : start])
    after = next(
        ((op, m.end()) for op, p in AFTER if (m := re.match(p, text[end : end + 20], re.IGNORECASE))), None
    )
    if after and not (before and before.lastgroup in ("b0", "b1")):
        return after[0], start, end + after[1]
    if before is None or before.lastgroup is None:
        return "", start, end
    first = max(0, start - 45) + before.start()
    return BEFORE[int(before.lastgroup[1:])][0], first, end


def amounts(text: str) -> tuple[Amount, ...]:
    """All numbers of a text with their comparisons."""
    found = []
    for match in _NUMBER.finditer(text):
        value, flags = number(match.group())
        op, start, end = comparison(text, match.start(), match.end())
        found.append(Amount(value, op, start, end, flags))
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def durations(text: str) -> tuple[Duration, ...]:
    """All lengths of time in a text with their comparisons."""
    printed = [_duration(text, match) for match in DURATION.finditer(text)]
    bare = [
        Duration(1, unit_of(match[0]), *comparison(text, match.start(), match.end()))
        for match in _PAST_ONE.finditer(text)
    ]
    return tuple(sorted((*printed, *bare), key=lambda found: found.start))


def unit_of(word: str) -> str:
    """The unit of time that a printed word means."""
    low = word.lower()
    return next(unit for start, unit in _UNITS.items() if low.startswith(start))


def _duration(text: str, match: re.Match[str]) -> Duration:
    value, flags = number(match["n"])
    ranged = _RANGE.search(text[max(0, match.start() - 24) : match.start()])
    first = match.start() - (len(ranged.group()) if ranged else 0)
    op, start, end = comparison(text, first, match.end())
    each = _EACH.match(text[end : end + 24])
    low = number(ranged["low"])[0] if ranged else None
    return Duration(
        value, unit_of(match["unit"]), op, start, end + (each.end() if each else 0), low, bool(each), flags
    )
