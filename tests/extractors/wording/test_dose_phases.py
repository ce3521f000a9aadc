"""Phases of dosing: the weeks that a text names, and where a line passes from one phase to the next."""

import pytest

from extractors.wording import dose_phases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weeks 1 through 4", (1, 4)),
        ("weeks 5-8", (5, 8)),
        ("week 9 and beyond", (9, None)),
        ("from week nine", (9, None)),
        ("after week 8", (9, None)),
        ("the first 4 weeks", (1, 4)),
        ("for at least 6 weeks", None),
    ],
)
def test_weeks_are_counted_from_the_first_dose(text, expected):
    assert dose_phases.weeks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Induction: A1; maintenance: B1", ["induction", "maintenance"]),
        ("8 kits for induction and 4 kits for maintenance", ["induction", "maintenance"]),
        ("Induction (weeks 1-4): A1; week 9 and after: B1", ["induction", "maintenance"]),
        ("8 doses in weeks 1-4 and 4 doses afterwards", ["induction", None]),
        ("12 kits a month", [None]),
    ],
)
def test_a_line_is_cut_where_a_phase_ends(text, expected):
    assert [part.phase for part in dose_phases.parts(text)] == expected


def test_a_part_knows_its_place_in_the_line():
    text = "Induction: 8 kits; maintenance: 4 kits"
    assert all(text[part.start :].startswith(part.text) for part in dose_phases.parts(text))
