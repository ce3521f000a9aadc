"""Which way a change goes: what a criterion type says of each axis, what logic says of the rest.

`tightened` = harder to be paid for, `loosened` = easier, `mixed` = both at once, `unknown` = it
differs and nobody can say. Tables say what a rise means (CriterionType.axes, domain words); here
they are applied. Three things hold for every type: a higher upper bound is looser, a longer list
of what is forbidden is tighter, a number in place of a narrative is tighter.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import inf
from typing import Final

from extractors.changes import values
from extractors.changes.align import likeness
from extractors.changes.canonical import Item
from extractors.changes.equivalences import (
    EMPTY_WHEN_ABSENT,
    POSITIVE_RANK,
    ROUNDING,
    SAME_TEXT,
    STANCE_RANK,
)
from extractors.changes.rules import Rule, axes_of
from extractors.model import Axis, Direction, Json

OPPOSITE: Final[Mapping[Direction, Direction]] = {
    "tightened": "loosened",
    "loosened": "tightened",
    "scope_added": "scope_removed",
    "scope_removed": "scope_added",
}
_MOST_VARIABLES: Final = 10  # a truth table of 1024 rows


@dataclass(frozen=True, slots=True)
class Part:
    """One way in which two rules differ."""

    key: str
    direction: Direction
    before: Json = None
    after: Json = None


def opposite(direction: Direction) -> Direction:
    """The direction of the change undone."""
    return OPPOSITE.get(direction, direction)


def combined(directions: Iterable[Direction]) -> Direction:
    """One direction for several: the same if all agree, else mixed."""
    found = set(directions)
    return found.pop() if len(found) == 1 else "mixed"


# --- one rule against another -----------------------------------------------------------------


def parts(before: Rule, after: Rule) -> tuple[Part, ...]:
    """The differences of two aligned rules; empty when they are the same up to rounding."""
    if before.form == after.form:
        return ()
    if before.kind.name == "other":
        return _rewording(before, after)
    if before.kind.name != after.kind.name:  # a floor of a scale against a range of it
        return (Part("value", _range(_reach(before), _reach(after)) or "mixed"),)
    shape = tuple(_shape(before, after))
    axes = axes_of(before.kind)
    keys = sorted({*before.terms, *after.terms} - {part.key for part in shape})
    found = (_part(key, axes.get(key), before, after) for key in keys)
    return (*shape, *(part for part in found if part is not None))


def _shape(before: Rule, after: Rule) -> Iterator[Part]:
    ours, theirs = before.terms.get("value"), after.terms.get("value")
    if (ours is None) != (theirs is None) and before.op != after.op:
        yield Part("value", "loosened" if theirs is None else "tightened", ours, theirs)
    elif before.op != after.op:
        yield Part("op", "mixed", before.op, after.op)
    elif before.unit != after.unit:
        yield Part("unit", "mixed", before.unit, after.unit)
    elif before.identity != after.identity:
        yield Part("measure", "mixed", before.identity, after.identity)


def _rewording(before: Rule, after: Rule) -> tuple[Part, ...]:
    ours, theirs = str(before.terms["value"]), str(after.terms["value"])
    is_same = values.marks(ours) == values.marks(theirs) and likeness(before, after) >= SAME_TEXT
    parts_ = [_part(key, axis, before, after) for key, axis in axes_of(before.kind).items() if key != "value"]
    wording = () if is_same else (Part("value", "unknown", ours, theirs),)
    return (*wording, *(part for part in parts_ if part is not None))


def _part(key: str, axis: Axis | None, before: Rule, after: Rule) -> Part | None:
    ours, theirs = before.terms.get(key), after.terms.get(key)
    if ours == theirs or _is_rounding(key, ours, theirs, before, after):
        return None
    direction = _range(ours, theirs) if key == "value" else None
    if direction is None:
        direction = "unknown" if axis is None else _moved(axis, before.op, ours, theirs)
    return Part(key, direction, ours, theirs)


def _is_rounding(key: str, ours: Json, theirs: Json, before: Rule, after: Rule) -> bool:
    """Whether two durations differ only because one is told in weeks and the other in months."""
    if not (isinstance(ours, Mapping) and isinstance(theirs, Mapping)):
        return False
    first, second = values.number(ours.get("days")), values.number(theirs.get("days"))
    if first is None or second is None or _printed(before, key) == _printed(after, key):
        return False
    return abs(first - second) <= ROUNDING * max(first, second)


def _printed(rule: Rule, key: str) -> str:
    value = rule.leaf.value if key == "value" else rule.leaf.qualifiers.get(key)
    return values.unit_name(value.get("unit") if isinstance(value, Mapping) else rule.leaf.unit)


def _range(ours: Json, theirs: Json) -> Direction | None:
    """The direction of a range: a narrower one is tighter."""
    first, second = _bounds(ours), _bounds(theirs)
    if first is None or second is None:
        return None
    if first[0] <= second[0] and second[1] <= first[1]:
        return "tightened"
    return "loosened" if second[0] <= first[0] and first[1] <= second[1] else "mixed"


def _reach(rule: Rule) -> Json:
    value = rule.terms.get("value")
    return value if isinstance(value, tuple) else (value, inf)


def _bounds(value: Json) -> tuple[float, float] | None:
    if not isinstance(value, tuple) or len(value) != 2:
        return None
    low, high = values.number(value[0]), values.number(value[1])
    return None if low is None or high is None else (low, high)


def _moved(axis: Axis, op: str, ours: Json, theirs: Json) -> Direction:
    rising = axis.rising
    if axis.key == "value" and (
        (op == "<=" and rising == "tightened") or (op in ("not_in", "absent") and axis.kind == "set")
    ):
        rising = "loosened" if op == "<=" else "tightened"
    if axis.kind == "set":
        return _set_moved(axis, rising, ours, theirs)
    low, high = _level(axis, rising, ours), _level(axis, rising, theirs)
    if low is None or high is None or low == high:
        return "unknown"
    return rising if high > low else opposite(rising)


def _level(axis: Axis, rising: Direction, value: Json) -> float | None:
    """Where a value stands on its axis; a missing one asks nothing."""
    if axis.kind == "flag":
        return float(bool(value))
    if axis.kind == "rank":
        order = list(dict.fromkeys(values.word(item) for item in axis.order))
        return -1.0 if value is None else float(order.index(value)) if value in order else None
    if value is None or value in ("always", "unlimited"):
        return inf if rising == "loosened" or value is not None else -inf
    return values.number(value.get("days") if isinstance(value, Mapping) else value)


def _set_moved(axis: Axis, rising: Direction, ours: Json, theirs: Json) -> Direction:
    anything = rising == "loosened" and axis.key not in EMPTY_WHEN_ABSENT
    if anything and (ours is None or theirs is None):
        return "tightened" if ours is None else "loosened"
    first, second = frozenset(values.listed(ours)), frozenset(values.listed(theirs))
    if first < second:
        return rising
    return opposite(rising) if second < first else "mixed"


# --- what appears, and logic ------------------------------------------------------------------


def added(rules: Iterable[Rule], context: str, *, is_flipped: bool) -> Direction:
    """The direction of new rules bound by `context`: one more demand, or one more way out."""
    if context == "all":
        kinds = {rule.kind.added for rule in rules}
        direction: Direction = kinds.pop() if len(kinds) == 1 else "tightened"
    else:
        direction = "loosened"
    return opposite(direction) if is_flipped else direction


def logic(before: Item, after: Item) -> Direction:
    """The direction of new logic over the same rules: fewer ways to qualify are tighter."""
    names = sorted(_names(before) | _names(after))
    if len(names) > _MOST_VARIABLES:
        return "mixed"
    rows = [
        {name for name, held in zip(names, row, strict=True) if held}
        for row in product((False, True), repeat=len(names))
    ]
    outcomes = {(_holds(before, row), _holds(after, row)) for row in rows}
    is_tighter, is_looser = (True, False) in outcomes, (False, True) in outcomes
    if is_tighter == is_looser:
        return "mixed"
    return "tightened" if is_tighter else "loosened"


def _names(item: Item) -> set[str]:
    return {item.form} if isinstance(item, Rule) else {name for child in item.items for name in _names(child)}


def _holds(item: Item, held: set[str]) -> bool:
    if isinstance(item, Rule):
        return item.form in held
    count = sum(_holds(child, held) for child in item.items)
    return count == 0 if item.logic == "none" else count >= item.n


# --- stances ----------------------------------------------------------------------------------


def stance(before: str, after: str) -> Direction:
    """The direction of a new stance, by openness."""
    return "loosened" if STANCE_RANK[after] > STANCE_RANK[before] else "tightened"


def new_position(stance_: str, *, is_carved_out: bool) -> Direction:
    """The direction of a position where none stood.

    A new scope is news, not a tightening, even when the answer is no; only a refusal carved out of
    a positive position that covered it until now is one.
    """
    return "tightened" if is_carved_out and STANCE_RANK[stance_] < POSITIVE_RANK else "scope_added"
