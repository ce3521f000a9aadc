"""How long an illness lasted, told apart from how long it was treated."""

import pytest

from extractors.wording import illness_length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Symptoms for at least 2 years", (2, "year", ">=")),
        ("Pain persisting for longer than three (3) months", (3, "month", ">")),
        ("The current episode has lasted 6 weeks or more", (6, "week", ">=")),
        ("Pain that persists beyond 6 months", (6, "month", ">")),
    ],
)
def test_the_length_of_an_illness_is_found(text, expected):
    found = illness_length.find(text)
    assert found is not None
    assert (found[0].value, found[0].unit, found[1]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Pain unresponsive to 3 months of therapy",
        "Depression treated for at least 8 weeks",
        "Symptoms within the past 2 weeks",
        "Observed for at least 2 hours",
        "Symptoms for less than 2 weeks",
    ],
)
def test_the_length_of_a_treatment_is_none(text):
    assert illness_length.find(text) is None
