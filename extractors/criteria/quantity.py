"""How much of the drug is paid for in a period: devices, kits, packs, billing units, tablets."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.model import Axis, CriterionType, Json
from extractors.vocabulary import quantities
from extractors.wording import dose_phases, grammar, pace, phrases
from extractors.wording.dose_phases import Part
from extractors.wording.line import Found, Line, leaf
from extractors.wording.pace import Period

TYPES = (
    CriterionType(
        "quantity_limit", axes=(Axis("value", "number", "loosened"),), identity=("dose_phase", "lob")
    ),
)

_N = grammar.NUMBER
_NAMES = r"(?:(?:of|the|Spravato|esketamine|ketamine|total|separate|individual|single|complete|whole|additional)\s){0,3}"
_ANY_UNIT = "|".join(f"(?P<{code}>{words})" for code, words in quantities.UNIT_WORDS)
_AMOUNT = re.compile(
    rf"(?<![\d./-])(?P<n>{_N})(?!\s?[-–/]\s?\d)[\s-]{{1,2}}{_NAMES}(?:{_ANY_UNIT})(?!\w|/(?!\s?(?:\d|day|week|wk|mo)))",
    re.IGNORECASE,
)
_SESSIONS = re.compile(r"\b(?:infusions?|sessions?|treatments?|visits?|doses|courses?)\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s?\([^)]{0,60}\)")
_BARE = re.compile(
    rf"\b(?:quantity\slimits?|QL|quantity|qty|limit(?:ed\sto)?|max(?:imum)?\.?(?:\s(?:quantity|qty))?)\s?(?:\(QL\)\s?)?(?:is\s|of\s|[:=]\s?|-\s)?\(?"
    rf"(?P<n>{_N})(?!\s?mg)(?=\s?(?:/|per\b|every\b|each\b|in\b))",
    re.IGNORECASE,
)
_SOLID = re.compile(
    r"\b(?:quantity|quantities|QL|limit\w*|max(?:imum)?|(?:not|n't)\s(?:to\s)?exceed|up\sto|no\smore\sthan)\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"\b(?:quantity|quantities|QL|limit|supply|billed)\b", re.IGNORECASE)
_DOSING = re.compile(r"\bdos(?:e|es|ing|age)\b", re.IGNORECASE)
_STRICT = frozenset({"tablet", "capsule", "vial", "syringe", "bottle", "ml", "mg", "unit"})
_REFUSED = re.compile(
    r"\b(?:not|never)\s(?:to\s)?(?:be\s)?(?:considered\s)?(?:medically\snecessary|dispensed|billed|prescribed|covered|approved|authori[sz]ed|allowed|permitted|payable|reimbursed)|\bden(?:y|ied)\b",
    re.IGNORECASE,
)
_OTHER_TOPIC = re.compile(
    r"\b(?:cigarettes?|smok\w+|alcohol|trials?|tried|fail(?:ed|ure)?|inadequate|blood|red\scells?|transfus\w+|supplied\sas|supplied\sin)\b",
    re.IGNORECASE,
)
_PER_USE = re.compile(
    r"\s?(?:/|per|each|every|for\seach|at\seach)\s?(?:single\s)?"
    r"(?P<use>dose|session|treatment|visit|administration|date\sof\sservice)\b",
    re.IGNORECASE,
)
_DAILY = re.compile(
    rf"(?P<before>{grammar.DIGITS})\s(?:daily|day)\s(?:dose|dosage)\sunits?"
    rf"|(?:daily|day)\s(?:dose|dosage)\sunits?\s?(?:of|:|=)?\s?(?P<after>{grammar.DIGITS})",
    re.IGNORECASE,
)
_CODE = re.compile(r"\b(?P<code>[JSGCQ]\d{4})\b")
_EQUALS = re.compile(
    r"\s?(?:=|equals?\b|is\sequal\b|represents?\b|corresponds?\b|(?:per|/|in\s(?:each|an?|one))\s?(?:\d\d\s?mg\s)?(?:kit|pack|carton|box)\b)",
    re.IGNORECASE,
)
_UNIT_MG = re.compile(
    rf"\bunits?\s(?:=|equals?|is|represents?)\s(?P<mg>{grammar.DIGITS})\s?mg\b|\bper\s(?P<each>{grammar.DIGITS})\s?mg\b",
    re.IGNORECASE,
)
_MEASURED = frozenset({"device_28mg", "kit_56mg", "kit_84mg", "hcpcs_unit"})
_FOUR_WEEKS = (26, 31)


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number of units with the period after it."""

    value: float
    unit: str
    op: str
    start: int
    end: int
    period: Period | None
    flags: tuple[str, ...]
    use: str | None = None


CUES = (_DAILY, _AMOUNT, _BARE)


def find(line: Line) -> tuple[Found, ...]:
    """Limits of quantity, one for each that a line sets; a limit told in two units is one."""
    daily = _DAILY.search(line.text)
    found = [item for part in dose_phases.parts(line.text) for item in _part(line, part, daily)]
    if found or daily is None:
        return tuple(found)
    value = grammar.number(daily["before"] or daily["after"])[0]
    node = leaf(line, "quantity_limit", "<=", value, "unit", 0.75, per=Period(1, "day", 0, 0).json())
    return (Found(node, daily.start(), daily.end(), 1),)


def _part(line: Line, part: Part, daily: re.Match[str] | None) -> tuple[Found, ...]:
    if _OTHER_TOPIC.search(part.text) or phrases.is_of_history(part.text):
        return ()
    amounts = [
        a for match in _AMOUNT.finditer(part.text) if (a := _amount(line.text, part, match)) is not None
    ]
    amounts = amounts if any(not _is_bracketed(part.text, a) for a in amounts) else []
    bare = None if amounts or _SESSIONS.search(part.text) else _BARE.search(part.text)
    if bare is not None:
        amounts = [a for a in (_plain(part.text, bare),) if a is not None]
    shared = next((a.period for a in reversed(amounts) if a.period), None)
    return tuple(_found(line, part, same, daily, shared) for same in _told_twice(amounts))


def _amount(text: str, part: Part, match: re.Match[str]) -> _Amount | None:
    if _EQUALS.match(part.text, match.end()) or _inside_daily(text, part.start + match.start()):
        return None
    unit = _unit(text, part, match)
    value, flags = grammar.number(match["n"])
    bracket = _BRACKET.match(part.text, match.end())
    op, start, end = grammar.comparison(part.text, match.start("n"), match.end())
    end = bracket.end() if bracket and end == match.end() else end + part.text.startswith(")", end)
    if op in (">", ">=") and _REFUSED.search(text):
        op = "<="
    use = _PER_USE.match(part.text, end)
    period = pace.period(part.text, end)
    if not op and phrases.is_only_told(part.text[: match.start()]):
        return None
    is_limit = bool(op or period or part.phase or part.weeks or _SOLID.search(part.text))
    if (
        op in (">", ">=")
        or not is_limit
        or not value
        or (unit in _STRICT and not _is_plain_limit(part.text, unit, period))
    ):
        return None
    last = period.end if period else use.end() if use else end
    return _Amount(value, unit, op or "<=", start, last, period, flags, _use(use) if use else None)


def _use(match: re.Match[str]) -> str:
    return re.sub(r"\s", "_", match["use"].lower())


def _is_plain_limit(text: str, unit: str, period: Period | None) -> bool:
    if unit == "mg" and (_DOSING.search(text) or not _QUANTITY.search(text)):
        return False
    return period is not None and bool(_SOLID.search(text))


def _is_bracketed(text: str, amount: _Amount) -> bool:
    """An amount in brackets explains another one and is no limit of its own."""
    is_inside = text[: amount.start].rstrip().endswith(("(", "="))
    return is_inside and (amount.period is None or ")" in text[amount.start : amount.period.start])


def _unit(text: str, part: Part, match: re.Match[str]) -> str:
    unit = next(code for code, _ in quantities.UNIT_WORDS if match[code])
    strengths = _strengths(part.text) or _strengths(text)
    if unit == "kit" and len(strengths) == 1:
        return f"kit_{next(iter(strengths))}mg"
    return "hcpcs_unit" if unit == "unit" and _is_billed(text) else unit


@lru_cache(maxsize=16)
def _strengths(text: str) -> frozenset[str]:
    return frozenset(strength for strength in ("56", "84") if re.search(rf"\b{strength}\s?mg\b", text))


def _inside_daily(text: str, place: int) -> bool:
    return any(start <= place < end for start, end in _daily_places(text))


@lru_cache(maxsize=16)
def _daily_places(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _DAILY.finditer(text))


@lru_cache(maxsize=16)
def _is_billed(text: str) -> bool:
    return bool(_CODE.search(text) or re.search(r"\b(?:HCPCS|billing|billed)\b", text, re.IGNORECASE))


def _plain(text: str, match: re.Match[str]) -> _Amount | None:
    """A limit without a unit: "QL 6/28 days"."""
    period = pace.period(text, match.end())
    value, flags = grammar.number(match["n"])
    if period is None or not value:
        return None
    return _Amount(value, "unit", "<=", match.start(), period.end, period, flags)


def _told_twice(amounts: list[_Amount]) -> list[list[_Amount]]:
    """Amounts of one clause in groups; a group says one limit in several units."""
    groups: list[list[_Amount]] = []
    for amount in amounts:
        units = {other.unit for other in groups[-1]} if groups else set()
        is_other_kit = bool(units) and {amount.unit, *units} <= set(quantities.DEVICES)
        if (
            groups
            and not is_other_kit
            and (amount.unit not in units or any(a.use for a in (*groups[-1], amount)))
        ):
            groups[-1].append(amount)
        else:
            groups.append([amount])
    return groups


def _leading(amounts: list[_Amount]) -> _Amount:
    """The amount that says most: of a known strength, for a period, printed first."""
    return min(
        amounts,
        key=lambda a: (
            a.use is not None,
            a.unit not in quantities.MG and a.unit != "hcpcs_unit",
            a.unit == "mg",
            a.start,
        ),
    )


def _found(
    line: Line, part: Part, amounts: list[_Amount], daily: re.Match[str] | None, shared: Period | None
) -> Found:
    chief = _leading(amounts)
    period = chief.period or next((a.period for a in amounts if a.period), None)
    period = period or (None if chief.use else shared or pace.period_before(part.text))
    start, end = min(a.start for a in amounts), max(a.end for a in amounts)
    label = dose_phases.label_start(part.text)
    start, end = part.start + (start if label is None else min(start, label)), part.start + end
    if daily is not None and not re.search(
        r"\.\s|;", line.text[min(daily.end(), end) : max(daily.start(), start)]
    ):
        start, end = min(start, daily.start()), max(end, daily.end())
    per: Json = period.json() if period else chief.use
    node = leaf(
        line, "quantity_limit", chief.op, chief.value, chief.unit, 0.93 if period else 0.75, chief.flags,
        per=per,
        daily_dose_units=grammar.number(daily["before"] or daily["after"])[0] if daily else None,
        weeks=list(part.weeks) if part.weeks else None,
        dose_phase=part.phase or _phase(line, part, chief, period),
        devices=_whole(chief.value * quantities.DEVICES[chief.unit]) if chief.unit in quantities.DEVICES else None,
        **_strength(line, chief),
    )  # fmt: skip
    return Found(node, start, end, 1)


def _strength(line: Line, amount: _Amount) -> dict[str, Json]:
    """What the amount is in milligrams, and the billing code that it counts."""
    if amount.unit != "hcpcs_unit":
        return {
            "mg_max": _whole(amount.value * quantities.MG[amount.unit])
            if amount.unit in quantities.MG
            else None
        }
    match, printed = _CODE.search(line.text), _UNIT_MG.search(line.text)
    code = match["code"] if match else None
    unit_mg = (
        grammar.number(printed["mg"] or printed["each"])[0]
        if printed
        else 1
        if code in quantities.ONE_MG_CODES
        else None
    )
    return {"code": code, "unit_mg": unit_mg, "mg_max": _whole(amount.value * unit_mg) if unit_mg else None}


def _whole(value: float) -> float:
    return int(value) if value == int(value) else round(value, 2)


def _phase(line: Line, part: Part, amount: _Amount, period: Period | None) -> str | None:
    """Four weeks of devices for resistant depression: the first are the induction, later ones maintenance."""
    is_month = period is not None and _FOUR_WEEKS[0] <= period.days <= _FOUR_WEEKS[1]
    has_phases = "trd" in line.indications and "mdd_si" not in line.indications
    if (
        part.weeks
        or dose_phases.is_afterwards(part.text)
        or not is_month
        or not has_phases
        or amount.unit not in _MEASURED
    ):
        return None
    return {"initial": "induction", "continuation": "maintenance"}.get(line.phase)
