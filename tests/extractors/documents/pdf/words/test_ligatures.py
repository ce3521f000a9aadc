"""Words with a hole in place of a ligature, and words that only look so."""

import pytest

from extractors.documents.pdf.words import Word, ligatures
from extractors.model import Box


def line(text: str, *, struck: bool = False, gap: float = 5.0):
    words, x = [], 60.0
    for part in text.split():
        words.append(Word(part, Box(x, 100, x + 5 * len(part), 110), 10, False, struck))
        x += 5 * len(part) + gap
    return " ".join(word.text for word in ligatures.joined(words))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("E ective Date", "Effective Date"),
        ("EECTIVE DATE", "EFFECTIVE DATE"),
        ("(bene t) is con rmed;", "(benefit) is confirmed;"),
        ("de ned in the speci c o ce", "defined in the specific office"),
        ("The e cacy is su cient", "The efficacy is sufficient"),
        ("rst course of uoxetine", "first course of fluoxetine"),
        ("insu\ufffdcient signi\ufffdcant", "insufficient significant"),
        ("a dierent classication", "a different classification"),
    ],
)
def test_a_lost_ligature_is_filled_in(printed, meant):
    assert line(printed) == meant


@pytest.mark.parametrize(
    "text", ["a member of the plan", "two species of mold", "a ect of ices", "e cigarettes", "group o nce"]
)
def test_other_words_stay(text):
    assert line(text) == text.replace("a ect", "affect")


def test_words_far_apart_are_two():
    assert line("bene t", gap=30) == "bene t"
