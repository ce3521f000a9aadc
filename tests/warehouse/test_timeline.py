"""The clocks, told as cases: what was seen, in which order, and what we believe of it."""

from datetime import date, timedelta

from cases import at, belief, look, reading

from extractors.model import Change
from warehouse.model import Observation, Timeline
from warehouse.timeline import build

DAY = timedelta(days=1)


def compare(before, after):
    if before.criteria_sha256 == after.criteria_sha256:
        return ()
    return (
        Change(
            type="step_therapy_trials",
            direction="loosened",
            drug="esketamine_spravato",
            indications=("trd",),
            phase="initial",
            before=before.criteria_sha256,
            after=after.criteria_sha256,
            before_evidence=None,
            after_evidence=None,
        ),
    )


def line(looks, beliefs) -> Timeline:
    return build("p/q", looks, {(name,): tuple(found) for name, found in beliefs.items()}, compare)


def test_unchanged_bytes_make_one_version_seen_twice():
    found = line(
        [look("a", at(2020, 1, 1)), look("a", at(2020, 2, 1))],
        {"a": [belief(reading("r1"), at(2020, 1, 1))]},
    )
    assert [version.cause_code for version in found.versions] == ["first_seen"]
    assert [issue for _, issue in found.observations] == [1, 1]


def test_levels_tell_bytes_text_and_criteria_apart():
    found = line(
        [look(name, at(2020, month, 1)) for month, name in enumerate("abcd", start=1)],
        {
            "a": [belief(reading("r1", "t1"), at(2020, 1, 1))],
            "b": [belief(reading("r1", "t1"), at(2020, 2, 1))],
            "c": [belief(reading("r1", "t2"), at(2020, 3, 1))],
            "d": [belief(reading("r2", "t3"), at(2020, 4, 1))],
        },
    )
    assert [version.change_level_code for version in found.versions] == ["first", "bytes", "text", "criteria"]
    assert [item.after.content for item in found.changes] == [("d",)]


def test_a_soft_404_between_two_sights_leaves_the_policy_as_it_was():
    found = line(
        [look("a", at(2020, 1, 1)), look("x", at(2020, 2, 1)), look("a", at(2020, 3, 1))],
        {"a": [belief(reading("r1"), at(2020, 1, 1))], "x": [belief(None, at(2020, 2, 1))]},
    )
    assert len(found.versions) == 1
    assert [issue for _, issue in found.observations] == [1, 1]


def test_the_order_of_arrival_does_not_matter():
    looks = [look(name, at(2020, month, 1)) for month, name in enumerate("abac", start=1)]
    beliefs = {name: [belief(reading(name), at(2020, 1, 1))] for name in "abc"}
    assert line(looks, beliefs) == line(looks[::-1], beliefs)


def test_the_same_bytes_seen_again_later_are_a_further_version():
    looks = [look(name, at(2020, month, 1)) for month, name in enumerate("aba", start=1)]
    found = line(looks, {name: [belief(reading(name), at(2020, 1, 1))] for name in "ab"})
    assert [version.version_id for version in found.versions] == ["p/q@a", "p/q@b", "p/q@a.2"]
    assert not any(item.is_reverted for item in found.changes)


def test_versions_of_a_policy_in_parts_have_names_of_their_own_where_one_part_stays():
    looks = [
        Observation(at(2020, 1, 1), at(2020, 1, 1), ("a", "b"), "u"),
        Observation(at(2020, 2, 1), at(2020, 2, 1), ("a", "c"), "u"),
    ]
    beliefs = {look.content: (belief(reading("r1"), at(2020, 1, 1)),) for look in looks}
    found = build("p/q", looks, beliefs, compare)
    assert len({version.version_id for version in found.versions}) == 2


def test_a_rule_that_came_and_went_within_a_day_is_marked_reverted():
    start = at(2020, 5, 1)
    looks = [look("a", start), look("b", start + DAY), look("c", start + DAY + timedelta(seconds=97))]
    rules = {"a": "180 days", "b": "18 days", "c": "180 days"}
    found = line(looks, {name: [belief(reading(rule, name), start)] for name, rule in rules.items()})
    assert [item.is_reverted for item in found.changes] == [True, True]


def test_better_extractors_give_a_further_version_and_no_change_of_the_payer():
    looks = [look("a", at(2020, 1, 1)), look("b", at(2020, 2, 1))]
    upgrade = at(2021, 1, 1)
    found = line(
        looks,
        {
            "a": [belief(reading("r1"), at(2020, 1, 1)), belief(reading("r2"), upgrade, "x2")],
            "b": [belief(reading("r1", "b"), at(2020, 2, 1)), belief(reading("r2", "b"), upgrade, "x2")],
        },
    )
    assert [version.cause_code for version in found.versions] == [
        "first_seen",
        "extractor_change",
        "payer_change",
        "extractor_change",
    ]
    assert found.versions[0].superseded_at == upgrade
    assert found.changes == ()


def test_what_better_extractors_read_in_one_edition_first_is_no_change_of_the_next():
    printed = date(2020, 1, 1)
    old, new = reading("r1", "t", printed), reading("r2", "t", printed)
    found = line(
        [look("a", at(2020, 1, 1)), look("b", at(2020, 2, 1))],
        {
            "a": [belief(old, at(2020, 1, 1)), belief(new, at(2021, 1, 1), "x2")],
            "b": [belief(old, at(2020, 2, 1)), belief(new, at(2021, 1, 1, 13), "x2")],
        },
    )
    levels = [version.change_level_code for version in found.versions if version.issue_number == 2]
    assert levels == ["bytes", "bytes"]
    assert not any(version.is_effective_from_seen for version in found.versions)


def test_extractors_that_read_the_same_leave_the_belief_as_it_was():
    same = reading("r1")
    found = line(
        [look("a", at(2020, 1, 1))],
        {"a": [belief(same, at(2020, 1, 1)), belief(same, at(2021, 1, 1), "x2")]},
    )
    assert [(version.recorded_at, version.superseded_at) for version in found.versions] == [
        (at(2020, 1, 1), None)
    ]


def test_a_change_is_found_between_versions_read_by_old_and_new_extractors_alike():
    same = reading("r1")
    found = line(
        [look("a", at(2020, 1, 1)), look("b", at(2021, 2, 1))],
        {
            "a": [belief(same, at(2020, 1, 1)), belief(same, at(2021, 1, 1), "x2")],
            "b": [belief(reading("r2"), at(2021, 2, 1), "x2")],
        },
    )
    assert len(found.changes) == 1


def test_a_changed_rule_under_an_unchanged_printed_date_counts_from_first_sight():
    printed = date(2020, 1, 1)
    looks = [look(name, at(2020, month, 9)) for month, name in enumerate("abc", start=1)]
    found = line(
        looks,
        {
            "a": [belief(reading("r1", "a", printed), at(2020, 1, 9))],
            "b": [belief(reading("r2", "b", printed), at(2020, 2, 9))],
            "c": [belief(reading("r2", "c", printed), at(2020, 3, 9))],
        },
    )
    starts = [(version.effective_from_or_seen, version.is_effective_from_seen) for version in found.versions]
    assert starts == [(printed, False), (date(2020, 2, 9), True), (date(2020, 2, 9), True)]


def test_a_retroactive_correction_counts_from_its_printed_date():
    found = line(
        [look("a", at(2024, 9, 20)), look("b", at(2024, 10, 3))],
        {
            "a": [belief(reading("r1", "a", date(2024, 9, 19)), at(2024, 9, 20))],
            "b": [belief(reading("r2", "b", date(2023, 10, 18)), at(2024, 10, 3))],
        },
    )
    assert found.versions[1].effective_from_or_seen == date(2023, 10, 18)
    assert found.versions[1].first_seen_at == at(2024, 10, 3)


def test_a_file_brought_years_later_was_not_known_before_it_was_brought():
    found = line(
        [look("a", at(2019, 1, 1), recorded=at(2026, 1, 1))],
        {"a": [belief(reading("r1"), at(2026, 1, 1))]},
    )
    assert found.versions[0].first_seen_at == at(2019, 1, 1)
    assert found.versions[0].recorded_at == at(2026, 1, 1)
