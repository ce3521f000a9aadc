"""How much of the drug and how often: limits, schedules, and the least frequent dosing that holds."""

import re

from extractors.model import Axis, CriterionType, Json, Leaf
from extractors.wording import dose_phases, doses, grammar
from extractors.wording.doses import DAY_ONE, WEEKLY_TOTAL, Dose
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType(
        "dose_limit",
        axes=(Axis("value", "number", "loosened"),),
        identity=("dose_phase",),
    ),
    CriterionType(
        "dose_schedule",
        axes=(
            Axis("value", "set", "loosened"),
            Axis("frequency", "number", "loosened"),
        ),
        identity=("dose_phase",),
    ),
    CriterionType("dose_frequency_minimized"),
)

_DOSING = re.compile(
    r"\bdos(?:e|es|ed|ing|age|ages)\b|\badminister\w*|\bgiven\b|\bregimen\b|\binfus\w+|\bstart(?:s|ed|ing)?\b|\bday\s(?:1|one)\b",
    re.IGNORECASE,
)
_BY_LABEL = re.compile(
    r"\b(?:dos(?:e|es|ed|ing|age)|requested\squantity)\b[^.;]{0,70}\b(?:within|consistent\swith|in\saccordance\swith|according\sto|aligned?s?\swith|"
    r"as\s(?:specified|listed|stated|outlined)\s(?:in|by)|(?:not|n't)\s(?:to\s)?exceed(?:ing|s)?|per|supported\sby|follows?|at\sor\sbelow)\b"
    r"[^.;]{0,40}\b(?:FDA|label(?:ed|ing)?|prescribing\sinformation|package\sinsert)\b"
    r"(?:[-\s](?:approved|label(?:ed|ing)?|recommended|maximum|dos\w+|limits?|information|prescribing)){0,5}",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"\b(?:least|lowest|minimum|minimal|longest|fewest)\s(?:possible\s|effective\s|dosing\s|dose\s|treatment\s){0,2}(?:frequen(?:t|cy)|intervals?|often)\b(?!\sbetween)"
    r"(?:\s(?:dos\w+|administration|schedule|regimen|interval|treatment))?|"
    r"\b(?:frequency|dosing\sinterval)\b[^.;]{0,50}\b(?:minimi[sz]ed|least|lowest|longest|tapered|reduced|individuali[sz]ed\sto|spaced)\b|"
    r"\b(?:minimi[sz]e[sd]?|reduce[sd]?|taper(?:s|ed)?|lower(?:s|ed)?)\s(?:the\s)?(?:dosing\s|dose\s|treatment\s)?frequency\b|"
    r"\bdos(?:ed|ing)\s(?:is\s)?(?:as\sinfrequently|as\sseldom|no\smore\soften\sthan)\b",
    re.IGNORECASE,
)  # fmt: skip
_TO_HOLD = re.compile(
    r"[^.;,]{0,60}?\b(?:that|which|to)\s(?:\w+\s)?(?:maintain|sustain|keep|hold|preserve)s?\b[^.;,]{0,60}",
    re.IGNORECASE,
)  # what the least frequent dosing is to keep is no further demand
_OTHER_FREQUENCY = re.compile(
    r"\b(?:psychotherapy|monitor\w*|assess\w*|visits?|blood\spressure|infections?)\b", re.IGNORECASE
)
_APPROVE = re.compile(r"\bapprove\b(?!\sfor\s\d)|\bmaximum\sdos(?:e|ing)\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\bfor\s(?:up\sto\s|a\stotal\sof\s)?(?P<n>{grammar.NUMBER})\sdoses\b|\b(?P<m>{grammar.NUMBER})\s(?:doses\sof\s)?{grammar.DIGITS}\s?m[c]?g\b[^.;]{{0,40}}\bdoses?\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:separated\sby|given|administered|spaced)\s(?:an?\s)?(?:interval\sof\s)?(?:at\sleast|a\sminimum\sof|no\sless\sthan)\s(?=[\w()\s]{1,16}(?:day|week|month))",
    re.IGNORECASE,
)
_FOR_AGES = re.compile(
    r"\s{0,3}(?P<who>(?:[≥≤<>=]{1,2}\s?|(?:patients?\s)?(?:aged?\s)?)\d{1,2}\syears\s(?:of\sage)?(?:\sor\s\w+)?)\s?:\s"
    r"|\W{0,3}if\s(?:the\s)?request\sis\sfor\s(?:an?\s)?(?P<what>dose\sincrease)",
    re.IGNORECASE,
)
_REDUCED = re.compile(r"\b(?:reduc\w+|decreas\w+|lower\w*|titrat\w+|adjust\w+)\b", re.IGNORECASE)
_INTERVAL = re.compile(r"(\d+)_(\w+)")
CUES = (doses.DOSE, _BY_LABEL, _LEAST)


def find(line: Line) -> tuple[Found, ...]:
    """Doses and their frequency in a line."""
    read = ((dose, _leaf(line, dose)) for dose in doses.find(line.text))
    found = (
        Found(node, dose.part.start + dose.start, dose.part.start + dose.end, 1)
        for dose, node in read
        if node is not None
    )
    return (*_by_label(line), *_least(line), *found)


def _by_label(line: Line) -> tuple[Found, ...]:
    match = _BY_LABEL.search(line.text)
    if match is None or doses.is_other_topic(re.sub(r"quantity", "", line.text, flags=re.IGNORECASE)):
        return ()
    node = leaf(line, "dose_limit", "<=", None, None, 0.75, basis="fda_label")
    return (Found(node, match.start(), match.end()),)


def _least(line: Line) -> tuple[Found, ...]:
    match = _LEAST.search(line.text)
    if match is None or _OTHER_FREQUENCY.search(line.text):
        return ()
    held = _TO_HOLD.match(line.text, match.end())
    node = leaf(line, "dose_frequency_minimized", "required", True, None, 0.9)
    return (Found(node, match.start(), held.end() if held else match.end(), 2 if held else 1),)


def _leaf(line: Line, dose: Dose) -> Leaf | None:
    text = dose.part.text
    is_total = bool(WEEKLY_TOTAL.search(text if dose.pace else line.text)) or dose.per in ("week", "7 days")
    if is_total and dose.unit in ("mg", "mcg") and dose.op in ("", "<", "<="):
        return _weekly(line, dose)
    if dose.op in ("<=", "<") or (not dose.op and _is_granted(line)):
        return _limit(line, dose)
    if dose.op or (_REDUCED.search(text) and not dose.pace):
        return None
    if (
        dose.part.phase
        or dose.weeks
        or DAY_ONE.search(line.text)
        or (len(dose.values) == 1 and _is_schedule(text, dose))
    ):
        return _schedule(line, dose) if dose.pace or _DOSING.search(text) else None
    return _limit(line, dose) if len(dose.values) > 1 and dose.pace else None


def _is_granted(line: Line) -> bool:
    """Whether a dose of a drug of any field stands below words that approve up to it."""
    is_approved = _APPROVE.search(line.heading[-160:]) or _APPROVE.search(line.text)
    return "ketamine" not in line.drug and is_approved is not None


def _is_schedule(text: str, dose: Dose) -> bool:
    is_product = dose.values[0] in (28, 56, 84) and dose.unit == "mg" and bool(dose.pace)
    return is_product or (bool(_DOSING.search(text)) and (bool(dose.pace) or "/" in dose.unit))


def _weekly(line: Line, dose: Dose) -> Leaf:
    value = max(dose.values)
    weekly = value if dose.unit == "mg" else None
    return leaf(
        line, "dose_limit", dose.op or "<=", value, f"{dose.unit}_per_week", 0.93, weekly_max_mg=weekly, **_when(line, dose)
    )  # fmt: skip


def _limit(line: Line, dose: Dose) -> Leaf:
    value = max(dose.values)
    is_range = len(dose.values) > 1 and dose.link not in ("or", ", or", "/", "and")
    return leaf(
        line, "dose_limit", dose.op or "<=", value, dose.unit, 0.93 if dose.op else 0.8,
        per=dose.per or _per(dose),
        min_value=min(dose.values) if is_range else None,
        allowed_values=list(dose.values) if len(dose.values) > 1 and not is_range else None,
        weekly_max_mg=_per_week(dose, value),
        day=_day(dose),
        applies_when=_for_whom(line.text), doses=dose.doses or _doses(dose.part.text), min_interval=_apart(dose.part.text),
        **_often(dose), **_when(line, dose),
    )  # fmt: skip


def _per(dose: Dose) -> Json:
    """What a dose with a frequency is the most of: one administration, or the interval of a single one."""
    if not dose.pace:
        return None
    interval = (
        _INTERVAL.fullmatch(dose.pace[0].per) if len(dose.pace) == 1 and dose.pace[0].times == 1 else None
    )
    return {"value": int(interval[1]), "unit": interval[2]} if interval else "dose"


def _for_whom(text: str) -> str | None:
    """The ages that a dose is for, or the request it is asked with."""
    match = _FOR_AGES.match(text)
    return re.sub(r"\s+", " ", match["who"] or match["what"]).lower() if match else None


def _doses(text: str) -> float | None:
    """How many doses a limit counts: "two 1,000 mg doses", "1,000 mg for 6 doses"."""
    match = _COUNTED.search(text)
    return grammar.number(match["n"] or match["m"])[0] if match else None


def _apart(text: str) -> Json:
    """The least time between two doses."""
    match = _APART.search(text)
    if match is None:
        return None
    return next((d.json() for d in grammar.durations(text) if d.end >= match.end() - 2), None)


def _schedule(line: Line, dose: Dose) -> Leaf:
    unit = "mg_options" if dose.unit == "mg" else dose.unit
    kept = {**_when(line, dose), **_often(dose), "day": _day(dose), "doses": dose.doses}
    return leaf(line, "dose_schedule", "==", list(dose.values), unit, 0.9, **kept)


def _day(dose: Dose) -> int | None:
    return 1 if DAY_ONE.search(dose.part.text) and not dose.pace else None


def _per_week(dose: Dose, value: float) -> float | None:
    """Milligrams in a week, where one weekly frequency is printed."""
    if len(dose.pace) == 1 and dose.pace[0].per == "week" and dose.unit == "mg":
        return value * dose.pace[0].times
    return None


def _often(dose: Dose) -> dict[str, Json]:
    paces: list[Json] = [frequency.json() for frequency in dose.pace]
    if not paces:
        return {}
    return {"frequency": paces[0]} if len(paces) == 1 else {"frequency_any": paces}


def _when(line: Line, dose: Dose) -> dict[str, Json]:
    told = dose.part.phase or (
        dose_phases.phase_of_weeks(dose.weeks) if line.indications != ("mdd_si",) else None
    )
    return {"dose_phase": told, "weeks": list(dose.weeks) if dose.weeks else None}
