"""What the words of a claim say of the stance before and after."""

import pytest

from extractors.model import Claim, Evidence
from warehouse.normalize.claims import route, stances

CRITERIA = "covered_with_criteria"


def claim(kind, before=None, after=None, words="words", drug="esketamine_spravato"):
    return Claim(kind, "unknown", drug, ("trd",), None, None, before, after, Evidence(None, None, words, "H"))


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("unproven", "investigational"),
        ("not considered proven", "investigational"),
        ("experimental", "investigational"),
        ("not medically necessary", "not_medically_necessary"),
        ("non-covered", "not_medically_necessary"),
        ("excluded from coverage", "benefit_exclusion"),
        ("medically necessary", CRITERIA),
        ("criteria", CRITERIA),
        ("case-by-case", "case_by_case"),
        (None, None),
    ],
)
def test_an_answer_is_a_stance(words, stance):
    assert stances(claim("stance_change", before=words)) == (stance, None)
    assert stances(claim("stance_change", after=words)) == (None, stance)


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("Added criteria for bipolar depression", CRITERIA),
        ("Chronic pain was added as a covered indication", CRITERIA),
        ("Added PTSD to the list of investigational uses", "investigational"),
        ("Added to Conditions Not Covered: OCD", "not_medically_necessary"),
        ("Anxiety was added to conditions not recommended for approval", "investigational"),
        ("Added PTSD to the exclusions list", None),
        ("Added criteria for TRD; PTSD added to the list of investigational uses", None),
        ("This condition was added", None),
    ],
)
def test_a_list_that_is_named_says_the_stance_of_what_joins_or_leaves_it(words, stance):
    assert stances(claim("position_added", words=words)) == (None, stance)
    assert stances(claim("position_removed", words=words)) == (stance, None)


@pytest.mark.parametrize(
    ("kind", "before", "after", "said"),
    [
        ("initial_auth_duration", "3 months", "6 months", (CRITERIA, CRITERIA)),
        ("step_therapy_trials", "three", "two", (CRITERIA, CRITERIA)),
        ("step_therapy_trials", None, "two", (None, None)),
        ("concomitant_antidepressant", None, None, (None, None)),
        ("quantity_limit", "4", "8", (None, None)),
        ("code_change", "S0013", "J0013", (None, None)),
        ("unspecified", None, None, (None, None)),
    ],
)
def test_only_two_values_of_a_criterion_for_approval_say_that_the_use_was_approved(kind, before, after, said):
    assert stances(claim(kind, before, after)) == said


@pytest.mark.parametrize(
    ("drug", "words", "named"),
    [
        ("esketamine_spravato", "Added TRD", "intranasal"),
        ("ketamine_racemic", "Intravenous ketamine infusion for TRD is now unproven", "iv_infusion"),
        ("ketamine_racemic", "Ketamine by IV or oral route", None),
        ("ketamine_racemic", "Ketamine for TRD", None),
        (None, "Added TRD", None),
    ],
)
def test_the_route_is_that_of_the_product_or_the_one_that_is_named(drug, words, named):
    assert route(claim("stance_change", words=words, drug=drug)) == named
