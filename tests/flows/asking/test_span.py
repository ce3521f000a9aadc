"""The days that a person asks about: both ends count, and one that is no day is told."""

from datetime import UTC, datetime

import pytest

from flows.asking.span import ALWAYS, span
from flows.errors import UsageError

NOON = datetime(2025, 2, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "until", "is_held"),
    [
        (None, None, True),
        ("2025-02-01", "2025-02-01", True),
        ("2025-02-02", None, False),
        (None, "2025-01-31", False),
        ("2025-01-01", None, True),
    ],
)
def test_both_ends_count(since, until, is_held):
    assert span(since, until).holds(NOON) is is_held


def test_what_has_no_moment_is_in_no_bounded_span():
    assert ALWAYS.holds(None)
    assert not span("2025-01-01", None).holds(None)


def test_a_span_is_told_by_its_ends():
    assert str(span("2025-01-01", None)) == "since 2025-01-01"
    assert str(span(None, "2025-01-01")) == "until 2025-01-01"
    assert str(ALWAYS) == ""


@pytest.mark.parametrize("days", [("spring", None), (None, "2025-13-01"), ("2025-02-01", "2025-01-31")])
def test_what_is_no_span_is_told(days):
    with pytest.raises(UsageError, match=r"--(?:since|until)"):
        span(*days)
