"""One criterion in comparable form: the leaf without wording, under its common type, op and units.

What two leaves of a type are compared on is the type's own table (CriterionType: axes, identity)
plus the axes that every type has (equivalences.py); qualifiers outside it are wording. Groups and
trees are canonical.py's.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from extractors.changes import values
from extractors.changes.equivalences import (
    COMMON_AXES,
    EVIDENCE_ORDER,
    EXAMPLES,
    EXCLUDING_TYPES,
    SAME_OP,
    TRIAL_TYPES,
)
from extractors.model import Axis, CriterionType, Json, Leaf
from extractors.vocabulary import scales

Types: TypeAlias = Mapping[str, CriterionType]

_OR_INTOLERANCE: Final = "_or_intolerance"  # "failure or intolerance" is "failure unless not tolerated"


@dataclass(frozen=True, slots=True)
class Rule:
    """One leaf in comparable form; equal `form` is the same rule whatever was printed."""

    form: str
    kind: CriterionType
    op: str
    unit: str | None
    identity: tuple[str, ...]
    terms: Mapping[str, Json]
    leaf: Leaf = field(compare=False)


def rules_of_leaf(leaf: Leaf, indication: str, types: Types) -> tuple[Rule, ...]:
    """The rules that a leaf makes for one indication; none for context and for what is not required."""
    if is_waived(leaf) or not kind_of(leaf.type, types).is_rule or repeats(leaf, indication, exactly=True):
        return ()
    return tuple(rule(part, types) for part in _parts(_renamed(_closed(leaf))))


def repeats(leaf: Leaf, indication: str, *, exactly: bool) -> bool:
    """Whether a diagnosis only repeats the indication (or, not exactly, admits it among others)."""
    members = {str(item) for item in values.listed(leaf.value)}
    inside = members == {indication} if exactly else indication in members
    return leaf.type == "diagnosis" and leaf.op in ("in", "==", "present") and inside


def is_waived(leaf: Leaf) -> bool:
    """Whether a leaf says that something is not required."""
    return leaf.op == "not_required" or (leaf.op in ("required", "present") and leaf.value is False)


def _closed(leaf: Leaf) -> Leaf:
    """A leaf without lists that only give examples: another example is no other rule."""
    open_keys = examples(leaf)
    if not open_keys.intersection(leaf.qualifiers):
        return leaf
    return replace(leaf, qualifiers={k: v for k, v in leaf.qualifiers.items() if k not in open_keys})


def examples(leaf: Leaf) -> frozenset[str]:
    """The qualifiers that only give examples, and so rule nothing."""
    return frozenset(key for mark, value, key in EXAMPLES if leaf.qualifiers.get(mark) is value)


def _renamed(leaf: Leaf) -> Leaf:
    """A leaf under the type that says the same in the common way."""
    says = {str(leaf.value), str(leaf.qualifiers.get("condition"))}
    if leaf.type == "attestation_required":
        return replace(
            leaf, type="documentation_required", qualifiers={"evidence": "attestation", **leaf.qualifiers}
        )
    if leaf.type == "documentation_required":
        return replace(leaf, qualifiers={"evidence": EVIDENCE_ORDER[-1], **leaf.qualifiers})
    if leaf.type == "severity_scale_range" and _reaches_the_top(leaf):
        return replace(leaf, type="severity_scale_min", op=">=", value=values.listed(leaf.value)[0])
    if "monotherapy" in says and (leaf.type == "exclusion" or leaf.op == "absent"):
        rest = {key: leaf.qualifiers[key] for key in leaf.qualifiers if key != "condition"}
        return replace(leaf, type="concomitant_antidepressant", op="required", value=True, qualifiers=rest)
    return leaf


def _reaches_the_top(leaf: Leaf) -> bool:
    """Whether a range ends where its scale ends: "15 to 27" on the PHQ-9 is "at least 15"."""
    scale, ends = str(leaf.qualifiers.get("scale")), [values.number(end) for end in values.listed(leaf.value)]
    top = ends[1] if len(ends) == 2 else None
    return top is not None and scale in scales.BY_CODE and top >= scales.BY_CODE[scale].highest


def _parts(leaf: Leaf) -> Iterator[Leaf]:
    """One leaf for each thing a leaf forbids; other leaves as they are."""
    key = EXCLUDING_TYPES.get(leaf.type)
    if key is None:
        yield leaf
    elif key == "value" or leaf.qualifiers.get(key) is None:
        for item in values.listed(leaf.value) or (None,):
            yield replace(leaf, op="absent", value=item)
    else:
        for item in values.listed(leaf.qualifiers[key]):
            yield replace(leaf, op="absent", value=None, qualifiers={**leaf.qualifiers, key: item})


def rule(leaf: Leaf, types: Types) -> Rule:
    """A leaf in comparable form."""
    kind = kind_of(leaf.type, types)
    axes = axes_of(kind)
    value, unit = values.amount(leaf)
    unit = values.meant_unit(leaf, unit)
    often = leaf.qualifiers.get("frequency") or leaf.qualifiers.get("frequency_any")
    told = {"dose_phase": values.dose_phase(leaf.qualifiers), "frequency": often}
    qualifiers = {**leaf.qualifiers, **told, **_excused(leaf)}
    terms = {
        key: values.term(axis, qualifiers.get(key), None) for key, axis in axes.items() if key != "value"
    }
    terms["value"] = _value(leaf, value, unit, axes.get("value"))
    identity = tuple(_identity(qualifiers.get(key)) for key in kind.identity if key != "value")
    if leaf.type in EXCLUDING_TYPES:
        identity = (*identity, _identity(terms.pop("value") or qualifiers.get("condition")))
    if isinstance(terms.get("value"), Mapping) or leaf.type in TRIAL_TYPES:
        unit = None  # days carry their unit; a trial of an agent is an agent tried
    op = _op(leaf, axes.get("value"))
    form = dumps([leaf.type, op, unit, identity, terms])
    return Rule(form, kind, op, unit, identity, terms, leaf)


def _excused(leaf: Leaf) -> Mapping[str, Json]:
    """An outcome that intolerance may stand for, as the outcome and an exception beside it."""
    outcome = str(leaf.qualifiers.get("outcome"))
    if not outcome.endswith(_OR_INTOLERANCE):
        return {}
    lifted = (*values.listed(leaf.qualifiers.get("exceptions")), "intolerance")
    return {"outcome": outcome.removesuffix(_OR_INTOLERANCE), "exceptions": lifted}


def _value(leaf: Leaf, value: Json, unit: str | None, axis: Axis | None) -> Json:
    if isinstance(value, bool) or (leaf.type == "other" and not isinstance(value, str)):
        return None
    if leaf.type == "other":
        return values.text(str(value))
    exact = values.counted(leaf.op, value, unit)
    if axis is None:
        members = isinstance(value, list | tuple) and leaf.op in ("in", "not_in")
        return tuple(sorted(map(str, values.listed(value)))) if members else values.plain(exact)
    return values.term(axis, exact, unit)


def _op(leaf: Leaf, axis: Axis | None) -> str:
    op = SAME_OP.get(leaf.op, leaf.op)
    is_limit = axis is not None and axis.kind in ("number", "duration") and axis.rising == "loosened"
    return "limit" if is_limit and op in (">=", "<=", "==") else op


def _identity(value: Json) -> str:
    folded = values.plain(value)
    return dumps(sorted(map(str, folded)) if isinstance(folded, tuple) else folded)


def kind_of(name: str, types: Types) -> CriterionType:
    """What is known of a type; a type nobody described has no axes."""
    return types.get(name) or CriterionType(name)


def axes_of(kind: CriterionType) -> dict[str, Axis]:
    """The ways in which two criteria of the type can differ, those of every type included."""
    known = {axis.key: axis for axis in (*COMMON_AXES, *kind.axes)}
    return {key: axis for key, axis in known.items() if key == "value" or key not in kind.identity}


def dumps(value: object) -> str:
    """The one way to write a form."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
