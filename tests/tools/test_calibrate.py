"""The curves of the calibration, from judged facts to the module that holds them."""

from flows.evaluate.measured import Judged
from tools.calibrate import curve, held_out, page, table


def judged(kind, confidence, right, asked, case="a"):
    """Facts with words of their own; the first `right` of them are right."""
    return [
        Judged(kind, confidence, number < right, f"{kind} {confidence} {number}", case)
        for number in range(asked)
    ]


def test_a_curve_never_falls():
    found = [(0.5, True)] * 8 + [(0.9, True)] * 2 + [(0.9, False)] * 8 + [(0.95, True)] * 8
    shares = [share for _, share in curve(found)]
    assert shares == sorted(shares)
    assert curve(found) == ((0.5, 0.55), (0.95, 0.9))


def test_a_few_right_facts_do_not_make_certainty():
    ((_, share),) = curve([(0.9, True)] * 2)
    assert share == 0.75


def test_types_seen_too_seldom_share_a_curve():
    found = table(
        [*judged("age_min", 0.9, 30, 30), *judged("setting", 0.9, 5, 10), *judged("other", 0.5, 1, 4)]
    )
    assert found == {"age_min": ((0.9, 0.97),), "criterion": ((0.9, 0.5),), "other": ((0.5, 0.33),)}


def test_the_same_words_in_another_edition_count_once():
    once = judged("position", 0.9, 3, 4)
    assert table([*once, *judged("position", 0.9, 3, 4, "b")]) == table(once)


def test_a_document_is_judged_by_the_curves_of_the_others():
    found = held_out([*judged("other", 0.5, 0, 8, "bad"), *judged("other", 0.5, 8, 8, "good__2024")])
    assert {(said, is_right) for said, is_right in found} == {(0.9, False), (0.1, True)}


def test_the_module_is_written_with_its_head():
    text = page({"other": ((0.5, 0.33),)})
    assert text.startswith('"""Measured certainty')
    scope: dict = {}
    exec(text, scope)
    assert scope["STEPS"] == {"other": ((0.5, 0.33),)}
