"""The feed as RFC 4287 wants it, and the table as a spreadsheet takes it."""

import csv
import io
import re

from lxml import etree

from flows.report import feed

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


def read(demo):
    return etree.parse(str(demo.reports / "feed.xml")).getroot()


def test_the_feed_has_what_the_standard_asks(demo):
    root = read(demo)
    entries = root.findall(f"{ATOM}entry")
    assert root.tag == f"{ATOM}feed"
    for item in (root, *entries):
        assert all(len(item.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
        assert MOMENT.fullmatch(item.findtext(f"{ATOM}updated"))
        assert item.findtext(f"{ATOM}id").startswith("urn:uuid:")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids)) > 0
    assert all(entry.find(f"{ATOM}content").get("type") == "html" for entry in entries)


def test_an_entry_is_one_change_newest_first_with_its_direction_in_the_title(demo, book):
    entries = read(demo).findall(f"{ATOM}entry")
    assert len(entries) == len(book.news)
    moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert moments == sorted(moments, reverse=True)
    for entry, row in zip(entries, book.news, strict=True):
        assert entry.findtext(f"{ATOM}title").startswith(row["direction_code"].replace("_", " "))
        target = entry.find(f"{ATOM}link").get("href").partition("#")[0]
        assert (demo.reports / target).exists()


def test_hostile_text_is_text_in_the_feed_and_in_the_table(book, hostile):
    row = {
        **book.news[0],
        "payer_name": hostile,
        "before_quote": hostile,
        "before_text": hostile,
        "after_quote": hostile,
    }
    content = feed.atom([row], lambda _: "changes.html")
    entry = etree.fromstring(content).find(f"{ATOM}entry")
    assert "<script>" in entry.findtext(f"{ATOM}title")  # a title is text, so it may hold any sign
    assert "<script>" not in entry.findtext(f"{ATOM}content")
    assert "&lt;script&gt;" in entry.findtext(f"{ATOM}content")
    cells = next(csv.DictReader(io.StringIO(feed.table([{**row, "before_quote": "=1+1"}]).lstrip("\ufeff"))))
    assert cells["before_quote"] == "'=1+1"
    assert "\x00" not in cells["payer_name"]


def test_the_table_has_every_change_of_the_span(book):
    rows = list(csv.DictReader(io.StringIO(feed.table(book.changes).lstrip("\ufeff"))))
    assert [row["change_id"] for row in rows] == [row["change_id"] for row in book.changes]
    assert {row["is_news"] for row in rows} == {"yes", "no"}


def test_no_change_is_an_empty_feed_that_is_still_one():
    root = etree.fromstring(feed.atom([], lambda _: ""))
    assert root.findtext(f"{ATOM}updated")
    assert root.findall(f"{ATOM}entry") == []
