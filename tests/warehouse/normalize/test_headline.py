"""The one position that speaks for a version, for each drug, route and use."""

from dataclasses import replace

import pytest

from extractors.model import Evidence, Position
from warehouse.normalize.headline import headlines

PLAIN = Position("ketamine", "intravenous", "trd", "covered", Evidence(None, None, "words", "Policy"))


@pytest.mark.parametrize(
    "change",
    [
        {"scope": "residual"},
        {"setting": "inpatient"},
        {"phase": "continuation"},
        {"confidence": 0.4},
        {"scope": "exception"},
        {"modifier": "monotherapy"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_plain_statement_speaks_before_one_that_is(change):
    assert headlines([replace(PLAIN, **change), PLAIN]) == {2}


def test_what_is_said_of_the_start_speaks_before_the_surest_on_its_continuation():
    sure = replace(PLAIN, phase="continuation", confidence=1.0)
    assert headlines([sure, replace(PLAIN, phase="initial", confidence=0.2)]) == {2}


def test_a_statement_of_a_setting_alone_speaks_where_there_is_no_other():
    assert headlines([replace(PLAIN, setting="inpatient")]) == {1}


def test_an_exception_alone_speaks_for_nothing():
    assert headlines([replace(PLAIN, scope="exception"), replace(PLAIN, modifier="monotherapy")]) == set()


def test_every_use_has_one_that_speaks():
    assert headlines([PLAIN, replace(PLAIN, indication="crps"), PLAIN]) == {1, 2}
