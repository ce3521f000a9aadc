"""Frequencies and periods in a text, in the words that policies use for them."""

import pytest

from extractors.wording import pace


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two times per week", [(2, "week")]),
        ("2x/week", [(2, "week")]),
        ("once every other week", [(1, "2_week")]),
        ("every 14 days", [(1, "2_week")]),
        ("weekly or every 2 weeks", [(1, "week"), (1, "2_week")]),
        ("once or every 2 weeks", [(1, "week"), (1, "2_week")]),
        ("every one to two weeks", [(1, "week"), (1, "2_week")]),
        ("on two days each week", [(2, "week")]),
        ("q2w", [(1, "2_week")]),
        ("for 8 weeks", []),
    ],
)
def test_a_frequency_is_times_in_a_period(text, expected):
    assert [(one.times, one.per) for one in pace.frequencies(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" per 28 days", (28, "day")),
        (" every four (4) weeks", (4, "week")),
        (" / 7 days", (7, "day")),
        (" for the 4-week course", (4, "week")),
        (" in any rolling 12 months", (12, "month")),
        (" in a calendar year", (1, "year")),
        (" over 2 to 3 weeks", (3, "week")),
        (" is covered per 28-day period", (28, "day")),
        (" monthly", (1, "month")),
        (" for the member", None),
        (" per dose", None),
    ],
)
def test_a_period_follows_what_it_limits(text, expected):
    found = pace.period(text, 0)
    assert (None if found is None else (found.value, found.unit)) == expected


def test_a_period_of_one_week_is_seven_days():
    found = pace.period(" a week", 0)
    assert found is not None
    assert found.json() == {"value": 7, "unit": "day", "approx_days": 7}


def test_a_period_may_stand_before_the_amount():
    found = pace.period_before("the monthly quantity is 24")
    assert found is not None
    assert (found.value, found.unit) == (1, "month")
