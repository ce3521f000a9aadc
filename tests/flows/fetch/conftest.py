"""Hosts that fail below HTTP: a server over raw sockets that sends what a test says and hangs up."""

import socket
import threading
import time
from datetime import UTC, datetime

import pytest

from flows.runs.visit import Steps, visit
from flows.sources.loader import load
from flows.telling.summary import NothingReached
from warehouse.archive import Archive
from warehouse.load import LoadResult

ONLY_FETCH = Steps(
    extract=lambda *_: 0,
    load=lambda _: LoadResult(0, 0, ()),
    publish=lambda settings: settings.published,
    check=lambda _: (),
)


class RawHost:
    """Sends raw pieces, each after a pause, by path; keeps when each request came."""

    def __init__(self):
        self.pieces, self.came = {}, []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._is_open = True
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def says(self, path, *pieces, pause=0.0):
        """Send these bytes one after the other for a path, with a pause before each."""
        self.pieces[path] = (pieces, pause)
        return self.url + path

    def stop(self):
        self._is_open = False
        self._thread.join()
        self._socket.close()

    def _serve(self):
        while self._is_open:
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        with connection:
            try:
                connection.settimeout(2)
                request = connection.recv(65536).decode("latin-1")
                path = request.split(" ")[1] if " " in request else ""
                self.came.append((path, time.monotonic()))
                nothing = (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",)
                pieces, pause = self.pieces.get(path, (nothing, 0.0))
                for piece in pieces:
                    time.sleep(pause)
                    connection.sendall(piece)
            except OSError:
                return


@pytest.fixture
def raw():
    found = RawHost()
    yield found
    found.stop()


@pytest.fixture
def quick(settings):
    """Settings with short limits and no retries, for hosts that fail."""
    return settings.model_copy(
        update={"retries": 0, "timeout_seconds": 0.6, "max_seconds": 1.2, "host_failures": 10_000}
    )


@pytest.fixture
def ledger():
    """The lines of one kind, in order."""

    def lines(settings, kind):
        return [entry for entry in Archive(settings.archive).entries() if isinstance(entry, kind)]

    return lines


@pytest.fixture
def source():
    """Write the declaration of a payer with one document of any kind."""

    def write(settings, payer, **keys):
        keys = {"policy": "spravato", "title": "Spravato", "benefit": "medical", **keys}
        rows = [f"{name} = {_toml(value)}" for name, value in keys.items()]
        head = (
            f'id = "{payer}"\nname = "Payer {payer}"\ntype = "regional"\nis_fictional = true\n[[document]]\n'
        )
        (settings.sources / f"{payer}.toml").write_text(head + "\n".join(rows) + "\n")

    return write


def _toml(value):
    return f"[{', '.join(map(_toml, value))}]" if isinstance(value, list) else f'"{value}"'


@pytest.fixture
def look():
    """Visit all declared sources on a day of March; answers the outcomes. `whole` also reads and loads."""

    def go(settings, day, whole=False):
        moment = datetime(2025, 3, day, tzinfo=UTC)
        try:
            return visit(settings, load(settings.sources), moment, None if whole else ONLY_FETCH)
        except NothingReached as error:
            return error.summary

    return go
