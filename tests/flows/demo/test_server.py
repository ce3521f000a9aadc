"""The demo's hosts over real sockets: what stands at which visit, what is unchanged, what is a fault."""

import itertools
import json
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

import pytest

from flows.demo.declarations import SOURCES, write
from flows.demo.server import DemoServer
from flows.demo.visits import DOCUMENTS, visits
from flows.sources.loader import load

ROOT = Path(__file__).parents[3]
SILENT = json.loads((ROOT / "tests/golden/demo/silent.json").read_text("utf-8"))
CHANGES = json.loads((ROOT / "tests/golden/demo/changes.json").read_text("utf-8"))


class _Still(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def _get(url, headers=None, follow=True):
    opener = urllib.request.build_opener(*([] if follow else [_Still()]))
    try:
        with opener.open(urllib.request.Request(url, headers=headers or {}), timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def _documents():
    for source in load(SOURCES):
        for document in source.document:
            yield source, document


def _path(document, day):
    return document.url_on(day).removeprefix("http://demo.invalid")


def _shown(number, document):
    """The file behind the declared address on a visit, redirects followed."""
    visit = visits()[number - 1]
    reply = visit.reply(_path(document, visit.at.date()))
    if reply and reply.location:
        reply = visit.reply(reply.location)
    return reply


def test_visits_run_from_2019_to_2026_in_order():
    days = [visit.at for visit in visits()]
    assert len(days) == 8
    assert days == sorted(set(days))
    assert (days[0].year, days[-1].year) == (2019, 2026)


def test_every_declared_address_answers_on_every_visit_as_the_story_says():
    faults = {
        (item["payer"], item["policy"], item["visit"]): item["http_status"] for item in SILENT["failures"]
    }
    with DemoServer() as server:
        for visit in visits():
            server.visit = visit.number
            for source, document in _documents():
                status, headers, content = _get(server.base_url + _path(document, visit.at.date()))
                key = (source.id, document.policy, visit.number)
                assert status == faults.get(key, 200), key
                assert ("ETag" not in headers) == (key in faults), key
                reply = _shown(visit.number, document)
                assert content == reply.file.read_bytes()
                assert headers["Content-Type"] == reply.media_type


def test_an_address_of_last_year_is_gone_once_the_list_has_moved():
    with DemoServer(4) as server:
        assert _get(f"{server.base_url}/hollin_peak/lists/2019-medical-drug-list.pdf")[0] == 404
        assert _get(f"{server.base_url}/hollin_peak/lists/2022-medical-drug-list.pdf")[0] == 200


def test_a_moved_policy_is_a_permanent_redirect():
    with DemoServer(5) as server:
        status, headers, _ = _get(f"{server.base_url}/oxbarrow/clinical/OXB.PMN.88.pdf", follow=False)
        assert (status, headers["Location"]) == (301, "/oxbarrow/policies/2023/esketamine.pdf")


@pytest.mark.parametrize("name", ["ETag", "Last-Modified"])
def test_what_the_client_holds_is_not_sent_again(name):
    asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[name]
    with DemoServer(5) as server:
        url = f"{server.base_url}/larkmoor/policies/ketamine-esketamine.pdf"
        _, headers, _ = _get(url)
        server.visit = 6
        status, _, content = _get(url, {asked: headers[name]})
        assert (status, content) == (304, b"")
        server.visit = 7
        assert _get(url, {asked: headers[name]})[0] == 200


def test_an_entity_tag_speaks_before_a_date():
    with DemoServer(6) as server:
        url = f"{server.base_url}/larkmoor/policies/ketamine-esketamine.pdf"
        headers = {"If-None-Match": '"other"', "If-Modified-Since": "Sat, 01 Jan 2050 00:00:00 GMT"}
        assert _get(url, headers)[0] == 200


def test_a_fault_holds_for_its_visit_alone():
    with DemoServer(3) as server:
        url = f"{server.base_url}/quillstone/um/spravato.pdf"
        assert b"Checking your browser" in _get(url)[2]
        server.visit = 4
        assert _get(url)[2].startswith(b"%PDF")


def test_what_does_not_stand_is_a_404():
    with DemoServer() as server:
        assert _get(f"{server.base_url}/larkmoor/../sources/larkmoor.toml")[0] == 404
        assert _get(f"{server.base_url}/")[0] == 404


def test_declarations_lead_to_the_server_and_nowhere_else(tmp_path):
    sources = load(write("http://127.0.0.1:9", tmp_path / "sources"))
    urls = [d.url_on(date(year, 1, 1)) for s in sources for d in s.document for year in range(2019, 2027)]
    assert len(sources) == 7
    assert all(url.startswith("http://127.0.0.1:9/") for url in urls)
    assert all(source.is_fictional and not source.verified for source in sources)


def test_every_document_of_the_folder_is_shown_on_some_visit():
    shown = {reply.file for visit in visits() for reply in visit.replies if reply.file}
    assert shown == {path for path in DOCUMENTS.rglob("*.*") if path.is_file()}


def test_every_reissue_is_either_news_or_silent_and_most_are_silent():
    reissues = set()
    for source, document in _documents():
        good = [(v.number, r) for v in visits() if not (r := _shown(v.number, document)).is_fault]
        files = [(number, reply.file) for number, reply in good]
        reissues |= {
            (source.id, document.policy, number)
            for (_, before), (number, now) in itertools.pairwise(files)
            if before != now
        }
    news = {(item["payer"], item["policy"], item["visit"]) for item in CHANGES["rule_changes"]}
    silent = [(item["payer"], item["policy"], item["visit"]) for item in SILENT["reissues"]]
    assert len(silent) == len(set(silent))
    assert not news & set(silent)
    assert news | set(silent) == reissues
    assert len(silent) > len(news)


def test_dates_of_the_stories_are_dates_of_the_visits():
    days = {visit.number: visit.at.date().isoformat() for visit in visits()}
    for item in [*CHANGES["rule_changes"], *CHANGES["neutral_codes"]]:
        assert item["first_seen_on"] == days[item["visit"]]
    for item in SILENT["reissues"]:
        assert item["seen_on"] == days[item["visit"]]


def test_no_real_payer_bears_a_name_of_the_demo():
    folder = ROOT.parent / "shared" / "reference"
    if not folder.is_dir():
        pytest.skip("no folder ../shared/reference beside the project")
    known = "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.jsonl"))).lower()
    for source in load(SOURCES):
        assert source.name.lower() not in known
        assert source.name.split()[0].lower() not in known
        assert source.id.split("_")[0] not in known
