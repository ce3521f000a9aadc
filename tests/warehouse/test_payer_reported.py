"""What a policy's own history tells of the time before we observed it: editions, and stances it states."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cases import at, belief, facts, look

from extractors.model import Claim, Evidence, Revision
from warehouse import checks
from warehouse.connect import open_writer
from warehouse.ledger import Declaration, Policy
from warehouse.load import insert
from warehouse.migrate import migrate
from warehouse.normalize import frames
from warehouse.normalize.ledger import ledger_frames
from warehouse.state import fold
from warehouse.timeline import build
from warehouse.views import create_views

DECLARED = Declaration(
    at(2019, 1, 1), "p", "Payer P", "blues_plan", policies=(Policy("p/q", "Q", "medical", (), ("p/q",)),)
)
SPRAVATO = "esketamine_spravato"
PRINTED = date(2021, 6, 1)  # what the first edition that we see says of itself


def row(dated, action="revised", precision="day", summary="Rules revised."):
    return Revision(dated, precision, action, summary, Evidence(None, None, summary, "History"))


def claim(dated, kind="stance_change", direction="loosened", before=None, after=None, words="", **others):
    quote = words or f"{kind}: {before} became {after}"
    said = {"drug": SPRAVATO, "indications": ("trd",), "precision": "day"} | others
    evidence = Evidence(None, None, quote, "History")
    return Claim(kind, direction, date=dated, before=before, after=after, evidence=evidence, **said)


def turned(dated, **others):
    return claim(dated, before="investigational", after="medically necessary", **others)


def edition(*rows, claims=(), effective=PRINTED, stance="covered_with_criteria", status="active"):
    reading = facts(stance, effective, status)
    return replace(reading, facts=replace(reading.facts, revisions=rows, claims=claims))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An empty warehouse with its views, made once."""
    path = tmp_path_factory.mktemp("made") / "w.duckdb"
    with open_writer(path) as connection:
        migrate(connection)
        create_views(connection)
    return path


@pytest.fixture
def told(made, tmp_path):
    """The warehouse of one policy whose editions are seen a year apart from July 2021 on."""
    with open_writer(Path(shutil.copy(made, tmp_path))) as connection:

        def fill(*editions):
            seen = {f"e{number}": (at(2020 + number, 7, 1), e) for number, e in enumerate(editions, start=1)}
            looks = [look(name, when) for name, (when, _) in seen.items()]
            beliefs = {(name,): (belief(found, when),) for name, (when, found) in seen.items()}
            timeline = build("p/q", looks, beliefs, lambda before, after: ())
            state = fold((DECLARED,))
            insert(connection, ledger_frames((), state))
            insert(connection, frames([(state.policy("p/q"), timeline)]))
            checks.require(checks.run(connection))
            return lambda sql: connection.execute(sql).fetchall()

        yield fill


def history(ask):
    return ask(
        "select in_force_from::varchar, in_force_to::varchar, cause_code from out_policy_history "
        "where basis_code = 'payer_reported'"
    )


def stances(ask, columns="in_force_from::varchar, in_force_to::varchar, stance_code"):
    return ask(f"select {columns} from stg_payer_reported_positions order by indication_code, 1")


# --- editions ---------------------------------------------------------------------------------


def test_a_dated_row_from_before_first_sight_is_an_edition_until_the_next_one(told):
    ask = told(edition(row(date(2019, 5, 1), "new"), row(date(2020, 10, 1))))
    assert history(ask) == [
        ("2019-05-01", "2020-10-01", "payer_reported"),
        ("2020-10-01", "2021-06-01", "payer_reported"),
    ]
    assert ask(
        "select distinct first_seen_at, recorded_at, change_level_code, snapshot_ids, told_by_version_id "
        "from out_policy_history where basis_code = 'payer_reported'"
    ) == [(at(2021, 7, 1).replace(tzinfo=None),) * 2 + (None, None, "p/q@e1")]


def test_the_precision_of_a_row_goes_with_it_and_a_period_that_is_not_over_is_no_edition_before(told):
    rows = [row(date(2018, 1, 1), precision="year"), row(date(2020, 3, 1), precision="month")]
    ask = told(edition(*rows, row(date(2021, 1, 1), precision="year"), effective=date(2021, 6, 1)))
    assert ask(
        "select effective_from::varchar, effective_precision_code, in_force_to::varchar from out_policy_history "
        "where basis_code = 'payer_reported'"
    ) == [("2018-01-01", "year", "2020-03-01"), ("2020-03-01", "month", "2021-06-01")]


def test_the_same_date_in_several_rows_and_editions_is_one_edition_in_the_words_of_the_earliest(told):
    first = (row(date(2019, 5, 1), summary="One."), row(date(2019, 5, 1), summary="Two."))
    ask = told(edition(*first), edition(row(date(2019, 5, 1), summary="Other."), effective=date(2022, 6, 1)))
    assert ask(
        "select version_id, reported_changes, told_by_version_id from out_policy_history "
        "where basis_code = 'payer_reported'"
    ) == [("p/q@told:2019-05-01", "One. … Two.", "p/q@e1")]


def test_the_newest_row_shortly_before_the_printed_date_tells_of_the_edition_that_we_see(told):
    ask = told(edition(row(date(2019, 5, 1), "new"), row(date(2021, 5, 10))))
    assert history(ask) == [("2019-05-01", "2021-06-01", "payer_reported")]


def test_so_does_such_a_row_that_only_a_later_edition_prints(told):
    ask = told(edition(), edition(row(date(2021, 5, 10)), effective=date(2022, 6, 1)))
    assert history(ask) == []


def test_the_newest_row_long_before_the_printed_date_is_an_edition(told):
    ask = told(edition(row(date(2021, 1, 10))))
    assert history(ask) == [("2021-01-10", "2021-06-01", "payer_reported")]


def test_without_a_printed_date_the_newest_row_is_an_edition_until_the_day_of_first_sight(told):
    ask = told(edition(row(date(2021, 5, 10)), effective=None))
    assert history(ask) == [("2021-05-10", "2021-07-01", "payer_reported")]


def test_a_row_within_the_time_that_we_watched_is_no_edition(told):
    ask = told(edition(), edition(row(date(2021, 12, 1)), row(date(2022, 6, 1)), effective=date(2022, 6, 1)))
    assert history(ask) == []


def test_a_row_without_date_is_no_edition(told):
    assert history(told(edition(row(None, precision=None)))) == []


def test_an_archived_policy_is_in_force_no_longer(told):
    rows = [row(date(2017, 1, 1), "new"), row(date(2019, 1, 1), "archived"), row(date(2020, 1, 1), "new")]
    ask = told(edition(*rows, claims=(turned(date(2017, 1, 1)),)))
    assert ask(
        "select in_force_from::varchar, in_force_to::varchar, is_ever_in_force, status_code "
        "from out_policy_history where basis_code = 'payer_reported'"
    ) == [
        ("2017-01-01", "2019-01-01", True, None),
        ("2019-01-01", "2019-01-01", False, "retired"),
        ("2020-01-01", "2021-06-01", True, None),
    ]
    assert stances(ask) == [("2017-01-01", "2019-01-01", "covered_with_criteria")]


def test_a_draft_tells_nothing_of_the_past(told):
    assert history(told(edition(row(date(2019, 5, 1)), status="draft"))) == []


def test_editions_of_the_past_are_known_since_we_read_of_them(told):
    ask = told(
        edition(row(date(2020, 1, 1)), claims=(turned(date(2020, 1, 1)),)),
        edition(row(date(2018, 1, 1)), claims=(turned(date(2018, 1, 1)),), effective=date(2022, 6, 1)),
    )
    sql = "select in_force_from::varchar from payer_reported_as_of(known_at := timestamp '{}') order by 1"
    assert ask(sql.format("2021-06-30")) == []
    assert ask(sql.format("2021-12-31")) == [("2020-01-01",)]
    assert ask(sql.format("2022-12-31")) == [("2018-01-01",), ("2020-01-01",)]
    as_of = (
        "select stance_code, basis_code from coverage_as_of(date '2018-06-01', known_at := timestamp '{}')"
    )
    assert ask(as_of.format("2021-12-31")) == []
    assert ask(as_of.format("2022-12-31")) == [("covered_with_criteria", "payer_reported")]


# --- stances ----------------------------------------------------------------------------------


def test_one_answer_instead_of_another_states_both_sides_of_the_row(told):
    rows = (row(date(2019, 5, 1), "new"), row(date(2020, 10, 1)))
    ask = told(edition(*rows, claims=(turned(date(2020, 10, 1)),)))
    assert stances(ask) == [
        ("2019-05-01", "2020-10-01", "investigational"),
        ("2020-10-01", "2021-06-01", "covered_with_criteria"),
    ]
    months = ask(
        "select month_on::varchar, stance_code, basis_code, quote, version_id, days_since_observed "
        "from out_coverage_monthly where month_on in "
        "(date '2019-04-01', date '2019-05-01', date '2020-10-01', date '2021-06-01') order by 1"
    )
    words = "stance_change: investigational became medically necessary"
    assert months == [
        ("2019-05-01", "investigational", "payer_reported", words, "p/q@told:2019-05-01", None),
        ("2020-10-01", "covered_with_criteria", "payer_reported", words, "p/q@told:2020-10-01", None),
        (
            "2021-06-01",
            "covered_with_criteria",
            "observed",
            "words for covered_with_criteria",
            "p/q@e1",
            None,
        ),
    ]


def test_what_was_before_reaches_back_over_reviews_and_no_further_than_the_last_other_row(told):
    rows = [row(date(2016, 1, 1), "new"), row(date(2017, 1, 1)), row(date(2018, 1, 1), "reviewed")]
    rows += [row(date(2019, 1, 1), "reviewed"), row(date(2020, 1, 1))]
    ask = told(edition(*rows, claims=(claim(date(2020, 1, 1), before="unproven"),)))
    assert stances(ask) == [("2017-01-01", "2020-01-01", "investigational")]


def test_a_review_that_claims_a_change_of_rules_is_no_bridge_to_what_was_before(told):
    rows = [row(date(2017, 1, 1), "new"), row(date(2018, 1, 1), "reviewed"), row(date(2020, 1, 1))]
    step = claim(date(2018, 1, 1), "step_therapy_trials", indications=())
    ask = told(edition(*rows, claims=(step, claim(date(2020, 1, 1), before="unproven"))))
    assert stances(ask) == [("2018-01-01", "2020-01-01", "investigational")]


def test_the_row_of_the_edition_that_we_see_states_what_was_before_it(told):
    rows = (row(date(2019, 5, 1), "new"), row(date(2021, 5, 10)))
    ask = told(edition(*rows, claims=(turned(date(2021, 5, 10)),)))
    assert stances(ask) == [("2019-05-01", "2021-06-01", "investigational")]


def test_a_row_within_the_time_that_we_watched_says_nothing_of_the_editions_before_it(told):
    rows = (row(date(2019, 5, 1), "new"), row(date(2022, 6, 1)))
    ask = told(edition(), edition(*rows, claims=(turned(date(2022, 6, 1)),), effective=date(2022, 6, 1)))
    assert history(ask) == [("2019-05-01", "2021-06-01", "payer_reported")]
    assert stances(ask) == []


def test_a_use_added_to_the_covered_ones_is_covered_from_then_on_and_unknown_before(told):
    rows = (row(date(2019, 5, 1), "new"), row(date(2020, 10, 1)))
    added = claim(
        date(2020, 10, 1),
        "position_added",
        words="Added coverage criteria for MDD with suicidality.",
        indications=("mdd_si",),
    )
    ask = told(edition(*rows, claims=(added,)))
    assert stances(ask) == [("2020-10-01", "2021-06-01", "covered_with_criteria")]


def test_a_use_removed_was_covered_until_then_and_nothing_is_known_after(told):
    rows = (row(date(2019, 5, 1), "new"), row(date(2020, 1, 1)), row(date(2020, 10, 1)))
    claims = (
        claim(date(2020, 1, 1), "position_added", words="Added coverage of TRD."),
        claim(date(2020, 10, 1), "position_removed", words="Removed coverage of TRD."),
    )
    ask = told(edition(*rows, claims=claims))
    assert stances(ask) == [("2020-01-01", "2020-10-01", "covered_with_criteria")]


def test_a_criterion_that_went_from_one_value_to_another_states_coverage_on_both_sides(told):
    rows = (row(date(2019, 5, 1), "new"), row(date(2020, 10, 1)))
    ask = told(
        edition(*rows, claims=(claim(date(2020, 10, 1), "step_therapy_trials", before="4", after="2"),))
    )
    assert stances(ask, "in_force_from::varchar, stance_code, claim_id is not null") == [
        ("2019-05-01", "covered_with_criteria", True),
        ("2020-10-01", "covered_with_criteria", True),
    ]


@pytest.mark.parametrize(
    "said",
    [
        claim(date(2020, 10, 1), "concomitant_antidepressant"),
        claim(date(2020, 10, 1), "quantity_limit", before="4", after="8"),
        claim(date(2020, 10, 1), "unspecified", direction="unknown"),
        turned(date(2020, 10, 1), indications=()),
        turned(date(2020, 10, 1), drug=None),
        turned(date(2020, 10, 1), drug="ketamine_racemic"),
        claim(date(2020, 10, 1), "position_added", words="This condition was added."),
    ],
    ids=["a rule dropped", "a limit", "no type", "no use", "no drug", "no route", "a list that is not named"],
)
def test_what_does_not_say_a_stance_states_none(told, said):
    ask = told(edition(row(date(2019, 5, 1), "new"), row(date(2020, 10, 1)), claims=(said,)))
    assert stances(ask) == []
    assert ask("select count(*) from out_coverage_monthly where basis_code = 'payer_reported'") == [(0,)]


def test_a_use_added_in_words_that_name_no_list_unsettles_what_was_stated(told):
    rows = (row(date(2019, 5, 1)), row(date(2020, 10, 1)))
    unclear = claim(date(2020, 10, 1), "position_added", words="This condition was added.")
    ask = told(edition(*rows, claims=(turned(date(2019, 5, 1)), unclear)))
    assert stances(ask) == [("2019-05-01", "2020-10-01", "covered_with_criteria")]


def test_two_stances_of_one_row_on_one_question_state_nothing(told):
    both = (
        claim(date(2020, 10, 1), after="medically necessary", words="now necessary"),
        claim(date(2020, 10, 1), after="unproven", words="now unproven"),
    )
    assert stances(told(edition(row(date(2020, 10, 1)), claims=both))) == []


def test_a_claim_dated_on_no_row_states_nothing(told):
    assert stances(told(edition(row(date(2019, 5, 1)), claims=(turned(date(2020, 10, 1)),)))) == []


def test_the_share_keeps_what_a_history_states_apart_and_takes_its_silence_for_nothing(told):
    added = claim(date(2020, 10, 1), "position_added", words="Added coverage.", indications=("mdd_si",))
    ask = told(edition(row(date(2020, 10, 1)), claims=(added,)))
    shares = (
        "select indication_code, stance_code, basis_code, payers_count, not_observed_count "
        "from out_coverage_share where month_on = date '{}' order by 1"
    )
    assert ask(shares.format("2020-12-01")) == [("mdd_si", "covered_with_criteria", "payer_reported", 1, 0)]
    assert ask(shares.format("2021-06-01")) == [
        ("mdd_si", "not_addressed", "observed", 1, 0),
        ("trd", "covered_with_criteria", "observed", 1, 0),
    ]


def test_nothing_that_a_history_tells_is_news_or_a_fact(told):
    ask = told(edition(row(date(2019, 5, 1)), row(date(2020, 10, 1)), claims=(turned(date(2020, 10, 1)),)))
    assert ask("select count(*) from out_policy_changes") == [(0,)]
    assert ask("select distinct version_id from core_positions") == [("p/q@e1",)]
    assert ask("select count(*) from out_restrictiveness where version_id like '%told%'") == [(0,)]
    assert ask("select distinct basis_code from out_current_positions") == [("observed",)]
