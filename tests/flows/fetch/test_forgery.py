"""Hosts that lead elsewhere or lie: private networks, credentials, cached answers, endless patterns."""

import gzip
import socket
import threading
import tracemalloc
import zlib
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from flows.errors import TerminalFetchError
from flows.fetch.host import addresses, wire
from flows.fetch.session import Session, _onward
from warehouse.ledger import Attempt

HTML = {"Content-Type": "text/html"}
OUTSIDE = "127.0.0.1"  # in these tests the only address that counts as public
SECRET = "Bearer token-of-an-hour"


@pytest.fixture
def guarded(quick, monkeypatch):
    """Settings that refuse private addresses, where the host of the test counts as public."""
    whole = addresses.refuse_private

    def refuse(url, address):
        if address != OUTSIDE:
            whole(url, address)

    for module in (addresses, wire):
        monkeypatch.setattr(module, "refuse_private", refuse)
    return quick.model_copy(update={"allow_private_hosts": False})


@pytest.fixture
def inner():
    """A host of a private network, on another address of loopback; keeps what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"the metadata of this machine")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.2", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    server.asked, server.port = asked, server.server_address[1]
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def get(settings, url, **more):
    with closing(Session(settings)) as session:
        return session.get(url, **more)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/latest",
        "http://127.2:{port}/latest",
        "http://2130706434:{port}/latest",
        "http://0x7f000002:{port}/latest",
        "http://[::ffff:127.0.0.2]:{port}/latest",
        "http://[::1]:{port}/latest",
        "http://0.0.0.0:{port}/latest",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/latest",
        "http://[64:ff9b::a9fe:a9fe]/latest",
        "http://[2002:7f00:2::1]/latest",
        "http://[::127.0.0.2]/latest",
        "file:///etc/passwd",
        "ftp://127.0.0.2/latest",
        "gopher://127.0.0.2:{port}/_GET",
        "//127.0.0.2:{port}/latest",
        "http://user:hidden@127.0.0.1:{port}/latest",
    ],
)
def test_a_redirect_leads_to_no_private_network_and_no_file(guarded, host, inner, target):
    url = host.says("/policy", (302, {"Location": target.format(port=inner.port)}, b""))
    with pytest.raises(TerminalFetchError) as error:
        get(guarded, url)
    assert error.value.kind == "refused_address"
    assert "hidden" not in error.value.detail
    assert inner.asked == []


def test_a_robots_txt_leads_to_no_private_network(guarded, host, inner):
    host.says("/robots.txt", (302, {"Location": f"http://127.0.0.2:{inner.port}/"}, b""))
    with pytest.raises(TerminalFetchError):
        get(guarded, host.says("/policy", (200, HTML, b"words")))
    assert (inner.asked, host.asked) == ([], [])


def test_a_name_that_is_public_when_looked_up_and_private_when_dialled_is_refused(
    guarded, inner, monkeypatch
):
    answers, whole = ["93.184.216.34"], socket.getaddrinfo

    def look_up(name, port, *more, **options):
        place = (answers.pop(0) if answers else "127.0.0.2") if name == "rebound.test" else name
        return whole(place, port, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    free = guarded.model_copy(update={"honour_robots": False})
    with pytest.raises(TerminalFetchError, match=r"127\.0\.0\.2 is a private address"):
        get(free, f"http://rebound.test:{inner.port}/policy")
    assert inner.asked == []


def test_a_credential_stays_with_the_host_it_is_for(settings, host, inner):
    url = host.says("/a", (302, {"Location": f"http://127.0.0.2:{inner.port}/b"}, b""))
    assert get(settings, url, headers={"Authorization": SECRET}, is_api=True).status == 200
    assert "Authorization" in host.asked[-1][1]
    assert "Authorization" not in inner.asked[-1][1]


def test_a_credential_is_not_sent_in_the_clear_by_the_same_host():
    sent = {"Authorization": SECRET, "Accept": "text/html"}
    assert _onward(sent, "https://payer.test/a", "http://payer.test/b") == {"Accept": "text/html"}
    assert _onward(sent, "https://payer.test/a", "https://payer.test/b") == sent


def test_no_password_file_of_the_machine_is_read_for_a_host(settings, host, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("default login somebody password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    get(settings, host.says("/a", (200, HTML, b"words")))
    assert all("Authorization" not in headers for _, headers in (*host.asked, *host.robots))


def test_a_token_that_cannot_be_sent_is_not_told(settings, host):
    with pytest.raises(TerminalFetchError) as error:
        get(settings, f"{host.url}/a", headers={"Authorization": f"{SECRET}\nX: y"}, is_api=True)
    assert "token-of-an-hour" not in str(error.value)
    assert error.value.__cause__ is None


def test_as_before_counts_only_where_it_was_asked(quick, host, declare, ledger, look):
    declare(quick, "acme", host.says("/a", (304, {}, b"")))
    look(quick, 1)
    (line,) = ledger(quick, Attempt)
    assert (line.outcome, line.snapshot_id) == ("unreachable", None)
    assert "without condition" in line.detail


def test_a_condition_about_one_address_is_not_put_to_another(quick, host, declare, ledger, look, policy):
    page = (200, {**HTML, "ETag": '"1"', "Last-Modified": "Wed, 01 Jan 2025 00:00:00 GMT"}, policy())
    declare(quick, "acme", host.says("/a", page))
    look(quick, 1)
    host.says("/b", (200, {**HTML, "ETag": '"1"'}, policy(3)))
    host.says("/a", (302, {"Location": "/b"}, b""))
    for day in (2, 3):
        look(quick, day)
    first, second, third = ledger(quick, Attempt)
    assert first.etag == '"1"'
    assert (second.outcome, second.etag, second.last_modified) == ("fetched", None, None)
    assert second.snapshot_id == third.snapshot_id != first.snapshot_id


def test_a_robots_txt_of_endless_patterns_costs_no_time(quick, host, look, declare, ledger):
    rules = b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"*b$\nAllow: /" + b"*" * 10_000 + b"\n"
    host.says("/robots.txt", (200, {"Content-Type": "text/plain"}, rules))
    declare(quick, "acme", host.says("/" + "a" * 2000, (404, HTML, b"")))
    look(quick, 1)  # a pattern that explodes would never come back
    assert ledger(quick, Attempt)[0].outcome == "gone"


ODD = {
    "location": [b"http://[odd", b"/\x1b[31m\x9b", b"http://h:99999999/", b"http:///x", b"\xff\xfe", b"http://\xe2\x80\xae/"],
    "retry-after": [b"\xb2", b"-1", b"1e9", b"nan", b"Wed, 01 Jan 99999 00:00:00 GMT", b"9" * 400],
    "content-type": [b"text/html; charset=hex", b"text/html; charset=idna", b"\xff;;;=", b"text/html; charset=undefined"],
    "content-encoding": [b"gzip, gzip, gzip, gzip, gzip, gzip, gzip", b"br", b"zstd", b"\xff"],
    "set-cookie": [b"a=b; expires=\xff; domain=..", b"=" * 300],
    "etag": [b"\xff\xfe", b'"' + b"x" * 9000 + b'"'],
    "last-modified": [b"never", b"\xb2"],
    "content-length": [b"-1", b"1e3", b"99999999999999999999"],
    "transfer-encoding": [b"odd", b"chunked, chunked"],
}  # fmt: skip


@pytest.mark.parametrize("status", [200, 302, 429, 503])
@pytest.mark.parametrize("name", ODD)
def test_no_header_of_a_host_ends_a_run(quick, raw, source, look, name, status):
    brief = quick.model_copy(
        update={"max_retry_after_seconds": 0, "timeout_seconds": 0.3, "max_seconds": 0.5}
    )
    for number, value in enumerate(ODD[name]):
        head = f"HTTP/1.1 {status} Odd\r\nConnection: close\r\n{name}: ".encode() + value + b"\r\n\r\n"
        url = raw.says(f"/{name}{number}", head + b"<a href=/a>\xe9 \xff</a>")
        source(brief, f"p{number}", url=url)
        source(brief, f"q{number}", kind="listing", url=url, links=["*spravato*"])
    found = look(brief, 1)
    assert len(found.documents) == 2 * len(ODD[name])
    assert all(item.outcome for item in found.documents)


def test_data_that_nest_without_end_are_no_data(quick, host, source, look):
    deep = (200, {"Content-Type": "application/json"}, b"[" * 100_000)
    host.says("/v1/metadata/license-agreement/", deep)
    source(quick, "mac", kind="cms", url=host.url, cms_id="A59250")
    licensed = quick.model_copy(update={"accept_cms_license": True})
    (found,) = look(licensed, 1).documents
    assert found.outcome == "unreachable"


@pytest.mark.parametrize("names", ["gzip", "gzip, gzip", "deflate"])
def test_an_answer_that_unpacks_without_end_is_left_before_it_fills_the_memory(quick, raw, names):
    content = b"\0" * 40_000_000
    for name in names.split(", "):
        content = gzip.compress(content) if name == "gzip" else zlib.compress(content)
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: " + names.encode() + b"\r\n\r\n"
    small = quick.model_copy(update={"max_bytes": 1_000_000, "honour_robots": False, "max_seconds": 60})
    url = raw.says("/a", head + content)
    tracemalloc.start()
    with pytest.raises(TerminalFetchError, match="more than 1000000 bytes"):
        get(small, url)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000
