"""Scores beside the names of scales: their bound, range, merged footnote marks, and what is no score."""

import pytest

from extractors.wording import scores


def told(text: str) -> list[tuple[str, str, float]]:
    return [(score.scale, score.op, score.value) for score in scores.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PHQ-9 of at least eighteen (18)", [("PHQ-9", ">=", 18)]),
        ("a score of 30 points or more on the MADRS", [("MADRS", ">=", 30)]),
        ("Patient Health Questionnaire-9 (PHQ-9) total score ≥16", [("PHQ-9", ">=", 16)]),
        ("QIDS-SR16 exceeding 15", [("QIDS-SR16", ">", 15)]),
        ("CGI-S 5 (markedly ill) or higher", [("CGI-S", ">=", 5)]),
        ("BDI-II >/= 29", [("BDI-II", ">=", 29)]),
        ("20 or higher on the MADRS or HAM-D17", [("MADRS", ">=", 20), ("HAM-D17", ">=", 20)]),
        ("pain score of 6 out of 10 or more", [("NRS", ">=", 6)]),
    ],
)
def test_a_score_belongs_to_the_scale_beside_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "PHQ-9 or MADRS is completed",
        "30% reduction in MADRS",
        "a 5-point drop on the PHQ-9",
        "PHQ-9 within 30 days",
        "at least two antidepressants and the PHQ-9",
        "the 17-item HAM-D",
    ],
)
def test_other_numbers_are_no_scores(text):
    assert told(text) == []


def test_a_range_has_two_ends():
    (score,) = scores.find("MADRS total score between 22 and 40")
    assert (score.value, score.high) == (22, 40)


def test_a_footnote_mark_that_ran_into_the_number_is_taken_off():
    (score,) = scores.find("MADRS ≥ 283")
    assert (score.value, score.raw, score.flags) == (28, "283", ("suspect",))


def test_a_number_that_the_scale_cannot_reach_is_refused():
    assert scores.find("PHQ-9 of at least 60") == ()


def test_the_sign_of_the_symbol_font_is_read_and_kept():
    (score,) = scores.find("PHQ-9 ³ 15")
    assert (score.op, score.sign) == (">=", "³")


def test_a_spelling_without_version_is_marked():
    assert [score.is_assumed for score in scores.find("HDRS ≥ 18; HAM-D17 ≥ 18")] == [True, False]


def test_long_lines_are_read_in_no_time():
    assert scores.find("PHQ-9 score of the depression severity " * 2000) == ()
