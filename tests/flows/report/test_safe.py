"""Payer text as it is shown: nothing in it steers a screen, a parser or a spreadsheet."""

import pytest

from flows.report import safe


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "  =1", "＝1+1"])
def test_a_cell_that_would_run_becomes_text(text):
    assert safe.cell(text).startswith("'")


@pytest.mark.parametrize("text", ["-3", "-0.5", "12", "a-b", "PHQ-9 >= 15", "", "≥ 15"])
def test_an_ordinary_cell_stays(text):
    assert safe.cell(text) == text


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\u2066", "\ufffe", "\ufdd0", "\ud800", "\x85"])
def test_what_steers_becomes_a_visible_mark(sign):
    assert safe.plain(f"a{sign}b") == "a\ufffdb"


def test_invisible_marks_go_and_other_writing_stays():
    assert safe.plain("a\u200b\ufeffb") == "ab"
    assert safe.plain("naïve — 治療 מצב 💊\nnext") == "naïve — 治療 מצב 💊\nnext"
    assert safe.plain(None) == ""


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " JAVASCRIPT:x", "//x.test", "", None]
)
def test_only_addresses_of_the_web_are_links(url):
    assert safe.link(url) == ""


def test_an_address_of_the_web_is_a_link():
    assert safe.link(" https://payer.test/a?b=1&c=2 ") == "https://payer.test/a?b=1&c=2"
