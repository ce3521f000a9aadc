"""Which rule of the old version is which rule of the new one, within one drug, indication and phase.

Rules meet by type and identity (scale, condition), then by the nearest value, context and wording;
labels and order play no part. Where one measure may replace another (PHQ-9 out, MADRS in) the
leftovers of a type meet too. Free wording (`other`) meets only when it is similar. Every score is
symmetric, so comparing backwards gives the same pairs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from extractors.changes import values
from extractors.changes.canonical import Item, Knot
from extractors.changes.equivalences import FLOOR_AND_RANGE, INTERCHANGEABLE_TYPES, SAME_TEXT
from extractors.changes.rules import Rule
from extractors.model import Json

Path: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A rule where it stands: the way down from the root, and the forms of its siblings."""

    path: Path
    rule: Rule
    siblings: frozenset[str]


Pair: TypeAlias = tuple[Place, Place]


def places(item: Item, path: Path = (), siblings: frozenset[str] = frozenset()) -> Iterator[Place]:
    """Every rule below an item with its place."""
    if isinstance(item, Rule):
        yield Place(path, item, siblings)
        return
    forms = frozenset(child.form for child in item.items)
    for number, child in enumerate(item.items):
        yield from places(child, (*path, number), forms)


def align(before: Knot, after: Knot) -> tuple[Pair, ...]:
    """The pairs of rules that are the same rule, changed or not."""
    old, new = list(places(before)), list(places(after))
    pairs: list[Pair] = []
    for is_candidate in _ROUNDS:
        for first, second in _nearest(old, new, is_candidate):
            pairs.append((first, second))
            old.remove(first)
            new.remove(second)
    return tuple(sorted(pairs, key=lambda pair: (pair[0].path, pair[1].path)))


def _equal(before: Rule, after: Rule) -> bool:
    return before.form == after.form


def _same_identity(before: Rule, after: Rule) -> bool:
    if before.kind.name == "other":
        return _same_kind(before, after) and likeness(before, after) >= SAME_TEXT
    return _same_kind(before, after) and before.identity == after.identity


def _same_kind(before: Rule, after: Rule) -> bool:
    return before.kind.name == after.kind.name


def _interchangeable(before: Rule, after: Rule) -> bool:
    return _same_kind(before, after) and before.kind.name in INTERCHANGEABLE_TYPES


def _floor_and_range(before: Rule, after: Rule) -> bool:
    return {before.kind.name, after.kind.name} == FLOOR_AND_RANGE and before.identity == after.identity


_ROUNDS: Final[tuple[Callable[[Rule, Rule], bool], ...]] = (
    _equal, _same_identity, _floor_and_range, _interchangeable,
)  # fmt: skip


def _nearest(
    old: Iterable[Place], new: Iterable[Place], is_candidate: Callable[[Rule, Rule], bool]
) -> Iterator[Pair]:
    """Candidates paired off, the most alike first."""
    new = tuple(new)
    found = [(first, second) for first in old for second in new if is_candidate(first.rule, second.rule)]
    taken: set[tuple[str, Path]] = set()
    for first, second in sorted(found, key=_rank):
        ends = {("old", first.path), ("new", second.path)}
        if not ends & taken:
            taken |= ends
            yield first, second


def _rank(pair: Pair) -> tuple[float, list[str], list[Path]]:
    first, second = pair
    score = _score(first, second)
    return -score, sorted((first.rule.form, second.rule.form)), sorted((first.path, second.path))


def _score(first: Place, second: Place) -> float:
    ours, theirs = first.rule, second.rule
    same_shape = (ours.op == theirs.op) + (ours.unit == theirs.unit)
    context = _overlap(first.siblings, second.siblings)
    kept = [ours.terms.get(key) == theirs.terms.get(key) for key in {*ours.terms, *theirs.terms}]
    agreement = sum(kept) / max(len(kept), 1)
    return round(likeness(ours, theirs) + 0.5 * same_shape + 0.5 * context + 0.5 * agreement, 6)


def likeness(before: Rule, after: Rule) -> float:
    """How near two values are, 0 to 1."""
    return _near(before.terms.get("value"), after.terms.get("value"))


def _near(first: Json, second: Json) -> float:
    if first == second:
        return 1.0
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return _near(first.get("days"), second.get("days"))
    if isinstance(first, str) and isinstance(second, str):
        one, two = sorted((first, second))
        return SequenceMatcher(None, one.split(), two.split(), autojunk=False).ratio()
    if isinstance(first, tuple) and isinstance(second, tuple):
        return _overlap(map(str, first), map(str, second))
    ours, theirs = values.number(first), values.number(second)
    if ours is None or theirs is None:
        return 0.0
    return 1 - min(abs(ours - theirs) / max(abs(ours), abs(theirs)), 1.0)


def _overlap(first: Iterable[str], second: Iterable[str]) -> float:
    ours, theirs = frozenset(first), frozenset(second)
    return len(ours & theirs) / max(len(ours | theirs), 1)
