"""A leaf is right with the same rule in other words, and wrong with every near miss."""

import pytest

from flows.evaluate.values import same_leaf


def leaf(kind="x", op=">=", value=2, unit=None, **more):
    return {"type": kind, "op": op, "value": value, "unit": unit, "quote": more.pop("quote", "words"), **more}


GOLD = {"type": "x", "op": ">=", "value": 2, "unit": "month"}


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        (GOLD, leaf(unit="month")),
        (GOLD, leaf(unit="months", value=2.0)),
        ({**GOLD, "unit": None}, leaf(unit="month")),
        ({**GOLD, "value": 1, "unit": "year"}, leaf(value=12, unit="month")),
        ({**GOLD, "value": 12, "unit": "month"}, leaf(value=1, unit="year")),
        ({**GOLD, "value": 365, "unit": "day"}, leaf(value=1, unit="year")),
        ({**GOLD, "unit": "agent"}, leaf(unit="trial")),
        ({**GOLD, "accept_values": [3]}, leaf(value=3, unit="month")),
        ({**GOLD, "accept_units": ["day"]}, leaf(unit="day")),
        ({**GOLD, "accept_ops": [">"]}, leaf(op=">", unit="month")),
        ({**GOLD, "max": {"op": "<=", "value": 4}}, leaf(unit="month", max=4)),
        ({**GOLD, "max": {"op": "<=", "value": 4}}, leaf(op="between", value=[2, 4], unit="month")),
        ({**GOLD, "op": "required", "value": True, "unit": None}, leaf(op="required", value=True)),
        ({**GOLD, "op": "required", "value": True, "unit": None}, leaf(op="present", value=None)),
        ({**GOLD, "op": "required", "value": True, "unit": None}, leaf(op="==", value=True)),
        ({**GOLD, "op": "in", "value": ["psychiatrist"], "unit": None}, leaf(op="in", value=["psychiatry"])),
        ({**GOLD, "op": "in", "value": ["psychiatrist"], "unit": None}, leaf(op="==", value="psychiatry")),
        ({**GOLD, "op": "absent", "value": ["drug a"], "unit": None}, leaf(op="not_in", value=["drug_a"])),
        (
            {**GOLD, "op": "required", "value": "responds to therapy", "unit": None},
            leaf(op="required", value=True, quote="The member is responding to the therapy"),
        ),
    ],
)
def test_the_same_rule_is_right(gold, found):
    assert same_leaf(gold, found)


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        (GOLD, leaf(kind="y", unit="month")),
        (GOLD, leaf(op=">", unit="month")),
        (GOLD, leaf(op="==", unit="month")),
        (GOLD, leaf(op="<=", unit="month")),
        (GOLD, leaf(value=3, unit="month")),
        (GOLD, leaf(value=2.5, unit="month")),
        (GOLD, leaf(value="2", unit="month")),
        (GOLD, leaf(value=None, unit="month")),
        (GOLD, leaf(unit="day")),
        (GOLD, leaf(unit=None)),
        (GOLD, leaf(value=60, unit="day")),
        (GOLD, leaf(op="between", value=[2, 4], unit="month")),
        (GOLD, leaf(unit="month", max=4)),
        ({**GOLD, "max": {"op": "<=", "value": 4}}, leaf(unit="month")),
        ({**GOLD, "max": {"op": "<=", "value": 4}}, leaf(unit="month", max=5)),
        ({**GOLD, "max": {"op": "<=", "value": 4}}, leaf(op="between", value=[2, 5], unit="month")),
        ({**GOLD, "value": 1, "unit": "trial"}, leaf(value=True, unit="trial")),
        ({**GOLD, "unit": "agent"}, leaf(unit="class")),
        ({**GOLD, "value": None}, leaf(value=2)),
        ({**GOLD, "op": "required", "value": True, "unit": None}, leaf(op="required", value=False)),
        ({**GOLD, "op": "required", "value": True, "unit": None}, leaf(op="required", value=1)),
        ({**GOLD, "op": "required", "value": True, "unit": None}, leaf(op="absent", value=True)),
        ({**GOLD, "op": "required", "value": False, "unit": None}, leaf(op="required", value=None)),
        (
            {**GOLD, "op": "in", "value": ["psychiatrist"], "unit": None},
            leaf(op="in", value=["neurology"], quote="psychiatrist"),
        ),
        (
            {**GOLD, "op": "in", "value": ["psychiatrist"], "unit": None},
            leaf(op="in", value=["psychiatry", "neurology"]),
        ),
        (
            {**GOLD, "op": "in", "value": ["psychiatrist", "neurologist"], "unit": None},
            leaf(op="in", value=["psychiatry"]),
        ),
        (
            {**GOLD, "op": "required", "value": "fewer than 3 falls", "unit": None},
            leaf(op="required", value="fewer than 4 falls", quote="The member had fewer than 4 falls"),
        ),
        (
            {**GOLD, "op": "absent", "value": "active bleeding", "unit": None},
            leaf(op="required", value="active bleeding"),
        ),
    ],
)
def test_a_near_miss_is_wrong(gold, found):
    assert not same_leaf(gold, found)
