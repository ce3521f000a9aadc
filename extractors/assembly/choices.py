"""How the items of a list belong together: bound by words, one criterion with choices, or rules at all."""

from dataclasses import dataclass

from extractors.assembly import leaves
from extractors.assembly.pieces import is_more_than_length
from extractors.assembly.scopes import Scope
from extractors.model import Node
from extractors.outline import Item, logic

LIST_KINDS = frozenset({"criteria", "continuation", "quantity", "authorization"})


def choice(item: Item, scope: Scope) -> Node | None:
    """A header "two of the following: SSRI, SNRI": one criterion whose choices stand below it."""
    if any(child.children for child in item.children) or len(item.children) > 20:
        return None
    alone = sum(leaves.line(child.text, child.block, scope, item.text) is not None for child in item.children)
    if alone * 2 > len(item.children):
        return None
    word = " and " if bound(item).logic == "all" else " or "
    texts = [child.text.rstrip(" .;,") for child in item.children]
    joined = f"{item.text} {', '.join(texts[:-1])}{word if len(texts) > 1 else ''}{texts[-1]}"
    node = leaves.line(joined, item.block, scope)
    return node if is_more_than_length(node) else None


def is_rule_list(items: tuple[Item, ...], scope: Scope, header: str) -> bool:
    """Whether the items of a list are rules, also those that no family reads."""
    if scope.kind in LIST_KINDS or (header and logic.quantifier(header) is not None):
        return True
    listed = [item for item in items if item.is_listed and not item.children]
    known = sum(leaves.line(item.text, item.block, scope, header) is not None for item in listed)
    return known > 0 and known * 3 >= len(listed)


@dataclass(frozen=True, slots=True)
class Bound:
    """How the children of a line are bound."""

    logic: str
    n: int | None
    flags: tuple[str, ...]


def bound(item: Item) -> Bound:
    """Header first, then connectives, then all; disagreement is kept as a flag."""
    printed = logic.quantifier(item.text)
    told, is_mixed = logic.from_connectives(tuple(child.connective for child in item.children))
    flags = ("ambiguous",) if is_mixed and printed is None else ()
    if printed is not None:
        clash = told is not None and told != printed.logic and printed.logic in ("all", "any")
        return Bound(printed.logic, printed.n, (*flags, "logic_conflict") if clash else flags)
    return Bound(told or "all", None, flags)
