"""The hosts of the fictional payers: one real HTTP server on loopback that answers by visit."""

import threading
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self, cast
from urllib.parse import urlsplit

from flows.demo.visits import Reply, visits

_NOTHING = b"<!DOCTYPE html><html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>\n"
_HTML = "text/html; charset=utf-8"


class DemoServer:
    """Serves one visit at a time from a free port of loopback; `visit` may be set while it runs."""

    def __init__(self, visit: int = 1) -> None:
        self.visit = visit
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.demo = self
        self._thread = threading.Thread(target=self._serve, name="demo-server", daemon=True)

    @property
    def base_url(self) -> str:
        """The address to put in place of a declared host."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def at(self) -> datetime:
        """The moment of the visit that is served."""
        return visits()[self.visit - 1].at

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _serve(self) -> None:
        self._server.serve_forever(poll_interval=0.02)


class _Server(ThreadingHTTPServer):
    demo: DemoServer
    daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with what stands at the path on the visit that is served."""
        number = cast(_Server, self.server).demo.visit
        reply = visits()[number - 1].reply(urlsplit(self.path).path)
        if reply is None:
            self._send(404, _NOTHING, {"Content-Type": _HTML})
        elif reply.location:
            self._send(reply.status, b"", {"Location": reply.location, "Content-Type": _HTML})
        elif reply.file:
            self._document(reply, reply.file.read_bytes(), number)

    def _document(self, reply: Reply, content: bytes, number: int) -> None:
        headers = {"Content-Type": reply.media_type}
        if not reply.is_fault:
            headers |= {
                "ETag": f'"{sha256(content).hexdigest()[:16]}"',
                "Last-Modified": _posted(reply, number),
            }
            if self._is_known(headers):
                self._send(304, b"", headers)
                return
        self._send(reply.status, content, headers)

    def _is_known(self, headers: dict[str, str]) -> bool:
        """Whether the client holds these bytes; an entity tag speaks before a date, as RFC 9110 says."""
        tags, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if tags is not None:
            return headers["ETag"] in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return since is not None and _moment(since) >= _moment(headers["Last-Modified"])

    def _send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if status != 304:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the run itself tells what was fetched."""


def _posted(reply: Reply, number: int) -> str:
    """The first visit of the unbroken series that shows the same file at the path."""
    first = number
    while first > 1 and (before := visits()[first - 2].reply(reply.path)) and before.file == reply.file:
        first -= 1
    return format_datetime(visits()[first - 1].at, usegmt=True)


def _moment(text: str) -> datetime:
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return datetime.min.replace(tzinfo=visits()[0].at.tzinfo)
