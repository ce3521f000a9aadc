"""One criterion line as the families see it, and what a family found in it.

The values and their makers live here; what words mean lives in the families and the grammar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.model import Evidence, Group, Json, Leaf, Logic, Phase


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion line with the scope it stands in.

    `marks` are qualifiers that the layout gives every leaf of the line (a yes/no form field).
    """

    text: str
    evidence: Evidence
    drug: str
    indications: tuple[str, ...]
    phase: Phase
    heading: str = ""
    marks: Mapping[str, Json] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Found:
    """A criterion at a place in a line. Where findings overlap the higher rank wins, then the longer."""

    node: Leaf | Group
    start: int
    end: int
    rank: int = 0


def leaf(
    line: Line,
    kind: str,
    op: str,
    value: Json,
    unit: str | None = None,
    confidence: float = 0.9,
    flags: tuple[str, ...] = (),
    /,
    **qualifiers: Json,
) -> Leaf:
    """A leaf with the evidence of its line; qualifiers that are None are left out."""
    kept = {key: item for key, item in qualifiers.items() if item is not None}
    return Leaf(kind, op, value, unit, line.evidence, kept, confidence, flags)


def group(
    logic: Logic, items: tuple[Leaf | Group, ...], n: int | None = None, **qualifiers: Json
) -> Leaf | Group:
    """Items bound by logic; a single item under all or any stands alone unless qualified."""
    kept = {key: item for key, item in qualifiers.items() if item is not None}
    if len(items) == 1 and logic in ("all", "any") and not kept:
        return items[0]
    return Group(logic, items, n, kept)
