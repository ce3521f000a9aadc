"""Payer text as it is shown: nothing in it steers a screen, a parser or a spreadsheet."""

import json

import pytest

from flows.telling import safe
from flows.telling.terminal import as_json


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


@pytest.mark.parametrize("sign", ["\x7f", "\x9b", "\u202e", "\u2028", "\u200b", "\ufeff"])
def test_json_keeps_the_value_and_shows_no_sign_that_steers(sign):
    said = as_json({"quote": f"é {sign}[31m"})
    assert sign not in said
    assert "é" in said
    assert json.loads(said) == {"quote": f"é {sign}[31m"}


def test_a_complaint_is_lines_of_ours_whatever_is_in_them(capsys):
    safe.complain("a\x1b[2Jb\x0bc\u2028d\re\nf")
    assert capsys.readouterr().err == "ketcov: a\ufffd[2Jb\ufffdc\ufffdd\ufffde\nketcov: f\n"


def test_an_address_is_told_without_its_password():
    assert safe.public("http://me:word@host:4200/api?x=a@b") == "http://host:4200/api?x=a@b"
    assert safe.public("postgresql+asyncpg://me:w/rd@host/db") == "postgresql+asyncpg://host/db"
    assert safe.public("write to a@b.org, or https://host/") == "write to a@b.org, or https://host/"
