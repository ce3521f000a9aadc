"""Single lines and statements: exact, partly right, and silence where silence is due."""

import pytest

from flows.evaluate.measured import Measured
from flows.evaluate.samples import lines, statements
from flows.evaluate.score import Share
from flows.evaluate.shape import SampleLine, SampleStatement

AGE = {"type": "age_min", "op": ">=", "value": 18, "unit": "year"}


def line(expected, text="Member is 18 years of age or older"):
    sample = SampleLine(
        id="a", text=text, drug="esketamine_spravato", indications=["trd"], phase="initial", expected=expected
    )
    out = Measured()
    lines([sample], out)
    return out


def statement(text, stance, indications=("trd",), **more):
    sample = SampleStatement(
        id="b",
        text=text,
        drug=more.pop("drug", "esketamine_spravato"),
        route=more.pop("route", "intranasal"),
        indications=list(indications),
        stance=stance,
        **more,
    )
    out = Measured()
    statements([sample], out)
    return out.shares.get("statements")


def test_a_line_that_reads_as_expected_is_exact_nulls_aside():
    out = line({**AGE, "scale": None})
    assert out.shares["line: exact tree"] == Share(1, 1)
    assert out.misses == []


def test_a_missing_qualifier_costs_the_tree_and_not_the_leaf():
    out = line({**AGE, "evidence": "documented"})
    assert out.shares["line: exact tree"] == Share(0, 1)
    assert out.sums["line: leaves"].f1 == 1
    assert out.sums["line: qualifiers"].recall == 0


def test_another_number_costs_the_leaf():
    assert line({**AGE, "value": 19}).sums["line: leaves"].matched == 0


def test_a_line_that_states_nothing_has_to_yield_nothing():
    assert line(None).shares["line: exact tree"] == Share(0, 1)
    assert line(None, "See the appendix.").shares["line: exact tree"] == Share(1, 1)


TRD = "Spravato is considered investigational for treatment-resistant depression."


@pytest.mark.parametrize(
    ("text", "stance", "more", "right"),
    [
        (TRD, "investigational", {}, 1),
        (TRD, "covered", {}, 0),
        (TRD, None, {}, 0),
        (TRD, "investigational", {"indications": ["ptsd"]}, 0),
        (TRD, "investigational", {"drug": "ketamine_racemic"}, 0),
        (TRD, "investigational", {"route": "iv"}, 0),
        (TRD, "investigational", {"also": [{"indications": ["ptsd"], "stance": "covered"}]}, 0),
        ("The trial enrolled 200 adults.", None, {}, 1),
    ],
)
def test_a_statement_is_right_with_stance_drug_route_and_indication(text, stance, more, right):
    assert statement(text, stance, **more) == Share(right, 1)


def test_a_statement_of_a_section_that_never_speaks_is_not_asked():
    assert statement(TRD, None, section="background") is None
