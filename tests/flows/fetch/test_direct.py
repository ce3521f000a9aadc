"""What a host can answer, over real sockets: documents, faults, and pages in place of a policy."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from flows.fetch.direct import fetch
from flows.fetch.outcome import Capture, FetchFailure, NotModified
from flows.fetch.session import Session

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def ask(settings, url, waits=None, **known):
    with closing(Session(settings, (waits if waits is not None else []).append)) as session:
        return fetch(session, url, lambda: NOW, **known)


def test_a_document_comes_with_what_the_host_says_of_it(host, settings):
    url = host.says("/a", (200, {**HTML, "ETag": '"1"', "Last-Modified": "then"}, b"<p>words"))
    assert ask(settings, url) == Capture(url, NOW, b"<p>words", "text/html", 200, '"1"', "then")


def test_what_is_known_by_its_entity_tag_is_not_sent_again(host, settings):
    url = host.says("/a", (200, {**HTML, "ETag": '"1"'}, b"<p>words"))
    assert ask(settings, url, etag='"1"') == NotModified(url, NOW)
    assert isinstance(ask(settings, url, etag='"0"'), Capture)


def test_a_busy_host_is_asked_again_after_the_time_it_names(host, settings):
    url = host.says("/a", (429, {"Retry-After": "1"}, b""), (200, HTML, b"<p>words"))
    assert isinstance(ask(settings, url), Capture)
    assert len(host.asked) == 2


def test_a_host_that_stays_busy_has_blocked_us(host, settings):
    url = host.says("/a", (429, {"Retry-After": "0"}, b""))
    found = ask(settings, url)
    assert (found.kind, found.http_status) == ("blocked", 429)
    assert len(host.asked) == 1 + settings.retries


def test_a_host_out_of_service_is_asked_again(host, settings):
    url = host.says("/a", (503, {}, b""), (200, HTML, b"<p>words"))
    assert isinstance(ask(settings, url), Capture)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, "blocked"), (403, "blocked"), (404, "gone"), (410, "gone"), (503, "unreachable")],
)
def test_a_status_that_is_no_document_is_a_failure_with_its_kind(host, settings, status, kind):
    found = ask(settings, host.says("/a", (status, HTML, b"<p>no")))
    assert isinstance(found, FetchFailure)
    assert (found.kind, found.http_status) == (kind, status)
    assert str(status) in found.detail


def test_a_redirect_is_followed_and_a_circle_is_not(host, settings):
    host.says("/b", (200, HTML, b"<p>moved"))
    assert ask(settings, host.says("/a", (301, {"Location": "/b"}, b""))).content == b"<p>moved"
    found = ask(settings, host.says("/c", (302, {"Location": "/c"}, b"")))
    assert found.kind == "redirect_loop"


def test_a_body_that_breaks_off_is_no_document(host, settings):
    found = ask(settings, host.says("/a", (200, {**HTML, "Content-Length": "900"}, b"<p>half")))
    assert isinstance(found, FetchFailure)
    assert found.kind == "truncated"


def test_a_body_above_the_limit_is_not_kept(host, settings):
    small = settings.model_copy(update={"max_bytes": 1000})
    found = ask(small, host.says("/a", (200, HTML, b"x" * 2000)))
    assert found.kind == "too_large"
    assert "KETCOV_MAX_BYTES" in found.detail


@pytest.mark.parametrize(
    ("said", "path", "kept"),
    [
        ("application/octet-stream", "/a.pdf", "application/pdf"),
        ("text/plain", "/a.md", "text/markdown"),
        ("text/html", "/a.pdf", "text/html"),
        ("", "/a", None),
    ],
)
def test_a_vague_type_gives_way_to_the_name_and_a_plain_one_does_not(host, settings, said, path, kept):
    assert ask(settings, host.says(path, (200, {"Content-Type": said}, b"x"))).media_type == kept


def test_a_challenge_that_its_header_names_is_a_refusal_even_with_200(host, settings):
    found = ask(settings, host.says("/a", (200, {**HTML, "cf-mitigated": "challenge"}, b"<p>wait")))
    assert found.kind == "blocked"


def test_an_address_where_nobody_listens_is_unreachable(host, settings):
    host_gone = settings.model_copy(update={"retries": 0})
    assert ask(host_gone, "http://127.0.0.1:9/a").kind == "unreachable"


def test_a_private_address_is_refused_unless_it_is_meant(host, settings):
    public = settings.model_copy(update={"allow_private_hosts": False})
    found = ask(public, host.says("/a", (200, HTML, b"x")))
    assert found.kind == "refused_address"
    assert host.asked == []
