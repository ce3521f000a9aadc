"""Trees of criteria as plain values: their leaves, what binds two of them, and the logic of the gold."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from flows.evaluate.measured import Measured

Item = dict[str, Any]
Path = tuple[tuple[int, str], ...]  # the groups above a leaf from the top: number and logic

_EITHER = {"any", "at_least"}
_NEGATED = {"present": "absent", "required": "absent", "in": "absent"}


def leaves(node: Item) -> Iterator[Item]:
    """Every leaf of a tree."""
    for leaf, _ in placed(node):
        yield leaf


def placed(node: Item, path: Path = ()) -> Iterator[tuple[Item, Path]]:
    """Every leaf with the groups above it; under `none` a leaf says that it must not hold."""
    if "logic" not in node:
        is_negated = sum(logic == "none" for _, logic in path) % 2 == 1
        yield ({**node, "op": _NEGATED.get(node["op"], node["op"])} if is_negated else node), path
    for item in node.get("items", ()):
        yield from placed(item, (*path, (id(node), str(node["logic"]))))


def logic(wanted: Item, found: Mapping[int, Path], out: Measured) -> None:
    """Whether the groups of a gold block are bound as the gold says.

    `found` is the path of the find of each gold leaf. Leaves with the same `alt` and other branches
    suffice one for the other; everything else has to hold together.
    """
    for name in sorted({_group(leaf) for leaf in wanted["leaves"]}):
        pairs = [
            (one, other)
            for one, other in combinations(sorted(found), 2)
            if _belongs(wanted["leaves"][one], wanted["leaves"][other], name)
        ]
        if not pairs:
            continue
        wrong = [
            (one, other)
            for one, other in pairs
            if _is_either(found[one], found[other]) != _wants_either(wanted, one, other)
        ]
        out.share("logic", not wrong)
        if name:
            out.share("alternatives", not wrong)
        if wrong:
            kinds = " and ".join(wanted["leaves"][number]["type"] for number in wrong[0])
            where = f"{wanted['drug']} for {wanted['indication']} ({wanted['phase']})"
            out.miss(f"{where}: {kinds} {'suffice alone' if name else 'hold together'} in the gold")


def _group(leaf: Item) -> str:
    return str(leaf.get("alt") or "")


def _belongs(one: Item, other: Item, name: str) -> bool:
    """Pairs within an alternative are judged there, all others with what must hold."""
    groups = {_group(one), _group(other)}
    return groups == {name} if name else len(groups) == 2 or groups == {""}


def _wants_either(wanted: Item, one: int, other: int) -> bool:
    ours, theirs = wanted["leaves"][one], wanted["leaves"][other]
    if _group(ours) and _group(ours) == _group(theirs):
        return ours.get("branch") is None or ours.get("branch") != theirs.get("branch")
    return wanted["logic"] in _EITHER


def _is_either(one: Path, other: Path) -> bool:
    """Whether the lowest group above both lets one suffice; leaves of two trees hold together."""
    shared = [ours for ours, theirs in zip(one, other, strict=False) if ours == theirs]
    return bool(shared) and shared[-1][1] in _EITHER
