"""How hosts are treated, as the hosts see it: rest, budget, breaker, robots.txt, conditional requests."""

import time
from contextlib import closing
from datetime import UTC, datetime

import pytest

from flows.errors import NoConnection, TransientFetchError
from flows.fetch.direct import fetch
from flows.fetch.host.manners import Manners
from flows.fetch.outcome import Capture, FetchFailure
from flows.fetch.session import Session
from flows.runs.visit import visit
from flows.sources.loader import load
from flows.telling.summary import NothingReached
from warehouse.archive import Archive
from warehouse.ledger import Attempt, Run

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HTML = {"Content-Type": "text/html"}
PAGE = (200, HTML, b"<p>words")


def ask(settings, *urls):
    with closing(Session(settings)) as session:
        return [fetch(session, url, lambda: NOW) for url in urls]


def gaps(host):
    return [later - earlier for earlier, later in zip(host.times, host.times[1:], strict=False)]


def test_no_request_comes_before_its_time_whatever_it_is_for(host, settings):
    slow = settings.model_copy(update={"min_seconds_between_requests": 0.15})
    host.says("/b", PAGE)
    moved, busy = host.says("/a", (302, {"Location": "/b"}, b"")), host.says("/c", (503, {}, b""), PAGE)
    found = ask(slow, moved, busy)
    assert all(isinstance(item, Capture) for item in found)
    assert len(host.times) == 5  # robots.txt, a redirect, its aim, a fault, another try
    assert min(gaps(host)) >= 0.15
    assert max(gaps(host)) < 0.15 * 1.25 + 0.5


def test_the_time_that_a_busy_host_names_is_waited_for(host, settings):
    url = host.says("/a", (429, {"Retry-After": "1"}, b""), PAGE)
    assert isinstance(ask(settings, url)[0], Capture)
    assert gaps(host)[-1] >= 1


def test_a_host_that_wants_too_long_a_rest_is_left_alone_for_the_run(host, settings):
    urls = [host.says(f"/{name}", (429, {"Retry-After": "4000"}, b"")) for name in "abc"]
    found = ask(settings, *urls)
    assert [item.kind for item in found] == ["blocked", "postponed", "postponed"]
    assert "wants 4000 seconds of rest; left alone for this run" in found[1].detail
    assert len(host.asked) == 1


def test_waits_double_from_try_to_try(settings):
    waits, clock = [], [0.0]
    manners = Manners(settings, waits.append, lambda: clock[0], lambda: 0.0)
    for tries in range(3):
        manners.rest("a", 1.0 * 2**tries)
        manners.admit("http://a/", "a")
        clock[0] += waits[-1]
    assert waits == [1.0, 2.0, 4.0]


def test_a_host_has_a_budget_in_each_run(host, settings):
    small = settings.model_copy(update={"max_requests_per_host": 3})
    found = ask(small, *[host.says(f"/{name}", PAGE) for name in "abc"])
    assert [isinstance(item, Capture) for item in found] == [True, True, False]
    assert found[2].kind == "postponed"
    assert "KETCOV_MAX_REQUESTS_PER_HOST" in found[2].detail


def test_a_host_that_fails_again_and_again_is_left_alone_and_others_are_not(host, raw, settings):
    brief = settings.model_copy(update={"retries": 0})
    found = ask(brief, *[host.says(f"/{name}", (500, {}, b"")) for name in "abcde"])
    assert [item.kind for item in found] == ["unreachable"] * 3 + ["postponed"] * 2
    assert len(host.asked) == 3
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>words"
    assert isinstance(ask(brief, raw.says("/a", body))[0], Capture)


def test_where_no_host_answers_the_rest_is_not_asked(settings):
    manners = Manners(settings)
    for name in "abc":
        manners.silent(name)
    with pytest.raises(NoConnection, match="no network: 3 hosts did not answer"):
        manners.admit("http://d/", "d")
    manners.answered("e")
    manners.admit("http://d/", "d")


def test_a_closed_host_says_why(settings):
    manners = Manners(settings)
    manners.close("a", "a wants rest")
    with pytest.raises(TransientFetchError, match="a wants rest; left alone"):
        manners.admit("http://a/", "a")


def test_robots_txt_is_honoured_kept_and_asked_for_conditionally(host, settings):
    rules = b"User-agent: *\nDisallow: /private/\nCrawl-delay: 0.2\n"
    host.says("/robots.txt", (200, {"Content-Type": "text/plain", "ETag": '"r"'}, rules))
    closed, open_ = host.says("/private/a", PAGE), host.says("/a", PAGE)
    found = ask(settings, closed, open_)
    assert (found[0].kind, isinstance(found[1], Capture)) == ("robots_disallowed", True)
    assert [path for path, _ in host.asked] == ["/a"]
    assert len(host.robots) == 1
    ask(settings, closed)
    assert len(host.robots) == 1
    (kept,) = (settings.data / "robots").iterdir()
    kept.write_text(kept.read_text().replace('"fetched_at": ', '"fetched_at": -'))
    assert ask(settings, closed)[0].kind == "robots_disallowed"
    assert host.robots[-1][1]["If-None-Match"] == '"r"'


@pytest.mark.parametrize(
    ("answer", "is_open"),
    [
        ((404, HTML, b""), True),
        ((403, HTML, b""), True),
        ((200, HTML, b"<html>Welcome</html>"), True),
        ((200, {}, b"User-agent: otherbot\nDisallow: /\n"), True),
        ((200, {}, b"User-agent: ketamine-coverage\nDisallow: /\n"), False),
        ((503, HTML, b""), False),
    ],
)
def test_what_stands_for_robots_txt_decides(host, settings, answer, is_open):
    host.says("/robots.txt", answer)
    assert isinstance(ask(settings, host.says("/a", PAGE))[0], Capture) is is_open


def test_robots_txt_is_not_asked_for_where_the_settings_say_so(host, settings):
    free = settings.model_copy(update={"honour_robots": False})
    host.says("/robots.txt", (200, {}, b"User-agent: *\nDisallow: /\n"))
    assert isinstance(ask(free, host.says("/a", PAGE))[0], Capture)
    assert host.robots == []


def test_we_say_who_we_are_and_keep_no_cookies(host, settings):
    named = settings.model_copy(update={"contact": "mail@example.org"})
    url = host.says("/a", (200, {**HTML, "Set-Cookie": "id=1"}, b"<p>words"))
    ask(named, url, url)
    agents = {headers["User-Agent"] for _, headers in host.asked}
    assert len(agents) == 1
    assert agents.pop().endswith("(mail@example.org)")
    assert all("Cookie" not in headers for _, headers in host.asked)


def test_a_redirect_into_a_private_network_is_refused(host, settings):
    public = settings.model_copy(update={"allow_private_hosts": False})
    for url in ("http://169.254.169.254/latest", "http://[::1]/a", "http://10.0.0.1/a", "http://0.0.0.0/a"):
        assert ask(public, url)[0].kind == "refused_address"


def test_a_second_track_with_nothing_changed_asks_conditionally_and_keeps_nothing(
    host, settings, declare, policy
):
    for payer in ("acme", "bright", "corvid"):
        answer = (
            200,
            {**HTML, "ETag": f'"{payer}"', "Last-Modified": "Wed, 01 Jan 2025 00:00:00 GMT"},
            policy(),
        )
        declare(settings, payer, host.says(f"/{payer}", answer))
    visit(settings, load(settings.sources), datetime(2025, 3, 1, tzinfo=UTC))
    archive = settings.archive
    kept = sorted(path for room in ("snapshots", "readings") for path in (archive / room).rglob("*"))
    robots, lines = len(host.robots), len(Archive(archive).entries())
    host.asked.clear()
    found = visit(settings, load(settings.sources), datetime(2025, 3, 2, tzinfo=UTC))
    assert [item.outcome for item in found.documents] == ["not_modified"] * 3
    assert len(host.asked) == 3
    assert all("If-None-Match" in headers and "If-Modified-Since" in headers for _, headers in host.asked)
    assert len(host.robots) == robots
    assert sorted(path for room in ("snapshots", "readings") for path in (archive / room).rglob("*")) == kept
    new = Archive(archive).entries()[lines:]
    assert [type(entry) for entry in new] == [Attempt, Attempt, Attempt, Run]
    assert (found.exit_code, found.versions_count, found.changes) == (0, 0, ())


def test_an_interrupted_run_goes_on_where_it_ended(host, settings, declare, policy):
    for payer in ("acme", "bright"):
        declare(settings, payer, host.says(f"/{payer}", (200, HTML, policy())))
    sources, start = load(settings.sources), datetime(2025, 3, 1, tzinfo=UTC)
    visit(settings, sources, start)
    ledger = settings.archive / "ledger.jsonl"
    whole = ledger.read_bytes().splitlines(keepends=True)
    killed = [line for line in whole if b'"kind": "run"' not in line and b"bright/spravato" not in line]
    ledger.write_bytes(b"".join(killed))
    settings.warehouse.unlink()
    host.asked.clear()
    found = visit(settings, sources, datetime(2025, 3, 1, 2, tzinfo=UTC))
    assert [path for path, _ in host.asked] == ["/bright"]
    assert {item.payer_id for item in found.documents} == {"acme", "bright"}
    run_ids = {entry.run_id for entry in Archive(settings.archive).entries() if isinstance(entry, Attempt)}
    assert len(run_ids) == 1
    host.asked.clear()
    visit(settings, sources, datetime(2025, 3, 1, 4, tzinfo=UTC))
    assert len(host.asked) == 2


def test_all_declarations_without_network_end_soon_and_leave_all_as_it_was(settings):
    from flows.settings import Settings

    quick = settings.model_copy(
        update={"sources": Settings().sources, "allow_private_hosts": False, "retries": 0}
    )
    begun = time.monotonic()
    with pytest.raises(NothingReached, match=r"none of 2\d\d documents could be read") as error:
        visit(quick, load(quick.sources), NOW)
    assert time.monotonic() - begun < 40
    assert error.value.summary.exit_code == 3
    assert not settings.warehouse.exists()
    assert not (settings.archive / "snapshots").exists()
    lines = [entry for entry in Archive(settings.archive).entries() if isinstance(entry, Attempt)]
    assert len(lines) == len(error.value.summary.documents)
    told = {line.outcome for line in lines}
    assert told == {"unreachable", "inbox_empty", "license_required"}


def test_failures_of_a_document_are_values(settings):
    (found,) = ask(settings, "http://policies.invalid/a")
    assert isinstance(found, FetchFailure)
    assert (found.kind, found.detail) == ("unreachable", "no connection")
