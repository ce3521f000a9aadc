"""The Medicare coverage database: a stand-in that checks our requests, and documents made of its answers."""

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from extractors.read import read
from warehouse.archive import Archive
from warehouse.ledger import Attempt

JSON = {"Content-Type": "application/json"}
TOKEN = "token-of-an-hour"
DESCRIPTION = Path(__file__).parents[4] / "shared" / "real" / "cms" / "cms_coverage_api_openapi.json"
HEAD = {
    "article_id": 59999, "article_version": 4, "article_type_description": "Billing and Coding",
    "title": "Billing and Coding: Esketamine", "article_pub_date": "01/09/2025", "article_eff_date": "02/01/2025",
    "status": "A", "last_updated": "01/05/2025",
    "description": "<p>Esketamine nasal spray is covered when it is reasonable and necessary for "
    "treatment-resistant depression.</p>",
}  # fmt: skip
CODES = [
    {
        "article_id": 59999,
        "article_version": 4,
        "hcpc_code_id": code,
        "hcpc_code_group": 1,
        "short_description": label,
    }
    for code, label in (("G2082", "Visit with drug"), ("J0013", "Esketamine, nasal"))
]
ICD = [
    {
        "article_id": 59999,
        "article_version": 4,
        "icd10_code_id": code,
        "icd10_covered_group": 1,
        "description": label,
    }
    for code, label in (("F32.2", "Severe"), ("F33.2", "Severe, again"))
]
HISTORY = [
    {"article_id": 59999, "rev_hist_num": n, "rev_hist_date": date, "rev_hist_exp": words}
    for n, date, words in ((1, "02/01/2024", "First published."), (2, "02/01/2025", "J0013 added, S0013 removed."))
]  # fmt: skip


def ok(*rows):
    meta = {"status": {"id": 200, "message": "OK"}, "notes": "", "fields": [], "children": []}
    return 200, JSON, json.dumps({"meta": meta, "data": list(rows)}).encode()


def answers(head=None):
    """Address -> answer of the stand-in."""
    query = "articleid=59999&ver=" + str((head or HEAD)["article_version"])
    return {
        "/v1/metadata/license-agreement/": ok({"token": TOKEN}),
        "/v1/data/article/?articleid=59999": ok(head or HEAD),
        f"/v1/data/article/hcpc-code-group?{query}": ok({"hcpc_code_group": 1, "paragraph": "<p>Codes of the visit.</p>"}),
        f"/v1/data/article/hcpc-code?{query}": ok(*CODES),
        f"/v1/data/article/icd10-covered-group?{query}": ok({"icd10_covered_group": 1, "paragraph": ""}),
        f"/v1/data/article/icd10-covered?{query}": ok(*ICD),
        f"/v1/data/article/revision-history?{query}": ok(*HISTORY),
    }  # fmt: skip


@pytest.fixture
def api(host, quick, source):
    for path, answer in answers().items():
        host.says(path, answer)
    source(quick, "mac", kind="cms", url=host.url, cms_id="A59999")
    return quick.model_copy(update={"accept_cms_license": True})


def outcomes(found):
    return [item.outcome for item in found.documents]


def paths(host):
    return [path for path, _ in host.asked]


def test_without_accepted_terms_nothing_is_asked(api, quick, host, look):
    (found,) = look(quick, 1).documents
    assert (found.outcome, host.asked, host.robots) == ("license_required", [], [])
    assert "KETCOV_ACCEPT_CMS_LICENSE=true" in found.detail


def test_an_article_is_one_page_with_its_codes_and_history(api, host, look, ledger):
    assert outcomes(look(api, 1)) == ["fetched"]
    (line,) = ledger(api, Attempt)
    content = Archive(api.archive).read(line.snapshot_id)
    found = read(content, line.media_type).facts
    assert found.document.title == "Billing and Coding: Esketamine"
    assert {"G2082", "J0013"} <= {code.code for code in found.codes}
    assert {"F32.2", "F33.2"} <= {code.code for code in found.codes}
    assert [str(revision.date) for revision in found.revisions] == ["2025-02-01", "2024-02-01"]
    assert line.etag == "v4 01/05/2025"


def test_every_request_is_one_that_the_interface_describes(api, host, look):
    look(api, 1)
    token, *others = host.asked
    assert token[0] == "/v1/metadata/license-agreement/"
    assert all(headers["Authorization"] == f"Bearer {TOKEN}" for _, headers in others)
    assert all(headers["Accept"] == "application/json" for _, headers in host.asked)
    assert paths(host) == list(answers())


def test_a_version_that_is_known_costs_two_requests(api, host, look):
    look(api, 1)
    host.asked.clear()
    assert outcomes(look(api, 2)) == ["not_modified"]
    assert paths(host) == list(answers())[:2]


def test_a_new_version_is_a_new_capture(api, host, look, ledger):
    look(api, 1)
    for path, answer in answers({**HEAD, "article_version": 5, "last_updated": "03/01/2025"}).items():
        host.says(path, answer)
    assert outcomes(look(api, 2)) == ["fetched"]
    assert ledger(api, Attempt)[-1].etag == "v5 03/01/2025"


@pytest.mark.parametrize(
    ("path", "answer", "state"),
    [
        ("/v1/metadata/license-agreement/", ok(), "blocked"),
        ("/v1/metadata/license-agreement/", (403, JSON, b"{}"), "blocked"),
        ("/v1/data/article/?articleid=59999", (401, JSON, b"{}"), "blocked"),
        ("/v1/data/article/?articleid=59999", (429, JSON, b"{}"), "blocked"),
        ("/v1/data/article/?articleid=59999", (400, JSON, b'{"message": "bad id", "code": 400}'), "unreachable"),
        ("/v1/data/article/?articleid=59999", (500, JSON, b"oops"), "unreachable"),
        ("/v1/data/article/?articleid=59999", (200, JSON, b"<html>"), "unreachable"),
        ("/v1/data/article/?articleid=59999", (200, JSON, b"[]"), "unreachable"),
        ("/v1/data/article/?articleid=59999", ok(), "gone"),
        ("/v1/data/article/revision-history?articleid=59999&ver=4", (503, JSON, b""), "unreachable"),
    ],
)  # fmt: skip
def test_what_the_interface_refuses_is_a_state_and_never_half_a_document(
    api, host, look, path, answer, state
):
    host.says(path, answer)
    assert outcomes(look(api, 1)) == [state]
    assert not (api.archive / "snapshots").exists()


@pytest.mark.real
@pytest.mark.skipif(not DESCRIPTION.is_file(), reason="no description of the interface beside the project")
@pytest.mark.parametrize(("cms_id", "kind", "key"), [("A59999", "article", "articleid"), ("L59999", "lcd", "lcdid"), ("NCD99", "ncd", "ncdid")])  # fmt: skip
def test_requests_and_answers_keep_to_the_published_description(quick, host, source, look, cms_id, kind, key):
    from jsonschema import Draft202012Validator

    described = json.loads(DESCRIPTION.read_text("utf-8"))
    number = cms_id.lstrip("ALNCD")
    rows = {
        "article": HEAD,
        "lcd": {"lcd_id": 59999, "lcd_version": 4},
        "ncd": {"document_id": 99, "document_version": 4},
    }
    host.says("/v1/metadata/license-agreement/", ok({"token": TOKEN}))
    host.says(f"/v1/data/{kind}/?{key}={number}", ok(rows[kind]))
    parts = {"ncd": ["other-versions/"], "lcd": ["hcpc-code-group", "hcpc-code", "revision-history"]}
    for part in parts.get(
        kind, ["hcpc-code-group", "hcpc-code", "icd10-covered-group", "icd10-covered", "revision-history"]
    ):
        query = f"{key}={number}" + ("" if kind == "ncd" else "&ver=4")
        host.says(f"/v1/data/{kind}/{part}?{query}", ok())
    source(quick, "mac", kind="cms", url=host.url, cms_id=cms_id)
    accepted = quick.model_copy(update={"accept_cms_license": True})
    assert outcomes(look(accepted, 1)) == ["fetched"]
    for path, _ in host.asked:
        _check_request(described, path)
    for path, (_, _, body) in answers().items():
        schema = described["paths"][urlsplit(path).path]["get"]["responses"]["200"]["content"][
            "application/json"
        ]["schema"]
        Draft202012Validator({**schema, "components": described["components"]}).validate(json.loads(body))


def _check_request(described, path):
    parts = urlsplit(path)
    operation = described["paths"][parts.path]["get"]
    named = {}
    for parameter in operation.get("parameters", []):
        known = described["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]
        named[known["name"]] = known
    given = dict(parse_qsl(parts.query))
    assert given.keys() <= named.keys()
    assert all(name in given for name, known in named.items() if known.get("required"))
