"""Lengths, doses, quantities and sessions of two versions: what is the same, and which way a change goes."""

import pytest

from extractors.changes import canonical, direction
from extractors.changes.align import align
from extractors.criteria import TYPES, Line, read_line
from extractors.model import Evidence, Phase


def parts(before: str, after: str, phase: Phase = "initial") -> list[tuple[str, str]]:
    trees = [canonical.tree([node], "trd", TYPES).root for node in (read(before, phase), read(after, phase))]
    assert len(list(canonical.rules_of(trees[0]))) == len(list(canonical.rules_of(trees[1])))
    pairs = align(*trees)
    return [(part.key, part.direction) for old, new in pairs for part in direction.parts(old.rule, new.rule)]


def read(text: str, phase: Phase):
    node = read_line(Line(text, Evidence(None, None, text, ""), "esketamine_spravato", ("trd",), phase))
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Approve for 12 months", "Authorization will be issued for 365 days"),
        ("Approve for 2 months", "Approval duration: 8 weeks"),
        ("Approve for up to 6 months", "Approve for six (6) months"),
        ("Dose does not exceed 84 mg twice weekly", "Weekly dose does not exceed 168 mg"),
        ("No more than 24 devices per 28 days", "Up to eight 84 mg kits every 4 weeks"),
        ("No more than 24 devices per 28 days", "J0013: at most 672 units per 28 days"),
        ("Treatment is limited to 4 weeks", "The course does not exceed 28 days"),
        ("Authorize 180 months days supply", "Authorize 180 days supply"),
    ],
)
def test_one_rule_told_in_other_words_or_units_is_no_change(before, after):
    assert parts(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Approve for 6 months", "Approve for 12 months", "loosened"),
        ("Authorize 180 months days supply", "Authorize 18 days supply", "tightened"),
        ("Dose does not exceed 84 mg twice weekly", "Dose does not exceed 84 mg once weekly", "tightened"),
        ("Dose is 56 or 84 mg every 2 weeks", "Dose is 56 or 84 mg weekly or every 2 weeks", "loosened"),
        ("Weeks 1-4: 56 mg or 84 mg twice weekly", "Weeks 1-4: 56 mg twice weekly", "tightened"),
        ("No more than 24 devices per 28 days", "No more than 16 devices per 28 days", "tightened"),
        ("No more than 6 infusions per year", "No more than 10 infusions per 12 months", "loosened"),
        ("Treatment is limited to 4 weeks", "Treatment is limited to 12 weeks", "loosened"),
    ],
)
def test_less_is_tighter_and_more_is_looser(before, after, expected):
    assert [way for _, way in parts(before, after)] == [expected]
