"""From how sure a rule is to how often such facts are right: the last step before facts leave.

The steps are measured on documents that a person read (extractors/vocabulary/certainty.py). Nothing
but the number changes, so the comparison of versions, which is blind to it, sees the same facts.
"""

from collections.abc import Mapping
from dataclasses import replace

from extractors.model import Criteria, Group, Leaf, Node, PolicyFacts, Position
from extractors.vocabulary.certainty import STEPS

Table = Mapping[str, tuple[tuple[float, float], ...]]
_POOLED = "criterion"  # the steps of types that were seen too seldom for their own


def calibrated(facts: PolicyFacts) -> PolicyFacts:
    """The same facts with the measured share of right ones as their confidence."""
    return replace(
        facts,
        positions=tuple(_position(position) for position in facts.positions),
        criteria=tuple(_criteria(criteria) for criteria in facts.criteria),
    )


def share_right(kind: str, confidence: float, table: Table = STEPS) -> float:
    """How often facts of a kind that a rule was this sure of are right; never falls as it rises."""
    steps = table.get(kind) or table.get(_POOLED, ())
    reached = [share for start, share in steps if confidence >= start]
    return reached[-1] if reached else steps[0][1] if steps else confidence


def _position(position: Position) -> Position:
    return replace(position, confidence=share_right("position", position.confidence))


def _criteria(criteria: Criteria) -> Criteria:
    return replace(criteria, tree=_node(criteria.tree))


def _node(node: Node) -> Node:
    if isinstance(node, Leaf):
        return replace(node, confidence=share_right(node.type, node.confidence))
    return _group(node)


def _group(group: Group) -> Group:
    return replace(group, items=tuple(_node(item) for item in group.items))
