"""The demo played without Prefect: exactly the rule changes that were written, and nothing for the rest."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from flows.demo.play import fresh_folder, settings_for
from flows.errors import UsageError
from flows.runs import steps
from flows.runs.rebuild import rebuild
from warehouse.archive import Archive

GOLDEN = Path(__file__).parents[2] / "golden" / "demo"
WRITTEN = json.loads((GOLDEN / "changes.json").read_text("utf-8"))
SILENT = json.loads((GOLDEN / "silent.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def played(played_demo, tmp_path_factory):
    settings, visits = played_demo
    own = shutil.copytree(settings.data, tmp_path_factory.mktemp("demo") / "demo")
    return settings_for(own), visits


@pytest.fixture(scope="module")
def ask(played):
    settings, _ = played
    with duckdb.connect(settings.coverage, read_only=True) as connection:
        yield lambda sql, *parameters: connection.execute(sql, list(parameters)).fetchall()


def test_every_written_rule_change_is_reported_and_no_other(ask):
    written = {
        (
            f"{c['payer']}/{c['policy']}",
            c["first_seen_on"],
            c["effective_on"],
            c["type"],
            c["direction"],
            c["drug"],
            tuple(sorted(c["indications"])),
            c["phase"],
        )
        for c in WRITTEN["rule_changes"]
    }
    rows = ask(
        "select policy_id, strftime(first_seen_at, '%Y-%m-%d'), effective_on::varchar, change_type_code, "
        "direction_code, drug_code, list_sort(indication_codes), phase_code from out_policy_changes where is_news"
    )
    found = [(*row[:6], tuple(row[6]), row[7]) for row in rows]
    assert set(found) == written
    assert len(found) == len(written)


def test_every_change_has_the_words_that_it_has_sides(ask):
    rows = ask(
        "select change_type_code, before_text, before_quote, after_text, after_quote "
        "from out_policy_changes where is_news"
    )
    for kind, before, before_quote, after, after_quote in rows:
        assert (before is None) == (before_quote is None), kind
        assert (after is None) == (after_quote is None), kind
        assert before or after, kind
        assert before != after, kind


def test_changes_of_codes_alone_are_kept_and_are_no_news(ask):
    written = {(f"{c['payer']}/{c['policy']}", c["first_seen_on"]) for c in WRITTEN["neutral_codes"]}
    rows = ask(
        "select policy_id, strftime(first_seen_at, '%Y-%m-%d'), is_news from out_policy_changes "
        "where direction_code = 'neutral_codes'"
    )
    assert {row[:2] for row in rows} == written
    assert not any(row[2] for row in rows)


def test_a_re_issue_with_the_same_rules_is_kept_with_what_differs_in_it(ask):
    levels = dict(
        ((policy, seen), level)
        for policy, seen, level in ask(
            "select policy_id, strftime(first_seen_at, '%Y-%m-%d'), change_level_code from out_policy_history"
        )
    )
    for reissue in SILENT["reissues"]:
        found = levels[f"{reissue['payer']}/{reissue['policy']}", reissue["seen_on"]]
        assert found in ("text", "bytes"), reissue
        if reissue["differs_in"] == "bytes":
            assert found == "bytes", reissue


def test_no_fault_displaces_a_version_and_each_is_told(played, ask):
    _, visits = played
    failed = {
        (item.visit.number, failure.document_id, failure.outcome)
        for item in visits
        for failure in item.summary.failures
    }
    assert failed == {(f["visit"], f"{f['payer']}/{f['policy']}", f["outcome"]) for f in SILENT["failures"]}
    assert ask("select count(*) from out_policy_history where doc_type_code = 'not_a_document'") == [(0,)]


def test_the_retired_policy_is_in_force_no_more_and_the_future_one_not_yet(ask):
    retired = ask("select distinct policy_id from out_policy_history where status_code = 'retired'")
    assert retired
    for (policy,) in retired:
        assert ask("select count(*) from out_current_positions where policy_id = ?", policy) == [(0,)]
    before = ask(
        "select value_number from criteria_as_of(date '2026-03-01') "
        "where policy_id = 'oxbarrow/spravato' and type_code = 'reauth_duration'"
    )
    after = ask(
        "select value_number from criteria_as_of(date '2026-04-02') "
        "where policy_id = 'oxbarrow/spravato' and type_code = 'reauth_duration'"
    )
    assert (before, after) == ([(6.0,)], [(12.0,)])


def test_a_retroactive_correction_is_told_by_what_was_known(ask):
    limit = "policy_id = 'wendmark/spravato' and type_code = 'quantity_limit'"
    known = "select value_number from criteria_as_of(date '2024-08-01', known_at := timestamp '{}') where {}"
    assert ask(known.format("2025-06-19", limit)) == [(16.0,)]
    assert ask(known.format("2025-06-21", limit)) == [(24.0,)]


def test_medical_and_pharmacy_policies_of_one_payer_may_disagree(ask):
    (case,) = SILENT["discordance"]
    rows = ask(
        "select benefit_code, max(value_number) from out_current_criteria where payer_id = ? and drug_code = ? "
        "and list_contains(indication_codes, ?) and type_code = ? group by 1",
        case["payer"],
        case["drug"],
        case["indication"],
        case["type"],
    )
    assert dict(rows) == {"medical": case["medical"], "pharmacy": case["pharmacy"]}


def test_every_source_was_seen_under_the_address_it_moved_to(ask):
    urls = dict(ask("select document_id, url from out_source_health"))
    assert urls["hollin_peak/medical_drug_list"].endswith("/2026-medical-drug-list.pdf")
    counts = dict(ask("select policy_id, count(distinct payer_id) from out_policy_history group by 1"))
    assert set(counts.values()) == {1}


def test_what_must_hold_holds(played):
    settings, _ = played
    broken = [result.name for result in steps.check(settings) if result.is_required and result.rows_count]
    assert broken == []


def test_a_rebuild_gives_the_same_rows(played):
    settings, _ = played

    def tables():
        with duckdb.connect(settings.warehouse, read_only=True) as connection:
            names = [
                name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
            ]
            return {n: sorted(map(repr, connection.execute(f"from {n}").fetchall())) for n in names}

    before = tables()
    settings.warehouse.unlink()
    rebuild(settings)
    assert tables() == before
    assert len(Archive(settings.archive).entries()) > 100


def test_the_demo_leaves_a_folder_alone_that_is_not_its_own(tmp_path):
    (tmp_path / "mine.txt").write_text("keep me")
    with pytest.raises(UsageError, match="not made by the demo"):
        fresh_folder(tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "keep me"
