"""Positions, criteria, codes, revisions and claims of a version to rows."""

import hashlib
import json
import re
from collections.abc import Iterable

from extractors.model import Claim, Criteria, Evidence, Group, Leaf, Node, Position
from warehouse.model import Version
from warehouse.normalize.claims import route, stances
from warehouse.normalize.headline import headlines

Row = dict[str, object]


def positions(version: Version) -> Iterable[Row]:
    """A row per position; its number within the version is part of its id."""
    speaking = headlines(version.reading.facts.positions)
    for number, position in enumerate(version.reading.facts.positions, start=1):
        yield {
            "position_id": f"{version.version_id}:p{number}",
            "version_id": version.version_id,
            **_stance(position),
            **_where(position.evidence),
            "quote": position.evidence.quote,
            "confidence": position.confidence,
            "flags": list(position.flags),
            "is_headline": number in speaking,
        }


def criteria(version: Version) -> Iterable[Row]:
    """A row per node of every tree, groups and leaves, parents before children."""
    for number, tree in enumerate(version.reading.facts.criteria, start=1):
        yield from _nodes(version, number, tree, tree.tree, None, f"{number}")


def codes(version: Version) -> Iterable[Row]:
    """A row per code in force."""
    for code in version.reading.facts.codes:
        yield {
            "version_id": version.version_id,
            "code_system": code.system,
            "code": code.code,
            "role_code": code.role,
            "drug_code": code.drug,
            "valid_to": code.valid_to,
            **_where(code.evidence),
            "quote": code.evidence.quote,
        }


def revisions(version: Version) -> Iterable[Row]:
    """A row per row of the document's own history, in printed order."""
    for number, revision in enumerate(version.reading.facts.revisions, start=1):
        yield {
            "version_id": version.version_id,
            "row_number": number,
            "revised_on": revision.date,
            "precision_code": revision.precision,
            "action_code": revision.action,
            "summary": revision.summary,
            **_where(revision.evidence),
        }


def claims(version: Version) -> Iterable[Row]:
    """A row per change that the document's own history claims, under an id that other editions share."""
    for claim in version.reading.facts.claims:
        before, after = stances(claim)
        yield {
            "version_id": version.version_id,
            "claim_id": _claim_id(version.policy_id, claim),
            "dated_on": claim.date,
            "precision_code": claim.precision,
            "change_type_code": claim.type,
            "direction_code": claim.direction,
            "drug_code": claim.drug,
            "indication_codes": list(claim.indications),
            "before_text": claim.before,
            "after_text": claim.after,
            "route_code": route(claim),
            "before_stance_code": before,
            "after_stance_code": after,
            **_where(claim.evidence),
            "quote": claim.evidence.quote,
        }


def _claim_id(policy_id: str, claim: Claim) -> str:
    """The same for the same claim of a policy, in whatever edition and on whatever page it is printed."""
    parts = (
        policy_id,
        claim.date.isoformat() if claim.date else "",
        claim.type,
        claim.drug or "",
        *claim.indications,
        claim.before or "",
        claim.after or "",
        re.sub(r"\W+", " ", claim.evidence.quote.lower()).strip(),
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _stance(position: Position) -> Row:
    return {
        "drug_code": position.drug,
        "route_code": position.route,
        "indication_code": position.indication,
        "stance_code": position.stance,
        "secondary_stance_code": position.secondary_stance,
        "reason_code": position.reason,
        "scope_code": position.scope,
        "phase_code": position.phase,
        "setting_code": position.setting,
        "modifier_code": position.modifier,
        "criteria_source_code": position.criteria_source,
    }


def _nodes(
    version: Version, number: int, tree: Criteria, node: Node, parent: str | None, path: str
) -> Iterable[Row]:
    node_id = f"{version.version_id}:c{path}"
    yield {
        "node_id": node_id,
        "parent_node_id": parent,
        "version_id": version.version_id,
        "tree_number": number,
        "path": path,
        "drug_code": tree.drug,
        "indication_codes": list(tree.indications),
        "phase_code": tree.phase,
        **(_group(node) if isinstance(node, Group) else _leaf(node)),
    }
    for place, child in enumerate(node.items if isinstance(node, Group) else (), start=1):
        yield from _nodes(version, number, tree, child, node_id, f"{path}.{place}")


def _group(group: Group) -> Row:
    return {
        **dict.fromkeys(_LEAF_COLUMNS),
        "logic_code": group.logic,
        "required_count": group.n,
        "qualifiers": json.dumps(group.qualifiers, sort_keys=True),
        "flags": list(group.flags),
    }


def _leaf(leaf: Leaf) -> Row:
    duration = leaf.qualifiers.get("duration")
    days = duration.get("approx_days") if isinstance(duration, dict) else None
    return {
        "logic_code": None,
        "required_count": None,
        "type_code": leaf.type,
        "operator_code": leaf.op,
        "value_text": leaf.value if isinstance(leaf.value, str) else json.dumps(leaf.value),
        "value_number": _number(leaf),
        "unit_code": leaf.unit,
        "duration_days": days,
        "qualifiers": json.dumps(leaf.qualifiers, sort_keys=True),
        **_where(leaf.evidence),
        "quote": leaf.evidence.quote,
        "confidence": leaf.confidence,
        "flags": list(leaf.flags),
    }


_LEAF_COLUMNS = (
    "type_code",
    "operator_code",
    "value_text",
    "value_number",
    "unit_code",
    "duration_days",
    "page",
    "bbox_pt",
    "section_name",
    "quote",
    "confidence",
)


def _number(leaf: Leaf) -> float | None:
    is_number = isinstance(leaf.value, int | float) and not isinstance(leaf.value, bool)
    return float(leaf.value) if is_number else None  # type: ignore[arg-type]


def _where(evidence: Evidence) -> Row:
    box = evidence.bbox
    return {
        "page": evidence.page,
        "bbox_pt": [box.x0, box.top, box.x1, box.bottom] if box else None,
        "section_name": evidence.section,
    }
