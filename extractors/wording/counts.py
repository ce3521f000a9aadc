"""Severity told in counts that are no rating scale: events per hour, days per month, lesions, percent of skin.

A count has a measure (what is counted), a unit as printed, and a bound; a range has both.
"""

import re
from dataclasses import dataclass

from extractors.wording import grammar
from extractors.wording.cues import Cues

_NAMED = re.compile(
    r"\b(?P<one>AHI|RDI|apnea[-\s]hypopnea\sindex|respiratory\sdisturbance\sindex)\b(?:\s\((?:AHI|RDI)\))?(?:\s?\(?\s?(?:or|and/or|/)\s?(?:AHI|RDI|respiratory\sdisturbance\sindex)\)?)?",
    re.IGNORECASE,
)
_PER = r"\s?(?:per|/|an?|each|every)\s?(?P<per>hour|day|week|month|year|night|28\sdays|30\sdays)\b"
_WHAT = (
    r"(?P<what>(?:(?:monthly|average|mean|total|active|inflamed|draining|tender|swollen|moderate|severe|nodular|inflammatory|abscess|"
    r"headache|migraine|cluster|epileptic|focal|convulsive|drop|motor|acute|hot|obstructive|bleeding|spontaneous|documented)\s){0,3}"
    r"(?:events|apneas|headache\sdays|migraine\sdays|headaches|migraines|attacks|seizures|episodes|flares|exacerbations|relapses|flashes|bleeds|"
    r"crises|lesions|nodules|joints|plaques|ulcers|fistulas|polyps|infections|bowel\smovements|voids|awakenings))"
)
_COUNT = re.compile(
    rf"(?P<n>{grammar.NUMBER})(?:\sor\smore)?\s{_WHAT}(?:\s?{_PER}|\s(?:in|within|over|during)\s(?:the\s)?(?:past|last|previous|prior|preceding)\s(?P<window>[\w\s()-]{{3,20}}?(?:days|weeks|months|years?|month|week)))?",
    re.IGNORECASE,
)
_SKIN = re.compile(
    rf"(?P<n>{grammar.NUMBER})\s?(?:%|percent)(?:\sor\s(?:more|greater))?(?:\sof)?(?:\sthe)?(?:\stotal)?\s(?P<what>body\ssurface\sarea|BSA)\b|"
    rf"\b(?:BSA|body\ssurface\sarea(?:\s\(BSA\))?)\s[^.;%]{{0,40}}?(?P<m>{grammar.NUMBER})\s?%", re.IGNORECASE,
)  # fmt: skip
_HOURS = re.compile(
    rf"\b(?P<what>headaches?|attacks?|seizures?|episodes?|migraines?)\s(?:last(?:s|ing)?|of)\s(?:for\s)?(?P<lead>[^.;\d]{{0,30}}?)(?P<n>{grammar.NUMBER})\s(?P<unit>hours?|minutes?)(?:{_PER})?",
    re.IGNORECASE,
)
_TO = re.compile(rf"(?P<low>{grammar.NUMBER})\s?(?:-|–|—|to|and)\s{{0,2}}$", re.IGNORECASE)
_ALSO_LESS = re.compile(
    rf"(?:\sor\s(?:more|greater|higher))?[\s,]{{1,2}}(?:and|but|to)\s(?P<op>less\sthan(?:\sor\sequal\sto)?|fewer\sthan|under|below|no\smore\sthan|up\sto|not\smore\sthan|<=?|≤)\s?(?P<n>{grammar.NUMBER})",
    re.IGNORECASE,
)
_FIRST_OF_TWO = re.compile(
    rf"(?P<op>greater\sthan(?:\sor\sequal\sto)?|more\sthan|at\sleast|over|above|≥|>=?)\s?(?P<n>{grammar.NUMBER})(?:\s[\w/]+){{0,3}}?\s(?:and|but)\s(?:less|fewer|under|below|no\smore|up\sto|not\smore|<|≤)[^.;]{{0,24}}$",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"\b(?:reduc\w+|decreas\w+|improv\w+|fewer|trial|fail\w*|tried|(?:when|while|despite)\s(?:us|on|tak|receiv)\w*|corticosteroid|bursts?)\b",
    re.IGNORECASE,
)
CUES = (_COUNT, _SKIN, _HOURS)
"""Of these one matches in every text with a count."""
_POSSIBLE = Cues({"count": CUES})
_UPPER = {"less": "<", "fewer": "<", "under": "<", "below": "<", "<": "<"}


@dataclass(frozen=True, slots=True)
class Count:
    """A count with its bound; `top` is the upper bound of a range."""

    scale: str
    unit: str
    op: str
    value: float
    start: int
    end: int
    top: tuple[str, float] | None = None
    per: str | None = None
    window: str | None = None


def find(text: str) -> tuple[Count, ...]:
    """The counts of a line that say how ill the member is; none where the line tells of a treatment."""
    if not _POSSIBLE.may_say(text) or _TREATED.search(text):
        return ()
    found = [*_counted(text), *_of_skin(text), *_lasting(text)]
    return tuple(sorted(found, key=lambda count: count.start))


def _counted(text: str) -> list[Count]:
    found: list[Count] = []
    for match in _COUNT.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        what = re.sub(r"\s+", " ", match["what"].lower())
        per = match["per"].lower() if match["per"] else None
        index = _NAMED.search(text[: match.start()])
        is_index = index is not None and "event" in what
        if what.split()[-1] in ("events", "episodes", "infections") and not (per or match["window"]):
            continue
        scale = _index_name(index) if index and is_index else what
        unit = (
            f"{what} per {per}"
            if is_index and per
            else re.sub(r"(?<!s)s$", "", what.replace("crises", "crisis"))
        )
        found.append(_bounded(text, match, scale, unit, per))
    return found


def _index_name(match: re.Match[str]) -> str:
    known = {"apnea": "AHI", "respiratory": "RDI"}
    names = re.findall(r"\bAHI\b|\bRDI\b|\bapnea|\brespiratory", match.group(), re.IGNORECASE)
    codes = dict.fromkeys(known.get(name.lower(), name.upper()) for name in names)
    return " or ".join(codes)


def _bounded(text: str, match: re.Match[str], scale: str, unit: str, per: str | None) -> Count:
    """The count with the bound printed around it, or the two bounds of a range."""
    value = grammar.number(match["n"])[0]
    op, start, end = grammar.comparison(text, match.start("n"), match.end())
    if not op or start == match.start("n"):
        op = grammar.comparison(text, match.start("n"), match.end("n"))[0] or op
    before = text[max(0, match.start("n") - 80) : match.start("n")]
    low = _TO.search(before)
    window = match["window"]
    if low and grammar.number(low["low"])[0] < value:
        return Count(scale, unit, ">=", grammar.number(low["low"])[0], match.start() - 20 if match.start() > 20 else 0, end, ("<=", value), per, window)  # fmt: skip
    also = _ALSO_LESS.match(text, match.end())
    if also and op in (">", ">="):
        sign = _UPPER.get(also["op"].split()[0].lower(), "<=") if "equal" not in also["op"].lower() else "<="
        return Count(scale, unit, op, value, start, also.end() + len(unit) + 1, (sign, grammar.number(also["n"])[0]), per, window)  # fmt: skip
    first = _FIRST_OF_TWO.search(before)
    if first and op in ("<", "<="):
        lower = ">=" if re.search(r"equal|least|≥|=", first["op"]) else ">"
        return Count(scale, unit, lower, grammar.number(first["n"])[0], start, end, (op, value), per, window)
    return Count(scale, unit, op or ">=", value, start, end, None, per, window)


def _of_skin(text: str) -> list[Count]:
    found = []
    for match in _SKIN.finditer(text):
        number = "n" if match["n"] else "m"
        op, start, end = grammar.comparison(text, match.start(number), match.end(number))
        value = grammar.number(match[number])[0]
        found.append(
            Count("BSA", "percent", op or ">=", value, min(start, match.start()), max(end, match.end()))
        )
    return found


def _lasting(text: str) -> list[Count]:
    found = []
    for match in _HOURS.finditer(text):
        op, _, end = grammar.comparison(text, match.start("n"), match.end())
        scale = f"{match['what'].lower().removesuffix('s')} duration"
        unit = match["unit"].lower().removesuffix("s")
        per = match["per"].lower() if match["per"] else None
        value = grammar.number(match["n"])[0]
        found.append(Count(scale, unit, op or ">=", value, match.start(), max(end, match.end()), None, per))
    return found
