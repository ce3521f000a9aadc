"""The relations that compute: paths by month, scores against the label, time to change, discordance."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from cases import at, belief, fields, look

from extractors.model import Code, Criteria, Evidence, Group, Leaf, PolicyFacts, Position, Reading
from warehouse import checks, paths, reference
from warehouse.connect import open_writer
from warehouse.ledger import Declaration, Policy
from warehouse.load import insert
from warehouse.migrate import migrate
from warehouse.normalize import frames
from warehouse.normalize.ledger import ledger_frames
from warehouse.state import fold
from warehouse.timeline import build
from warehouse.views import create_views

WORDS = Evidence(None, None, "words", "Policy")
DRUG = "esketamine_spravato"
DECLARED = Declaration(
    at(2019, 1, 1),
    "p",
    "Payer P",
    "blues_plan",
    lives=1000,
    is_fictional=True,
    policies=(
        Policy("p/medical", "M", "medical", (), ("p/medical",)),
        Policy("p/pharmacy", "F", "pharmacy", (), ("p/pharmacy",)),
        Policy("p/another", "A", "medical", (), ("p/another",)),
    ),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A warehouse with its views, its reference facts and the two policies, made once."""
    path = tmp_path_factory.mktemp("made") / "w.duckdb"
    with open_writer(path) as connection:
        migrate(connection)
        create_views(connection)
        connection.execute("create or replace macro asking_day() as date '2026-11-25'")
        insert(connection, ledger_frames((DECLARED,), fold((DECLARED,))))
        reference.refresh(connection)
    return path


@pytest.fixture
def fresh(made, tmp_path):
    with open_writer(Path(shutil.copy(made, tmp_path))) as connection:
        yield connection


def leaf(type_, operator=">=", value=None, unit=None, **qualifiers):
    return Leaf(type_, operator, value, unit, WORDS, qualifiers=qualifiers)


def step(number, **qualifiers):
    return leaf("step_therapy_trials", ">=", number, "trial", **qualifiers)


def trial_of(weeks):
    return {"value": weeks, "unit": "week", "approx_days": 7 * weeks, "per": "each"}


ORAL = leaf("concomitant_antidepressant", "required", True)


def policy(*items, effective, stances=(("trd", "covered_with_criteria"),), codes=(), indication="trd"):
    """A policy on Spravato: stances, and criteria for the first approval of one indication."""
    name = repr((items, effective, stances, codes, indication))
    return Reading(
        PolicyFacts(
            fields(effective),
            positions=tuple(Position(DRUG, "intranasal", who, stance, WORDS) for who, stance in stances),
            criteria=(Criteria(DRUG, (indication,), "initial", Group("all", items), None),) if items else (),
            codes=tuple(Code("HCPCS", code, "listed", WORDS) for code in codes),
        ),
        text_sha256=name,
        criteria_sha256=name,
    )


def fill(connection, *editions, policy_id="p/medical"):
    """Editions as (seen, reading) of one policy."""
    named = [(f"{number}{policy_id}", *edition) for number, edition in enumerate(editions)]
    looks = [look(name, seen) for name, seen, _ in named]
    beliefs = {(name,): (belief(reading, seen),) for name, seen, reading in named}
    state = fold((DECLARED,))
    timeline = build(policy_id, looks, beliefs, lambda before, after: ())
    insert(connection, frames([(state.policy(policy_id), timeline)]))
    paths.refresh(connection)
    checks.require(checks.run(connection))


def ask(connection, sql, *parameters):
    return connection.execute(sql, list(parameters)).fetchall()


def scores(connection):
    return ask(
        connection,
        "select type_code, score_at_effective, score_today from out_restrictiveness order by in_force_from, 1",
    )


@pytest.mark.parametrize(
    ("criterion", "score"),
    [
        (step(2), 0),
        (step(1), -1),
        (step(3), 1),
        (step(2, distinct_classes=2), 1),
        (step(2, min_duration=trial_of(6)), 1),
        (step(1, min_duration=trial_of(6)), None),
        (leaf("age_min", ">=", 18, "year"), 0),
        (leaf("age_min", ">=", 21, "year"), 1),
        (leaf("age_max", "<=", 64, "year"), 1),
        (leaf("augmentation_trials", ">=", 1, "trial"), 1),
        (leaf("severity_scale_min", ">=", 15, "point", scale="PHQ-9"), 1),
        (leaf("documentation_required", "present", kinds=["chart_notes"]), 0.5),
        (leaf("prescriber_specialty", "in", ["psychiatry"], relation=["prescribed_by"]), 1),
        (
            leaf(
                "prescriber_specialty",
                "in",
                ["psychiatry"],
                relation=["prescribed_by", "in_consultation_with"],
            ),
            0,
        ),
        (leaf("exclusion", "absent", condition="psychotic_features"), 1),
        (leaf("exclusion", "absent", condition="aneurysmal_vascular_disease"), 0),
        (leaf("rems_site_certified", "required", True), 0),
        (leaf("monitoring_duration_min", ">=", 4, "hour"), 0),
        (leaf("quantity_limit", "<=", 23, "device", per={"unit": "day", "value": 28}), 0),
        (leaf("quantity_limit", "<=", 16, "device", per={"unit": "day", "value": 28}), 1),
        (leaf("quantity_limit", "<=", 168, "mg", per={"unit": "week", "value": 1}), -1),
        (
            leaf(
                "quantity_limit",
                "<=",
                12,
                "device",
                per={"unit": "day", "value": 28},
                dose_phase="maintenance",
            ),
            "not scored",
        ),
        (leaf("initial_auth_duration", "==", 2, "week", duration={"approx_days": 14}), 1),
        (leaf("initial_auth_duration", "==", 6, "month", duration={"approx_days": 180}), 0),
        (leaf("reauth_response", ">=", 50, "percent_reduction"), 1),
        (leaf("reauth_response", "present", kind="positive_clinical_response"), "not scored"),
    ],
    ids=str,
)
def test_a_criterion_is_scored_against_the_label(fresh, criterion, score):
    fill(fresh, (at(2025, 6, 1), policy(criterion, effective=date(2025, 6, 1))))
    expected = [] if score == "not scored" else [(criterion.type, score, score)]
    assert scores(fresh) == expected


def test_the_oral_antidepressant_is_no_barrier_under_the_old_label_and_one_under_the_new(fresh):
    fill(fresh, (at(2024, 12, 1), policy(ORAL, effective=date(2024, 12, 1))))
    assert scores(fresh) == [("concomitant_antidepressant", 0, 1)]


def test_suicidal_ideation_without_an_oral_antidepressant_is_looser_than_the_label(fresh):
    free = leaf("concomitant_antidepressant", "not_required", False)
    fill(fresh, (at(2025, 6, 1), policy(free, effective=date(2025, 6, 1), indication="mdd_si")))
    assert scores(fresh) == [("concomitant_antidepressant", -1, -1)]


def test_a_criterion_that_a_choice_leaves_out_is_no_barrier(fresh):
    choice = Group("any", (leaf("augmentation_trials", ">=", 1, "trial"), leaf("ect_trial", "present")))
    fill(fresh, (at(2025, 6, 1), policy(step(2), choice, effective=date(2025, 6, 1))))
    assert scores(fresh) == [("step_therapy_trials", 0, 0)]


def test_months_tell_the_easiest_and_the_hardest_path_over_all_policies(fresh):
    choice = Group("any", (step(4), Group("all", (step(2), leaf("psychotherapy_trial", "required", True)))))
    fill(fresh, (at(2020, 1, 1), policy(choice, effective=date(2020, 1, 1))))
    fill(
        fresh,
        (at(2020, 1, 1), policy(step(3, min_duration=trial_of(8)), effective=date(2020, 3, 1))),
        policy_id="p/pharmacy",
    )
    rows = ask(
        fresh,
        "select month_on, easiest_trials_count, is_psychotherapy_on_easiest, easiest_weeks, "
        "hardest_trials_count, policies_count from out_step_therapy_monthly "
        "where month_on in (date '2020-02-01', date '2020-03-01') order by 1",
    )
    assert rows == [(date(2020, 2, 1), 2, True, None, 4, 1), (date(2020, 3, 1), 2, True, None, 4, 2)]


def timed(connection, event):
    return ask(
        connection,
        "select answered_on, days_from_announced, censoring_code, is_censored from out_time_to_change "
        "where event_id = ?",
        event,
    )


def test_a_rule_dropped_between_two_versions_is_a_change_with_its_days(fresh):
    fill(
        fresh,
        (at(2024, 6, 1), policy(step(2), ORAL, effective=date(2024, 6, 1))),
        (at(2025, 5, 2), policy(step(2), effective=date(2025, 5, 1))),
    )
    assert timed(fresh, "spravato_monotherapy") == [(date(2025, 5, 1), 100, "none", False)]


def test_a_rule_that_stands_when_last_seen_is_censored_on_that_day(fresh):
    fill(fresh, (at(2025, 2, 20), policy(step(2), ORAL, effective=date(2024, 6, 1))))
    assert timed(fresh, "spravato_monotherapy") == [(None, 30, "right", True)]


def test_a_policy_first_known_without_the_rule_is_censored_on_the_left(fresh):
    fill(fresh, (at(2025, 8, 1), policy(step(2), effective=date(2025, 7, 1))))
    assert timed(fresh, "spravato_monotherapy") == [(date(2025, 7, 1), 161, "left", True)]


def test_a_policy_without_the_rule_before_the_event_is_told_apart(fresh):
    fill(fresh, (at(2024, 8, 1), policy(step(2), effective=date(2024, 7, 1))))
    assert timed(fresh, "spravato_monotherapy") == [(date(2024, 7, 1), -204, "before", True)]


def test_a_payer_last_known_before_the_event_was_never_at_risk(fresh):
    fill(fresh, (at(2024, 8, 1), policy(step(2), ORAL, effective=date(2024, 7, 1))))
    assert timed(fresh, "spravato_monotherapy") == []


def test_coverage_that_arrives_with_an_indication_is_timed(fresh):
    both = (("trd", "covered_with_criteria"), ("mdd_si", "covered_with_criteria"))
    fill(
        fresh,
        (at(2020, 1, 1), policy(step(2), effective=date(2020, 1, 1))),
        (at(2020, 10, 1), policy(step(2), effective=date(2020, 10, 1), stances=both)),
    )
    assert timed(fresh, "spravato_mdd_si_approved") == [(date(2020, 10, 1), 59, "none", False)]


def test_a_code_that_follows_a_new_one_is_timed_by_the_day_it_was_seen_where_none_is_printed(fresh):
    fill(
        fresh,
        (at(2025, 6, 1), policy(step(2), effective=None, codes=("S0013",))),
        (at(2026, 1, 11), policy(step(2), effective=None, codes=("J0013",))),
    )
    assert timed(fresh, "j0013_replaces_s0013") == [(date(2026, 1, 11), 10, "none", False)]


def test_medical_and_pharmacy_policies_that_disagree_are_told_with_what_differs(fresh):
    fill(fresh, (at(2025, 1, 1), policy(step(2), ORAL, effective=date(2025, 1, 1))))
    fill(fresh, (at(2025, 1, 1), policy(step(3), ORAL, effective=date(2025, 1, 1))), policy_id="p/pharmacy")
    rows = ask(
        fresh,
        "select indication_code, is_stance_discordant, differing_type_codes, medical_policy_id from out_discordance",
    )
    assert rows == [("trd", False, ["step_therapy_trials"], "p/medical")]


def test_medical_and_pharmacy_stances_that_disagree_are_discordant(fresh):
    fill(fresh, (at(2025, 1, 1), policy(effective=date(2025, 1, 1))))
    refused = (("trd", "investigational"),)
    fill(fresh, (at(2025, 1, 1), policy(effective=date(2025, 1, 1), stances=refused)), policy_id="p/pharmacy")
    rows = ask(
        fresh, "select medical_stance_code, pharmacy_stance_code, is_stance_discordant from out_discordance"
    )
    assert rows == [("covered_with_criteria", "investigational", True)]


@pytest.mark.parametrize("first", ["p/medical", "p/another"])
def test_of_equally_open_policies_of_a_benefit_the_first_by_name_speaks(fresh, first):
    """Whichever was loaded first."""
    edition = (at(2025, 1, 1), policy(effective=date(2025, 1, 1)))
    for name in (first, *({"p/medical", "p/another"} - {first}), "p/pharmacy"):
        fill(fresh, edition, policy_id=name)
    assert ask(fresh, "select medical_policy_id from out_discordance") == [("p/another",)]


def test_a_share_says_how_many_were_seen_in_the_last_ninety_days_and_whose_lives_are_known(fresh):
    fill(fresh, (at(2025, 1, 20), policy(step(2), effective=date(2025, 1, 1))))
    rows = ask(
        fresh,
        "select month_on, observed_lately_count, lives_count, lives_known_count, basis_code "
        "from out_coverage_share where month_on in (date '2025-03-01', date '2025-05-01') order by 1",
    )
    assert rows == [
        (date(2025, 3, 1), 1, 1000, 1, "observed"),
        (date(2025, 5, 1), 0, 1000, 1, "observed"),
    ]


def test_every_event_and_rule_says_whether_it_is_verified(fresh):
    assert ask(fresh, "select count(*) from out_external_events where is_verified is null") == [(0,)]
    marks = ask(fresh, "select is_verified from out_external_events where event_id = 'spravato_monotherapy'")
    assert marks == [(False,)]
    labels = ask(
        fresh, "select distinct label_version, is_verified from out_label_rules where rule_id = 'age'"
    )
    assert sorted(labels) == [("LV1", True), ("LV2", False), ("LV3", True), ("LV4", False), ("LV5", False)]
