"""Time around courses of treatment: how far apart they must be, how long the drug was already taken."""

import re
from dataclasses import dataclass

from extractors.model import Json
from extractors.wording import grammar

_COURSE = (
    r"(?:courses?|infusions?|cycles?|treatments?|injections?|doses?|administrations?|procedures?|sessions?)"
)
_LEAST = r"(?:at\sleast|a\sminimum\sof|minimum\sof|no\s(?:less|fewer|sooner|earlier)\sthan|not\s(?:less|sooner|earlier)\sthan|≥|>=?|more\sthan)"
_MOST_OFTEN = r"(?:no\smore\s(?:frequent(?:ly)?|often)\sthan|not\smore\s(?:frequent(?:ly)?|often)\sthan)"
_TIME = rf"(?P<time>{grammar.NUMBER}\s(?:full\s)?(?:days?|weeks?|months?|years?))"
APART = (
    re.compile(
        rf"(?:{_LEAST}\s)?{_TIME}(?:\sor\s(?:more|greater|longer))?\s(?:will\s|must\s|should\s|shall\s|have\s|has\s|of\s|is\s|are\s)?(?:have\s|be\s)?(?:elapsed?|passed?|separat\w+|required|apart|time)\b[^.;]{{0,30}}?\b(?:between|since|after|from)\b[^.;]{{0,50}}?\b{_COURSE}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_COURSE}\b[^.;]{{0,50}}?\b(?:no\s(?:sooner|earlier)\sthan|{_LEAST})\s{_TIME}\s(?:following|after|from|since|apart)\b(?:[^.;]{{0,50}}?\b{_COURSE}\b)?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:administ\w+|given|repeat\w*|{_COURSE})\b[^.;]{{0,60}}?\b{_MOST_OFTEN}\s(?:once\s)?(?:every\s|per\s)?{_TIME}", re.IGNORECASE),
    re.compile(rf"\b{_COURSE}\s(?:are|will\sbe|must\sbe|is|should\sbe)\s(?:separated|spaced)\sby\s{_LEAST}\s{_TIME}", re.IGNORECASE),
    re.compile(rf"\bminimum\s(?:interval|time)\sbetween\s{_COURSE}(?:\s(?:is|of)|:)\s?{_TIME}", re.IGNORECASE),
)  # fmt: skip
_TAKEN_FOR = re.compile(
    rf"\b(?:(?:has|have)\s(?:been\s)?(?:received|taken|used|stable|on|established|treated|maintained|receiving|taking)|stable\son|been\son)\b[^.;]{{0,90}}?\bfor\s(?:{_LEAST}|the\s(?:past|last))\s{_TIME}",
    re.IGNORECASE,
)
_BY_PLAN = re.compile(
    r"\bcurrently\s(?:receiving|taking|on)\s(?:the\s|this\s)?(?:\w+\s){1,2}(?:via|through|under|with|from|by)\s(?:an?\s|the\s|this\s)?(?:\w+\s){0,2}(?:health\splan|plan|benefit|insur\w+|coverage)\b[^.;,]{0,60}?(?=\s(?:and|or)\s|[.;,]|$)",
    re.IGNORECASE,
)
_RECENT = re.compile(
    rf"\b(?:has|have)\s(?:been\s)?(?:treated|received|taken|used|approved)\b[^.;]{{0,70}}?\b(?:within|in|during)\s(?:the\s)?(?:past|last|previous|prior|preceding)\s{_TIME}",
    re.IGNORECASE,
)
ALREADY = (_BY_PLAN, _TAKEN_FOR, _RECENT)
_LINK = re.compile(r"[\s,]{1,3}(?:and/or|and|or)\s", re.IGNORECASE)
_REQUESTED = re.compile(r"\b(?:requested|this)\s(?:agent|drug|product|medication|therapy)\b", re.IGNORECASE)
_ON_DRUG = re.compile(
    r"\b(?:requested|this)\s(?:agent|drug|product|medication)\b|\bthe\s(?:drug|agent|medication)\b|\bcurrently\sreceiving\b|\bstable\son\stherapy\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Course:
    """A rule about time in words, with the time as a qualifier under `key`."""

    words: str
    key: str | None
    time: Json
    start: int
    end: int


def apart(text: str) -> Course | None:
    """The least time between two courses."""
    match = next((m for pattern in APART if (m := pattern.search(text))), None)
    if match is None:
        return None
    said, time = _time(match)
    return Course(f"minimum interval between courses {said}", "min_interval", time, *match.span())


def already(text: str, drug: str) -> tuple[Course, ...]:
    """What the member is already on: by which plan, for how long, how recently."""
    found = []
    plan = _BY_PLAN.search(text)
    if plan:
        found.append(Course(plan.group().strip().lower(), None, None, *plan.span()))
    is_ours = _ON_DRUG.search(text) or (drug and drug.split("_")[0].lower() in text.lower())
    taken = _TAKEN_FOR.search(text)
    if taken and is_ours:
        link = _LINK.match(text, plan.end()) if plan else None
        said, time = _time(taken)
        begin = min(taken.start(), link.end()) if link else taken.start()
        found.append(Course(f"on the drug for at least {said}", "min_duration", time, begin, taken.end()))
    recent = _RECENT.search(text)
    if recent and not taken and _REQUESTED.search(text):
        found.append(
            Course(text.strip(" .;").lower(), "lookback", _time(recent)[1], recent.start(), len(text))
        )
    return tuple(found)


def _time(match: re.Match[str]) -> tuple[str, Json]:
    """The time in one spelling, and as a qualifier."""
    found = grammar.durations(match["time"])
    return (f"{found[0].value:g} {found[0].unit}", found[0].json()) if found else ("", None)
