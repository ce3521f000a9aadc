"""A host on loopback that answers what a test says, documents of our own, and the console script."""

import io
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from flows.cli import run as run_here
from flows.settings import Settings

ROOT = Path(__file__).parents[2]
_PAGE = """<!DOCTYPE html><html><head><title>Esketamine nasal spray</title></head><body>
<h1>Esketamine nasal spray</h1><p>Effective Date: {effective}</p>
<h2>Coverage criteria</h2>
<p>Spravato (esketamine) is considered medically necessary for treatment-resistant depression when all of
the following criteria are met:</p>
<ol><li>The member is 18 years of age or older; and</li>
<li>The member had an inadequate response to at least {trials} antidepressants, each for 6 weeks; and</li>
<li>Spravato is prescribed by a psychiatrist.</li></ol>
<p>Prior authorization is required. Limitations: the benefit covers treatment in a certified clinic.</p>
</body></html>"""


@pytest.fixture(scope="session")
def policy():
    """A policy as a page: how many trials it asks for, and from when."""

    def page(trials=2, effective="01/01/2024"):
        return _PAGE.format(trials=trials, effective=effective).encode()

    return page


@pytest.fixture(scope="session")
def pdf():
    """One page of a PDF; with a password where one is given."""

    def page(password=None):
        out = io.BytesIO()
        canvas = Canvas(out, encrypt=StandardEncryption(password) if password else None)
        for row in range(30):
            canvas.drawString(72, 760 - 20 * row, f"Spravato is covered when criterion {row} is met.")
        canvas.save()
        return out.getvalue()

    return page


class Host:
    """Answers by path; a list of answers is used up one by one, its last one stays."""

    def __init__(self):
        self.answers, self.asked, self.robots, self.times = {}, [], [], []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def says(self, path, *answers):
        self.answers[path] = list(answers)
        return self.url + path

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(host):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                host.times.append(time.monotonic())
                kept = host.robots if self.path == "/robots.txt" else host.asked
                kept.append((self.path, dict(self.headers)))
                waiting = host.answers.get(self.path, [(404, {}, b"nothing here")])
                status, headers, body = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler


@pytest.fixture
def host():
    found = Host()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A host and settings for the tests of a whole module."""
    found = Host()
    yield settings_in(tmp_path_factory.mktemp("shared")), found
    found.stop()


@pytest.fixture
def settings(tmp_path):
    """Settings of a run against loopback, without waiting."""
    return settings_in(tmp_path)


def settings_in(folder, **more):
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    defaults = {"allow_private_hosts": True, "min_seconds_between_requests": 0, "backoff_seconds": 0}
    return Settings(data=folder / "data", sources=folder / "sources", **{**defaults, **more})


@pytest.fixture(scope="session")
def declare():
    """Write the declaration of a payer with one policy at an address."""

    def write(settings, payer, url):
        (settings.sources / f"{payer}.toml").write_text(
            f'id = "{payer}"\nname = "Payer {payer.title()}"\ntype = "regional"\nis_fictional = true\n'
            f'[[document]]\npolicy = "spravato"\ntitle = "Spravato"\nbenefit = "medical"\nurl = "{url}"\n'
        )

    return write


def variables_of(settings):
    return {
        "KETCOV_DATA": str(settings.data),
        "KETCOV_SOURCES": str(settings.sources),
        "KETCOV_ALLOW_PRIVATE_HOSTS": "true",
        "KETCOV_MIN_SECONDS_BETWEEN_REQUESTS": "0",
        "KETCOV_RETRIES": "0",
        "KETCOV_WRITER_WAIT_SECONDS": "0.2",
    }


@pytest.fixture
def ketcov(settings):
    """Run the console script in a process of its own; answers it with code, out and err."""

    def run(*arguments, stdin=b"", timeout=120, **variables):
        command = [sys.executable, "-c", "from flows.cli import main; main()", *map(str, arguments)]
        environment = {**os.environ, **variables_of(settings), **variables}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, input=stdin, capture_output=True, timeout=timeout
        )
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in done.err
        return done

    return run


@pytest.fixture
def here(settings, monkeypatch, capsys):
    """Run the console script in this process, for commands that need no process of their own."""
    for name, value in variables_of(settings).items():
        monkeypatch.setenv(name, value)

    def run(*arguments):
        code = run_here([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return SimpleNamespace(returncode=code, out=out, err=err)

    return run
