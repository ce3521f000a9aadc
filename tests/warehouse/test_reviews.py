"""Decisions beside facts: which one holds after another reading of the same words."""

from datetime import timedelta

import pytest
from cases import at, belief, look

from extractors.model import (
    Criteria,
    DocumentFields,
    Evidence,
    Group,
    Leaf,
    PolicyFacts,
    Position,
    Reading,
)
from warehouse import checks
from warehouse.connect import open_writer
from warehouse.ledger import Decision, Declaration, Policy
from warehouse.lines import entry_from_line, line_from_entry
from warehouse.load import insert
from warehouse.migrate import migrate
from warehouse.normalize import frames
from warehouse.normalize.ledger import ledger_frames
from warehouse.state import fold
from warehouse.timeline import build
from warehouse.views import create_views

WORDS = "Authorized for 18 days"
DECLARED = Declaration(
    at(2019, 1, 1), "p", "Payer P", "blues_plan", policies=(Policy("p/q", "Q", "medical", (), ("p/q",)),)
)


@pytest.fixture
def fresh(tmp_path):
    with open_writer(tmp_path / "w.duckdb") as connection:
        migrate(connection)
        create_views(connection)
        yield connection


def leaf(value=18, words=WORDS, flags=("suspect",), confidence=0.9, kind="initial_auth_duration"):
    return Leaf(
        kind, "==", value, "day", Evidence(None, None, words, "S"), flags=flags, confidence=confidence
    )


def reading(*leaves, flags=(), indications=("trd",), positions=()):
    tree = Criteria("esketamine_spravato", indications, "initial", Group("all", leaves, flags=flags), None)
    fields = DocumentFields(sha256="s", media_type="text/html", pages=None)
    return Reading(PolicyFacts(fields, positions=positions, criteria=(tree,)), repr(leaves), repr(leaves))


def decided(said="== 18 day", verdict="accepted", value=None, words=WORDS, hours=0, kind=None):
    return Decision(
        at(2020, 2, 1) + timedelta(hours=hours),
        "p/q",
        kind or "initial_auth_duration",
        words,
        said,
        verdict,
        "R. Viewer",
        "read it",
        value,
    )


def fill(connection, found, *decisions):
    timeline = build(
        "p/q",
        [look("a", at(2020, 1, 1))],
        {("a",): (belief(found, at(2020, 1, 1)),)},
        lambda before, after: (),
    )
    state = fold((DECLARED, *decisions))
    insert(connection, ledger_frames(decisions, state))
    insert(connection, frames([(state.policy("p/q"), timeline)]))
    checks.require(checks.run(connection))


def queue(connection, columns="type_code, flags, is_open, review_code, review_value"):
    return connection.execute(f"select {columns} from out_review_queue order by said_text").fetchall()


def test_a_doubted_fact_waits_and_a_sure_one_does_not(fresh):
    fill(fresh, reading(leaf(), leaf(18, "Age 18", (), kind="age_min")))
    assert queue(fresh) == [("initial_auth_duration", ["suspect"], True, None, None)]


def test_low_confidence_is_a_doubt_of_its_own(fresh):
    fill(fresh, reading(leaf(flags=(), confidence=0.4)))
    assert queue(fresh)[0][1] == ["low_confidence"]


def test_a_doubted_position_waits(fresh):
    words = Evidence(None, None, "Spravato is covered", "S")
    stance = Position(
        "esketamine_spravato", "intranasal", "trd", "covered", words, flags=("conflict", "open_list")
    )
    fill(fresh, reading(leaf(flags=()), positions=(stance,)))
    assert queue(fresh) == [("position", ["conflict"], True, None, None)]


def test_doubted_logic_stands_on_the_first_words_below_it(fresh):
    fill(fresh, reading(leaf(1, "first", ()), leaf(2, "second", ()), flags=("logic_conflict",)))
    assert queue(fresh, "type_code, said_text, quote") == [("logic", "all", "first")]


def test_one_line_read_for_two_indications_is_one_fact(fresh):
    fill(fresh, reading(leaf(), indications=("trd", "mdd_si")))
    assert queue(fresh, "indication_codes") == [(["mdd_si", "trd"],)]


def test_a_decision_holds_for_the_same_words_whatever_their_blanks_and_case(fresh):
    fill(fresh, reading(leaf(words="AUTHORIZED  for 18 days.")), decided())
    assert queue(fresh)[0][2:4] == (False, "accepted")


def test_an_acceptance_does_not_pass_to_another_reading(fresh):
    fill(fresh, reading(leaf(180)), decided())
    assert queue(fresh)[0][2:4] == (True, "outdated")


def test_a_correction_holds_whatever_is_read(fresh):
    fill(fresh, reading(leaf(180)), decided(verdict="corrected", value="180 days"))
    assert queue(fresh)[0][2:] == (False, "corrected", "180 days")


def test_two_readings_of_one_line_are_decided_one_by_one(fresh):
    fill(fresh, reading(leaf(18), leaf(28)), decided())
    assert [row[2:4] for row in queue(fresh)] == [(False, "accepted"), (True, None)]


def test_the_last_decision_wins(fresh):
    fill(fresh, reading(leaf()), decided(verdict="rejected"), decided(hours=1))
    assert queue(fresh)[0][3] == "accepted"


@pytest.mark.parametrize(
    "foreign",
    [decided(words="Authorized for 180 days"), decided(words="Authorized for 1.8 days"), decided(kind="x")],
    ids=["other number", "decimal point", "other type"],
)
def test_a_decision_about_other_words_or_another_type_says_nothing(fresh, foreign):
    fill(fresh, reading(leaf()), foreign)
    assert queue(fresh)[0][2:4] == (True, None)


def test_a_decision_about_words_that_are_gone_is_kept_and_shown_nowhere(fresh):
    fill(fresh, reading(leaf(words="Something else", flags=())), decided())
    assert queue(fresh) == []
    assert fresh.execute("select count(*) from raw_decisions").fetchone() == (1,)


@pytest.mark.parametrize("entry", [decided(), decided(verdict="corrected", value="180 days")])
def test_a_line_gives_back_its_decision(entry):
    assert entry_from_line(line_from_entry(entry)) == entry
