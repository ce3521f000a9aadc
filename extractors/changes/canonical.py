"""The canonical form of a policy's rules: what is left when wording, order and layout are gone.

Positions and criteria only: no codes, document fields, quotes, boxes, confidence or labels. Every
criteria tree is read per drug, indication and phase ("both" is two phases) and rebuilt so that two
ways of writing one rule meet: groups are flattened, a list under "none of" becomes one exclusion
each, durations become days, amounts become milligrams per 28 days, synonyms fold together
(extractors/changes/equivalences.py). Context that is no rule, a diagnosis that only repeats the
indication, and named items of a residual list that the residual covers anyway, drop out.

Leaves that say something is *not* required ("no prior authorization") rule nothing; they are kept
aside as `waived`, because they are the best words for a requirement that was dropped.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Literal, TypeAlias, cast

from extractors.changes.equivalences import EXCLUDING_TYPES, NEGATED_OP, SAME_OP
from extractors.changes.rules import Rule, Types, dumps, is_waived, rule, rules_of_leaf
from extractors.changes.stances import Stated, stated
from extractors.model import Criteria, Group, Leaf, Logic, Node, PolicyFacts

Block: TypeAlias = "tuple[str, str, Literal['initial', 'continuation']]"  # drug, indication, phase


@dataclass(frozen=True, slots=True)
class Knot:
    """A flattened group with its items in a fixed order."""

    form: str
    logic: Logic
    n: int
    items: tuple["Knot | Rule", ...]


Item: TypeAlias = Knot | Rule


@dataclass(frozen=True, slots=True)
class Tree:
    """The rules of one drug, indication and phase: an `all` at the root, and what is waived."""

    root: Knot
    waived: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a policy rules."""

    stated: tuple[Stated, ...]
    trees: Mapping[Block, Tree]


def criteria_sha256(facts: PolicyFacts, types: Types | None = None) -> str:
    """The hash of a policy's rules; equal means that no rule differs (codes are no rules)."""
    rules_ = rules(facts, types)
    form = {
        "positions": sorted([*item.key, item.stance] for item in rules_.stated if not item.is_implied),
        "criteria": sorted(
            [*block, tree.root.form] for block, tree in rules_.trees.items() if tree.root.items
        ),
    }
    return hashlib.sha256(dumps(form).encode()).hexdigest()


def rules(facts: PolicyFacts, types: Types | None = None) -> Rules:
    """The canonical rules of a policy."""
    known = known_types() if types is None else types
    nodes: dict[Block, list[Node]] = {}
    for criteria in facts.criteria:
        for block in _blocks(criteria):
            nodes.setdefault(block, []).append(criteria.tree)
    trees = {block: tree(nodes[block], block[1], known) for block in sorted(nodes)}
    combined = {block[:2] for block, found in trees.items() if _needs_antidepressant(found)}
    return Rules(stated(facts.positions, combined), trees)


def known_types() -> Types:
    """The criterion types of all families."""
    families = import_module("extractors.criteria")  # not at the top: comparing needs no family
    return cast("Types", families.TYPES)


def _blocks(criteria: Criteria) -> Iterator[Block]:
    for indication in sorted(set(criteria.indications)) or ["any"]:
        if criteria.phase in ("initial", "both"):
            yield criteria.drug, indication, "initial"
        if criteria.phase in ("continuation", "both"):
            yield criteria.drug, indication, "continuation"


def tree(nodes: Iterable[Node], indication: str, types: Types) -> Tree:
    """All of these nodes in canonical form."""
    roots = [item for node in nodes for item in _conjuncts(node, indication, types)]
    waived = (rule(leaf, types) for node in nodes for leaf in _leaves(node) if is_waived(leaf))
    return Tree(root(roots), tuple(sorted(waived, key=_order)))


def root(items: Iterable[Item]) -> Knot:
    """Items that must all hold, as the `all` at the top of a tree."""
    joined = join("all", None, tuple(items))
    return joined if isinstance(joined, Knot) and joined.logic == "all" else _knot("all", 1, (joined,))


def join(logic: Logic, n: int | None, items: tuple[Item, ...]) -> Item:
    """Items bound by logic: flattened, each once, in a fixed order, the logic as plain as it gets."""
    flat = _distinct(_flat(logic, items))
    if logic == "none":
        return _knot("none", 0, flat)
    count = {"all": len(flat), "any": 1}.get(logic, min(n or 1, len(flat)))
    plain: Logic = "all" if count == len(flat) else "any" if count == 1 else "at_least"
    if plain != logic:
        return join(plain, count, flat)
    return flat[0] if len(flat) == 1 else _knot(plain, count, flat)


def _flat(logic: Logic, items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Knot) and item.logic == logic and logic in ("all", "any"):
            yield from item.items
        else:
            yield item


def _distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for item in sorted(items, key=_order):
        found.setdefault(item.form, item)
    return tuple(found.values())


def _order(item: Item) -> tuple[str, str]:
    leaf = next(rules_of(item), None)
    return item.form, "" if leaf is None else f"{leaf.leaf.evidence.page or 0:05} {leaf.leaf.evidence.quote}"


def rules_of(item: Item) -> Iterator[Rule]:
    """The rules below an item, itself included, in order."""
    if isinstance(item, Rule):
        yield item
    else:
        for child in item.items:
            yield from rules_of(child)


def _knot(logic: Logic, n: int, items: tuple[Item, ...]) -> Knot:
    form = dumps([logic, n if logic == "at_least" else None, [json.loads(item.form) for item in items]])
    return Knot(form, logic, n, items)


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    else:
        for item in node.items:
            yield from _leaves(item)


def _conjuncts(node: Node, indication: str, types: Types) -> tuple[Item, ...]:
    """What must all hold for the node to hold."""
    if isinstance(node, Leaf):
        return rules_of_leaf(node, indication, types)
    parts = [_conjuncts(item, indication, types) for item in node.items]
    if node.logic == "all":
        return tuple(item for part in parts for item in part)
    if node.logic == "none":
        return tuple(item for child in node.items for item in _denied(child, indication, types))
    options = tuple(join("all", None, part) for part in parts if part)
    return (join(node.logic, node.n, options),) if options else ()


def _denied(node: Node, indication: str, types: Types) -> tuple[Item, ...]:
    """What must all hold for the node not to hold."""
    if isinstance(node, Group) and (node.logic == "any" or len(node.items) == 1):
        return tuple(item for child in node.items for item in _denied(child, indication, types))
    if isinstance(node, Leaf):
        op = SAME_OP.get(node.op, node.op)
        if node.type in EXCLUDING_TYPES or op in NEGATED_OP:
            return rules_of_leaf(replace(node, op=NEGATED_OP.get(op, "absent")), indication, types)
    inner = _conjuncts(node, indication, types)
    return (join("none", None, (join("all", None, inner),)),) if inner else ()


def _needs_antidepressant(found: Tree) -> bool:
    return any(
        isinstance(item, Rule) and item.leaf.type == "concomitant_antidepressant" for item in found.root.items
    )
