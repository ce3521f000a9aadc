"""When an extracted leaf states the rule of a gold leaf: type, op, value, bound and unit. Pure.

A number is right when it is the number; a unit when it is the unit, or one that holds a whole number of
it (a year is 12 months, but a month is not 30 days). A value in words may be put otherwise; a list has to
name the same things, none less and none more.
"""

from collections.abc import Iterable
from typing import Any, TypeGuard

from flows.evaluate.alike import same_words

Item = dict[str, Any]

_SAME_UNITS = (
    {"agent", "trial", "therapy", "drug", "course", "treatment", "medication"},
    {"device", "device_28mg"},
    {"pack", "packet", "package"},
)
_EXACT = {
    ("year", "month"): 12,
    ("year", "day"): 365,
    ("week", "day"): 7,
    ("hour", "minute"): 60,
    ("day", "hour"): 24,
}
_OPS = {"present": "required", "not_in": "absent", "negative": "absent", "not_required": "absent"}
_NARRATIVE = ("condition", "kind", "kinds", "subject", "outcome")  # qualifiers that say the value in words


def same_leaf(gold: Item, leaf: Item) -> bool:
    """Whether type, op, value and unit agree."""
    if gold["type"] != leaf["type"] or not _same_op(gold, leaf):
        return False
    if not _same_bound(gold, leaf):
        return False
    values = (gold.get("value"), *gold.get("accept_values", ()))
    units = (gold.get("unit"), *gold.get("accept_units", ()))
    return any(_same_value(value, unit, leaf) for value in values for unit in units)


def _same_op(gold: Item, leaf: Item) -> bool:
    is_all_of = leaf["op"] == "between" and gold.get("max") is not None
    got = ">=" if is_all_of else _op(leaf["op"], leaf.get("value"))
    return got in {_op(op, gold.get("value")) for op in (gold.get("op"), *gold.get("accept_ops", ()))}


def _op(op: str | None, value: Any) -> str | None:
    """One name for ops that say the same of such a value: a flag is required, a list is to be in."""
    if op == "==" and isinstance(value, bool):
        return "required"
    if op == "==" and isinstance(value, list | tuple | str):
        return "in"
    return _OPS.get(op or "", op)


def _same_bound(gold: Item, leaf: Item) -> bool:
    """Whether the upper bounds of two ranges are one; a range is no half-open rule."""
    if not _is_number(gold.get("value")):
        return True
    return _upper(gold) == _upper(leaf)


def _upper(item: Item) -> float | None:
    value, bound = item.get("value"), item.get("max")
    if isinstance(value, list | tuple) and len(value) == 2 and item.get("op") == "between":
        return float(value[1])
    bound = bound.get("value") if isinstance(bound, dict) else bound
    return float(bound) if _is_number(bound) else None


def _same_value(value: Any, unit: str | None, leaf: Item) -> bool:
    got = leaf.get("value")
    if value is None:
        return got is None
    if isinstance(value, bool):
        return got is value or (got is None and value)
    if _is_number(value):
        lower = got[0] if isinstance(got, list | tuple) and leaf["op"] == "between" else got
        return _is_number(lower) and _same_amount(float(value), unit, float(lower), leaf.get("unit"))
    if isinstance(value, list | tuple):
        return _same_list([str(item) for item in value], _said(leaf))
    return any(same_words(str(value), have) for have in (*_said(leaf), str(leaf.get("quote") or "")))


def _same_amount(value: float, unit: str | None, got: float, got_unit: str | None) -> bool:
    if unit is None:  # the gold names none: nothing to compare
        return value == got
    ours, theirs = _unit(unit), _unit(got_unit)
    if ours == theirs:
        return value == got
    factor, back = _EXACT.get((ours, theirs)), _EXACT.get((theirs, ours))
    return (factor is not None and value * factor == got) or (back is not None and got * back == value)


def _unit(unit: str | None) -> str:
    name = (unit or "").lower().removesuffix("s")
    return next((sorted(same)[0] for same in _SAME_UNITS if name in same), name)


def _same_list(wanted: list[str], have: list[str]) -> bool:
    is_whole = all(any(same_words(want, item) for item in have) for want in wanted)
    return is_whole and all(any(same_words(want, item) for want in wanted) for item in have)


def _said(leaf: Item) -> list[str]:
    """What the leaf says in words: its value, else the qualifier that stands for one."""
    said = list(_texts(leaf.get("value")))
    return said or [text for name in _NARRATIVE for text in _texts(leaf.get(name))]


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return [] if value is None or isinstance(value, bool) else [str(value)]


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
