"""What a tree of criteria asks of a patient on its easiest and on its hardest path. Pure.

A path chooses one branch of every `any`, n branches of every `at_least n`, and all of every `all`.
Trials, augmentations and weeks add up along a path. Burdens are compared trial by trial first, then
augmentations, weeks, psychotherapy, classes; that order holds under addition, so the best and the worst
path are found branch by branch, without listing the paths.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_TRIALS = {"step_therapy_trials", "conventional_therapy_trials"}
_SOFT = {"preferred", "consideration_only"}
_TOTALS = {"total", "all", "course"}


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a tree: a group with logic and items, or a leaf with a type."""

    logic: str | None = None
    required_count: int | None = None
    items: tuple["Branch", ...] = ()
    type: str | None = None
    operator: str | None = None
    number: float | None = None
    qualifiers: Mapping[str, Any] = field(default_factory=dict)


class Burden(NamedTuple):
    """What one path asks for, in the order in which burdens are compared."""

    trials: int = 0
    augmentations: int = 0
    weeks: float = 0
    psychotherapy: int = 0
    classes: int = 0

    def plus(self, other: "Burden") -> "Burden":
        """Both burdens on one path; classes of the same trials are not added."""
        return Burden(
            self.trials + other.trials,
            self.augmentations + other.augmentations,
            self.weeks + other.weeks,
            max(self.psychotherapy, other.psychotherapy),
            max(self.classes, other.classes),
        )


@dataclass(frozen=True, slots=True)
class Paths:
    """The two ends of a tree, and the types of criteria that stand on every path."""

    easiest: Burden
    hardest: Burden
    demanded: tuple[str, ...]


def paths(tree: Branch) -> Paths:
    """The easiest and the hardest path through a tree."""
    easiest, hardest = _ends(tree, None)
    return Paths(easiest, hardest, tuple(sorted(_demanded(tree))))


def _ends(node: Branch, days_each: float | None) -> tuple[Burden, Burden]:
    if node.type is not None:
        burden = _leaf(node, days_each)
        return burden, burden
    if node.logic == "none":
        return Burden(), Burden()  # what must not be is no trial
    days_each = next(iter(_said_beside(node.items)), days_each)
    ends = [_ends(item, days_each) for item in node.items]
    wanted = _wanted(node)
    lows = sorted(low for low, _ in ends)[:wanted]
    highs = sorted((high for _, high in ends), reverse=True)[:wanted]
    return _sum(lows), _sum(highs)


def _wanted(node: Branch) -> int:
    if node.logic == "any":
        return 1
    if node.logic == "at_least":
        return node.required_count or 1
    return len(node.items)


def _sum(burdens: Iterable[Burden]) -> Burden:
    total = Burden()
    for burden in burdens:
        total = total.plus(burden)
    return total


def _said_beside(items: Iterable[Branch]) -> list[float]:
    """A length that a sentence of its own gives to the trials beside it."""
    found = [
        _days(item.qualifiers.get("duration")) for item in items if item.type == "step_trial_duration_min"
    ]
    return [days for days in found if days is not None]


def _leaf(leaf: Branch, days_each: float | None) -> Burden:
    if leaf.operator == "not_required" or leaf.qualifiers.get("strength") in _SOFT:
        return Burden()
    if leaf.type == "psychotherapy_trial":
        return Burden(psychotherapy=1)
    if leaf.type not in _TRIALS and leaf.type != "augmentation_trials":
        return Burden()
    count = int(leaf.number or 1)
    said = leaf.qualifiers.get("min_duration") or leaf.qualifiers.get("duration")
    days = _days(said)
    if days is None and leaf.type in _TRIALS:
        said, days = {"per": "each"}, days_each
    times = 1 if isinstance(said, Mapping) and said.get("per") in _TOTALS else count
    weeks = (days or 0) * times / 7
    if leaf.type == "augmentation_trials":
        return Burden(augmentations=count, weeks=weeks)
    return Burden(trials=count, weeks=weeks, classes=_classes(leaf))


def _classes(leaf: Branch) -> int:
    classes = leaf.qualifiers.get("distinct_classes")
    if isinstance(classes, bool):
        return int(leaf.number or 1) if classes else 0
    return int(classes) if isinstance(classes, int | float) else 0


def _days(duration: object) -> float | None:
    days = duration.get("approx_days") if isinstance(duration, Mapping) else None
    return float(days) if isinstance(days, int | float) else None


def _demanded(node: Branch) -> set[str]:
    if node.type is not None:
        is_soft = node.qualifiers.get("strength") in _SOFT
        return set() if is_soft else {node.type}
    inside = [_demanded(item) for item in node.items]
    wanted = len(inside) if node.logic == "none" else _wanted(node)
    escapes = len(inside) - wanted  # so many branches can be left out
    every = set().union(*inside)
    return {kind for kind in every if sum(kind in types for types in inside) > escapes}
