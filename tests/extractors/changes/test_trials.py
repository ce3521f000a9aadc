"""Trials of earlier therapies in two versions: what is the same, and which way a change goes."""

import pytest

from extractors.changes import canonical, direction
from extractors.changes.align import align
from extractors.criteria import TYPES, Line, read_line
from extractors.model import Evidence


def parts(before: str, after: str) -> list[tuple[str, str]]:
    trees = [canonical.tree([read(text)], "trd", TYPES).root for text in (before, after)]
    pairs = align(*trees)
    assert len(pairs) == 1
    return [(part.key, part.direction) for old, new in pairs for part in direction.parts(old.rule, new.rule)]


def read(text: str):
    node = read_line(Line(text, Evidence(None, None, text, ""), "esketamine_spravato", ("trd",), "initial"))
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Failure, contraindication, or intolerance to two antidepressants",
            "Failure of two antidepressants, unless contraindicated or not tolerated",
        ),
        (
            "Failure of two antidepressants, unless contraindicated or not tolerated",
            "Failure of two antidepressants, unless contraindicated or adverse effects are experienced",
        ),
        (
            "Failure of or intolerance to two antidepressants",
            "Failure of two antidepressants unless the member has an intolerance",
        ),
        (
            "Inadequate response to three antidepressants",
            "Has not responded adequately to at least three (3) antidepressants",
        ),
        (
            "Two antidepressants were tried in the past year",
            "Trial of 2 antidepressants in the last 12 months",
        ),
    ],
)
def test_another_wording_of_a_trial_is_no_change(before, after):
    assert parts(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "Failure of two antidepressants",
            "Failure or intolerance to two antidepressants",
            ("exceptions", "loosened"),
        ),
        (
            "Failure, contraindication, or intolerance to two antidepressants",
            "Failure or intolerance to two antidepressants",
            ("exceptions", "tightened"),
        ),
        (
            "Inadequate response or intolerance to two antidepressants",
            "Failure or intolerance to two antidepressants",
            ("outcome", "tightened"),
        ),
        (
            "Two antidepressants were tried in the past year",
            "Two antidepressants were tried in the past 2 years",
            ("lookback", "loosened"),
        ),
    ],
)
def test_one_particular_of_a_trial_that_moves_is_one_part(before, after, expected):
    assert parts(before, after) == [expected]
