"""Measured confidence: it replaces the number, never falls as a rule is surer, and changes no rule."""

from dataclasses import replace

import pytest

from extractors.changes import compare, criteria_sha256
from extractors.confidence import calibrated, share_right
from extractors.model import Criteria, DocumentFields, Evidence, Group, Leaf, PolicyFacts, Position
from extractors.vocabulary.certainty import STEPS

TABLE = {"position": ((0.5, 0.4), (0.9, 0.8)), "criterion": ((0.6, 0.7),)}
WORDS = Evidence(None, None, "words", "S")
DRUG = "esketamine_spravato"


def facts(confidence=0.9):
    leaf = Leaf("age_min", ">=", 18, "year", WORDS, {"evidence": "documented"}, confidence, ("suspect",))
    return PolicyFacts(
        DocumentFields(sha256="s", media_type="text/html", pages=None),
        positions=(Position(DRUG, "intranasal", "trd", "covered", WORDS, confidence=confidence),),
        criteria=(Criteria(DRUG, ("trd",), "initial", Group("all", (leaf, Group("any", (leaf,)))), None),),
    )


@pytest.mark.parametrize(
    ("kind", "confidence", "share"),
    [
        ("position", 0.95, 0.8),
        ("position", 0.9, 0.8),
        ("position", 0.89, 0.4),
        ("position", 0.1, 0.4),
        ("age_min", 0.95, 0.7),
    ],
)
def test_the_share_of_the_step_reached_is_said(kind, confidence, share):
    assert share_right(kind, confidence, TABLE) == share


def test_without_a_measure_the_rule_keeps_its_own_word():
    assert share_right("age_min", 0.9, {}) == 0.9


@pytest.mark.parametrize("kind", STEPS)
def test_the_measured_steps_rise_and_are_shares(kind):
    starts, shares = zip(*STEPS[kind], strict=True)
    assert list(starts) == sorted(starts)
    assert list(shares) == sorted(shares)
    assert all(0 < share < 1 for share in shares)


def test_nothing_but_the_number_changes():
    before, after = facts(), calibrated(facts())
    assert replace(after.positions[0], confidence=0.9) == before.positions[0]
    leaf = after.criteria[0].tree.items[0]
    assert replace(leaf, confidence=0.9) == before.criteria[0].tree.items[0]
    assert leaf.confidence == share_right("age_min", 0.9)


def test_the_comparison_of_versions_does_not_see_it():
    assert criteria_sha256(calibrated(facts())) == criteria_sha256(facts())
    assert compare(facts(0.2), calibrated(facts())) == ()
