"""Every kind of answer that hosts give in place of a policy, over real sockets, in one visit.

Each policy was read before; then its host answers in its own wrong way. Each document ends in the
named state with evidence, no policy changes, and the run goes on.
"""

import gzip
import io
import zipfile
from datetime import UTC, datetime

import duckdb
import pytest
from reportlab.pdfgen.canvas import Canvas

from flows.runs.visit import visit
from flows.sources.loader import load
from warehouse.ledger import Attempt

HTML = {"Content-Type": "text/html; charset=utf-8"}
PDF = {"Content-Type": "application/pdf"}
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
LOST = b"<html><head><title>Page not found</title></head><body><p>We can't find this page.</p></body></html>"
CHALLENGE = b"<html><body><p>Checking your browser before you continue.</p></body></html>"
LOGIN = (
    b"<html><head><title>Sign in</title></head><body><form><label>User name <input name=u></label>"
    b"<label>Password <input type=password></label></form><p>Sign in to your account to continue.</p></body></html>"
)
LICENSE = (
    b"<html><head><title>License agreement</title></head><body><p>You must accept the license agreement "
    b"before you can view this page.</p><button>I accept</button><button>I do not accept</button></body></html>"
)
VIEWER = (
    b"<html><head><title>PDF viewer</title><script src='/build/pdf.js'></script></head><body>"
    b"<div id=viewerContainer></div></body></html>"
)
REFRESH = b"<html><head><meta http-equiv=refresh content='0; url=/elsewhere'></head><body></body></html>"
JSON = b'{"error": {"code": 500, "message": "no such policy"}}'


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:t>Spravato</w:t>")
    return out.getvalue()


def picture():
    """A PDF with a picture of a page and no letter."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(0, 0, 590, 840, fill=1)
    canvas.save()
    return out.getvalue()


def bomb():
    return gzip.compress(b"<p>0123456789</p>" * 4_000_000)


def answers(host, raw, pdf):
    """Name -> (address, state). The address answered with the policy before."""
    say, cut = host.says, raw.says
    say("/", (200, HTML, b"<html><body><p>Welcome</p></body></html>"))
    say("/error/404.html", (200, HTML, LOST))
    say("/account/login", (200, HTML, LOGIN))
    for hop in range(9):
        say(f"/hop{hop}", (302, {"Location": f"/hop{hop + 1}"}, b""))
    length = {**HTML, "Content-Length": "9000"}
    zipped_head = HEAD + b"Content-Encoding: gzip\r\n"
    return {
        "forbidden": (say("/forbidden", (403, HTML, b"<title>Denied</title>")), "blocked"),
        "unauthorised": (say("/unauthorised", (401, HTML, b"")), "blocked"),
        "proxy": (say("/proxy", (407, HTML, b"")), "blocked"),
        "busy": (say("/busy", (429, {"Retry-After": "0"}, b"")), "blocked"),
        "legal": (say("/legal", (451, HTML, b"")), "blocked"),
        "gone_404": (say("/gone_404", (404, HTML, LOST)), "gone"),
        "gone_410": (say("/gone_410", (410, HTML, b"")), "gone"),
        "error_500": (say("/error_500", (500, HTML, b"")), "unreachable"),
        "error_502": (say("/error_502", (502, HTML, b"")), "unreachable"),
        "error_503": (say("/error_503", (503, HTML, b"")), "unreachable"),
        "no_content": (say("/no_content", (204, {}, b"")), "unreachable"),
        "accepted": (say("/accepted", (202, HTML, b"<p>wait</p>")), "unreachable"),
        "part": (say("/part", (206, HTML, b"<p>half")), "truncated"),
        "front_page": (say("/front_page", (302, {"Location": "/"}, b"")), "gone"),
        "lost_page": (say("/lost_page", (302, {"Location": "/error/404.html"}, b"")), "gone"),
        "to_login": (say("/to_login", (302, {"Location": "/account/login"}, b"")), "blocked"),
        "circle": (say("/circle", (302, {"Location": "/circle"}, b"")), "redirect_loop"),
        "long_chain": (say("/long_chain", (302, {"Location": "/hop0"}, b"")), "redirect_loop"),
        "other_scheme": (say("/other_scheme", (302, {"Location": "ftp://example.org/a"}, b"")), "refused_address"),
        "file_scheme": (say("/file_scheme", (302, {"Location": "file:///etc/hosts"}, b"")), "refused_address"),
        "challenge_header": (say("/challenge_header", (200, {**HTML, "cf-mitigated": "challenge"}, b"")), "blocked"),
        "challenge_page": (say("/challenge_page", (200, HTML, CHALLENGE)), "blocked"),
        "soft_404": (say("/soft_404", (200, HTML, LOST)), "not_a_policy"),
        "login": (say("/login_page", (200, HTML, LOGIN)), "not_a_policy"),
        "license": (say("/license", (200, HTML, LICENSE)), "not_a_policy"),
        "viewer": (say("/viewer.pdf", (200, PDF, VIEWER)), "not_a_policy"),
        "refresh": (say("/refresh", (200, HTML, REFRESH)), "not_a_policy"),
        "empty": (say("/empty", (200, HTML, b"")), "empty"),
        "picture": (say("/picture.pdf", (200, PDF, b"\x89PNG\r\n\x1a\n" + bytes(range(256)))), "unsupported_media_type"),
        "word": (say("/word.docx", (200, PDF, zipped())), "unsupported_media_type"),
        "json": (say("/json", (200, {"Content-Type": "application/json"}, JSON)), "unsupported_media_type"),
        "cut_pdf": (say("/cut.pdf", (200, PDF, pdf()[:600])), "truncated"),
        "scanned": (say("/scanned.pdf", (200, PDF, picture())), "no_text_layer"),
        "password": (say("/password.pdf", (200, PDF, pdf("secret"))), "encrypted"),
        "short_body": (say("/short_body", (200, length, b"<p>half")), "truncated"),
        "oversize": (say("/oversize", (200, HTML, b"x" * 3_000_000)), "too_large"),
        "bomb": (cut("/bomb", zipped_head + b"\r\n" + bomb()), "too_large"),
        "bad_gzip": (cut("/bad_gzip", zipped_head + b"\r\nnot gzip at all"), "truncated"),
        "cut_chunks": (cut("/cut_chunks", HEAD + b"Transfer-Encoding: chunked\r\n\r\n40\r\n<p>half"), "truncated"),
        "slow": (cut("/slow", HEAD + b"\r\n", *[b"<p>"] * 9, pause=0.3), "unreachable"),
        "silent": (cut("/silent", b"", b"", pause=0.9), "unreachable"),
        "hang_up": (cut("/hang_up"), "unreachable"),
        "babble": (cut("/babble", b"220 mail server ready\r\n\r\n"), "unreachable"),
        "no_tls": (raw.url.replace("http:", "https:") + "/tls", "tls_error"),
        "refused": ("http://127.0.0.1:9/policy", "unreachable"),
        "no_name": ("http://policies.invalid/spravato", "unreachable"),
        "robots": (say("/private/policy", (200, HTML, b"")), "robots_disallowed"),
    }  # fmt: skip


ROBOTS = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private/\n")


def at(day):
    return datetime(2025, 3, day, tzinfo=UTC)


def facts(path):
    """What the published copy says of every policy."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            view: sorted(map(repr, connection.execute(f"select {columns} from {view}").fetchall()))
            for view, columns in (
                ("out_policy_history", "policy_id, version_id, cause_code, first_seen_at"),
                ("out_policy_changes", "change_id"),
                ("out_current_positions", "policy_id, drug_code, indication_code, stance_code, quote"),
            )
        }


def well(host, raw, addresses, page):
    """Let every host answer with the policy."""
    for url in addresses:
        if url.startswith(host.url):
            host.says(url.removeprefix(host.url), (200, HTML, page))
        elif url.startswith(raw.url):
            raw.says(url.removeprefix(raw.url), HEAD + b"\r\n" + page)


@pytest.fixture
def unwell(host, raw, pdf, quick, declare, policy):
    """Forty-odd payers whose policies were read, and whose hosts then answer each in its own wrong way."""
    settings = quick.model_copy(update={"max_bytes": 2_000_000, "offline_hosts": 99})
    told = answers(host, raw, pdf)
    for name, (url, _) in told.items():
        declare(settings, name, url)
    well(host, raw, [url for url, _ in told.values()], policy())
    visit(settings, load(settings.sources), at(1))
    host.says("/robots.txt", ROBOTS)
    for kept in (settings.data / "robots").iterdir():
        kept.unlink()
    return settings, answers(host, raw, pdf)


def test_every_answer_ends_in_its_state_with_evidence_and_changes_no_policy(unwell, ledger):
    settings, told = unwell
    before = facts(settings.coverage)
    assert len(before["out_policy_history"]) == len(told) - 3  # three hosts never answered
    found = visit(settings, load(settings.sources), at(2))
    states = {item.payer_id: item.outcome for item in found.documents}
    assert states == {name: state for name, (_, state) in told.items()}
    assert len(states) >= 45
    assert (found.exit_code, found.changes, found.versions_count) == (1, (), 0)
    assert facts(settings.coverage) == before
    evidence = {item.payer_id: item.detail for item in found.documents}
    assert all(evidence.values())
    assert evidence["forbidden"] == "the host answered 403, titled 'Denied'"
    assert evidence["front_page"].startswith("the host led to its front page 127.0.0.1:")
    assert evidence["oversize"].startswith("more than 2000000 bytes")
    assert evidence["robots"].endswith("/robots.txt asks to leave this address alone")
    assert evidence["cut_pdf"] == "the PDF breaks off after 600 bytes"
    last = ledger(settings, Attempt)[-len(told) :]
    assert {line.payer_id for line in last} == set(told)
    assert all(line.snapshot_id or line.detail for line in last)


def fine(host, raw, page):
    """Name -> (address, state) of answers that look odd and are the same policy."""
    said = page.decode()
    host.says("/new_place", (200, HTML, page))
    return {
        "other_charset": host.says(
            "/other_charset", (200, {"Content-Type": "text/html; charset=utf-16"}, page)
        ),
        "said_to_be_pdf": host.says("/said_to_be_pdf", (200, PDF, page)),
        "no_type": host.says("/no_type", (200, {}, page)),
        "moved": host.says("/moved", (301, {"Location": "/new_place"}, b"")),
        "zipped": raw.says("/zipped", HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(page)),
        "other_bytes": host.says("/other_bytes", (200, HTML, said.replace("<p>", "<p >").encode())),
    }


def test_odd_answers_with_the_same_policy_are_read_and_are_no_news(quick, host, raw, declare, policy):
    addresses = fine(host, raw, policy())
    for name, url in addresses.items():
        declare(quick, name, url)
    well(host, raw, addresses.values(), policy())
    visit(quick, load(quick.sources), at(1))
    fine(host, raw, policy())
    found = visit(quick, load(quick.sources), at(2))
    assert {item.outcome for item in found.documents} <= {"unchanged", "fetched"}
    assert (found.exit_code, found.changes) == (0, ())


def test_a_move_for_good_is_told_in_the_ledger_and_the_policy_keeps_its_name(
    quick, host, declare, policy, ledger
):
    host.says("/new", (200, HTML, policy()))
    declare(quick, "acme", host.says("/old", (308, {"Location": "/new"}, b"")))
    visit(quick, load(quick.sources), at(1))
    (line,) = ledger(quick, Attempt)
    assert (line.policy_id, line.outcome) == ("acme/spravato", "fetched")
    assert line.detail == f"moved for good to {host.url}/new"
