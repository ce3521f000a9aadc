"""Positions of two versions: what the one says more narrowly or broadly than the other."""

import pytest

from extractors.changes import compare
from extractors.model import DocumentFields, Evidence, PolicyFacts, Position

SAID = Evidence(1, None, "words", "Policy")


def policy(*positions: Position) -> PolicyFacts:
    return PolicyFacts(DocumentFields("0", "text/html", None), positions=positions)


def position(stance: str, route: str = "any", indication: str = "trd", phase=None) -> Position:
    return Position("ketamine_racemic", route, indication, stance, SAID, phase=phase)


def changes(before, after):
    return [(one.type, one.direction, one.before, one.after) for one in compare(before, after)]


def test_a_refusal_that_keeps_one_route_only_is_one_position_less():
    broad, narrow = (
        policy(position("investigational")),
        policy(position("investigational", "oral_sublingual")),
    )
    assert changes(broad, narrow) == [("position_removed", "scope_removed", "investigational", None)]
    assert changes(narrow, broad) == [("position_added", "scope_added", None, "investigational")]


def test_a_phase_named_beside_the_same_position_for_all_phases_is_no_change():
    before = position("covered_with_criteria")
    assert (
        changes(policy(before), policy(before, position("covered_with_criteria", phase="continuation"))) == []
    )


@pytest.mark.parametrize(
    ("stance", "way"), [("investigational", "tightened"), ("covered_with_criteria", "scope_added")]
)
def test_another_indication_with_a_position_of_its_own_is_told(stance, way):
    before = position("covered", indication="anesthesia_sedation")
    found = changes(policy(before), policy(before, position(stance, indication="crps")))
    assert [one[:2] for one in found] == [("position_added", "scope_added")]
    covering = position("covered", indication="chronic_pain")
    found = changes(policy(covering), policy(covering, position(stance, indication="crps")))
    assert [one[:2] for one in found] == [("position_added", way)]
