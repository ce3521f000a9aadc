"""Facts on the wire: the contract of `extract --json`, and readings as bytes that come back unchanged.

`to_json` is the contract other programs read: its keys are fixed, and what the contract does not
name stays out. `reading_to_bytes` is our own and keeps everything. Both are deterministic. Lists
inside qualifiers and values come back as tuples.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from extractors.model import (
    Box,
    Claim,
    Code,
    Criteria,
    DocumentFields,
    Evidence,
    Group,
    Json,
    Leaf,
    Node,
    PolicyFacts,
    Position,
    Reading,
    Revision,
    Section,
    Warn,
)

SCHEMA: Final = 1
_DOCUMENT_KEYS: Final = (
    "sha256", "media_type", "pages", "payer_name", "title", "policy_number", "doc_type", "effective_from",
    "effective_precision", "original_effective", "published_on", "last_review", "next_review", "status",
    "benefit", "lines_of_business", "jurisdictions",
)  # fmt: skip
_POSITION_KEYS: Final = (
    "drug", "route", "indication", "stance", "secondary_stance", "reason", "scope", "phase",
)  # fmt: skip
_DATES: Final = frozenset(
    {"effective_from", "effective_to", "original_effective", "published_on", "last_review", "next_review"}
)

# --- the contract -----------------------------------------------------------------------------


def to_json(facts: PolicyFacts, file: str) -> dict[str, Any]:
    """The facts of one file as the contract has them."""
    return {
        "schema": SCHEMA,
        "file": file,
        "document": _picked(facts.document, _DOCUMENT_KEYS),
        "sections": [_picked(section, ("heading", "kind", "page")) for section in facts.sections],
        "positions": [_position(position) for position in facts.positions],
        "criteria": [_criteria(criteria) for criteria in facts.criteria],
        "codes": [
            {**_picked(code, ("system", "code", "role")), "page": code.evidence.page} for code in facts.codes
        ],
        "revisions": [
            {
                **_picked(revision, ("date", "precision", "action", "summary")),
                "page": revision.evidence.page,
            }
            for revision in facts.revisions
        ],
        "warnings": [_picked(warning, ("kind", "detail", "page")) for warning in facts.warnings],
    }


def _picked(value: object, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: _plain(getattr(value, key)) for key in keys}


def _place(evidence: Evidence) -> dict[str, Any]:
    return {"page": evidence.page, "bbox": _bbox(evidence.bbox), "quote": evidence.quote}


def _bbox(box: Box | None) -> list[float] | None:
    return None if box is None else [box.x0, box.top, box.x1, box.bottom]


def _position(position: Position) -> dict[str, Any]:
    return {
        **_picked(position, _POSITION_KEYS),
        **_place(position.evidence),
        "section": position.evidence.section,
        "confidence": position.confidence,
        "flags": list(position.flags),
    }


def _criteria(criteria: Criteria) -> dict[str, Any]:
    return {
        "drug": criteria.drug,
        "indications": list(criteria.indications),
        "phase": criteria.phase,
        "tree": _node(criteria.tree),
        "page": criteria.page,
    }


def _node(node: Node) -> dict[str, Any]:
    if isinstance(node, Group):
        return {"logic": node.logic, "n": node.n, "items": [_node(item) for item in node.items]}
    core = _picked(node, ("type", "op", "value", "unit"))
    place = {**_place(node.evidence), "confidence": node.confidence, "flags": list(node.flags)}
    names = sorted(node.qualifiers.keys() - core.keys() - place.keys())
    return {**core, **{key: _plain(node.qualifiers[key]) for key in names}, **place}


# --- readings as bytes ------------------------------------------------------------------------


def reading_to_bytes(reading: Reading) -> bytes:
    """A reading as compact JSON, the same bytes for the same reading."""
    text = json.dumps(_plain(reading), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def reading_from_bytes(data: bytes) -> Reading:
    """The reading that `reading_to_bytes` wrote."""
    raw = json.loads(data)
    return Reading(_facts(raw["facts"]), raw["text_sha256"], raw["criteria_sha256"])


class StoredReading:
    """A reading in its bytes: what a history asks of every edition, and the facts when they are asked for."""

    def __init__(self, data: bytes) -> None:
        raw = json.loads(data)
        self.document = _document(raw["facts"]["document"])
        self.text_sha256: str = raw["text_sha256"]
        self.criteria_sha256: str = raw["criteria_sha256"]
        self._raw: Any = raw["facts"]

    @cached_property
    def facts(self) -> PolicyFacts:
        """Everything that was read."""
        made, self._raw = _facts(self._raw), None  # what it is made of takes more memory than it does
        return made


def _plain(value: object) -> Any:
    """Plain JSON values: dataclasses and mappings as objects, tuples as lists, dates as ISO text."""
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _facts(raw: dict[str, Any]) -> PolicyFacts:
    return PolicyFacts(
        document=_document(raw["document"]),
        sections=tuple(Section(**item) for item in raw["sections"]),
        positions=tuple(Position(**_evident(item)) for item in raw["positions"]),
        criteria=tuple(
            Criteria(**{**item, "indications": tuple(item["indications"]), "tree": _node_from(item["tree"])})
            for item in raw["criteria"]
        ),
        codes=tuple(Code(**_dated(_evident(item), "valid_to")) for item in raw["codes"]),
        revisions=tuple(Revision(**_dated(_evident(item), "date")) for item in raw["revisions"]),
        warnings=tuple(Warn(**item) for item in raw["warnings"]),
        claims=tuple(_claim(item) for item in raw.get("claims", ())),  # older readings have none
    )


def _claim(raw: dict[str, Any]) -> Claim:
    return Claim(**{**_dated(_evident(raw), "date"), "indications": tuple(raw["indications"])})


def _document(raw: dict[str, Any]) -> DocumentFields:
    lists = {key: tuple(raw[key]) for key in ("lines_of_business", "jurisdictions")}
    return DocumentFields(**{**_dated(raw, *_DATES), **lists})


def _node_from(raw: dict[str, Any]) -> Node:
    known = {**raw, "flags": tuple(raw["flags"]), "qualifiers": _mapping(raw["qualifiers"])}
    if "logic" in raw:
        return Group(**{**known, "items": tuple(_node_from(item) for item in raw["items"])})
    return Leaf(**{**known, "value": _frozen(raw["value"]), "evidence": _evidence(raw["evidence"])})


def _evident(raw: dict[str, Any]) -> dict[str, Any]:
    lists = {"flags": tuple(raw["flags"])} if "flags" in raw else {}
    return {**raw, "evidence": _evidence(raw["evidence"]), **lists}


def _evidence(raw: dict[str, Any]) -> Evidence:
    return Evidence(**{**raw, "bbox": Box(**raw["bbox"]) if raw["bbox"] else None})


def _dated(raw: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {**raw, **{key: date.fromisoformat(raw[key]) if raw[key] else None for key in keys}}


def _mapping(raw: dict[str, Any]) -> dict[str, Json]:
    return {key: _frozen(item) for key, item in raw.items()}


def _frozen(value: Any) -> Json:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return _mapping(value) if isinstance(value, dict) else value
