"""Values of criteria in one comparable form: days, amounts per 28 days, sorted sets, folded words.

Pure arithmetic and folding on plain values; trees and changes are elsewhere. A duration becomes
`{"days": 42.0}`: the printed unit is not part of the form.
"""

import re
from collections.abc import Mapping
from typing import cast

from extractors.changes.equivalences import (
    AMOUNT_DAYS,
    AMOUNT_TYPES,
    COUNTED_UNITS,
    DAYS,
    EQUAL_WORDS,
    MG_PER_UNIT,
    NEGATIONS,
    SYNONYMS,
    WEEKS_OF_PHASE,
)
from extractors.model import Axis, Json, Leaf

_WORDS = re.compile(r"[a-z0-9]{1,40}")


def number(value: Json) -> float | None:
    """The value as a number, None for anything else (truth values are not numbers)."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(float(value), 6)
    return None


def listed(value: Json) -> tuple[Json, ...]:
    """The members of a list; a single value is a list of one, a missing one of none."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def unit_name(unit: Json) -> str:
    """A unit in the singular."""
    text = str(unit or "").strip().lower()
    return text[:-1] if text.endswith("s") and text[:-1] in DAYS else text


def days_of(value: Json, unit: Json) -> float | None:
    """A length of time in days; twelve months are a year."""
    amount, name = number(value), unit_name(unit)
    if amount is None or name not in DAYS:
        return None
    if name == "month" and amount and amount % 12 == 0:
        return round(amount / 12 * DAYS["year"], 4)
    return round(amount * DAYS[name], 4)


def meant_unit(leaf: Leaf, unit: str | None) -> str | None:
    """The unit to compare by: of two printed in a row the shorter, for nobody approves 180 months."""
    printed = [unit_name(name) for name in listed(leaf.qualifiers.get("units_printed"))]
    known = [name for name in printed if name in DAYS]
    return min(known, key=lambda name: DAYS[name]) if known else unit


def period_days(per: Json) -> float | None:
    """The days of a period such as `{"value": 28, "unit": "day"}`, "week" or "2_week"."""
    if isinstance(per, Mapping):
        exact = days_of(per.get("value", 1), per.get("unit"))
        return exact if exact is not None else number(per.get("approx_days"))
    if not isinstance(per, str):
        return None
    count, _, name = per.rpartition("_")
    return days_of(int(count) if count.isdigit() else 1, name) if not count or count.isdigit() else None


def word(value: Json) -> Json:
    """A word of a vocabulary under its one name; anything else unchanged."""
    return SYNONYMS.get(value, value) if isinstance(value, str) else value


def text(value: str) -> str:
    """Free wording without case, punctuation, filler and synonyms for the member."""
    words = [EQUAL_WORDS.get(item, item) for item in _WORDS.findall(value.lower())]
    kept = [item for item in words if item]
    return " ".join(item for place, item in enumerate(kept) if place == 0 or item != kept[place - 1])


def marks(value: str) -> tuple[str, ...]:
    """The numbers and negations of a folded text: what a rewording must not touch."""
    return tuple(sorted(item for item in value.split() if item.isdigit() or item in NEGATIONS))


def amount(leaf: Leaf) -> tuple[Json, str | None]:
    """Value and unit of a criterion; milligrams and periods of limits are brought to 28 days."""
    value, unit = number(leaf.value), leaf.unit
    if value is None or leaf.type not in AMOUNT_TYPES:
        return (leaf.value if value is None else value), unit
    base, _, suffix = (unit or "").partition("_per_")
    base = base or "unit"
    factor = MG_PER_UNIT.get(base, 1.0) * (number(leaf.qualifiers.get("unit_mg")) or 1.0)
    times, days = _pace(leaf, suffix)
    base = "mg" if base in MG_PER_UNIT else base
    if days:
        return round(value * factor * times * AMOUNT_DAYS / days, 4), f"{base}_per_{AMOUNT_DAYS}_days"
    return round(value * factor, 4), base


def _pace(leaf: Leaf, suffix: str) -> tuple[float, float | None]:
    printed = leaf.qualifiers.get("frequency") or leaf.qualifiers.get("frequency_any")
    paces = [_pace_of(item) for item in listed(printed) if isinstance(item, Mapping)]
    known = [(times, days) for times, days in paces if days]
    if known:
        return max(known, key=lambda pace: pace[0] / pace[1])  # of several allowed, the most
    return 1.0, period_days(suffix) or period_days(leaf.qualifiers.get("per"))


def _pace_of(frequency: Mapping[str, Json]) -> tuple[float, float | None]:
    times = number(frequency.get("times", frequency.get("value"))) or 1.0
    return times, period_days(frequency.get("per"))


def counted(op: str, value: Json, unit: str | None) -> Json:
    """The closed bound of a whole number: more than 14 points is at least 15."""
    amount_ = number(value)
    if amount_ is None or unit_name(unit) not in COUNTED_UNITS or amount_ % 1:
        return value
    return amount_ + {">": 1, "<": -1}.get(op, 0)


def term(axis: Axis, value: Json, unit: str | None) -> Json:
    """The comparable form of one value on one axis; what is missing takes the axis' `absent`."""
    value = axis.absent if value is None else value
    if value is None:
        return None
    if axis.kind == "duration":
        return _duration(value, unit)
    if axis.kind == "set":
        return tuple(sorted({str(word(item)) for item in listed(value)}))
    if axis.kind == "flag":
        return bool(value)
    return _frequency(value) if axis.kind == "number" else word(value)


def _duration(value: Json, unit: str | None) -> Json:
    if isinstance(value, Mapping):
        days = period_days(value)
    else:
        days = days_of(value, unit) if unit else number(value)
    return {"days": days} if days is not None else plain(value)


def _frequency(value: Json) -> Json:
    """A number as it is; times per period as times in 28 days; of several allowed, the most."""
    if isinstance(value, Mapping):
        days = period_days(value.get("per"))
        times = number(value.get("times", value.get("value")))
        return round(times * AMOUNT_DAYS / days, 4) if times is not None and days else plain(value)
    if isinstance(value, list | tuple):
        paces = [_frequency(item) for item in value]
        known = [pace for pace in paces if isinstance(pace, float)]
        return max(known) if known and all(isinstance(item, Mapping) for item in value) else plain(value)
    exact = number(value)
    return value if exact is None else exact


def plain(value: Json) -> Json:
    """Any value with lists as tuples, numbers as floats and words under their one name."""
    if isinstance(value, Mapping):
        return {key: plain(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return tuple(plain(item) for item in value)
    exact = number(value)
    return word(value) if exact is None else exact


def dose_phase(qualifiers: Mapping[str, Json]) -> Json:
    """The phase of dosing, named or told by its weeks."""
    weeks = cast("tuple[int | None, ...]", listed(qualifiers.get("weeks")))
    return qualifiers.get("dose_phase") or WEEKS_OF_PHASE.get(weeks)
