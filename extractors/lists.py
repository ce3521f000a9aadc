"""Drug lists and quantity lists: tables with one row per drug and code, read for tracked drugs only.

A header row is known by its column words, an abbreviation by the legend of the document.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from extractors.fields import list_columns, list_rows
from extractors.model import Code, Criteria, Document, Position

__all__ = ["ListFacts", "find", "is_list_header"]

is_list_header = list_columns.is_list_header
_Fact = TypeVar("_Fact")


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What the rows of tracked drugs say, each fact with the evidence of its row."""

    positions: tuple[Position, ...] = ()
    criteria: tuple[Criteria, ...] = ()
    codes: tuple[Code, ...] = ()


def find(document: Document, drugs: tuple[str, ...] = ()) -> ListFacts:
    """Read the rows of tracked drugs; `drugs` names more drugs to track.

    A fact that several rows of a page repeat (brand and generic) is kept once; a drug that stands in
    two classes has it on both pages.
    """
    legend = list_columns.legend(document.blocks)
    rows = tuple(list_columns.rows(document.blocks, drugs))
    return ListFacts(
        _first(
            (position for row in rows for position in list_rows.positions(row, legend)),
            lambda p: (p.drug, p.route, p.indication, p.stance, p.evidence.page),
        ),
        _first(
            (entry for row in rows for entry in list_rows.criteria(row, legend)),
            lambda c: (c.drug, repr([(i.type, i.value, i.unit, i.qualifiers) for i in list_rows.leaves(c)])),
        ),
        _first(
            (code for row in rows for code in list_rows.codes(row, legend)),
            lambda c: (c.system, c.code, c.role, c.drug, c.evidence.page),
        ),
    )


def _first(facts: Iterable[_Fact], key: Callable[[_Fact], object]) -> tuple[_Fact, ...]:
    kept: dict[object, _Fact] = {}
    for fact in facts:
        kept.setdefault(key(fact), fact)
    return tuple(kept.values())
