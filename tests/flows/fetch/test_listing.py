"""Documents found through an index: links that match, that move, that appear and that vanish."""

import pytest

from flows.fetch.pages.links import Link, from_csv, from_html, matching, meant, newest
from warehouse.ledger import Attempt, Listing

HTML = {"Content-Type": "text/html"}


def page(*pairs, more=12):
    """An index page with these links among others."""
    rest = "".join(f'<li><a href="/policy/{n}.pdf">Policy number {n}</a></li>' for n in range(more))
    links = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in pairs)
    return f"<html><head><title>Policies</title></head><body><ul>{links}{rest}</ul></body></html>".encode()


def outcomes(found):
    return [item.outcome for item in found.documents]


@pytest.fixture
def acme(quick, host, source, policy):
    """A payer with an index page and one policy in it."""
    host.says("/docs/spravato-2024.html", (200, HTML, policy()))
    index = host.says("/index", (200, HTML, page(("/docs/spravato-2024.html", "Spravato"))))
    source(quick, "acme", kind="listing", url=index, links=["*spravato*"], skip=["*form*"])
    return quick


def test_the_link_that_matches_is_the_document(acme, host, ledger, look):
    assert outcomes(look(acme, 1)) == ["fetched"]
    (line,) = ledger(acme, Listing)
    assert (line.document_id, line.links_count, line.vanished) == ("acme/spravato", 13, ())
    assert line.appeared == line.shown == (f"{host.url}/docs/spravato-2024.html",)
    assert ledger(acme, Attempt)[-1].url == f"{host.url}/docs/spravato-2024.html"


def test_an_index_that_shows_the_same_writes_no_line(acme, ledger, look):
    look(acme, 1)
    assert outcomes(look(acme, 2)) == ["unchanged"]
    assert len(ledger(acme, Listing)) == 1


def test_an_index_with_an_entity_tag_is_asked_for_conditionally(acme, host, ledger, look):
    tagged = (200, {**HTML, "ETag": '"i"'}, page(("/docs/spravato-2024.html", "Spravato")))
    host.says("/index", tagged)
    look(acme, 1)
    host.asked.clear()
    assert outcomes(look(acme, 2)) == ["unchanged"]
    assert host.asked[0][1]["If-None-Match"] == '"i"'
    assert len(ledger(acme, Listing)) == 1


def test_a_newer_file_beside_the_old_one_is_an_event_and_the_same_policy(acme, host, policy, ledger, look):
    look(acme, 1, whole=True)
    host.says("/docs/spravato-2025.html", (200, HTML, policy(3, "03/01/2025")))
    both = (("/docs/spravato-2024.html", "Spravato"), ("/docs/spravato-2025.html", "Spravato"))
    host.says("/index", (200, HTML, page(*both, ("/docs/spravato-form.html", "Spravato form"))))
    found = look(acme, 2, whole=True)
    assert [(change.policy_id, change.direction_code) for change in found.changes] == [
        ("acme/spravato", "tightened")
    ]
    assert ledger(acme, Listing)[-1].appeared == (f"{host.url}/docs/spravato-2025.html",)
    assert [line.appeared for line in found.listed] == [(f"{host.url}/docs/spravato-2025.html",)]


def test_a_policy_that_the_index_no_longer_shows_is_vanished_and_keeps_its_version(acme, host, ledger, look):
    look(acme, 1)
    host.says("/index", (200, HTML, page()))
    for day in (2, 3):
        found = look(acme, day)
        assert [item.outcome for item in found.documents] == ["vanished"]
        assert "no longer shows it" in found.documents[0].detail
    assert ledger(acme, Listing)[-1].vanished == (f"{host.url}/docs/spravato-2024.html",)
    host.says("/index", (200, HTML, page(("/docs/spravato-2024.html", "Spravato"))))
    back = look(acme, 4)
    assert ([item.outcome for item in back.documents], back.changes) == (["unchanged"], ())


@pytest.mark.parametrize("body", [page(more=2), b"<html><body><p>Loading</p></body></html>", b""])
def test_an_index_that_lost_its_links_says_nothing_of_the_policy(acme, host, body, look):
    look(acme, 1)
    host.says("/index", (200, HTML, body))
    assert outcomes(look(acme, 2)) == ["unchanged"]
    host.says("/docs/spravato-2024.html", (404, HTML, b""))
    assert outcomes(look(acme, 3)) == ["index_unreadable"]


def test_an_index_that_refuses_hides_no_document_that_still_answers(acme, host, look):
    look(acme, 1)
    host.says("/index", (403, HTML, b""))
    assert outcomes(look(acme, 2)) == ["unchanged"]


def test_an_index_that_never_showed_the_policy_says_so(quick, host, source, look):
    source(quick, "acme", kind="listing", url=host.says("/i", (200, HTML, page())), links=["*spravato*"])
    (found,) = look(quick, 1).documents
    assert (found.outcome, found.detail) == ("not_listed", "none of 12 links of the index matches *spravato*")


def test_documents_of_one_index_ask_for_it_once(quick, host, source, policy, look):
    host.says("/a", (200, HTML, policy()))
    host.says("/b", (200, HTML, policy(3)))
    index = host.says("/i", (200, HTML, page(("/a", "Spravato"), ("/b", "Ketamine"))))
    source(quick, "acme", kind="listing", url=index, links=["*spravato*"])
    with (quick.sources / "acme.toml").open("a") as file:
        file.write(
            '[[document]]\npolicy = "ketamine"\ntitle = "Ketamine"\nbenefit = "medical"\n'
            f'kind = "listing"\nurl = "{index}"\nlinks = ["*ketamine*"]\n'
        )
    assert outcomes(look(quick, 1)) == ["fetched", "fetched"]
    assert [path for path, _ in host.asked] == ["/i", "/a", "/b"]


def test_the_newest_notice_counts_and_stays_when_it_rolls_off(quick, host, source, policy, ledger, look):
    old, new = "/news/2024-10-01-spravato", "/news/2025-02-01-spravato"
    host.says(old, (200, HTML, policy()))
    host.says(new, (200, HTML, policy(3, "03/01/2025")))
    index = host.says("/news", (200, HTML, page((old, "Spravato"))))
    source(quick, "acme", kind="notices", url=index, links=["*spravato*"])
    look(quick, 1)
    host.says("/news", (200, HTML, page((old, "Spravato"), (new, "Spravato again"))))
    assert outcomes(look(quick, 2)) == ["fetched"]
    host.says("/news", (200, HTML, page()))
    assert outcomes(look(quick, 3)) == ["unchanged"]
    assert ledger(quick, Attempt)[-1].url == host.url + new
    assert ledger(quick, Listing)[-1].vanished == (host.url + old, host.url + new)


def test_a_table_of_documents_leads_to_its_row(quick, host, source, policy, look):
    host.says("/view", (200, HTML, policy()))
    rows = '\ufeffid,title,status,url\r\n7,"Other, things",Active,/other\r\n8,"Esketamine\nnasal",Active,/view\r\n'
    index = host.says("/documents.csv", (200, {"Content-Type": "text/csv"}, rows.encode()))
    source(quick, "acme", kind="csv_index", url=index, links=["*esketamine*"])
    assert outcomes(look(quick, 1)) == ["fetched"]
    host.says("/documents.csv", (200, {"Content-Type": "text/csv"}, b"id,title,url\r\n7,Other,/other\r\n"))
    assert outcomes(look(quick, 2)) == ["vanished"]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<a href="a.pdf">Spra<b>va</b>to</a>', [("http://h/x/a.pdf", "Spravato")]),
        ('<base href="/y/"><a href="a.pdf">A</a>', [("http://h/y/a.pdf", "A")]),
        ('<a href="#top">Top</a><a href="mailto:a@b">M</a><a href="javascript:go()">J</a>', [("http://h/x/", "Top")]),
        ('<a href="a"><img alt="Spravato"></a><a href="a#2">again</a>', [("http://h/x/a", "Spravato again")]),
        ('<a href="a">one<a href="b">two', [("http://h/x/a", "one"), ("http://h/x/b", "two")]),
        ('<a href="http://[odd">O</a><a href="a">A</a><base href="http://[odd">', [("http://h/x/a", "A")]),
        ('<![odd[x><a href="a">A</a>', [("http://h/x/a", "A")]),
        ("<p>no links", []),
        ("", []),
    ],
)  # fmt: skip
def test_links_are_read_as_pages_write_them(markup, found):
    assert [(link.url, link.text) for link in from_html(markup, "http://h/x/")] == found


def test_a_table_without_addresses_has_no_links():
    assert from_csv("id,title\n1,a\n", "http://h/") == ()
    assert from_csv("", "http://h/") == ()
    assert from_csv(f"id,url\n{'x' * 200_000},http://h/a\n", "http://h/") == ()
    assert from_csv("id,url\n1,http://[odd\n2,/a\n", "http://h/") == (Link("http://h/a", "2 /a"),)


def test_an_index_made_to_keep_a_reader_busy_is_read_at_once():
    for unit in ("<a ", "<a href='", "<!--", "</", "<![CDATA[", "<a href=x><b>"):
        assert len(from_html(unit * 300_000, "http://h/")) <= 1  # a reader that goes back never ends


def links(*urls):
    return tuple(Link(url, "") for url in urls)


@pytest.mark.parametrize(
    ("urls", "known", "chosen"),
    [
        (("/a-2024.pdf", "/a-2025.pdf"), None, "/a-2025.pdf"),
        (("/a-2025.pdf", "/b-2026.pdf"), None, "/a-2025.pdf"),
        (("/a-2025.pdf", "/b-2026.pdf"), "/b-2026.pdf", "/b-2026.pdf"),
        (("/a-12-01-2024.pdf", "/a-01-15-2025.pdf"), None, "/a-01-15-2025.pdf"),
        (("/a-007.html", "/a-010.html", "/a-009.html"), "/a-007.html", "/a-010.html"),
    ],
)
def test_among_addresses_that_differ_in_numbers_the_newest_is_meant(urls, known, chosen):
    assert meant(links(*urls), known).url == chosen


def test_notices_are_dated_by_address_or_words():
    undated = (Link("/a", "Spravato"), Link("/b", "Spravato"))
    assert newest(undated).url == "/a"
    worded = (Link("/a", "Spravato, March 3, 2024"), Link("/b", "Spravato, Feb 2, 2025"))
    assert newest(worded).url == "/b"
    assert newest((*undated, Link("/news/20240901", ""))).url == "/news/20240901"


def test_patterns_match_address_or_words_in_any_case():
    found = (
        Link("http://h/SPRAVATO%20Policy.pdf", ""),
        Link("http://h/1", "Esketamine"),
        Link("http://h/2", "x"),
    )
    assert matching(found, ["*spravato policy*", "*esketamine*"], []) == found[:2]
    assert matching(found, ["*spravato*", "*esketamine*"], ["*policy*"]) == found[1:2]
