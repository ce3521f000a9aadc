"""What a pattern needs is read off it, and no text that it matches lacks it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.wording import needs

LETTERS = "ab1 -_|éſİıK²"
SMALL = (
    r"a b ab 1 - _ é s i k ² \d \w \W \s . \b \B ^ $ [ab] [^a] [a-c1] [\s-] [\da] (?<!\w) (?!\w) (?=a) (?<=b)"
)
PARTS = st.sampled_from(SMALL.split())
OFTEN = st.sampled_from(["?", "+", "*", "{0,2}", "{2,3}"])


def joined(parts):
    return st.one_of(
        st.lists(parts, min_size=1, max_size=4).map("".join),
        st.lists(parts, min_size=2, max_size=4).map(lambda found: f"(?:{'|'.join(found)})"),
        st.builds("(?:{}){}".format, parts, OFTEN),
        parts.map("({})".format),
    )


PATTERNS = st.recursive(PARTS, joined, max_leaves=12)


def are_met(pattern, text):
    words = [f"|{word}|" for word in re.findall(r"[a-z0]+", needs.folded(text))]
    return any(
        all(any(piece in word for word in words for piece in need) for need in way)
        for way in needs.of(pattern)
    )


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bfail(?:ed|ure)\b", [{"|failed|", "|failure|"}]),
        (r"\bpsychotherap(?:y|ies)\b", [{"|psychotherapy|", "|psychotherapies|"}]),
        (r"\btri(?:al|ed)\sof\s\d", [{"|trial|", "|tried|"}, {"|of|"}, {"|0"}]),
        (r"\bstep[\s-]?therap\w+", [{"|therap", "|steptherap"}]),
        (r"(?:not\s)?covered\b", [{"covered|"}]),
        (r"(?<!\w)PHQ(?!\w)", [{"|phq|"}]),
    ],
)
def test_a_pattern_needs_its_words(pattern, expected):
    (needed,) = needs.of(re.compile(pattern, re.IGNORECASE))
    assert sorted(map(sorted, needed)) == sorted(map(sorted, expected))


def test_each_alternative_of_a_choice_has_its_own_needs():
    found = needs.of(re.compile(r"\b(?:ECT|talk\stherapy)\b|≥\s?\d"))
    assert {frozenset(way) for way in found} == {
        frozenset({frozenset({"|ect|"})}),
        frozenset({frozenset({"|talk|"}), frozenset({"|therapy|"})}),
        frozenset({frozenset({"|0"})}),
    }


@pytest.mark.parametrize("pattern", [r"", r"\w+", r"[≥>]", r"(?:the\s)?", r"(?a:fail)"])
def test_a_pattern_that_may_match_without_a_known_word_needs_none(pattern):
    assert () in needs.of(re.compile(pattern))


@given(PATTERNS, st.lists(st.text(LETTERS, max_size=12), min_size=8, max_size=8), st.sampled_from([0, re.I]))
def test_a_text_that_a_pattern_matches_meets_its_needs(pattern, texts, flags):
    compiled = re.compile(pattern, flags)
    for text in texts:
        assert compiled.search(text) is None or are_met(compiled, text)
