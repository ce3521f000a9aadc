"""A stand-in for the web archive: an index with pages and limits, captures that are good, cut, moved or blocked."""

import base64
import hashlib
import json
import threading
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from flows.runs.past import backfill
from flows.sources.loader import load
from warehouse.archive import Archive
from warehouse.ledger import Attempt, Listing
from warehouse.query import rows

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PLACE = "http://policies.example.org/spravato.html"


class WebArchive:
    """Captures by address; `faults` maps a stamp to answers that come before, or in place of, the bytes."""

    def __init__(self):
        self.captures, self.faults, self.asked, self.page = {}, {}, [], 1000
        self.index_faults = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def holds(self, stamp, body, url=PLACE, status="200", digest=None, media_type="text/html"):
        digest = digest or base64.b32encode(hashlib.sha1(body).digest()).decode()
        self.captures.setdefault(url, []).append((stamp, url, media_type, status, digest, body))

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path):
        parts = urlsplit(path)
        if parts.path == "/cdx":
            return self._index({name: values[-1] for name, values in parse_qs(parts.query).items()})
        stamp, _, url = path.removeprefix("/web/").partition("id_/")
        if self.faults.get(stamp):
            return self.faults[stamp].pop(0)
        found = [row for row in self.captures.get(url, []) if row[0] == stamp]
        return (200, {"Content-Type": found[0][2]}, found[0][5]) if found else (404, {}, b"not archived")

    def _index(self, query):
        if self.index_faults:
            return self.index_faults.pop(0)
        assert {"url", "output", "fl", "collapse", "limit"} <= query.keys()
        assert (query["output"], query["collapse"], query["filter"]) == ("json", "digest", "statuscode:200")
        names = query["fl"].split(",")
        held = [row for row in self.captures.get(query["url"], []) if row[3] == "200"]
        held = [row for row in held if row[0] >= query.get("from", "")]
        start = int(query.get("resumeKey", 0))
        table = [list(row[:5]) for row in held[start : start + self.page]]
        said = [names, *table] if table else []
        if start + self.page < len(held):
            said += [[], [str(start + self.page)]]
        return 200, {"Content-Type": "application/json"}, json.dumps(said).encode()

    def _handler(archive):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                archive.asked.append(self.path)
                status, headers, body = archive.answer(self.path)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler


@pytest.fixture
def archive():
    found = WebArchive()
    yield found
    found.stop()


@pytest.fixture
def past(settings, archive, source):
    """Settings that lead to the stand-in, and a payer whose address it knows."""
    source(settings, "acme", url=PLACE)
    return settings.model_copy(
        update={
            "archive_index_url": f"{archive.url}/cdx",
            "archive_capture_url": archive.url + "/web/{timestamp}id_/{url}",
            "archive_seconds_between_requests": 0.0,
            "retries": 0,
            "host_failures": 99,
        }
    )


def run(settings, since=None):
    return backfill(settings, load(settings.sources), since, NOW)


def kept(settings):
    entries = Archive(settings.archive).entries()
    return [e for e in entries if isinstance(e, Attempt)]


def test_captures_become_observations_at_their_own_time_and_changes_between_them(past, archive, policy):
    archive.holds("20230105120000", policy(2))
    archive.holds("20230601120000", policy(2))
    archive.holds("20240301120000", policy(3, "03/01/2024"))
    found = run(past)
    (result,) = found.documents
    assert (result.captures_count, result.new_count, result.failed_count, found.exit_code) == (2, 2, 0, 0)
    assert {line.origin for line in kept(past)} == {"archive"}
    assert [line.fetched_at.year for line in kept(past)] == [2023, 2024]
    _, changes = rows(past.coverage, "select change_type_code, first_seen_at from out_policy_changes")
    assert [(code, seen.year) for code, seen in changes] == [("step_therapy_trials", 2024)]
    assert rows(past.coverage, "select count(*) from out_source_health")[1] == ((0,),)
    asked = len(archive.asked)
    again = run(past)
    assert (again.documents[0].new_count, again.documents[0].known_count) == (0, 2)
    assert len(archive.asked) == asked + 1


@pytest.fixture
def only_fetch(monkeypatch):
    """No reading and no warehouse: only what was fetched counts."""
    from flows.runs import steps
    from warehouse.load import LoadResult

    monkeypatch.setattr(steps, "extract_pending", lambda *_: 0)
    monkeypatch.setattr(steps, "load", lambda _: LoadResult(0, 0, ()))
    monkeypatch.setattr(steps, "publish", lambda _: None)


def test_an_index_in_pages_is_read_to_its_end(past, archive, policy, only_fetch):
    archive.page = 2
    for month in range(1, 6):
        archive.holds(f"20240{month}01000000", policy(month))
    assert run(past).documents[0].new_count == 5
    assert sum("/cdx" in path for path in archive.asked) == 3


def test_only_captures_since_a_day_are_asked_for(past, archive, policy, only_fetch):
    archive.holds("20220101000000", policy(2))
    archive.holds("20240101000000", policy(3))
    assert run(past, date(2023, 1, 1)).documents[0].captures_count == 1
    assert "from=20230101" in archive.asked[0]


BAD = {
    "empty": (200, {}, b""),
    "other capture": (302, {"Location": "/web/20190101000000id_/" + PLACE}, b""),
    "cut": (200, {"Content-Type": "text/html"}, b"<html><p>Spravato"),
    "not archived": (404, {}, b"no capture"),
    "gone": (410, {}, b""),
}


@pytest.mark.parametrize("fault", BAD.values(), ids=BAD)
def test_a_bad_capture_is_told_and_skipped_and_never_asked_for_again(
    past, archive, policy, only_fetch, fault
):
    archive.holds("20190101000000", policy(4), status="302")
    archive.holds("20230101000000", policy(2))
    archive.holds("20240101000000", policy(3))
    archive.faults["20230101000000"] = [fault, fault]
    (result,) = run(past).documents
    assert (result.new_count, result.bad_count, result.failed_count) == (1, 1, 0)
    bad, good = sorted(kept(past), key=lambda line: line.fetched_at)
    assert (bad.outcome, bad.snapshot_id, good.outcome) == ("bad_capture", None, "fetched")
    assert bad.detail
    assert run(past).documents[0].known_count == 2


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body><p>Checking your browser before you continue.</p></body></html>",
        b"<html><title>Page not found</title><body><p>We can't find this page.</p></body></html>",
        b"%PDF-1.4\nhalf a file",
    ],
    ids=["challenge", "soft 404", "cut PDF"],
)
def test_a_capture_of_no_policy_is_not_kept(past, archive, policy, only_fetch, body):
    archive.holds("20230101000000", body)
    (result,) = run(past).documents
    assert (result.new_count, result.bad_count) == (0, 1)
    assert not (past.archive / "snapshots").exists()


def test_what_failed_for_the_moment_is_asked_for_once_more(past, archive, policy, only_fetch):
    archive.holds("20230101000000", policy(2))
    archive.holds("20240101000000", policy(3))
    archive.faults["20230101000000"] = [(503, {}, b"")]
    archive.faults["20240101000000"] = [(503, {}, b"")] * 2
    found = run(past)
    (result,) = found.documents
    assert (result.new_count, result.failed_count, found.exit_code) == (1, 1, 1)
    assert run(past).documents[0].new_count == 1


def test_an_archive_that_limits_us_is_waited_for(past, archive, policy, only_fetch):
    patient = past.model_copy(update={"retries": 1})
    archive.index_faults = [(429, {"Retry-After": "1"}, b"")]
    archive.holds("20230101000000", policy(2))
    assert run(patient).documents[0].new_count == 1


def test_where_no_index_answers_nothing_changes(past, archive):
    archive.index_faults = [(503, {}, b"")] * 9
    found = run(past)
    assert (found.exit_code, kept(past)) == (3, [])
    assert not past.warehouse.exists()


def test_a_document_without_a_known_address_says_what_to_do(settings, source):
    source(settings, "acme", kind="listing", url="http://127.0.0.1:9/i", links=["*spravato*"])
    found = run(settings)
    assert found.documents[0].detail == "no address known yet; run `ketcov track` first"


def test_commits_of_a_file_are_its_past_editions(settings, host, source, only_fetch):
    text = "# Spravato\n\n## Criteria\n\nSpravato is covered for depression when all are met:\n\n- {} years or older\n"
    commits = [
        {"sha": sha, "commit": {"committer": {"date": f"2024-0{month}-01T10:00:00Z"}}}
        for sha, month in (("bbb", 5), ("aaa", 2))
    ]
    host.says("/commits?path=a.md&per_page=100&page=1", (200, {}, json.dumps(commits).encode()))
    for sha, years in (("aaa", 18), ("bbb", 21)):
        host.says(f"/raw/{sha}/a.md", (200, {"Content-Type": "text/plain"}, text.format(years).encode()))
    source(
        settings, "acme", kind="git_file", url=f"{host.url}/raw/{{commit}}/a.md",
        commits_url=f"{host.url}/commits?path=a.md", media_type="text/markdown",
    )  # fmt: skip
    (result,) = run(settings).documents
    assert (result.captures_count, result.new_count) == (2, 2)
    assert [line.fetched_at.month for line in kept(settings)] == [2, 5]
    assert all(line.origin == "archive" for line in kept(settings))
    assert not [e for e in Archive(settings.archive).entries() if isinstance(e, Listing)]


def test_a_day_that_is_no_date_is_told(here):
    done = here("backfill", "--since", "soon")
    assert (done.returncode, done.out) == (2, "")
    assert "--since 'soon' is no date" in done.err
