"""The whole path on real documents: files, archive, facts, warehouse, answers.

These documents are not part of the project; the tests skip where they are absent.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from flows.runs.ingest import ingest
from flows.runs.rebuild import rebuild
from flows.settings import Settings
from flows.sources.manifest import collect

REAL = Path(__file__).parents[2] / "shared" / "real"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not REAL.is_dir(), reason=f"no real documents beside the project ({REAL.name}/)"),
]


def bring(folder, data):
    settings = Settings(data=data)
    summary = ingest(settings, collect([folder], None, None, "unknown", None, NOW))
    return settings, summary


@pytest.fixture(scope="module")
def ohio(tmp_path_factory):
    settings, _ = bring(REAL / "ohio_medicaid_spravato", tmp_path_factory.mktemp("ohio"))
    return settings


@pytest.fixture(scope="module")
def gold():
    return json.loads((REAL / "gold" / "ohio_spravato_changes.json").read_text("utf-8"))


def ask(settings, sql, *parameters):
    with duckdb.connect(settings.coverage, read_only=True) as connection:
        return connection.execute(sql, list(parameters)).fetchall()


def tables(path):
    """Every row of every table of a DuckDB file, sorted."""
    with duckdb.connect(path, read_only=True) as connection:
        names = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {
            name: sorted(map(repr, connection.execute(f"select * from {name}").fetchall())) for name in names
        }


def test_the_ohio_series_changes_its_rules_at_the_three_steps_and_nowhere_else(ohio, gold):
    committed = {row["file"]: row["committed_at"] for row in gold["versions"]}
    expected = {
        (committed[pair["to"]], change["type"], change["direction"])
        for pair in gold["pairs"]
        for change in pair["changes"]
        if change["direction"] != "neutral"
    }
    found = ask(ohio, "select first_seen_at, change_type_code, direction_code from out_policy_changes")
    instants = {
        (row_at, kind, direction)
        for row_at, kind, direction in (
            (ask(ohio, "select ?::timestamptz at time zone 'UTC'", moment)[0][0], kind, direction)
            for moment, kind, direction in expected
        )
    }
    assert set(found) == instants
    assert len(found) == len(instants)


def test_every_change_of_the_ohio_series_has_the_words_before_and_after(ohio):
    rows = ask(ohio, "select before_text, before_quote, after_text, after_quote from out_policy_changes")
    assert rows
    assert all((text is None) == (quote is None) for row in rows for text, quote in (row[:2], row[2:]))
    assert all(before or after for before, _, after, _ in rows)


def test_the_typing_error_of_97_seconds_is_kept_and_is_no_news(ohio):
    rows = ask(
        ohio, "select is_reverted, is_news from out_policy_changes where change_type_code = 'reauth_duration'"
    )
    assert rows == [(True, False), (True, False)]


def test_the_current_ohio_rules_are_the_last_ones_published(ohio):
    leaves = set(
        ask(
            ohio,
            "select type_code, operator_code, value_number, unit_code from out_current_criteria "
            "where phase_code = 'initial' and list_contains(indication_codes, 'trd')",
        )
    )
    assert ("age_min", ">=", 18.0, "year") in leaves
    assert ("initial_auth_duration", "==", 60.0, "day") in leaves
    assert any(leaf[0] == "step_therapy_trials" and leaf[2] == 2 for leaf in leaves)
    assert not any(leaf[0] in {"prescriber_specialty", "monitoring_duration_min"} for leaf in leaves)


def test_a_rebuild_after_deleting_the_warehouse_gives_the_same_rows(ohio):
    before = tables(ohio.warehouse)
    ohio.warehouse.unlink()
    rebuild(ohio)
    assert tables(ohio.warehouse) == before
    assert sum(map(len, before.values())) > 100


def test_the_drug_list_gives_ketamine_and_spravato_with_their_pages_and_no_other_drug(tmp_path):
    settings, _ = bring(REAL / "priorityhealth", tmp_path)
    gold = json.loads((REAL / "gold" / "priorityhealth_2026_medical_drug_list.json").read_text("utf-8"))
    drugs = {row[0] for row in ask(settings, "select distinct drug_code from core_positions")}
    assert drugs == {"esketamine_spravato", "ketamine_racemic"}
    codes = set(ask(settings, "select code, page from core_codes"))
    assert codes == {(code["code"], page) for code in gold["codes"] for page in code["pages"]}
    ended = ask(settings, "select valid_to::varchar from core_codes where code = 'S0013'")
    assert ended == [("2025-12-31",)]
    spravato = set(ask(settings, "select stance_code, page from core_positions where drug_code like 'esk%'"))
    assert spravato == {("covered_with_criteria", 111)}
    ketamine = set(
        ask(settings, "select indication_code, stance_code from core_positions where drug_code like 'ket%'")
    )
    assert ("anesthesia_sedation", "covered_with_criteria") in ketamine
    assert {stance for _, stance in ketamine} <= {
        "covered_with_criteria",
        "benefit_exclusion",
        "not_medically_necessary",
    }


@pytest.mark.parametrize("name", ["upmc_SNP-ST.pdf", "upmc_advantage_choice_formulary_2026.pdf"])
def test_a_viewer_page_saved_as_pdf_is_refused_with_the_reason(tmp_path, name):
    settings = Settings(data=tmp_path)
    files = collect([REAL / "failed_fetches" / name], "upmc", "formulary", "pharmacy", None, NOW)
    summary = ingest(settings, files)
    assert summary.nothing_reached
    assert ask(settings, "select count(*) from core_versions") == [(0,)]
    ((state, detail),) = ask(settings, "select state_code, state_detail from out_source_health")
    assert state == "not_a_policy"
    assert "viewer" in detail


def test_two_copies_of_one_policy_with_other_bytes_change_no_rule(tmp_path):
    settings, _ = bring(REAL / "cigna", tmp_path)
    assert ask(settings, "select count(*) from out_policy_changes") == [(0,)]
    levels = ask(
        settings,
        "select change_level_code from out_policy_history where policy_id = 'cigna/rituximab_non_oncology' "
        "and basis_code = 'observed'",
    )
    assert levels == [("first",), ("bytes",)]
