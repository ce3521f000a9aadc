"""A second visit to sources that changed nothing: what one of them costs, and what it leaves behind.

    python tests/bench/bench_unchanged.py [--sources 1000]

The pages are served over loopback by another process, without ETag or date, so that every byte is sent again.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import duckdb
import page

from flows.runs.visit import Steps, visit
from flows.settings import Settings
from flows.sources.loader import load

FIRST = datetime(2026, 1, 5, 6, tzinfo=UTC)
POLICY = """<html><body><h1>Esketamine nasal spray, plan {path}</h1><p>Effective Date: 01/01/2025</p>
<h2>Coverage criteria</h2><p>Spravato (esketamine) is considered medically necessary for treatment-resistant
depression when all of the following criteria are met:</p><ol><li>The member is 18 years of age or older; and
</li><li>The member had an inadequate response to at least 2 antidepressants.</li></ol></body></html>"""
DECLARATION = """id = "payer{n:05d}"
name = "Payer {n}"
type = "regional"
states = ["OH"]
basis = "opened"
verified = true
is_fictional = true

[[document]]
policy = "spravato"
title = "Spravato"
benefit = "medical"
url = "{base}/{n:05d}.html"
"""


class Handler(BaseHTTPRequestHandler):
    """The same page whenever it is asked for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        """Answer a page, or nothing for robots.txt."""
        is_page = self.path.endswith(".html")
        body = POLICY.format(path=self.path).encode() if is_page else b"not here"
        self.send_response(200 if is_page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


def serve():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


@contextmanager
def host():
    process = subprocess.Popen([sys.executable, __file__, "--serve"], stdout=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


def settings_in(folder):
    return Settings(
        data=folder / "data",
        sources=folder / "sources",
        allow_private_hosts=True,
        min_seconds_between_requests=0,
        max_requests_per_host=10**6,
    )


def timed(name, spent):
    """The step of that name; the processor time it takes is added up under it."""
    step = getattr(Steps(), name)

    def call(*args, **kwargs):
        begun = time.process_time()
        answer = step(*args, **kwargs)
        spent[name] = spent.get(name, 0.0) + time.process_time() - begun
        return answer

    return call


def counts(settings):
    with duckdb.connect(settings.warehouse, read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        return {name: connection.execute(f"select count(*) from {name}").fetchone()[0] for (name,) in tables}


def measure(sources_count):
    with tempfile.TemporaryDirectory() as name, host() as base:
        folder = Path(name)
        (folder / "sources").mkdir()
        for n in range(sources_count):
            text = DECLARATION.format(n=n, base=base)
            (folder / "sources" / f"payer{n:05d}.toml").write_text(text, "utf-8")
        settings, spent = settings_in(folder), {}
        sources = load(settings.sources)
        visit(settings, sources, FIRST)
        before = counts(settings)
        calls = Steps(**{field.name: timed(field.name, spent) for field in fields(Steps)})
        begun, clock = time.process_time(), time.perf_counter()
        summary = visit(settings, sources, FIRST + timedelta(days=1), calls)
        spent["all"] = time.process_time() - begun
        after = counts(settings)
    assert {document.outcome for document in summary.documents} == {"unchanged"}
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    return spent, time.perf_counter() - clock, grown


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--serve", action="store_true", help="be the host (for the benchmark itself)")
    asked = parser.parse_args()
    if asked.serve:
        serve()
        return
    spent, wall, grown = measure(asked.sources)
    rows = [
        (f"`{name}`", f"{seconds:.2f} s", f"{1000 * seconds / asked.sources:.2f} ms")
        for name, seconds in sorted(spent.items(), key=lambda item: item[1])
    ]
    text = (
        f"A second visit to {asked.sources} sources that serve the same bytes again, in plain calls; every page is "
        f"sent whole, and the host runs in another process. Processor time of ours by step (`all` is the whole "
        f"visit; it took {wall:.1f} s by the clock). New rows: "
        + ", ".join(f"{count} in `{name}`" for name, count in sorted(grown.items()))
        + f". DuckDB {duckdb.__version__}; `python tests/bench/bench_unchanged.py --sources {asked.sources}`.\n\n"
        + page.table(("step", "processor time", "a source"), rows)
    )
    print(text)
    page.write("unchanged", "The warehouse: a visit that finds nothing new", text)


if __name__ == "__main__":
    main()
