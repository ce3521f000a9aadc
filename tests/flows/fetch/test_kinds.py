"""Editions by number, print views, other addresses, files of a repository, the inbox."""

from datetime import UTC, datetime

import pytest

from flows.fetch.versioned import following
from warehouse.ledger import Attempt

HTML = {"Content-Type": "text/html"}
LOST = b"<html><head><title>Page not found</title></head><body><p>We can't find this page.</p></body></html>"


def outcomes(found):
    return [item.outcome for item in found.documents]


@pytest.fixture
def numbered(quick, host, source, policy):
    host.says("/II-226-007.html", (200, {**HTML, "ETag": '"7"'}, policy()))
    source(quick, "acme", kind="versioned", url=f"{host.url}/II-226-{{version}}.html", version="007")
    return quick


def test_the_next_number_is_the_next_edition_and_the_policy_keeps_its_name(
    numbered, host, policy, ledger, look
):
    assert outcomes(look(numbered, 1)) == ["fetched"]
    assert outcomes(look(numbered, 2)) == ["not_modified"]
    host.says("/II-226-008.html", (200, HTML, policy(3, "03/01/2025")))
    host.says("/II-226-009.html", (200, HTML, policy(3, "04/01/2025")))
    found = look(numbered, 3)
    assert outcomes(found) == ["fetched"]
    assert ledger(numbered, Attempt)[-1].url == f"{host.url}/II-226-009.html"
    host.asked.clear()
    assert outcomes(look(numbered, 4)) == ["unchanged"]
    assert [path for path, _ in host.asked] == ["/II-226-010.html", "/II-226-009.html"]


def test_a_host_that_answers_any_number_with_a_page_has_no_next_edition(numbered, host, look):
    host.says("/II-226-008.html", (200, HTML, LOST))
    assert outcomes(look(numbered, 1)) == ["fetched"]
    assert outcomes(look(numbered, 2)) == ["not_modified"]


@pytest.mark.parametrize(
    ("version", "after"), [("007", "008"), ("99", "100"), ("00111", "00112"), ("m", "n"), ("Z", None)]
)
def test_numbers_keep_their_width_and_letters_end(version, after):
    assert following(version) == after


def test_a_print_view_is_asked_for_as_such(quick, host, source, policy, look):
    host.says("/mp-446?lang=en&print=1", (200, HTML, policy()))
    source(quick, "acme", kind="print_view", url=f"{host.url}/mp-446?lang=en", print_query="print=1")
    assert outcomes(look(quick, 1)) == ["fetched"]


def test_a_document_that_left_its_place_is_found_where_it_also_stands(
    quick, host, source, policy, ledger, look
):
    also = host.says("/mirror", (200, HTML, policy()))
    source(quick, "acme", url=host.says("/a", (200, HTML, policy())), also_at=[also])
    look(quick, 1)
    host.says("/a", (404, HTML, b""))
    found = look(quick, 2)
    assert outcomes(found) == ["unchanged"]
    assert ledger(quick, Attempt)[-1].url == also
    host.says("/mirror", (404, HTML, b""))
    (lost,) = look(quick, 3).documents
    assert (lost.outcome, lost.detail) == ("gone", "the host answered 404; nor at 1 other addresses")


def test_a_document_that_refuses_us_is_not_taken_from_elsewhere(quick, host, source, policy, look):
    also = host.says("/mirror", (200, HTML, policy()))
    source(quick, "acme", url=host.says("/a", (403, HTML, b"")), also_at=[also])
    assert outcomes(look(quick, 1)) == ["blocked"]


def test_a_file_of_a_repository_is_read_as_it_stands(quick, host, source, look):
    text = (
        b"# Spravato\n\n## Criteria\n\nSpravato is covered when all are met:\n\n- 18 years of age or older\n"
    )
    host.says("/raw/HEAD/docs/Spravato.md", (200, {"Content-Type": "text/plain"}, text))
    source(
        quick,
        "acme",
        kind="git_file",
        url=f"{host.url}/raw/{{commit}}/docs/Spravato.md",
        media_type="text/markdown",
    )
    assert outcomes(look(quick, 1)) == ["fetched"]


def test_the_inbox_gives_the_newest_file_with_the_moment_of_its_download(quick, source, policy, ledger, look):
    source(quick, "acme", kind="inbox", index_url="https://example.org/members")
    (empty,) = look(quick, 1).documents
    assert (empty.outcome, empty.detail) == (
        "inbox_empty",
        "data/inbox/acme/manifest.csv names no file for spravato; download it from https://example.org/members",
    )
    folder = quick.inbox / "acme"
    folder.mkdir(parents=True)
    (folder / "old.html").write_bytes(policy())
    (folder / "new.html").write_bytes(policy(3, "03/01/2025"))
    head = "file,payer,policy,fetched_at\nold.html,acme,spravato,2025-01-05\n"
    (folder / "manifest.csv").write_text(head)
    assert outcomes(look(quick, 2)) == ["fetched"]
    (folder / "manifest.csv").write_text(head + "new.html,acme,spravato,2025-03-02\n")
    assert outcomes(look(quick, 3)) == ["fetched"]
    assert outcomes(look(quick, 4)) == ["not_modified"]
    assert ledger(quick, Attempt)[-2].fetched_at == datetime(2025, 3, 2, tzinfo=UTC)


def test_a_manifest_that_cannot_be_read_is_a_state(quick, source, look):
    source(quick, "acme", kind="inbox")
    (quick.inbox / "acme").mkdir(parents=True)
    (quick.inbox / "acme" / "manifest.csv").write_text("file,payer\n")
    assert outcomes(look(quick, 1)) == ["inbox_unreadable"]
