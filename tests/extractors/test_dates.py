"""Printed dates, form by form."""

import json
from datetime import date
from pathlib import Path

import pytest

from extractors import dates

FORMS = Path(__file__).parents[1] / "golden" / "dates" / "forms.jsonl"
LINES = [json.loads(line) for line in FORMS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("line", LINES, ids=[line["text"] or "empty" for line in LINES])
def test_every_printed_form_reads_as_reviewed(line: dict) -> None:
    printed = dates.read(line["text"])
    got = (printed.date.isoformat(), printed.precision) if printed else (None, None)
    assert got == (line["date"], line["precision"])


def test_the_words_as_printed_are_kept() -> None:
    (printed,) = dates.find("Replaced on June 5th, 2023 by a newer one")
    assert printed.raw == "June 5th, 2023"


def test_two_dates_of_a_line_come_in_printed_order() -> None:
    found = dates.find("01/15/2024 effective; posted November 2023")
    assert [printed.date for printed in found] == [date(2024, 1, 15), date(2023, 11, 1)]


def test_decimals_and_years_in_prose_are_no_dates() -> None:
    assert dates.find("0.86 units of 12.5 mg, as in 2019, 5.01 and 3/15") == ()


def test_a_line_that_begins_with_a_bullet_begins_with_its_date() -> None:
    printed = dates.at_start("• January 2026: one code added")
    assert printed is not None
    assert printed.precision == "month"


def test_a_date_in_the_middle_does_not_begin_the_line() -> None:
    assert dates.at_start("given 10/1/2025 for 1/1/2026") is None


def test_a_cell_is_filled_by_one_date_only() -> None:
    assert dates.fills("08.18") is not None
    assert dates.fills("08.18 and later") is None
