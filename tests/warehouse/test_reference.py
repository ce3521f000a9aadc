"""Facts that come with the project: what is reported of real payers, told as cases."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from cases import at, belief, facts, look

from warehouse import checks, reference
from warehouse.archive import Archive
from warehouse.connect import open_writer
from warehouse.ledger import Declaration, Policy
from warehouse.load import catch_up, insert
from warehouse.migrate import migrate
from warehouse.normalize import frames
from warehouse.normalize.ledger import ledger_frames
from warehouse.state import fold
from warehouse.timeline import build
from warehouse.views import create_views

TEXAS = "texas_medicaid/spravato"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An empty warehouse with its views, made once."""
    path = tmp_path_factory.mktemp("made") / "w.duckdb"
    with open_writer(path) as connection:
        migrate(connection)
        create_views(connection)
        connection.execute("create or replace macro asking_day() as date '2026-11-25'")
    return path


@pytest.fixture
def fresh(made, tmp_path):
    with open_writer(Path(shutil.copy(made, tmp_path))) as connection:
        yield connection


def declared(payer, is_fictional=False):
    policy = Policy(f"{payer}/spravato", "Spravato", "medical", (), (f"{payer}/spravato",))
    return Declaration(
        at(2026, 1, 1), payer, "Declared", "medicaid_agency", is_fictional=is_fictional, policies=(policy,)
    )


def fill(connection, declaration, editions=()):
    policy = declaration.policies[0]
    looks = [look(name, seen) for name, seen, _ in editions]
    beliefs = {(name,): (belief(reading, seen),) for name, seen, reading in editions}
    timeline = build(policy.policy_id, looks, beliefs, lambda before, after: ())
    insert(connection, ledger_frames((declaration,), fold((declaration,))))
    insert(connection, frames([(policy, timeline)]))
    reference.refresh(connection)
    checks.require(checks.run(connection))


def ask(connection, sql, *parameters):
    return connection.execute(sql, list(parameters)).fetchall()


def test_an_empty_archive_answers_for_real_payers_and_years(tmp_path):
    catch_up(Archive(tmp_path / "archive"), tmp_path / "w.duckdb")
    with open_writer(tmp_path / "w.duckdb") as connection:
        assert ask(connection, "select count(distinct payer_id) >= 20 from out_current_positions") == [
            (True,)
        ]
        assert ask(connection, "select distinct basis_code, quote from out_current_positions") == [
            ("reported", None)
        ]
        assert ask(connection, "select count(*) from out_current_positions where url is null") == [(0,)]
        years = ask(
            connection,
            "select stance_code from out_coverage_monthly where policy_id = ? and indication_code = 'trd' "
            "and month_on in (date '2019-09-01', date '2019-10-01', date '2025-10-01')",
            TEXAS,
        )
        assert years == [("covered_with_criteria",), ("covered_with_criteria",)]


def test_a_second_load_changes_nothing(tmp_path):
    def tables():
        with open_writer(tmp_path / "w.duckdb") as connection:
            names = [name for (name,) in ask(connection, "select table_name from duckdb_tables()")]
            return {name: sorted(map(repr, ask(connection, f"from {name}"))) for name in names}

    catch_up(Archive(tmp_path / "archive"), tmp_path / "w.duckdb")
    before = tables()
    catch_up(Archive(tmp_path / "archive"), tmp_path / "w.duckdb")
    assert tables() == before


def test_other_facts_replace_those_of_before(fresh, monkeypatch):
    reference.refresh(fresh)
    monkeypatch.setattr(reference, "sha256", lambda: "another")
    reference.refresh(fresh)
    assert ask(fresh, "select sha256 from _reference") == [("another",)]
    assert ask(fresh, "select count(*) from core_reported_versions where policy_id = ?", TEXAS) == [(4,)]


def test_a_later_notice_leaves_a_stance_that_it_does_not_speak_of(fresh):
    reference.refresh(fresh)
    rows = ask(
        fresh,
        "select indication_code, since_on from out_current_positions where policy_id = ? order by 1",
        TEXAS,
    )
    assert rows == [("mdd_si", date(2021, 1, 1)), ("trd", date(2019, 10, 1))]


def test_the_first_observation_displaces_what_was_reported_from_its_day_on(fresh):
    edition = ("a", at(2026, 6, 1), facts("investigational", date(2025, 7, 1)))
    fill(fresh, declared("texas_medicaid"), [edition])
    rows = ask(
        fresh,
        "select basis_code, stance_code, quote is not null from out_current_positions where policy_id = ?",
        TEXAS,
    )
    assert rows == [("observed", "investigational", True)]
    months = ask(
        fresh,
        "select month_on, basis_code from out_coverage_monthly where policy_id = ? and indication_code = 'trd' "
        "and month_on between date '2025-06-01' and date '2025-07-01' order by 1",
        TEXAS,
    )
    assert months == [(date(2025, 6, 1), "reported"), (date(2025, 7, 1), "observed")]
    history = ask(
        fresh,
        "select basis_code, cause_code, is_ever_in_force from out_policy_history where policy_id = ? "
        "and (basis_code = 'observed' or effective_from >= date '2025-05-01') order by all",
        TEXAS,
    )
    assert history == [
        ("observed", "first_seen", True),
        ("reported", "reported", False),
        ("reported", "reported", True),
    ]
    assert ask(fresh, "select payer_name from core_payers where payer_id = 'texas_medicaid'") == [
        ("Declared",)
    ]


def test_reports_are_known_from_the_day_the_facts_were_put_together(fresh):
    reference.refresh(fresh)
    sql = (
        "select count(*) from coverage_as_of(date '2022-01-01', known_at := ?::timestamp) where policy_id = ?"
    )
    assert ask(fresh, sql, "2024-01-01", TEXAS) == [(0,)]
    assert ask(fresh, sql, "2026-12-01", TEXAS) == [(2,)]


def test_a_text_without_date_keeps_the_basis_of_its_order_and_the_last_one_counts(fresh):
    reference.refresh(fresh)
    rows = ask(
        fresh,
        "select effective_from, is_effective_from_seen, is_ever_in_force, order_basis is not null "
        "from out_policy_history where policy_id = 'bcbs_north_dakota/spravato' order by issue_number",
    )
    assert rows == [
        (date(2019, 7, 15), False, True, True),
        (None, True, False, True),
        (None, True, True, True),
    ]


def test_a_draft_that_was_reported_is_never_in_force(fresh):
    reference.refresh(fresh)
    sql = "select is_ever_in_force from out_policy_history where status_code = 'draft'"
    assert ask(fresh, sql) == [(False,)]
    sql = "select count(*) from out_coverage_monthly where payer_id = 'unitedhealthcare_community'"
    assert ask(fresh, sql) == [(0,)]


def test_fictional_payers_and_reported_ones_are_never_together(fresh):
    reference.refresh(fresh)
    fill(fresh, declared("invented", is_fictional=True))
    assert ask(fresh, "select payer_id from core_payers") == [("invented",)]
    assert ask(fresh, "select count(*) from out_policy_history") == [(0,)]
    assert ask(fresh, "select count(*) > 30 from core_external_events") == [(True,)]


def test_a_payer_known_by_reports_alone_counts_only_for_what_was_reported_of_it(fresh):
    fill(fresh, declared("p"), [("a", at(2026, 1, 1), facts("covered", date(2020, 1, 1)))])
    rows = ask(
        fresh,
        "select basis_code, sum(payers_count), any_value(observed_count), any_value(not_observed_count) "
        "from out_coverage_share where month_on = date '2022-01-01' and payer_type_code = 'medicaid_agency' "
        "and drug_code = 'esketamine_spravato' and indication_code = 'trd' group by 1 order by 1",
    )
    agencies = ask(fresh, "select count(*) from core_payers where payer_type_code = 'medicaid_agency'")[0][0]
    reported = ask(
        fresh,
        "select count(distinct payer_id) from out_coverage_monthly where basis_code = 'reported' and "
        "month_on = date '2022-01-01' and payer_type_code = 'medicaid_agency' and indication_code = 'trd'",
    )[0][0]
    assert rows == [
        ("observed", 1, 1, agencies - 1),
        ("reported", reported, reported, agencies - reported),
    ]


def test_reported_codes_stand_beside_the_text_that_names_them_and_a_range_stays_one_row(fresh):
    reference.refresh(fresh)
    rows = ask(
        fresh,
        "select code_system, code, edit_code, in_force_from from out_reported_codes where policy_id = ? "
        "and (edit_code = 'added' or code_system = 'HCPCS') order by all",
        TEXAS,
    )
    assert rows == [
        ("HCPCS", "J3490", "named", date(2019, 10, 1)),
        ("HCPCS", "S0013", "named", date(2025, 10, 1)),
        ("ICD-10-CM", "F32.3", "added", date(2025, 10, 1)),
    ]
    ranges = ask(
        fresh, "select code, last_code from out_reported_codes where code_system = 'CPT' order by all"
    )
    assert ranges == [("96365", "96368"), ("96372", None)]
    assert ask(fresh, "select count(*) from out_reported_codes where url is null") == [(0,)]


def test_every_code_of_the_facts_is_one_of_the_vocabularies(fresh):
    from extractors.vocabulary.indications import INDICATIONS
    from warehouse.normalize.schemas import STANCES

    reference.refresh(fresh)
    scopes = {"any", "psychiatric_any"}
    known = {item.code for item in INDICATIONS} | scopes
    assert {
        row[0] for row in ask(fresh, "select distinct indication_code from core_reported_positions")
    } <= known
    assert {row[0] for row in ask(fresh, "select distinct stance_code from core_reported_positions")} <= set(
        STANCES
    )
