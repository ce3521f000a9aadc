"""Rules on the illness and its proof, read from lines and compared: which differ, and which way."""

import pytest

from extractors.changes import compare
from extractors.criteria import Line, read_line
from extractors.model import Criteria, DocumentFields, Evidence, PolicyFacts, Position

DRUG = "esketamine_spravato"


def policy(*lines: str) -> PolicyFacts:
    evidence = Evidence(1, None, "", "")
    nodes = [read_line(Line(text, evidence, DRUG, ("trd",), "initial")) for text in lines]
    return PolicyFacts(
        DocumentFields("0", "text/html", None),
        positions=(Position(DRUG, "intranasal", "trd", "covered_with_criteria", evidence),),
        criteria=tuple(Criteria(DRUG, ("trd",), "initial", node, 1) for node in nodes if node is not None),
    )


def changes(before: str, after: str) -> list[tuple[str, str]]:
    found = compare(policy("Age 18 or older", before), policy("Age 18 or older", after))
    return [(change.type, change.direction) for change in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("PHQ-9 ≥ 18", "A score of eighteen (18) or higher on the PHQ-9"),
        ("PHQ-9 above 17", "PHQ-9 of at least 18"),
        ("HDRS ≥ 18", "HAM-D of 18 or more"),
        ("PHQ-9 ≥ 15", "PHQ-9 score between 15 and 27"),
        ("Symptoms for at least 12 months", "Symptoms lasting 1 year or longer"),
        ("Diagnosis of MDD under DSM-5", "Diagnosis of MDD under the most recent DSM"),
        ("F33.1, F33.2", "F33.2 or F33.1"),
        (
            "Depression is measured with a rating scale (e.g., PHQ-9)",
            "Depression is measured with a rating scale (e.g., MADRS, PHQ-9)",
        ),
        ("Age is within the FDA label", "Chart notes may be helpful"),
    ],
)
def test_another_wording_is_no_change(before, after):
    assert changes(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("PHQ-9 ≥ 15", "PHQ-9 ≥ 20", ("severity_scale_min", "tightened")),
        ("PHQ-9 ≥ 15", "PHQ-9 ≥ 15 or MADRS ≥ 28", ("severity_scale_min", "loosened")),
        ("PHQ-9 ≥ 15", "MADRS ≥ 28", ("severity_scale_min", "mixed")),
        ("MADRS between 28 and 40", "MADRS between 20 and 60", ("severity_scale_range", "loosened")),
        ("PHQ-9 ≥ 15", "PHQ-9 score between 15 and 24", ("severity_scale_min", "tightened")),
        ("MADRS between 28 and 40", "MADRS ≥ 28", ("severity_scale_range", "loosened")),
        ("MADRS between 28 and 40", "MADRS ≥ 30", ("severity_scale_range", "mixed")),
        (
            "Severe depressive episode",
            "Moderate to severe depressive episode",
            ("severity_category", "loosened"),
        ),
        ("Pain for more than 3 months", "Pain for more than 6 months", ("symptom_duration_min", "tightened")),
        ("Diagnosis of PTSD", "Diagnosis of PTSD or OCD", ("diagnosis", "loosened")),
        ("ICD-10 F33.1, F33.2", "ICD-10 F33.2", ("diagnosis_code", "tightened")),
        (
            "Diagnosis of MDD confirmed by a psychiatrist or psychologist",
            "Diagnosis of MDD confirmed by a psychiatrist",
            ("diagnosed_by", "tightened"),
        ),
        (
            "Baseline PHQ-9 obtained within the past 4 weeks",
            "Baseline PHQ-9 obtained within the past 8 weeks",
            ("baseline_assessment", "loosened"),
        ),
        (
            "Prescriber attests that all criteria are met",
            "Documentation that all criteria are met is submitted",
            ("documentation_required", "tightened"),
        ),
    ],
)
def test_a_rule_that_moves_has_a_direction(before, after, expected):
    assert changes(before, after) == [expected]
