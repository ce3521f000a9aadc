"""Names and words: put otherwise they are the same, with another number or drug they are not."""

import pytest

from flows.evaluate.alike import numbers, overlap, same_drug, same_indication, same_words


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Spravato", "esketamine_spravato"),
        ("esketamine (Spravato)", "esketamine_spravato"),
        ("any", "ketamine_racemic"),
        ("Zolminex", "zolminex"),
    ],
)
def test_a_drug_is_known_by_its_names(phrase, code):
    assert same_drug(phrase, code)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [("Spravato", "ketamine_racemic"), ("ketamine", "esketamine_spravato"), ("Zolminex", "zolmin")],
)
def test_another_drug_is_another_drug(phrase, code):
    assert not same_drug(phrase, code)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("treatment resistant depression", "trd"),
        ("any other use", "all_other"),
        ("chronic widget syndrome", "widget_syndrome"),
    ],
)
def test_an_indication_is_known_by_its_words(phrase, code):
    assert same_indication(phrase, code)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("treatment resistant depression", "mdd_si"),
        ("treatment resistant depression", "all_other"),
        ("chronic widget syndrome", "gadget_syndrome"),
        ("widget disease type 2", "widget disease type 1"),
    ],
)
def test_another_indication_is_another_indication(phrase, code):
    assert not same_indication(phrase, code)


@pytest.mark.parametrize(
    ("want", "have"),
    [
        ("supplied by a contracted pharmacy", "the pharmacy that supplies it is contracted"),
        ("three seizures or more", "at least 3 seizures"),
        ("psychiatrist", "psychiatry"),
    ],
)
def test_words_may_be_put_otherwise(want, have):
    assert same_words(want, have)


@pytest.mark.parametrize(
    ("want", "have"),
    [
        ("three seizures or more", "at least 4 seizures"),
        ("improved by 50 percent", "improved by 5 percent"),
        ("improved by 1.5 points", "improved by 15 points"),
        ("supplied by a contracted pharmacy", "prescribed by a neurologist"),
        ("", "anything"),
    ],
)
def test_other_numbers_or_other_words_are_not_the_same(want, have):
    assert not same_words(want, have)


def test_number_words_and_thousands_are_numbers():
    assert numbers("two of 1,000 and 1.5") == {"2", "1000", "1.5"}


def test_fillers_alone_are_no_agreement():
    assert overlap("of the", "in the") == 0
