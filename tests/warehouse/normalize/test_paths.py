"""The easiest and the hardest path through nested trees of criteria."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.normalize.paths import Branch, Burden, paths


def leaf(kind, number=None, operator=">=", **qualifiers):
    return Branch(type=kind, number=number, operator=operator, qualifiers=qualifiers)


def group(logic, *items, n=None):
    return Branch(logic=logic, required_count=n, items=items)


def trials(number, weeks=None, classes=None, per="each"):
    said = {"min_duration": {"approx_days": weeks * 7, "per": per}} if weeks else {}
    return leaf("step_therapy_trials", number, **said, **({"distinct_classes": classes} if classes else {}))


def test_all_adds_up_and_any_chooses():
    tree = group(
        "all",
        leaf("age_min", 18),
        trials(2, weeks=6, classes=2),
        group("any", leaf("augmentation_trials", 1), leaf("psychotherapy_trial")),
    )
    found = paths(tree)
    assert found.easiest == Burden(trials=2, weeks=12, psychotherapy=1, classes=2)
    assert found.hardest == Burden(trials=2, augmentations=1, weeks=12, classes=2)
    assert found.demanded == ("age_min", "step_therapy_trials")


def test_three_levels_of_nesting():
    tree = group(
        "all",
        group(
            "any",
            group("all", trials(4, weeks=4), leaf("psychotherapy_trial")),
            group("all", trials(2, weeks=8), group("any", trials(1, weeks=6), leaf("ect_trial"))),
        ),
    )
    found = paths(tree)
    assert found.easiest == Burden(trials=2, weeks=16)
    assert found.hardest == Burden(trials=4, weeks=16, psychotherapy=1)
    assert found.demanded == ("step_therapy_trials",)


@pytest.mark.parametrize(("n", "easiest", "hardest"), [(1, 1, 4), (2, 3, 6), (3, 7, 7)])
def test_at_least_n_takes_the_lightest_and_the_heaviest_n(n, easiest, hardest):
    found = paths(group("at_least", trials(1), trials(2), trials(4), n=n))
    assert (found.easiest.trials, found.hardest.trials) == (easiest, hardest)


def test_a_type_is_demanded_of_everybody_only_when_no_choice_leaves_it_out():
    tree = group("at_least", trials(1), trials(2), leaf("ect_trial"), n=2)
    assert paths(tree).demanded == ("step_therapy_trials",)
    assert paths(group("any", trials(1), leaf("ect_trial"))).demanded == ()


def test_what_must_not_be_is_no_trial_and_is_asked_of_everybody():
    found = paths(group("none", leaf("exclusion", operator="present"), trials(9)))
    assert found.easiest == found.hardest == Burden()
    assert "exclusion" in found.demanded


def test_a_sentence_beside_the_trials_gives_their_length():
    length = leaf("step_trial_duration_min", 8, duration={"approx_days": 56})
    assert paths(group("all", trials(3, classes=3), length)).easiest.weeks == 24
    assert paths(group("all", trials(3, weeks=4), length)).easiest.weeks == 12


def test_a_length_of_all_trials_together_is_counted_once():
    assert paths(trials(2, weeks=8, per="total")).easiest.weeks == 8


@pytest.mark.parametrize(
    "free",
    [
        leaf("psychotherapy_trial", operator="not_required"),
        leaf("augmentation_trials", 1, strength="preferred"),
        leaf("step_therapy_trials", 2, strength="consideration_only"),
    ],
    ids=["not required", "preferred", "to be considered"],
)
def test_what_is_not_asked_for_burdens_nobody(free):
    assert paths(group("all", free)).hardest == Burden()


def test_a_tree_without_branches_asks_for_nothing():
    assert paths(group("all")).hardest == Burden()
    assert paths(group("any")).easiest == Burden()


def listed(node):
    """Every path of a tree, the long way."""
    if node.type is not None:
        return [paths(node).easiest]
    wanted = {"any": 1, "at_least": node.required_count}.get(node.logic, len(node.items))
    chosen = [
        pick
        for items in combinations(node.items, min(wanted, len(node.items)))
        for pick in product(*map(listed, items))
    ]
    return [sum_of(pick) for pick in chosen]


def sum_of(burdens):
    total = Burden()
    for burden in burdens:
        total = total.plus(burden)
    return total


TREES = st.recursive(
    st.builds(trials, st.integers(1, 4), weeks=st.integers(1, 12))
    | st.builds(leaf, st.just("augmentation_trials"), st.integers(1, 3)),
    lambda inner: st.builds(
        lambda logic, items, n: group(logic, *items, n=min(n, len(items))),
        st.sampled_from(["all", "any", "at_least"]),
        st.lists(inner, min_size=1, max_size=3),
        st.integers(1, 3),
    ),
    max_leaves=8,
)


@given(TREES)
def test_the_ends_are_those_of_all_paths_listed(tree):
    every = listed(tree)
    found = paths(tree)
    assert found.easiest == min(every)
    assert found.hardest == max(every)
