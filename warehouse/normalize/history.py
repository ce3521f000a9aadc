"""Observations, versions and changes of a time line to rows."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from extractors.model import Change, Evidence
from warehouse.in_force import in_force
from warehouse.ledger import Policy
from warehouse.model import Timeline, Version, VersionChange

Row = dict[str, object]


def observations(policy: Policy, timeline: Timeline) -> Iterable[Row]:
    """A row per look at the policy."""
    for look, issue_number in timeline.observations:
        yield {
            "policy_id": policy.policy_id,
            "issue_number": issue_number,
            "observed_at": utc(look.observed_at),
            "recorded_at": utc(look.recorded_at),
            "url": look.url,
        }


def versions(policy: Policy, timeline: Timeline) -> Iterable[Row]:
    """A row per version; what the document prints wins over what was declared."""
    for version in timeline.versions:
        yield {**_clocks(version), **_printed(version, policy)}


def intervals(policy: Policy, timeline: Timeline) -> Iterable[Row]:
    """A row per interval in which a version is, or was once known to be, in force."""
    for item in in_force(timeline.versions):
        yield {
            "version_id": item.version.version_id,
            "policy_id": policy.policy_id,
            "in_force_from": item.interval.in_force_from,
            "in_force_to": item.interval.in_force_to,
            "is_effective_from_seen": item.interval.is_effective_from_seen,
            "known_from": utc(item.known_from),
            "known_to": utc(item.known_to),
        }


def changes(policy: Policy, timeline: Timeline) -> Iterable[Row]:
    """A row per changed rule."""
    for item in timeline.changes:
        yield {**_what(policy, item), **_quotes(item.change), **_when(item)}


def utc(moment: datetime | None) -> datetime | None:
    """The same instant in UTC without its zone, as the tables hold it."""
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)


def _clocks(version: Version) -> Row:
    return {
        "version_id": version.version_id,
        "policy_id": version.policy_id,
        "payer_id": version.policy_id.partition("/")[0],
        "issue_number": version.issue_number,
        "cause_code": version.cause_code,
        "change_level_code": version.change_level_code,
        "first_seen_at": utc(version.first_seen_at),
        "recorded_at": utc(version.recorded_at),
        "superseded_at": utc(version.superseded_at),
        "effective_from_or_seen": version.effective_from_or_seen,
        "is_effective_from_seen": version.is_effective_from_seen,
        "url": version.url,
        "snapshot_ids": list(version.content),
        "text_sha256": version.reading.text_sha256,
        "criteria_sha256": version.reading.criteria_sha256,
        "extractor_version": version.extractor_version,
    }


def _printed(version: Version, policy: Policy) -> Row:
    printed = version.reading.document
    return {
        "effective_from": printed.effective_from,
        "effective_precision_code": printed.effective_precision,
        "effective_to": printed.effective_to,
        "original_effective_on": printed.original_effective,
        "published_on": printed.published_on,
        "last_review_on": printed.last_review,
        "next_review_on": printed.next_review,
        "payer_printed_name": printed.payer_name,
        "title_name": printed.title,
        "policy_number": printed.policy_number,
        "doc_type_code": printed.doc_type,
        "status_code": printed.status,
        "benefit_code": policy.benefit if policy.benefit != "unknown" else printed.benefit or "unknown",
        "line_of_business_codes": list(printed.lines_of_business or policy.lines_of_business),
        "jurisdiction_codes": list(printed.jurisdictions),
        "media_type": printed.media_type,
        "page_count": printed.pages,
    }


def _what(policy: Policy, item: VersionChange) -> Row:
    change = item.change
    return {
        "change_id": _change_id(policy, item),
        "policy_id": policy.policy_id,
        "payer_id": policy.policy_id.partition("/")[0],
        "from_version_id": item.before.version_id,
        "to_version_id": item.after.version_id,
        "change_type_code": change.type,
        "direction_code": change.direction,
        "drug_code": change.drug,
        "indication_codes": list(change.indications),
        "phase_code": change.phase,
        "before_text": change.before,
        "after_text": change.after,
        "magnitude": json.dumps(change.magnitude, sort_keys=True),
        "flags": list(change.flags),
    }


def _quotes(change: Change) -> Row:
    sides = {"before": change.before_evidence, "after": change.after_evidence}
    return {name: value for side, evidence in sides.items() for name, value in _side(side, evidence)}


def _side(side: str, evidence: Evidence | None) -> Iterable[tuple[str, object]]:
    yield f"{side}_quote", evidence.quote if evidence else None
    yield f"{side}_page", evidence.page if evidence else None
    yield f"{side}_section_name", evidence.section if evidence else None


def _when(item: VersionChange) -> Row:
    return {
        "effective_on": item.after.effective_from_or_seen,
        "is_effective_on_seen": item.after.is_effective_from_seen,
        "first_seen_at": utc(item.after.first_seen_at),
        "is_reverted": item.is_reverted,
        "recorded_at": utc(item.recorded_at),
        "superseded_at": utc(item.superseded_at),
    }


def _change_id(policy: Policy, item: VersionChange) -> str:
    """Stable for the same change, whatever was learnt around it."""
    change = item.change
    parts = (
        policy.policy_id,
        *item.before.content,
        *item.after.content,
        item.after.first_seen_at.astimezone(UTC).isoformat(),
        change.type,
        change.drug,
        *change.indications,
        change.phase or "",
        change.before or "",
        change.after or "",
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
