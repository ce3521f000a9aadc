"""What a text may say is told by its words; what cannot be told from them is never ruled out."""

import re

from extractors.wording.cues import Cues

CUES = Cues(
    {
        "trial": (re.compile(r"\btri(?:al|ed)\sof\b"), re.compile(r"\bhistory\sof\b")),
        "number": (re.compile(r"\d"),),
        "anything": (re.compile(""),),
        "sign": (re.compile("≥"), re.compile(r"\bminimum\b")),
    }
)


def test_a_text_may_say_what_its_words_allow_in_the_order_of_the_things():
    assert CUES.may_say("A history OF 2 failures") == ["trial", "number", "anything", "sign"]


def test_a_text_cannot_say_what_it_lacks_a_word_for():
    assert "trial" not in CUES.may_say("tried one drug")
    assert "trial" not in CUES.may_say("the pretrial of")
    assert "number" not in CUES.may_say("no figure at all")


def test_a_thing_with_a_pattern_that_needs_no_word_is_never_ruled_out():
    assert CUES.may_say("") == ["anything", "sign"]


def test_cues_that_are_made_later_leave_those_before_them_as_they_were():
    before = CUES.may_say("a minimum of 3")
    later = Cues({"later": (re.compile(r"\bminimum\b"), re.compile(r"\bfigure\b"))})
    assert later.may_say("no figure at all") == ["later"]
    assert CUES.may_say("a minimum of 3") == before
    assert CUES.may_say("no figure at all") == ["anything", "sign"]
