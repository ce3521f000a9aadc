"""How the items of a list belong together: bound by words, one criterion with choices, or rules at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.assembly import leaves
from extractors.assembly.pieces import is_more_than_length
from extractors.assembly.scopes import Scope
from extractors.model import Leaf, Node
from extractors.outline import Item, logic

_OF_DIAGNOSES = re.compile(r"\b(?:diagnos[ei]s|conditions?|indications?|disorders?)\b", re.IGNORECASE)
_BINDS = re.compile(r"\b(?:all|both|each|either|any|one|none|at least)\b", re.IGNORECASE)
_HEADER = 160  # characters at the end of a header, where the word stands that binds its list
LIST_KINDS = frozenset({"criteria", "continuation", "quantity", "authorization"})


def choice(item: Item, scope: Scope) -> Node | None:
    """A header "two of the following: SSRI, SNRI": one criterion whose choices stand below it."""
    beside = plain(item)
    item = replace(item, children=tuple(child for child in item.children if child not in beside))
    if any(child.children for child in item.children) or len(item.children) > 20:
        return None
    read = [leaves.line(child.text, child.block, scope, item.text) for child in item.children]
    if _OF_DIAGNOSES.search(item.text) and bound(item).logic == "any" and all(map(_is_diagnosis, read)):
        return _one_of(item, [node for node in read if isinstance(node, Leaf)], scope)
    if sum(node is not None for node in read) * 2 > len(item.children):
        return None
    word = " and " if bound(item).logic == "all" else " or "
    texts = [child.text.rstrip(" .;,") for child in item.children]
    joined = f"{item.text} {', '.join(texts[:-1])}{word if len(texts) > 1 else ''}{texts[-1]}"
    node = leaves.line(joined, item.block, scope)
    return node if is_more_than_length(node) else None


def _is_diagnosis(node: Node | None) -> bool:
    return isinstance(node, Leaf) and node.type == "diagnosis" and not node.qualifiers


def _one_of(item: Item, read: list[Leaf], scope: Scope) -> Leaf:
    """One diagnosis of several: "a diagnosis of one of the following:" and their names below it."""
    codes = dict.fromkeys(
        code for leaf in read if isinstance(leaf.value, list | tuple) for code in leaf.value
    )
    words = f"{item.text} {', or '.join(child.text.rstrip(' .;,') for child in item.children)}"
    return replace(read[0], value=list(codes), evidence=leaves.evidence_of(item.block, words, scope))


def plain(item: Item) -> tuple[Item, ...]:
    """The paragraphs that stand beside the listed parts of an item: no choices."""
    rest = tuple(child for child in item.children if not child.is_listed)
    return rest if len(rest) < len(item.children) else ()


def marked(items: tuple[Item, ...], header: str) -> tuple[Item, ...]:
    """The items below "all of the following:", as list items also where their bullets are no text."""
    is_bare = len(items) > 1 and not any(item.is_listed for item in items)
    if not is_bare or logic.quantifier(header) is None:
        return items
    return tuple(replace(item, label="•") for item in items)


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


def alternatives(item: Item) -> tuple[slice, ...]:
    """The stretches of a list of mixed "and" and "or" that its header does not bind: each "or" ends one."""
    words = [child.connective for child in item.children]
    if not {"and", "or"} <= set(words) or _BINDS.search(item.text[-_HEADER:]):
        return (slice(0, len(words)),)
    ends = [place + 1 for place, word in enumerate(words) if word == "or" and place + 1 < len(words)]
    return tuple(slice(*pair) for pair in pairwise([0, *ends, len(words)]))


def binds_none(header: str) -> bool:
    """Whether a header says that none of what stands below it may hold."""
    printed = logic.quantifier(header)
    return printed is not None and printed.logic == "none"


def grouped(item: Item, of_each: Sequence[tuple[Node, ...]]) -> Node:
    """What was read in each child of an item, bound as the item and the words between them say."""
    held, parts = bound(item), alternatives(item)
    nodes = tuple(node for own in of_each for node in own)
    if len(parts) > 1:
        groups = (tuple(node for own in of_each[part] for node in own) for part in parts)
        nodes = tuple(leaves.group("all", own) for own in groups if own)
        held = Bound("any", None, (*held.flags, "ambiguous"))
    return leaves.group(held.logic, nodes, held.n, tuple(dict.fromkeys(held.flags)))


def bound(item: Item) -> Bound:
    """Header first, then connectives, then all; disagreement is kept as a flag."""
    printed = logic.quantifier(item.text)
    told, is_mixed = logic.from_connectives(tuple(child.connective for child in item.children))
    flags = ("ambiguous",) if is_mixed and printed is None else ()
    if printed is not None:
        clash = told is not None and told != printed.logic and printed.logic in ("all", "any")
        return Bound(printed.logic, printed.n, (*flags, "logic_conflict") if clash else flags)
    return Bound(told or "all", None, flags)
