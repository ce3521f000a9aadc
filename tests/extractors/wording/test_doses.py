"""Doses in a text: options, bounds, paces, and amounts that are no dose."""

import pytest

from extractors.wording import doses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no more than eighty-four (84) mg twice weekly", [((84,), "<=", "mg")]),
        ("56 mg or 84 mg weekly", [((56, 84), "", "mg")]),
        ("84 mg down to 56 mg weekly", [((56, 84), "", "mg")]),
        ("more than 84 mg is not covered", [((84,), "<=", "mg")]),
        ("not to exceed any of the following: 5 mg/kg weekly or 8 mg/kg monthly",
         [((5,), "<=", "mg/kg"), ((8,), "<=", "mg/kg")]),
        ("12 devices of 28 mg", []),
        ("one kit (56 mg or 84 mg) per week", []),
        ("one unit = 1 mg", []),
    ],
)  # fmt: skip
def test_a_dose_has_its_options_its_bound_and_its_unit(text, expected):
    assert [(dose.values, dose.op, dose.unit) for dose in doses.find(text)] == expected


def test_a_phase_without_an_amount_keeps_the_amount_before():
    first, second = doses.find("Weeks 1-4: 84 mg twice weekly; weeks 5-8: weekly")
    assert second.values == first.values
    assert second.weeks == (5, 8)
