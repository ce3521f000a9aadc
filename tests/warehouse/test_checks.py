"""Every sentence is untrue where it should be, and names what breaks it."""

import shutil
from pathlib import Path

import duckdb
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
    "keys_are_unique": "insert into core_positions select * from core_positions",
    "facts_belong_to_a_version": "delete from core_versions where issue_number = 1",
    "paged_facts_have_a_page_and_a_box": "update core_versions set page_count = 3",
    "sources_answer": "update raw_attempts set outcome_code = 'blocked'",
    "versions_do_not_overlap": "update core_in_force set in_force_to = null",
}

SQL = Path(checks.__file__).parent / "sql" / "checks"
KEYS = {
    "core_payers": ("payer_id",),
    "core_policies": ("policy_id",),
    "core_versions": ("version_id",),
    "core_positions": ("position_id",),
    "core_criteria": ("node_id",),
    "core_changes": ("change_id", "recorded_at"),
    "core_paths": ("version_id", "tree_number"),
}
SAMPLE = {"VARCHAR": "'a'", "INTEGER": "1", "TIMESTAMP": "timestamp '2026-01-01'"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A warehouse with two editions of one policy, made once."""
    editions = {"a": (at(2020, 1, 1), facts("investigational")), "b": (at(2021, 1, 1), facts("covered"))}
    looks = [look(name, seen) for name, (seen, _) in editions.items()]
    beliefs = {(name,): (belief(reading, seen),) for name, (seen, reading) in editions.items()}
    timeline = build("p/q", looks, beliefs, lambda before, after: ())
    path = tmp_path_factory.mktemp("made") / "w.duckdb"
    with open_writer(path) as connection:
        migrate(connection)
        create_views(connection)
        insert(connection, ledger_frames(LINES, fold(LINES)))
        insert(connection, frames([(POLICY, timeline)]))
    return path


@pytest.fixture
def told(made, tmp_path):
    with open_writer(Path(shutil.copy(made, tmp_path))) as connection:
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


@pytest.fixture
def bare():
    """Our tables without constraints, beside those of a file."""
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as file; use file")
        migrate(connection)
        names = connection.execute(
            "select table_name from duckdb_tables() where table_name <> '_migrations'"
        ).fetchall()
        connection.execute("use memory")
        for (name,) in names:
            connection.execute(f"create table {name} as select * from file.{name} limit 0")
        yield connection


def constraints(connection, kind):
    rows = connection.execute(
        "select table_name, constraint_column_names from duckdb_constraints() "
        "where constraint_type = ? and table_name <> '_migrations'",
        [kind],
    ).fetchall()
    return {table: tuple(columns) for table, columns in rows}


def test_every_key_is_asked_for(bare):
    of_reference = constraints(bare, "PRIMARY KEY")
    assert len(of_reference) > 5
    assert of_reference.keys().isdisjoint(KEYS)
    for table, columns in (KEYS | of_reference).items():
        types = dict(
            bare.execute(
                "select column_name, data_type from duckdb_columns() where table_name = ?", [table]
            ).fetchall()
        )
        values = ", ".join(SAMPLE[types[column]] for column in columns)
        bare.execute(f"insert into {table} ({', '.join(columns)}) values ({values}), ({values})")
    files = (SQL / "keys_are_unique.sql", SQL / "lake" / "reference_keys_are_unique.sql")
    found = [row for file in files for row in bare.execute(file.read_text("utf-8")).fetchall()]
    assert {(table, count) for table, _, count in found} == {(table, 2) for table in KEYS | of_reference}


def test_every_list_of_codes_of_the_file_is_asked_of_a_lake(bare):
    codes = bare.execute(
        "select table_name, unnest(constraint_column_names) from duckdb_constraints() "
        "where constraint_type = 'CHECK'"
    ).fetchall()
    assert len(codes) >= 5
    for table, column in codes:
        bare.execute(f"insert into {table} ({column}) values ('nonsense')")
    found = bare.execute((SQL / "lake" / "codes_are_known.sql").read_text("utf-8")).fetchall()
    assert sorted(found) == sorted((column, "nonsense") for _, column in codes)
