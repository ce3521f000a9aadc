"""Years of runs over the demo's payers while hosts, network, disk and clock fail; then what must hold.

    python tests/torture/soak.py --days 500 --seed 7

The runs are spread over the years of the demo. Every fault comes from the seed, which is printed, so a
failure can be played again. At the end: every byte that was served is in the archive, the changes told are
the written ones and each was told once, files and memory are bounded, a rebuild gives the same rows.
"""

import argparse
import gc
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from hashlib import sha256
from http.server import ThreadingHTTPServer
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from extractors.errors import PipelineError  # noqa: E402
from flows.alerts import announce  # noqa: E402
from flows.demo.declarations import write  # noqa: E402
from flows.demo.play import settings_for  # noqa: E402
from flows.demo.server import _Handler  # noqa: E402
from flows.demo.visits import visits  # noqa: E402
from flows.runs import steps  # noqa: E402
from flows.runs.rebuild import rebuild  # noqa: E402
from flows.runs.visit import visit  # noqa: E402
from flows.sources.loader import load  # noqa: E402
from warehouse.archive import Archive  # noqa: E402
from warehouse.connect import open_reader  # noqa: E402

WRITTEN = ROOT / "tests" / "golden" / "demo" / "changes.json"
LOST = b"<html><head><title>Page not found</title></head><body><p>We can't find this page.</p></body></html>"
OF_A_HOST = ("500", "503", "429", "403", "404", "soft_404", "late", "short", "hang_up", "loop", "garbled")
OF_A_RUN = ("kill", "full", "names", "robots", "hour_back", "days_back")
SHARE_OF_ANSWERS, SHARE_OF_RUNS = 0.08, 0.04  # of each kind of run-fault
PATIENCE = 0.25  # seconds that a host may be silent
MOST_GROWTH, MOST_MEGABYTES = 1.15, 40  # of memory, from the first tenth of the runs to the last
fork = multiprocessing.get_context("fork")


class Handler(_Handler):
    """The demo's hosts, with a fault for each path where the day has one; keeps what it served whole."""

    def do_GET(self):
        place = urlsplit(self.path).path
        if place == "/robots.txt":
            text = b"User-agent: *\nDisallow: /\n" if self.server.is_closed else b""
            self._send(200, text, {"Content-Type": "text/plain"})
            return
        kind = self.server.faults.get(place)
        if kind is None:
            super().do_GET()
        elif kind.isdigit():
            self._send(int(kind), b"", {"Content-Type": "text/html", "Retry-After": "0"})
        elif kind == "soft_404":
            self._send(200, LOST, {"Content-Type": "text/html"})
        elif kind == "loop":
            self._send(302, b"", {"Location": place})
        else:
            self._break(kind)

    def _break(self, kind):
        """Answer in a way that is no whole answer."""
        self.close_connection = True
        if kind == "late":
            time.sleep(2 * PATIENCE)
        elif kind == "short":
            self.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<p>half"
            )
        elif kind == "garbled":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nodd")

    def _send(self, status, content, headers):
        super()._send(status, content, headers)
        if status == 200 and self.path != "/robots.txt":
            self.server.served.append(sha256(content).hexdigest())


class Hosts:
    """The fictional hosts in a process of their own, told each day what goes wrong."""

    def __init__(self):
        self.pipe, theirs = fork.Pipe()
        self.process = fork.Process(target=self._serve, args=(theirs,))
        self.process.start()
        theirs.close()
        self.url = self.pipe.recv()

    def show(self, visit_number, faults=None, is_closed=False):
        """From now on the pages of a visit; answers the hashes of what was served whole until now."""
        self.pipe.send((visit_number, faults or {}, is_closed))
        return self.pipe.recv()

    def stop(self):
        self.pipe.send(None)
        self.process.join()

    def _serve(self, pipe):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads, server.demo = True, server
        server.visit, server.faults, server.is_closed, server.served = 1, {}, False, []
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        pipe.send(f"http://127.0.0.1:{server.server_address[1]}")
        while (day := pipe.recv()) is not None:
            served, server.served = server.served, []
            server.visit, server.faults, server.is_closed = day
            pipe.send(served)


@contextmanager
def full(largest):
    """A disk on which no file grows beyond so many bytes."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def nameless(seed):
    """A network in which every other name is not known."""
    chance = random.Random(seed)
    import socket

    whole = socket.getaddrinfo

    def look_up(*arguments, **more):
        if chance.random() < 0.5:
            raise socket.gaierror(socket.EAI_NONAME, "name is not known")
        return whole(*arguments, **more)

    return mock.patch("socket.getaddrinfo", look_up)


def run(settings, at, trouble, told):
    """One run as the flow does it, messages included; answers what it came to."""
    shutil.rmtree(settings.data / "robots", ignore_errors=True)  # a day has passed for the hosts

    def deliver(event_id, items):
        lines = [json.dumps([event_id, row(item.change)]) for item in items if item.change]
        with told.open("a") as file:
            file.write("".join(f"{line}\n" for line in lines))
        return True

    around = {"full": lambda: full(trouble[1]), "names": lambda: nameless(trouble[1])}
    archive = Archive(settings.archive)
    try:
        with around.get(trouble[0], nullcontext)():
            announce.begin(archive, at)
            visit(settings, load(settings.sources), at)
    except PipelineError as error:
        return type(error).__name__ if "\n" not in str(error) else f"more than one line: {error}"
    announce.announce(archive, announce.look(settings), at, deliver)
    return "done"


def row(change):
    """A change as it is told, but for the day on which it was seen."""
    effective = change.effective_on.isoformat()
    is_seen = change.effective_on == change.first_seen_at.date()
    scope = [change.drug_code, sorted(change.indication_codes), change.phase_code]
    when = "seen" if is_seen else effective
    return [change.policy_id, change.change_type_code, change.direction_code, *scope, when]


def written(until):
    """The changes that the demo's payers made up to a day, in the same form."""
    found = json.loads(WRITTEN.read_text("utf-8"))["rule_changes"]
    return [
        [
            f"{c['payer']}/{c['policy']}",
            c["type"],
            c["direction"],
            c["drug"],
            sorted(c["indications"]),
            c["phase"],
            "seen" if c["effective_on"] == c["first_seen_on"] else c["effective_on"],
        ]
        for c in found
        if c["first_seen_on"] <= until
    ]


class Daemon:
    """A process that lives through all runs which are not killed, and tells how big it is."""

    def __init__(self, settings, told):
        self.pipe, theirs = fork.Pipe()
        self.process = fork.Process(target=self._live, args=(theirs, settings, told), daemon=False)
        self.process.start()
        theirs.close()

    def run(self, at, trouble):
        self.pipe.send((at, trouble))
        return self.pipe.recv()

    def stop(self):
        self.pipe.send(None)
        self.process.join()

    def _live(self, pipe, settings, told):
        while (day := pipe.recv()) is not None:
            before = time.process_time()
            came = run(settings, *day, told)
            gc.collect()
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            pipe.send((came, pages * resource.getpagesize() / 1e6, time.process_time() - before))


def killed(settings, at, told, seconds):
    """A run in a process of its own, killed after some seconds; whether the kill hit it."""
    child = fork.Process(target=run, args=(settings, at, ("", 0), told))
    child.start()
    child.join(seconds)
    child.kill()
    child.join()
    return child.exitcode == -signal.SIGKILL


def apart(work, *arguments):
    """Work in a process of its own, so that this one never opens a database. Raises AssertionError."""
    child = fork.Process(target=work, args=arguments)
    child.start()
    child.join()
    assert child.exitcode == 0, f"{work.__name__} ended with {child.exitcode}"


def days(count):
    """The runs: moment, visit that is served, and whether the day is calm: each visit's last one is."""
    told = visits()[: min(len(visits()), max(1, count // 2))]
    ends = [*(item.at for item in told[1:]), told[-1].at + timedelta(days=200)]
    for number, (item, end) in enumerate(zip(told, ends, strict=True)):
        share = count * (number + 1) // len(told) - count * number // len(told)
        step = (end - item.at) / share
        for one in range(share):
            yield item.at + one * step, item.number, one == share - 1


def faults(chance, visit_number):
    """What goes wrong with the answers of a day."""
    paths = [reply.path for reply in visits()[visit_number - 1].replies]
    return {path: chance.choice(OF_A_HOST) for path in paths if chance.random() < SHARE_OF_ANSWERS}


def trouble_of(chance):
    """What goes wrong with a run of a day, most often nothing."""
    kind = chance.choice(OF_A_RUN) if chance.random() < SHARE_OF_RUNS * len(OF_A_RUN) else ""
    return kind, chance.choice((100, 3_000, 40_000, 300_000, 2_000_000))


class Soak:
    """The whole play: what was asked for, and what is remembered of it."""

    def __init__(self, folder, hosts, chance):
        self.settings = settings_for(folder / "data").model_copy(
            update={"retries": 1, "timeout_seconds": PATIENCE, "max_seconds": 2.0, "host_failures": 10**6}
        )
        self.told, self.hosts, self.chance = folder / "told.jsonl", hosts, chance
        self.daemon = Daemon(self.settings, self.told)
        self.served, self.came, self.kinds = set(), Counter(), Counter()
        self.sizes, self.costs, self.ledger, self.seconds = [], [], [], 2.0

    def day(self, at, number, is_calm):
        """One run with its faults."""
        kind, size = ("", 0) if is_calm else trouble_of(self.chance)
        answers = {} if is_calm else faults(self.chance, number)
        self.kinds.update([*answers.values(), *([kind] if kind else [])])
        self.hosts.show(number, answers, kind == "robots")
        at -= {"hour_back": timedelta(hours=1), "days_back": timedelta(days=900)}.get(kind, timedelta())
        if kind == "kill":
            hit = killed(self.settings, at, self.told, self.chance.uniform(0, self.seconds))
            self.came["killed" if hit else "done"] += 1
            if self.chance.random() < 0.5:  # and sometimes started again at once
                return
            at += timedelta(hours=1)
        started = time.monotonic()
        came, megabytes, cost = self.daemon.run(at, (kind if kind in ("full", "names") else "", size))
        self.came[came] += 1
        served = self.hosts.show(number)
        if came == "done":
            self.seconds = time.monotonic() - started
            self.served.update(served)
            self.sizes.append(megabytes)
            self.costs.append(cost)
        self.ledger.append((self.settings.archive / "ledger.jsonl").stat().st_size)

    def hold(self, until):
        """What must hold at the end. Raises AssertionError."""
        kept = {path.name for path in (self.settings.archive / "snapshots").glob("??/*")}
        assert self.served <= kept, f"lost: {sorted(self.served - kept)}"
        told = {}
        for line in self.told.read_text().splitlines() if self.told.exists() else ():
            told.setdefault(line, json.loads(line))  # one message handed over twice has one id
        found = sorted(json.dumps(change) for _, change in told.values())
        wanted = sorted(map(json.dumps, written(until)))
        assert found == wanted, (
            f"told {Counter(found) - Counter(wanted)}, not {Counter(wanted) - Counter(found)}"
        )
        left = [str(path) for path in self.settings.data.rglob("*") if _is_left(path)]
        left += [str(path) for path in Path(tempfile.gettempdir()).iterdir()]
        assert left == [], f"left: {left[:9]}"
        first, last = _tenths(self.sizes)
        assert last <= first * MOST_GROWTH + MOST_MEGABYTES, f"memory: {first:.0f} MB, then {last:.0f} MB"
        half = len(self.ledger) // 2
        early, late = (
            self.ledger[half] / (half + 1),
            (self.ledger[-1] - self.ledger[half]) / (len(self.ledger) - half),
        )
        assert late <= 1.3 * early, f"ledger: {early:.0f} bytes a day, then {late:.0f}"


def _is_left(path):
    return ".draft" in path.name or path.suffix in (".tmp", ".wal")


def _tenths(numbers):
    """The median of the first tenth of some numbers, and of the last."""
    some = max(1, len(numbers) // 10)
    return statistics.median(numbers[:some]), statistics.median(numbers[-some:])


def same_rows(settings):
    """A rebuild gives the rows of all these runs, and every sentence that must hold does."""

    def tables():
        with open_reader(settings.warehouse) as connection:
            names = [
                name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
            ]
            return {n: sorted(map(repr, connection.execute(f"from {n}").fetchall())) for n in names}

    steps.load(settings)  # the lines of the last message came after the last load
    before = tables()
    untrue = [found.name for found in steps.check(settings) if found.is_required and found.rows_count]
    assert untrue == [], untrue
    settings.warehouse.unlink()
    rebuild(settings)
    after = tables()
    assert before.keys() == after.keys()
    differing = {
        name: len(set(before[name]) ^ set(after[name])) for name in before if before[name] != after[name]
    }
    assert differing == {}, f"rows that differ after a rebuild: {differing}"


def play(args):
    started, folder = time.monotonic(), Path(tempfile.mkdtemp(prefix="ketcov-soak-"))
    print(f"seed {args.seed}, {args.days} runs", flush=True)
    own = folder / "tmp"
    own.mkdir()
    os.environ["TMPDIR"], tempfile.tempdir = str(own), str(own)
    hosts = Hosts()
    soak = Soak(folder, hosts, random.Random(args.seed))
    try:
        write(hosts.url, soak.settings.sources)
        for count, (at, number, is_calm) in enumerate(days(args.days), start=1):
            soak.day(at, number, is_calm)
            if count % 50 == 0:
                print(f"{count} runs, visit {number}", file=sys.stderr, flush=True)
        until = at.date().isoformat()
    finally:
        soak.daemon.stop()
        hosts.stop()
    soak.hold(until)
    apart(same_rows, soak.settings)
    tell(soak, args, time.monotonic() - started)
    shutil.rmtree(folder)


def tell(soak, args, seconds):
    """The table of a soak."""
    sizes, costs = _tenths(soak.sizes), _tenths(soak.costs)
    published = [path for path in soak.settings.published.rglob("*") if path.is_file()]
    rows = {
        "runs": ", ".join(f"{name} {count}" for name, count in sorted(soak.came.items())),
        "faults": ", ".join(f"{name} {count}" for name, count in sorted(soak.kinds.items())),
        "changes told": f"{len(soak.told.read_text().splitlines()) if soak.told.exists() else 0}, all written, each once",
        "documents served": f"{len(soak.served)} different, all in the archive",
        "ledger": f"{soak.ledger[-1] / len(soak.ledger):,.0f} bytes a run, {soak.ledger[-1] / 1e6:.1f} MB",
        "published": f"{len(published)} files, {sum(path.stat().st_size for path in published) / 1e6:.1f} MB",
        "memory, first and last tenth": f"{sizes[0]:.0f} MB, {sizes[1]:.0f} MB",
        "processor time of a run, first and last tenth": f"{costs[0]:.2f} s, {costs[1]:.2f} s",
        "rebuild": "the same rows",
    }
    print("| what | came to |\n| --- | --- |")
    for name, said in rows.items():
        print(f"| {name} | {said} |")
    print(f"{args.days} runs, seed {args.seed}, {timedelta(seconds=round(seconds))}")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--days", type=int, default=500)
    options.add_argument("--seed", type=int, default=None)
    args = options.parse_args()
    args.seed = random.SystemRandom().randrange(10**6) if args.seed is None else args.seed
    code = 0
    try:
        play(args)
    except AssertionError as error:
        print(f"seed {args.seed}: {error}", file=sys.stderr)
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # the threads of Prefect, which nothing here uses, would be cut off with much noise


if __name__ == "__main__":
    main()
