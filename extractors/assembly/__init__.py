"""Scoped pieces -> one Criteria per drug, set of indications and phase.

A piece without indication belongs to every indication of its drug and phase; a piece for several
indications belongs to each of them that has criteria of its own.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from extractors.assembly.leaves import group, leaves_of
from extractors.assembly.pieces import Piece
from extractors.model import Criteria, Group, Json, Leaf, Node, Phase

_PHASES: tuple[Phase, ...] = ("initial", "continuation", "both")
_DURATIONS: dict[tuple[str, Phase], str] = {
    ("initial_auth_duration", "continuation"): "reauth_duration",
    ("reauth_duration", "initial"): "initial_auth_duration",
}
_POINTS_BELOW = re.compile(
    r"\b(?:defined|described|outlined|listed|as) (?:below|above)\b|\bsee below\b", re.IGNORECASE
)
_EVERY = ("any",)
_OPEN = frozenset({"any", "all_other"})  # scopes of their own, to which nothing of the others belongs


def assemble(pieces: Iterable[Piece], stated: dict[str, tuple[str, ...]]) -> tuple[Criteria, ...]:
    """Criteria of all drugs; `stated` names the indications that positions give each drug."""
    known = tuple(pieces)
    drugs = tuple(dict.fromkeys(drug for piece in known for drug in piece.scope.drugs))
    return tuple(
        criteria
        for drug in drugs
        for criteria in _of_drug(drug, _pieces_of(known, drug), stated.get(drug, ()))
    )


def _pieces_of(pieces: tuple[Piece, ...], drug: str) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if drug in piece.scope.drugs)


def _phase(piece: Piece) -> Phase:
    return piece.scope.phase or "initial"


def _of_drug(drug: str, pieces: tuple[Piece, ...], stated: tuple[str, ...]) -> list[Criteria]:
    named = _with_stated(_sets(pieces), (*stated, *_alternatives(pieces)))
    found: list[Criteria] = []
    for phase in _PHASES:
        mine = tuple(piece for piece in pieces if _phase(piece) == phase)
        if not mine:
            continue
        own = _sets(mine)
        shared = not own
        targets = own or (_union(_closed(named)) or stated or _diagnosed(pieces) or _EVERY,)
        if not shared and any(not piece.scope.indications for piece in mine):
            others = (other for other in _closed(named) if other not in own)
            targets = (*own, *(other for other in others if not _overlaps(other, own)))
        found.extend(_criteria(drug, target, phase, mine) for target in targets)
    return found


def _sets(pieces: tuple[Piece, ...]) -> tuple[tuple[str, ...], ...]:
    """The distinct sets of indications, without those that smaller sets make up."""
    named = tuple(dict.fromkeys(piece.scope.indications for piece in pieces if piece.scope.indications))
    kept: list[tuple[str, ...]] = []
    for candidate in named:
        smaller = [other for other in named if set(other) < set(candidate)]
        left = tuple(code for code in candidate if not any(code in other for other in smaller))
        if left and left not in kept:
            kept.append(left)
    return tuple(kept)


def _with_stated(sets: tuple[tuple[str, ...], ...], stated: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The sets of the criteria, and each indication that only a position names."""
    if not sets:
        return ()
    left = tuple((code,) for code in stated if not any(code in codes for codes in sets))
    return (*sets, *left)


def _alternatives(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    """The indications of a diagnosis "one of": a rule for one of them alone leaves the others their own."""
    several = [
        tuple(code for code in leaf.value if isinstance(code, str))
        for piece in pieces
        if not piece.scope.indications
        for leaf in leaves_of(piece.node)
        if leaf.type == "diagnosis" and isinstance(leaf.value, (tuple, list)) and len(leaf.value) > 1
    ]
    own = {code for piece in pieces for code in piece.scope.indications}
    return next((codes for codes in several if own and own < set(codes)), ())


def _closed(sets: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(codes for codes in sets if not _OPEN.issuperset(codes))


def _overlaps(candidate: tuple[str, ...], others: tuple[tuple[str, ...], ...]) -> bool:
    return any(set(candidate) & set(other) for other in others)


def _union(sets: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for codes in sets for code in codes))


def _diagnosed(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    """Indications that the diagnosis criteria name, where nothing else does."""
    codes = [
        code
        for piece in pieces
        for leaf in leaves_of(piece.node)
        if leaf.type == "diagnosis" and isinstance(leaf.value, (tuple, list))
        for code in leaf.value
        if isinstance(code, str)
    ]
    return tuple(dict.fromkeys(codes))


def _criteria(drug: str, target: tuple[str, ...], phase: Phase, pieces: tuple[Piece, ...]) -> Criteria:
    nodes = [
        _in_phase(piece.node, phase)
        for piece in pieces
        if not piece.scope.indications or set(target) <= set(piece.scope.indications)
    ]
    flat = [part for node in nodes for part in _parts(node)]
    kept = _without_repeats(_without_pointers(flat))
    tree = group("all", tuple(kept))
    pages = [leaf.evidence.page for leaf in leaves_of(tree)]
    return Criteria(drug, target, phase, tree, pages[0] if pages else None)


def _parts(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Group) and node.logic == "all" and not node.qualifiers else (node,)


def _in_phase(node: Node, phase: Phase) -> Node:
    """Durations take the name of the phase that they stand in."""
    if isinstance(node, Group):
        return replace(node, items=tuple(_in_phase(item, phase) for item in node.items))
    return replace(node, type=_DURATIONS.get((node.type, phase), node.type))


def _without_pointers(nodes: list[Node]) -> list[Node]:
    """The words "improvement as defined below" yields to the definition where that was read."""
    types = [node.type for node in nodes if isinstance(node, Leaf) and not _points(node)]
    return [node for node in nodes if not (_points(node) and isinstance(node, Leaf) and node.type in types)]


def _points(node: Node) -> bool:
    return isinstance(node, Leaf) and _POINTS_BELOW.search(node.evidence.quote) is not None


def _without_repeats(nodes: list[Node]) -> list[Node]:
    """Each rule once: a repeat with fewer particulars falls away, one with more takes its place."""
    kept: list[Node] = []
    alike: dict[Json, list[int]] = {}  # where in `kept` the nodes stand that one of a kind can repeat
    for node in nodes:
        places = alike.setdefault(_kind(node), [])
        index = next((at for at in places if _repeats(node, kept[at])), None)
        if index is None:
            places.append(len(kept))
            kept.append(node)
        else:
            kept[index] = _fuller(kept[index], node)
    return kept


def _kind(node: Node) -> Json:
    """What nodes have in common that repeat each other; thousands of rules are not compared one by one."""
    if isinstance(node, Group):
        return node.logic
    value = node.value if isinstance(node.value, bool | int | float | str) else None
    return (node.type, node.op, node.unit, value)


def _repeats(node: Node, other: Node) -> bool:
    if isinstance(node, Group) or isinstance(other, Group):
        return _rule(node) == _rule(other)
    same = (node.type, node.op, node.value, node.unit) == (other.type, other.op, other.value, other.unit)
    return same and all(
        node.qualifiers[key] == other.qualifiers[key]
        for key in node.qualifiers.keys() & other.qualifiers.keys()
    )


def _rule(node: Node) -> Json:
    """The rule without its place, for comparison."""
    if isinstance(node, Leaf):
        return (node.type, node.op, str(node.value), node.unit, str(dict(node.qualifiers)))
    return (node.logic, node.n, tuple(_rule(item) for item in node.items))


def _fuller(one: Node, other: Node) -> Node:
    if isinstance(one, Leaf) and isinstance(other, Leaf):
        return other if len(other.qualifiers) > len(one.qualifiers) else one
    return one
