"""How much a change changes: the size of every difference, and a weight to add them up with.

The parts are stored beside the sum, because the weights are a convention and the sizes are facts.
"""

from collections.abc import Iterable, Mapping
from math import log2

from extractors.changes import values
from extractors.changes.direction import Part
from extractors.changes.equivalences import STANCE_RANK, STANCE_WEIGHT, TRIAL_TYPES, TRIAL_WEIGHT
from extractors.changes.rules import Rule
from extractors.model import Json


def magnitude(rule: Rule, found: Iterable[Part]) -> dict[str, Json]:
    """The sizes of the differences, and their weight: one for each, two for each trial of a drug.

    An authorization weighs one for each halving or doubling.
    """
    sizes: dict[str, Json] = {}
    weight = 0.0
    for part in found:
        size = _size(part)
        sizes.update(size)
        weight += _weight(rule, part, size)
    return {**sizes, "weight": round(weight, 4)}


def _size(part: Part) -> dict[str, Json]:
    ours, theirs = part.before, part.after
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        first, second = values.number(ours.get("days")), values.number(theirs.get("days"))
        return {f"{part.key}_ratio": round(second / first, 4)} if first and second else {}
    if isinstance(ours, tuple) or isinstance(theirs, tuple):
        first_set, second_set = frozenset(values.listed(ours)), frozenset(values.listed(theirs))
        gained, lost = len(second_set - first_set), len(first_set - second_set)
        return {f"{part.key}_gained": gained, f"{part.key}_lost": lost}
    first, second = values.number(ours), values.number(theirs)
    return {} if first is None or second is None else {f"{part.key}_delta": round(second - first, 4)}


def _weight(rule: Rule, part: Part, size: Mapping[str, Json]) -> float:
    delta, ratio = values.number(size.get(f"{part.key}_delta")), values.number(size.get(f"{part.key}_ratio"))
    if part.key == "value" and rule.kind.name in TRIAL_TYPES and delta is not None:
        return TRIAL_WEIGHT * abs(delta)
    if part.key == "value" and rule.kind.name.endswith("auth_duration") and ratio:
        return abs(log2(ratio))
    return rule.kind.weight


def stance_magnitude(before: str | None, after: str | None) -> dict[str, Json]:
    """The ranks of two stances; None is silence."""
    ranks: dict[str, Json] = {}
    if before is not None:
        ranks["rank_before"] = STANCE_RANK[before]
    if after is not None:
        ranks["rank_after"] = STANCE_RANK[after]
    if before is not None and after is not None:
        ranks["rank_delta"] = STANCE_RANK[after] - STANCE_RANK[before]
    return {**ranks, "weight": STANCE_WEIGHT}
