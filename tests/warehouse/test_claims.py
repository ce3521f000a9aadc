"""Claims of documents' own histories beside what we saw: before first sight, matched, unmatched, codes."""

from datetime import date

import duckdb
import pytest
from cases import at, belief, facts, look

from extractors.model import Change, Claim, Evidence
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


def claim(dated, kind="psychotherapy_trial", direction="loosened", **others):
    said = {"drug": SPRAVATO, "indications": (), "precision": "day", "before": None, "after": None} | others
    evidence = Evidence(None, None, f"said of {kind}", "History")
    return Claim(type=kind, direction=direction, date=dated, evidence=evidence, **said)


def change(kind="psychotherapy_trial", direction="loosened", indications=("trd",)):
    evidence = Evidence(None, None, f"words of {kind}", "Policy")
    return Change(kind, direction, SPRAVATO, indications, "initial", "one", None, evidence, None)


def edition(stance, effective, *claims):
    reading = facts(stance, effective)
    return type(reading)(
        type(reading.facts)(
            reading.facts.document,
            positions=reading.facts.positions,
            criteria=reading.facts.criteria,
            claims=claims,
        ),
        reading.text_sha256,
        reading.criteria_sha256,
    )


@pytest.fixture
def told(tmp_path):
    """The claims of two editions, seen in 2020 and in 2021, between which rules may have changed."""
    with open_writer(tmp_path / "w.duckdb") as connection:
        migrate(connection)
        create_views(connection)

        def fill(first=(), second=(), changes=()):
            editions = {
                "a": (at(2020, 1, 1), edition("investigational", date(2019, 6, 1), *first)),
                "b": (at(2021, 2, 1), edition("covered", date(2021, 1, 1), *second)),
            }
            looks = [look(name, seen) for name, (seen, _) in editions.items()]
            beliefs = {(name,): (belief(found, seen),) for name, (seen, found) in editions.items()}
            timeline = build("p/q", looks, beliefs, lambda before, after: changes)
            state = fold((DECLARED,))
            insert(connection, ledger_frames((), state))
            insert(connection, frames([(state.policy("p/q"), timeline)]))
            checks.require(checks.run(connection))
            return lambda sql: connection.execute(sql).fetchall()

        yield fill


def test_a_claim_from_before_first_sight_is_kept_and_is_no_news(told):
    ask = told((claim(date(2018, 5, 1)),))
    assert ask(
        "select dated_on, is_before_first_seen, matched_change_id, cause_code from out_change_claims"
    ) == [(date(2018, 5, 1), True, None, "payer_reported")]
    assert ask("select count(*) from out_policy_changes") == [(0,)]
    assert ask("select count(*) from out_claim_match") == [(0,)]


def test_a_claim_within_our_time_is_matched_to_the_change_that_we_saw(told):
    ask = told((), (claim(date(2020, 12, 10), indications=("trd",)),), (change(),))
    assert ask(
        "select claims.matched_change_id = changes.change_id, claims.is_before_first_seen "
        "from out_change_claims as claims, out_policy_changes as changes"
    ) == [(True, False)]
    assert ask("select claims_count, matched_claims_count, matched_share from out_claim_match") == [
        (1, 1, 1.0)
    ]


@pytest.mark.parametrize(
    "said",
    [
        claim(date(2020, 6, 1)),
        claim(date(2020, 12, 10), kind="age_min"),
        claim(date(2020, 12, 10), indications=("ptsd",)),
        claim(date(2020, 12, 10), drug="ketamine_racemic"),
    ],
    ids=["too far in time", "another type", "another indication", "another drug"],
)
def test_a_claim_of_something_else_stays_unmatched(told, said):
    ask = told((), (said,), (change(),))
    assert ask("select matched_change_id from out_change_claims") == [(None,)]
    assert ask("select typed_claims_count, matched_claims_count, matched_share from out_claim_match") == [
        (1, 0, 0.0)
    ]


def test_an_edit_of_codes_is_a_claim_of_its_own_type_and_matches_one(told):
    codes = {"kind": "code_change", "direction": "neutral_codes"}
    ask = told(
        (),
        (claim(date(2021, 1, 1), before="S0013", after="J0013", **codes),),
        (change(indications=(), **codes),),
    )
    assert ask(
        "select change_type_code, direction_code, before_text, after_text, matched_change_id is not null "
        "from out_change_claims"
    ) == [("code_change", "neutral_codes", "S0013", "J0013", True)]
    assert ask("select count(*) from out_policy_changes where is_news") == [(0,)]


def test_the_same_row_in_several_editions_is_one_claim_of_the_earliest(told):
    same = claim(date(2018, 5, 1))
    ask = told((same,), (same, claim(date(2021, 1, 1), kind="unspecified", direction="unknown")))
    rows = ask("select change_type_code, version_id from out_change_claims order by dated_on")
    assert rows == [("psychotherapy_trial", "p/q@a"), ("unspecified", "p/q@b")]
    assert ask("select count(*) from core_claims") == [(3,)]
    assert ask("select claims_count, typed_claims_count, matched_share from out_claim_match") == [
        (1, 0, None)
    ]


def test_a_month_is_before_first_sight_only_when_it_was_over(told):
    ask = told(
        (
            claim(date(2019, 12, 1), precision="month"),
            claim(date(2020, 1, 1), precision="month"),
            claim(date(2020, 1, 1), precision="year", kind="age_min"),
            claim(None, precision=None),
        )
    )
    assert [row[0] for row in ask("select is_before_first_seen from out_change_claims order by dated_on, 1")] == [
        True, False, False, None
    ]  # fmt: skip


# --- the demo ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ask(played_demo):
    settings, _ = played_demo
    with duckdb.connect(settings.coverage, read_only=True) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


def test_the_histories_of_the_demo_claim_the_changes_that_were_written(ask):
    unclaimed = ask(
        "select policy_id, change_type_code from out_policy_changes where is_news and change_id not in "
        "(select matched_change_id from out_change_claims where matched_change_id is not null)"
    )
    ((news,),) = ask("select count(*) from out_policy_changes where is_news")
    print(f"{news - len(unclaimed)} of {news} written changes are claimed; not: {unclaimed}")
    assert news == 14
    assert unclaimed == []


def test_the_claims_of_the_demo_match_what_was_seen(ask):
    ((typed, matched),) = ask(
        "select sum(typed_claims_count), sum(matched_claims_count) from out_claim_match"
    )
    print(f"{matched} of {typed} claims with a type match a change that was seen")
    assert matched >= 0.9 * typed
    assert typed >= 20


def test_a_matched_claim_of_the_demo_goes_the_same_way_where_it_says_which(ask):
    assert ask(
        "select claims.policy_id, claims.quote from out_change_claims as claims "
        "inner join out_policy_changes as changes on claims.matched_change_id = changes.change_id "
        "where claims.direction_code not in ('unknown', changes.direction_code)"
    ) == []  # fmt: skip
