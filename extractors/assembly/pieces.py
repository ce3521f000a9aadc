"""Criteria with the scope they stand in; the length of an approval binds the whole scope, not its list."""

from dataclasses import dataclass, replace

from extractors.assembly.leaves import group, leaves_of
from extractors.assembly.scopes import Scope
from extractors.model import Group, Leaf, Node, Phase

_APART = frozenset({"initial_auth_duration", "reauth_duration"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A criterion with the scope it stands in; `is_apart` = binds the whole scope, not its list."""

    scope: Scope
    node: Node
    is_apart: bool = False


def pieces(scope: Scope, node: Node | None, *, is_apart: bool = False) -> list[Piece]:
    """A line's criteria as pieces: lengths of approvals apart, each in its own phase, the rest together."""
    if node is None:
        return []
    parts = _conjuncts(node)
    apart = [part for part in parts if isinstance(part, Leaf) and part.type in _APART]
    if not apart:
        return [Piece(scope, node, is_apart)]
    kinds = {part.type for part in apart}
    found = [Piece(replace(scope, phase=_phase(part, scope, kinds)), part, True) for part in apart]
    rest = tuple(part for part in parts if part not in apart)
    return [*([Piece(scope, group("all", rest), is_apart)] if rest else []), *found]


def apart_only(scope: Scope, node: Node | None) -> list[Piece]:
    """Only what a line says of the whole scope: "Approve for 6 months if all of these are met:"."""
    return [piece for piece in pieces(scope, node) if piece.is_apart]


def is_more_than_length(node: Node | None) -> bool:
    """Whether a line says more than how long an approval holds."""
    return node is not None and any(leaf.type not in _APART for leaf in leaves_of(node))


def restricted(piece: Piece, only: tuple[str, ...]) -> Piece:
    """The piece for these indications alone, where it was for any."""
    return piece if piece.scope.indications else replace(piece, scope=replace(piece.scope, indications=only))


def _conjuncts(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Group) and node.logic == "all" and not node.qualifiers:
        return tuple(part for item in node.items for part in _conjuncts(item))
    return (node,)


def _phase(leaf: Leaf, scope: Scope, kinds: set[str]) -> Phase | None:
    """The phase that the words of the length name, where they differ from the scope's."""
    if leaf.type == "reauth_duration":
        return "continuation"
    return "initial" if scope.phase == "continuation" or len(kinds) > 1 else scope.phase
