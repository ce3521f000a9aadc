"""Lines that report or allow are told apart from lines that demand."""

import pytest

from extractors.wording import no_demand


@pytest.mark.parametrize(
    "line",
    [
        "In the pivotal study, subjects had failed two drugs",
        "Patients with depression often fail two drugs",
        "Two thirds of patients with pain respond. In a trial, relief lasted four weeks",
        "The requirement of four trials was dropped",
        "A trial of a second drug may be considered",
        "The mean score was 37",
    ],
)
def test_a_line_that_reports_or_allows_demands_nothing(line):
    assert no_demand.is_told(line)


@pytest.mark.parametrize(
    "line",
    [
        "Members with depression who usually take two drugs",
        "Patient previously required hospitalization twice",
        "Blood pressure is at most 140/90 in both arms",
        "In the two antidepressant trials, adherence was documented",
        "Most recent score is at least 15",
        "Esketamine with an antidepressant may be considered for members who failed two drugs",
        "Most patients respond to one drug; the member has failed two",
    ],
)
def test_a_line_that_demands_is_kept_whatever_it_tells_besides(line):
    assert not no_demand.is_told(line)
