"""Hand-made looks, beliefs and readings, shared by the tests of the warehouse."""

from datetime import UTC, datetime
from hashlib import sha256

from extractors.model import Criteria, DocumentFields, Evidence, Group, Leaf, PolicyFacts, Position, Reading
from warehouse.model import Belief, Observation


def at(year, month, day, hour=12):
    return datetime(year, month, day, hour, tzinfo=UTC)


def look(name, seen, recorded=None):
    return Observation(observed_at=seen, recorded_at=recorded or seen, content=(name,), url="u")


def belief(found, recorded, version="x1"):
    name = sha256(repr(found).encode()).hexdigest() if found else ""
    return Belief(recorded_at=recorded, extractor_version=version, reading_id=name, reading=found)


def fields(effective=None, status="active", until=None):
    return DocumentFields(
        sha256="s",
        media_type="text/html",
        pages=None,
        effective_from=effective,
        effective_to=until,
        status=status,
    )


def reading(rules, text=None, effective=None, status="active"):
    return Reading(PolicyFacts(fields(effective, status)), text_sha256=text or rules, criteria_sha256=rules)


def facts(stance, effective=None, status="active", until=None):
    """A policy with one stance and two criteria."""
    evidence = Evidence(None, None, f"words for {stance}", "Policy")
    return Reading(
        PolicyFacts(
            fields(effective, status, until),
            positions=(Position("esketamine_spravato", "intranasal", "trd", stance, evidence),),
            criteria=(
                Criteria(
                    "esketamine_spravato",
                    ("trd",),
                    "initial",
                    Group(
                        "all",
                        (
                            Leaf("age_min", ">=", 18, "year", evidence),
                            Leaf("step_therapy_trials", ">=", 2, "trial", evidence),
                        ),
                    ),
                    None,
                ),
            ),
        ),
        text_sha256=f"{stance}{status}",
        criteria_sha256=stance,
    )
