"""Every sentence is untrue where it should be, and names what breaks it."""

import pytest
from cases import at, belief, facts, look

from warehouse import checks
from warehouse.connect import open_writer
from warehouse.ledger import Attempt, Declaration, Policy
from warehouse.migrate import migrate
from warehouse.normalize import frames
from warehouse.normalize.ledger import ledger_frames
from warehouse.rows import insert
from warehouse.state import fold
from warehouse.timeline import build
from warehouse.views import create_views

POLICY = Policy("p/q", "Q", "medical", (), ("p/q",))
LINES = (
    Declaration(at(2019, 1, 1), "p", "Payer P", "blues_plan", policies=(POLICY,)),
    Attempt(at(2021, 1, 1), "r", "p", "p/q", "p/q", "u", at(2021, 1, 1), "fetched", snapshot_id="b"),
)
SPOILERS = {
    "a_policy_has_facts": "delete from core_positions",
    "beliefs_do_not_overlap": (
        "insert into core_versions by name "
        "select * replace ('p/q@again' as version_id) from core_versions where issue_number = 1"
    ),
    "every_fact_has_evidence": "update core_positions set quote = ''",
    "facts_belong_to_a_version": "delete from core_versions where issue_number = 1",
    "paged_facts_have_a_page_and_a_box": "update core_versions set page_count = 3",
    "sources_answer": "update raw_attempts set outcome_code = 'blocked'",
    "versions_do_not_overlap": "update core_in_force set in_force_to = null",
}


@pytest.fixture
def told(tmp_path):
    """A warehouse with two editions of one policy."""
    editions = {"a": (at(2020, 1, 1), facts("investigational")), "b": (at(2021, 1, 1), facts("covered"))}
    looks = [look(name, seen) for name, (seen, _) in editions.items()]
    beliefs = {(name,): (belief(reading, seen),) for name, (seen, reading) in editions.items()}
    timeline = build("p/q", looks, beliefs, lambda before, after: ())
    with open_writer(tmp_path / "w.duckdb") as connection:
        migrate(connection)
        create_views(connection)
        insert(connection, ledger_frames(LINES, fold(LINES)))
        insert(connection, frames([(POLICY, timeline)]))
        yield connection


def broken(connection):
    return {result.name for result in checks.run(connection) if result.rows_count}


def test_every_sentence_holds_of_what_a_load_makes(told):
    assert broken(told) == set()
    assert {result.name for result in checks.run(told)} == SPOILERS.keys()


@pytest.mark.parametrize("name", SPOILERS)
def test_a_sentence_is_untrue_of_what_breaks_it(told, name):
    told.execute(SPOILERS[name])
    assert name in broken(told)
