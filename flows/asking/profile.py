"""One payer from the published copy: its positions, and each rule then (first version) and now. No layout."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from extractors.changes import words
from extractors.model import Evidence, Leaf
from extractors.vocabulary.specialties import SPECIALTIES
from flows.asking.answers import Row, ask, known_payer

TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("who may prescribe", ("prescriber_specialty", "diagnosed_by")),
    ("how many trials", ("step_therapy_trials", "augmentation_trials", "conventional_therapy_trials")),
    ("how long an approval lasts", ("initial_auth_duration", "reauth_duration")),
)
OTHER = "other rules"
_ORDER = "order by drug_code, route_code, indication_code, line_of_business_code"
_SILENT = "nobody in particular"


@dataclass(frozen=True, slots=True)
class Said:
    """A rule in words with the payer's own."""

    text: str
    quote: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of rule for some indications in one phase, then and now; empty = the policy was silent."""

    topic: str
    drug: str
    indications: tuple[str, ...]
    phase: str
    type: str
    then: tuple[Said, ...]
    now: tuple[Said, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the rule says something else now."""
        return {said.text for said in self.then} != {said.text for said in self.now}


def profile(copy: Path, payer: str) -> dict[str, Any]:
    """Everything `ketcov show` tells of a payer. Raises UnknownName, WarehouseError."""
    named = known_payer(copy, payer)
    history = ask(copy, _of("out_policy_history", "and superseded_at is null"), [payer])
    changes = ask(copy, _of("out_policy_changes", "and is_news order by first_seen_at, change_id"), [payer])
    positions = ask(copy, _of("out_current_positions", _ORDER), [payer])
    criteria = ask(copy, _of("out_current_criteria"), [payer])
    by_policy = groupby(history, key=lambda row: row["policy_id"])
    policies = [_policy(copy, list(rows), positions, criteria, changes) for _, rows in by_policy]
    return {"payer": named, "policies": policies, "sources": ask(copy, _of("out_source_health"), [payer])}


def _of(relation: str, more: str = "") -> str:
    return f"select * from {relation} where payer_id = ? {more}"  # noqa: S608 - our own relations


def _policy(
    copy: Path, versions: list[Row], positions: list[Row], criteria: list[Row], changes: list[Row]
) -> dict[str, Any]:
    """One policy; its first version speaks for then, what is in force today for now."""
    versions = [row for row in versions if row["basis_code"] == "observed"] or versions
    first, last = versions[0], versions[-1]
    policy_id = first["policy_id"]
    sql = "select * from core_criteria where version_id = ? and type_code is not null order by node_id"
    return {
        "policy": last,
        "first_seen_at": first["first_seen_at"],
        "versions": len(versions),
        "positions": [row for row in positions if row["policy_id"] == policy_id],
        "rules": _rules(
            ask(copy, sql, [first["version_id"]]),
            [row for row in criteria if row["policy_id"] == policy_id],
        ),
        "changes": [row for row in changes if row["policy_id"] == policy_id],
    }


def _rules(then: list[Row], now: list[Row]) -> list[Rule]:
    found = [*_topical(then, now), *_unnamed_prescribers(then, now)]
    order = [topic for topic, _ in TOPICS]
    return sorted(
        found,
        key=lambda rule: (
            order.index(rule.topic) if rule.topic in order else len(order),
            rule.drug,
            rule.type,
            rule.phase == "continuation",
            rule.indications,
        ),
    )


def _topical(then: list[Row], now: list[Row]) -> Iterable[Rule]:
    """Rules by drug, phase and type; indications with the same words on both sides go together."""
    sides = (_by_key(then), _by_key(now))
    merged: dict[tuple[object, ...], list[str]] = {}
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        *topic_key, indication = key
        same = (*topic_key, sides[0].get(key, ()), sides[1].get(key, ()))
        merged.setdefault(same, []).append(indication)
    for (drug, phase, kind, before, after), indications in merged.items():
        topic = next((name for name, kinds in TOPICS if kind in kinds), OTHER)
        yield Rule(topic, str(drug), tuple(indications), str(phase), str(kind), before, after)  # type: ignore[arg-type]


def _by_key(leaves: list[Row]) -> dict[tuple[str, str, str, str], tuple[Said, ...]]:
    found: dict[tuple[str, str, str, str], tuple[Said, ...]] = {}
    for row in leaves:
        said = Said(words.leaf(leaf_of(row)), str(row["quote"]), row["page"])  # type: ignore[arg-type]
        for indication in row["indication_codes"]:  # type: ignore[attr-defined]
            key = (str(row["drug_code"]), str(row["phase_code"]), str(row["type_code"]), str(indication))
            if said not in found.setdefault(key, ()):
                found[key] = (*found[key], said)
    return found


def _unnamed_prescribers(then: list[Row], now: list[Row]) -> Iterable[Rule]:
    """Where no rule names a prescriber, that is the answer; a sentence that mentions one is its quote."""
    topic, kinds = TOPICS[0]
    for drug in sorted({str(row["drug_code"]) for row in (*then, *now)}):
        sides = [[row for row in side if row["drug_code"] == drug] for side in (then, now)]
        if not any(row["type_code"] in kinds for side in sides for row in side):
            yield Rule(topic, drug, (), "both", kinds[0], _mentions(sides[0]), _mentions(sides[1]))


def _mentions(leaves: list[Row]) -> tuple[Said, ...]:
    if not leaves:
        return ()
    quotes = dict.fromkeys((str(row["quote"]), row["page"]) for row in leaves)
    found = [Said(_SILENT, text, page) for text, page in quotes if SPECIALTIES.find(text)]  # type: ignore[arg-type]
    return (found[0],) if found else (Said(_SILENT, "", None),)


def leaf_of(row: Row) -> Leaf:
    """A criterion of the warehouse as the value that words are made from."""
    text = str(row["value_text"])
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    qualifiers: Any = row["qualifiers"] or {}
    unit = row["unit_code"]
    return Leaf(
        type=str(row["type_code"]),
        op=str(row["operator_code"]),
        value=value,
        unit=str(unit) if unit else None,
        evidence=Evidence(None, None, str(row["quote"]), ""),
        qualifiers=qualifiers,
    )
