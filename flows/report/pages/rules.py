"""The facts of one version as a reader takes them in: stances, nested criteria, codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from extractors.changes import words as rule_words
from flows.asking.answers import Row
from flows.asking.profile import leaf_of
from flows.report.names import fact_anchor, words
from flows.report.pages.evidence import Boxed

_DOUBTS = frozenset(
    {"suspect", "ambiguous", "conflict", "logic_conflict", "unit_conflict", "number_conflict"}
)
_BINDINGS = {"all": "all of", "any": "one of", "none": "none of", "at_least": "at least {} of"}


@dataclass(frozen=True, slots=True)
class Node:
    """A criterion in words, or a group of them."""

    anchor: str
    text: str
    type: str
    row: Row
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The criteria of one drug, its indications and a phase."""

    title: str
    root: Node


def trees(rows: Iterable[Row]) -> tuple[Tree, ...]:
    """Rows in the order of their paths, as trees."""
    found = []
    for _, members in groupby(rows, key=lambda row: row["tree_number"]):
        group = list(members)
        children: dict[object, list[Row]] = {}
        for row in group[1:]:
            children.setdefault(row["parent_node_id"], []).append(row)
        found.append(Tree(_title(group[0]), _node(group[0], children)))
    return tuple(found)


def boxed(positions: Iterable[Row], criteria: Iterable[Row]) -> tuple[Boxed, ...]:
    """Every fact with words of its own, with the anchor it has on the page of its version."""
    stances = (Boxed(fact_anchor(row["position_id"]), row) for row in positions)
    leaves = (Boxed(fact_anchor(row["node_id"]), row) for row in criteria if row["type_code"])
    return (*stances, *leaves)


def codes(rows: Iterable[Row]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Codes under their system and role."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(f"{row['code_system']}, {words(row['role_code'])}", []).append(str(row["code"]))
    return tuple((head, tuple(dict.fromkeys(listed))) for head, listed in found.items())


def doubts(flags: object) -> tuple[str, ...]:
    """The flags that question the reading; the others only say how it was made."""
    return tuple(str(flag) for flag in flags if flag in _DOUBTS) if isinstance(flags, list | tuple) else ()


def narrowed(position: Row) -> str:
    """What narrows a stance, in words; empty for the headline."""
    scope = "" if position["scope_code"] == "headline" else position["scope_code"]
    phase = "" if position["phase_code"] == "both" else position["phase_code"]
    parts = (scope, phase, position["setting_code"], position["modifier_code"], position["reason_code"])
    return " · ".join(words(part) for part in parts if part and part != "unspecified")


def _title(row: Row) -> str:
    listed = row["indication_codes"]
    indications = ", ".join(map(words, listed)) if isinstance(listed, list | tuple) else ""
    phase = "" if row["phase_code"] == "both" else f" · {words(row['phase_code'])}"
    return f"{words(row['drug_code'])}{f' for {indications}' if indications else ''}{phase}"


def _node(row: Row, children: dict[object, list[Row]]) -> Node:
    items = tuple(_node(child, children) for child in children.get(row["node_id"], ()))
    anchor = fact_anchor(row["node_id"])
    if row["type_code"] is None:
        text = _BINDINGS.get(str(row["logic_code"]), str(row["logic_code"])).format(row["required_count"])
        return Node(anchor, text, "", row, items)
    return Node(anchor, rule_words.leaf(leaf_of(row)), str(row["type_code"]), row, items)
