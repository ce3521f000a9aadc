"""What differs between two trees of one drug, indication and phase, each difference once.

Three kinds: a rule that changed, a rule or whole alternative that stands on one side only, and new
logic over the same rules. A new group is one difference, not one for each leaf in it; a new leaf
beside old ones is one more demand or one more way out, as its group says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from extractors.changes import direction, magnitude, words
from extractors.changes.align import Pair, Path, align
from extractors.changes.canonical import Block, Item, Knot, Tree, join, root, rules_of
from extractors.changes.rules import Rule, repeats
from extractors.model import Direction, Evidence, Json, Phase


@dataclass(frozen=True, slots=True)
class Draft:
    """One difference for one indication and phase; drafts of equal `key` are one change."""

    type: str
    direction: Direction
    drug: str
    indication: str
    phase: Phase | None
    key: str
    before: str | None
    after: str | None
    before_evidence: Evidence | None
    after_evidence: Evidence | None
    magnitude: Mapping[str, Json] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lone:
    """A rule or group that stands on one side only, with the logic that binds it there."""

    item: Item
    context: str
    is_flipped: bool


_SUSPECT_FLAGS = frozenset({"suspect", "unit_conflict"})
_KEPT_FLAGS = frozenset({"ambiguous", "conflict"})


def tree_drafts(block: Block, before: Tree, after: Tree) -> Iterator[Draft]:
    """Every difference of two trees."""
    if before.root.form == after.root.form:
        return
    pairs = align(before.root, after.root)
    yield from _changed(block, before.root, pairs)
    for lone in _lone(before.root, {first.path for first, _ in pairs}, block[1]):
        yield _removed(block, lone, after.waived)
    for lone in _lone(after.root, {second.path for _, second in pairs}, block[1]):
        yield _added(block, lone, before.waived)
    yield from _rebound(block, before.root, after.root, pairs)


def flags_of(leaf_flags: Iterable[str]) -> tuple[str, ...]:
    """The flags of facts that their change inherits."""
    found = set(leaf_flags)
    return tuple(sorted((found & _KEPT_FLAGS) | ({"suspect"} if found & _SUSPECT_FLAGS else set())))


def _draft(
    block: Block, kind: str, way: Direction, sides: tuple[Item | None, Item | None], size: Mapping[str, Json]
) -> Draft:
    drug, indication, phase = block
    before, after = sides
    keys = [item.form if item else "" for item in sides]
    leaves = [rule.leaf for item in sides if item for rule in rules_of(item)]
    return Draft(
        type=kind,
        direction=way,
        drug=drug,
        indication=indication,
        phase=phase,
        key="\n".join(keys),
        before=words.of(before) if before else None,
        after=words.of(after) if after else None,
        before_evidence=_evidence(before),
        after_evidence=_evidence(after),
        magnitude=size,
        flags=flags_of(flag for leaf in leaves for flag in leaf.flags),
    )


def _evidence(item: Item | None) -> Evidence | None:
    first = next(rules_of(item), None) if item else None
    return first.leaf.evidence if first else None


# --- rules on both sides ----------------------------------------------------------------------


def _changed(block: Block, old_root: Knot, pairs: Iterable[Pair]) -> Iterator[Draft]:
    for first, second in pairs:
        found = direction.parts(first.rule, second.rule)
        if not found:
            continue
        way = direction.combined(part.direction for part in found)
        way = direction.opposite(way) if _is_flipped(old_root, first.path) else way
        size = magnitude.magnitude(first.rule, found)
        draft = _draft(block, first.rule.kind.name, way, (first.rule, second.rule), size)
        if draft.before == draft.after:  # the difference is in no phrase: name it
            draft = replace(
                draft,
                before=words.naming(first.rule, [(part.key, part.before) for part in found]),
                after=words.naming(second.rule, [(part.key, part.after) for part in found]),
            )
        yield draft


def _is_flipped(item: Item, path: Path) -> bool:
    flips = 0
    for step in path:
        if isinstance(item, Knot):
            flips += item.logic == "none"
            item = item.items[step]
    return flips % 2 == 1


# --- rules on one side ------------------------------------------------------------------------


def _lone(item: Knot, matched: set[Path], indication: str) -> tuple[Lone, ...]:
    """The largest items without any matched rule, diagnoses that only admit the indication aside."""
    found = _unmatched(item, (), matched, is_flipped=item.logic == "none")
    return tuple(lone for lone in found if not _admits(lone.item, indication))


def _admits(item: Item, indication: str) -> bool:
    return isinstance(item, Rule) and repeats(item.leaf, indication, exactly=False)


def _unmatched(item: Knot, path: Path, matched: set[Path], *, is_flipped: bool) -> Iterator[Lone]:
    for number, child in enumerate(item.items):
        place = (*path, number)
        if not any(other[: len(place)] == place for other in matched):
            yield Lone(child, item.logic, is_flipped)
        elif isinstance(child, Knot):
            yield from _unmatched(child, place, matched, is_flipped=is_flipped != (child.logic == "none"))


def _lone_way(lone: Lone) -> Direction:
    return direction.added(rules_of(lone.item), lone.context, is_flipped=lone.is_flipped)


def _lone_type(lone: Lone) -> str:
    kinds = {rule.kind.name for rule in rules_of(lone.item)}
    return kinds.pop() if len(kinds) == 1 else "logic_change"


def _lone_size(lone: Lone) -> dict[str, Json]:
    first = next(rules_of(lone.item))
    return {"rules": sum(1 for _ in rules_of(lone.item)), "weight": first.kind.weight}


def _added(block: Block, lone: Lone, waived: Iterable[Rule]) -> Draft:
    draft = _draft(block, _lone_type(lone), _lone_way(lone), (None, lone.item), _lone_size(lone))
    other = _waiver(lone, waived)
    if other:
        return replace(draft, before=words.of(other), before_evidence=other.leaf.evidence)
    return replace(draft, after=_as_option(lone, draft.after))


def _removed(block: Block, lone: Lone, waived: Iterable[Rule]) -> Draft:
    way = direction.opposite(_lone_way(lone))
    draft = _draft(block, _lone_type(lone), way, (lone.item, None), _lone_size(lone))
    other = _waiver(lone, waived)
    if other:
        return replace(draft, after=words.of(other), after_evidence=other.leaf.evidence)
    return replace(draft, before=_as_option(lone, draft.before))


def _waiver(lone: Lone, waived: Iterable[Rule]) -> Rule | None:
    """The other side's words that this is not required, when it says so."""
    if not isinstance(lone.item, Rule):
        return None
    return next((rule for rule in waived if rule.kind.name == lone.item.kind.name), None)


def _as_option(lone: Lone, text: str | None) -> str | None:
    return f"as an alternative: {text}" if text and lone.context in ("any", "at_least") else text


# --- logic ------------------------------------------------------------------------------------


def _rebound(block: Block, before: Knot, after: Knot, pairs: Iterable[Pair]) -> Iterator[Draft]:
    """New logic over the rules that stand on both sides."""
    pairs = tuple(pairs)
    old = _skeleton(before, {first.path: number for number, (first, _) in enumerate(pairs)})
    new = _skeleton(after, {second.path: number for number, (_, second) in enumerate(pairs)})
    shared = {item.form for item in old.items} & {item.form for item in new.items}
    ours = root(item for item in old.items if item.form not in shared)
    theirs = root(item for item in new.items if item.form not in shared)
    if ours.form != theirs.form:
        way = direction.logic(ours, theirs)
        size: dict[str, Json] = {"rules": sum(1 for _ in rules_of(theirs)), "weight": 1.0}
        yield _draft(block, "logic_change", way, (_unwrapped(ours), _unwrapped(theirs)), size)


def _unwrapped(item: Knot) -> Item:
    return item.items[0] if len(item.items) == 1 else item


def _skeleton(item: Knot, names: Mapping[Path, int]) -> Knot:
    """The tree of the named rules only, each under its number."""
    return root(_named(item, (), lambda path: names.get(path)))


def _named(item: Item, path: Path, name: Callable[[Path], int | None]) -> tuple[Item, ...]:
    if isinstance(item, Rule):
        number = name(path)
        return () if number is None else (replace(item, form=f'"{number:05}"'),)
    children = [_named(child, (*path, number), name) for number, child in enumerate(item.items)]
    if item.logic == "all":
        return tuple(part for parts in children for part in parts)
    options = tuple(join("all", None, parts) for parts in children if parts)
    return (join(item.logic, item.n, options),) if options else ()
