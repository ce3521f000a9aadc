"""Which lines say that the member has a condition."""

import pytest

from extractors.wording import conditions_said


def codes(text: str) -> list[tuple[str, ...]]:
    return [said.codes for said in conditions_said.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Diagnosis of treatment-resistant depression (TRD)", ("trd",)),
        ("Patient carries a diagnosis of PTSD", ("ptsd",)),
        ("MDD, recurrent", ("mdd",)),
        ("Major depressive disorder that is treatment resistant", ("trd",)),
        ("Has MDD and is experiencing acute suicidal thoughts", ("mdd_si",)),
        ("Diagnosis of OCD, PTSD or panic disorder", ("ocd", "ptsd", "panic")),
    ],
)
def test_a_condition_that_the_member_has_is_found(text, expected):
    assert codes(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "No diagnosis of bipolar disorder",
        "Montgomery-Asberg Depression Rating Scale",
        "Tried two drugs for depression",
        "Depression symptoms are rated",
        "Spravato is considered investigational for PTSD",
        "Psychotherapy of known benefit for MDD",
        "Not requested for bipolar depression",
        "Use as an anesthetic",
    ],
)
def test_a_condition_merely_named_is_none(text):
    assert codes(text) == []


def test_long_lines_are_read_in_no_time():
    assert codes("treatment of symptoms with depression medication, " * 1500) == []
