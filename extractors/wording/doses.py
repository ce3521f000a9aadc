"""Doses in a text: amounts with their options, their frequency and their weeks.

What a dose rules (a limit, a schedule) is for the families to say.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.wording import dose_phases, grammar, pace, phrases
from extractors.wording.dose_phases import Part
from extractors.wording.pace import Frequency

_D = grammar.DIGITS
_MG = r"(?:milligrams?|mcg|micrograms?|mg|(?:g|grams?|(?:international\s)?units?)(?=\s?(?:/|per)\s?(?:kg|m2|m²)))(?:\s?/\s?(?:kg|m2|m²)|\sper\s(?:kilogram|kg|m2|m²))?"
DOSE = re.compile(
    rf"(?:(?<![\d.,–-])(?<!week\s)(?<!weeks\s)(?<!day\s)(?P<low>{_D})\s?(?:{_MG})?\s?(?P<link>-|–|—|/|,?\sor\s|\sto\s|\sdown\sto\s|\sup\sto\s|\sand\s)\s?(?:an?\s)?)?"
    rf"(?<![\d.,])(?P<high>{_D})\)?\s?-?(?P<unit>{_MG})(?![\w-])(?P<suffix>\s?(?:/|\bper\b|\beach\b|\ba\b|\bin\sany\b|\bevery\b)\s?(?:one\s)?"
    rf"(?P<per>dose|session|treatment|administration|infusion|visit|day|week|7\sdays))?",
    re.IGNORECASE,
)
_NOT_A_DOSE = re.compile(
    r"[\s-]{0,2}(?:(?:\w+\s)?(?:nasal\s(?:spray\s)?)?(?:devices?|kits?|units?|pa(?:c|ck)?ks?|packets?|packages?|tablets?|capsules?|vials?|each\b|strengths?)\b"
    r"|=|/\s?(?:ml|actuation|spray|0\.\d)|per\s(?:ml|device|spray|unit))",
    re.IGNORECASE,
)  # fmt: skip
_INSIDE_QUANTITY = re.compile(
    r"(?:\b(?:devices?|kits?|pac?ks?|packets?|units?|boxes|carton)\b(?:\sof)?\s?\(?\s?(?:=\s?)?(?:a\stotal\sof\s)?|\bunits?\s?=\s?)$",
    re.IGNORECASE,
)
_OTHER_TOPIC = re.compile(
    r"\b(?:trials?|tried|fail(?:ed|ure|s)?|inadequate|adequate|nonresponse|refractory|augment\w*|lithium|SSRI|SNRI|mmHg|"
    r"fluoxetine|sertraline|quantity|studies|study|supplied|available)\b|^\W*visit\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:not|never)\s(?:be\s)?(?:considered\s)?(?:medically\snecessary|covered|approved|authori[sz]ed|allowed|permitted|payable|reimbursed)"
    r"|\b(?:den(?:y|ied)|exceeds?\sthe\slimit|investigational|excluded)\b",
    re.IGNORECASE,
)
_FOR_WEEKS = re.compile(
    rf"\b(?:for|during|over|throughout|through|x)\s(?:all\s|the\s|up\sto\s|a\stotal\sof\s|first\s|initial\s|each\sof\s|an?\s(?:additional\s)?){{0,4}}"
    rf"(?P<n>{grammar.NUMBER})[\s-]{{1,2}}(?:weeks?|wks?)\b",
    re.IGNORECASE,
)
_LIMIT_HEADER = re.compile(
    r"\b(?:(?:not|n't)\s(?:to\s)?exceed|no\smore\sthan|up\sto|limited\sto|max(?:imum)?)\b[^.;:]{0,50}:\s?$|\bmax(?:imum)?\s(?:\w+\s){0,3}dos(?:e|age)\s(?:is|of|=)\s$|\bup\sto\s(?:one|two|three|four|\d)\s$",
    re.IGNORECASE,
)
_SUBSEQUENT = re.compile(r"\W{0,3}(?:and\s)?(?:subsequent|all\sother|later)\sdos", re.IGNORECASE)
_APPROVED = re.compile(r"\bapprove\s(?:up\sto\s)?(?:(?:one|a|each)\sdose\s(?:of\s)?)?$", re.IGNORECASE)
_COUNT = re.compile(rf"\bfor\s(?:up\sto\s)?(?P<n>{grammar.NUMBER})\sdoses\b", re.IGNORECASE)
_SPELLED = re.compile(
    r"\b(?:(?:one|two|hundred|fifty|sixty|eighty|twenty|four|six|eight|and)[\s-]{1,2}){1,6}\($", re.IGNORECASE
)
_UNITS = {"milligram": "mg", "milligrams": "mg", "microgram": "mcg", "micrograms": "mcg"}
_PER_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
WEEKLY_TOTAL = re.compile(
    r"\b(?:weekly\s(?:total|dose|dosage|maximum|max|limit|amount)|total\s(?:weekly|dose\sper\sweek)|cumulative\sweekly|per[-\s]week\stotal|"
    r"total\s(?:dose\s|amount\s)?(?:for|in|over|of|per)\s(?:the|any|each|a)?\s?week)\b",
    re.IGNORECASE,
)
"""Words for what is given in a week altogether."""

DAY_ONE = re.compile(
    r"\b(?:on\s)?(?:day\s(?:1|one)\b|first\sday\b)|\b(?:first|starting|initial)\sdose\b", re.IGNORECASE
)
"""Words for the first dose."""


@dataclass(frozen=True, slots=True)
class Dose:
    """An amount with its options, its pace and its weeks, in one clause of a line."""

    part: Part
    values: tuple[float, ...]
    link: str
    unit: str
    op: str
    per: str | None
    start: int
    end: int
    pace: tuple[Frequency, ...]
    weeks: tuple[int, int | None] | None
    doses: float | None = None


def find(text: str) -> tuple[Dose, ...]:
    """The doses of a text in order, one for each clause that has one."""
    found: list[Dose] = []
    for part in _parts(text):
        dose = _dose(part, found[-1] if found else None)
        if dose is not None:
            found.append(dose)
    return tuple(found)


def is_other_topic(text: str) -> bool:
    """Whether a text speaks of other drugs, of trials or of studies."""
    return _OTHER_TOPIC.search(text) is not None


def _parts(text: str) -> tuple[Part, ...]:
    """The clauses of a line; of two doses, each with its own pace, each is a clause."""
    return tuple(piece for part in dose_phases.parts(text) for piece in _pieces(part))


def _pieces(part: Part) -> tuple[Part, ...]:
    doses = [match.start() for match in DOSE.finditer(part.text) if _is_dose(part.text, match)]
    cuts = [b for a, b in pairwise(doses) if _is_whole(part.text[a:b])]
    if not cuts or not pace.frequencies(part.text[cuts[-1] :]):
        return (part,)
    edges = [0, *cuts, len(part.text)]
    pieces = [dose_phases.part(part.text[a:b], part.start + a) for a, b in pairwise(edges)]
    is_headed = pieces[0].phase == part.phase and not any(piece.weeks or piece.phase for piece in pieces[1:])
    return tuple(
        replace(piece, phase=part.phase, weeks=part.weeks) if is_headed else piece for piece in pieces
    )


def _is_whole(text: str) -> bool:
    """A dose with words of its own: a pace or a day."""
    return bool(pace.frequencies(text) or DAY_ONE.search(text))


def _dose(part: Part, before: Dose | None) -> Dose | None:
    text = part.text
    match = next((m for m in DOSE.finditer(text) if _is_dose(text, m)), None)
    if (match is None and before is None) or _OTHER_TOPIC.search(text) or phrases.is_of_studies(text):
        return None
    often = tuple(f for f in pace.frequencies(text) if not WEEKLY_TOTAL.match(text, f.start))
    if match is None:
        is_pace_alone = before is not None and (part.phase or part.weeks) and often
        return _continued(part, before, often) if is_pace_alone and before else None
    low, high = match["low"], grammar.number(match["high"])[0]
    values = tuple(sorted({grammar.number(low)[0], high})) if low else (high,)
    spelled = _SPELLED.search(text[: match.start("low") if low else match.start("high")])
    first = spelled.start() if spelled else match.start()
    last = match.start("suffix") if match["suffix"] else match.end()
    op, start, end = grammar.comparison(text, first, last)
    often = _together(often, end)
    unit = re.sub(r"\s?/\s?|\sper\s", "/", match["unit"].lower())
    if before and _SUBSEQUENT.match(text) and not (part.phase or part.weeks):
        part = replace(part, phase=before.part.phase, weeks=before.part.weeks)
        often = often or before.pace
    span = part.weeks or _counted_weeks(text, before)
    count = _COUNT.search(text, end) if _APPROVED.search(text[:start]) or "/" in unit else None
    return Dose(
        part=part,
        values=values,
        link=(match["link"] or "").strip().lower(),
        unit=_UNITS.get(unit, unit),
        op=_closed(op, text) or _headed(text, start) or _kept(before),
        per=(match["per"] or "").lower() or None,
        start=_first(part, start, often),
        end=max(_last(text, end, match, often), count.end() if count else 0),
        pace=often,
        weeks=span,
        doses=grammar.number(count["n"])[0] if count else None,
    )


def _is_dose(text: str, match: re.Match[str]) -> bool:
    if _INSIDE_QUANTITY.search(text[max(0, match.start() - 30) : match.start()]):
        return False
    return not _NOT_A_DOSE.match(text, match.end())


def _closed(op: str, text: str) -> str:
    """A refusal of more than an amount allows up to it."""
    return "<=" if op in (">", ">=") and _REFUSED.search(text) else op


def _headed(text: str, start: int) -> str:
    """The limit that the words before set: "not to exceed any of the following: 84 mg", "approve 84 mg"."""
    return "<=" if _LIMIT_HEADER.search(text[:start]) or _APPROVED.search(text[:start]) else ""


def _kept(before: Dose | None) -> str:
    """The limit of the dose before goes on: "not above 84 mg twice weekly, then 84 mg weekly"."""
    return before.op if before and before.op in ("<=", "<") else ""


def _together(often: tuple[Frequency, ...], end: int) -> tuple[Frequency, ...]:
    """The frequencies that belong to the dose: those after it, or else those before it."""
    later = tuple(f for f in often if f.start >= end - 1)
    mine = later or often
    return tuple(sorted(dict.fromkeys(mine), key=_days_between))


def _days_between(frequency: Frequency) -> float:
    count, _, unit = frequency.per.rpartition("_")
    return float(count or 1) * _PER_DAYS[unit] / max(frequency.times, 0.01)


def _counted_weeks(text: str, before: Dose | None) -> tuple[int, int | None] | None:
    """Weeks counted from the start, or from where the dose before them ended."""
    match = _FOR_WEEKS.search(text)
    if match is None and before and before.weeks and DAY_ONE.search(before.part.text) and not before.pace:
        return before.weeks  # the first dose is part of its weeks
    begin = before.weeks[1] + 1 if before and before.weeks and before.weeks[1] else 1
    if match is not None:
        return begin, begin - 1 + int(grammar.number(match["n"])[0])
    return (begin, None) if begin > 1 and pace.frequencies(text) else None


def _first(part: Part, start: int, often: tuple[Frequency, ...]) -> int:
    label = dose_phases.label_start(part.text)
    places = (start, *(f.start for f in often))
    return min(places) if label is None else min(label, *places)


def _last(text: str, end: int, match: re.Match[str], often: tuple[Frequency, ...]) -> int:
    span = _FOR_WEEKS.search(text)
    return max([end, match.end(), *(f.end for f in often), span.end() if span else 0])


def _continued(part: Part, before: Dose, often: tuple[Frequency, ...]) -> Dose:
    """A phase that names only its frequency keeps the dose of the phase before."""
    start, end = _first(part, len(part.text), often), max(f.end for f in often)
    return Dose(
        part, before.values, before.link, before.unit, before.op, before.per, start, end,
        tuple(sorted(often, key=_days_between)), part.weeks,
    )  # fmt: skip
