"""SIGKILL at random moments of a run, then what must hold: archive whole, last commit, copy readable.

    python tests/torture/kills.py --kills 100 --seed 7

Every visit of the demo is killed several times and then let through; at the end every row must be the
one that undisturbed visits give. The seed is printed, so a failure can be played again.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from flows.demo.declarations import write  # noqa: E402
from flows.demo.play import settings_for  # noqa: E402
from flows.demo.server import DemoServer  # noqa: E402
from flows.demo.visits import visits  # noqa: E402
from flows.runs import steps  # noqa: E402
from flows.runs.visit import Steps, visit  # noqa: E402
from flows.sources.loader import load  # noqa: E402
from warehouse import checks  # noqa: E402
from warehouse.archive import Archive  # noqa: E402
from warehouse.connect import open_reader  # noqa: E402
from warehouse.ledger import Attempt, Extraction  # noqa: E402

COMPARED = (
    "core_payers",
    "core_policies",
    "core_versions",
    "core_positions",
    "core_criteria",
    "core_codes",
    "core_revisions",
    "core_claims",
    "core_paths",
    "core_changes",
)
PHASES = ("declare", "fetch", "extract", "load", "publish", "check")


def serve():
    """The fictional hosts in a process of their own; a number on standard input is the next visit."""
    with DemoServer() as server:
        print(server.base_url, flush=True)
        for line in sys.stdin:
            server.visit = int(line)
            print("ok", flush=True)


class Hosts:
    def __init__(self):
        command = [sys.executable, __file__, "--serve"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.url = self.process.stdout.readline().strip()

    def show(self, number):
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()
        self.process.stdout.readline()

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def told(phase_file):
    """The steps of a run, each writing its name where the killer can read it."""

    def wrap(name, call):
        def step(*arguments, **more):
            phase_file.write_text(name)
            return call(*arguments, **more)

        return step

    plain = Steps()
    return Steps(*(wrap(name, getattr(plain, name)) for name in PHASES[1:]))


def forked(work):
    """Run work in a child of its own; answers the child's number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def ended_well(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def run(settings, number, phase_file):
    phase_file.write_text(PHASES[0])
    sources = load(settings.sources)
    visit(settings, sources, visits()[number - 1].at, told(phase_file))


def hold(settings):
    """What must hold after a kill. Raises AssertionError or the project's own errors."""
    archive = Archive(settings.archive)
    entries = archive.entries()
    for room in ("snapshots", "readings"):
        for path in (settings.archive / room).glob("??/*"):
            if not path.name.startswith(".draft-"):
                assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name, path
    for entry in entries:
        if isinstance(entry, Attempt) and entry.snapshot_id:
            archive.read(entry.snapshot_id)
        if isinstance(entry, Extraction) and entry.reading_id:
            archive.load_reading(entry.reading_id)
    for path in (settings.warehouse, settings.coverage):
        if path.exists():
            readable(path, archive)
    for path in (settings.published / "parquet").glob("*.parquet"):
        assert path.read_bytes()[-4:] == b"PAR1", path


def readable(path, archive):
    with open_reader(path) as connection:
        tables = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
        if "_position" not in tables:
            return  # killed before the first migration was through: nothing is committed yet
        (position,) = connection.execute("select ledger_bytes from _position").fetchone()
        assert position <= archive.ledger.stat().st_size
        if "core_versions" in tables and position:
            broken = [r.name for r in checks.run(connection) if r.is_required and r.rows_count]
            assert not broken, broken


def rows(settings, out):
    """Every row that a reader can come upon, written to a file for comparison."""
    with open_reader(settings.coverage) as connection:
        lines = [
            f"{table} {row!r}"
            for table in COMPARED
            for row in sorted(connection.execute(f"select * from {table}").fetchall(), key=repr)
        ]
    out.write_text("\n".join(lines))


def play(args):
    chance, started = random.Random(args.seed), time.monotonic()
    print(f"seed {args.seed}, {args.kills} kills", flush=True)
    folder, hosts = Path(tempfile.mkdtemp(prefix="ketcov-kills-")), Hosts()
    calm, torn = (settings_for(folder / name) for name in ("calm", "torn"))
    landed, last = Counter(), min(len(visits()), max(2, args.kills // 12))
    try:
        for settings in (calm, torn):
            write(hosts.url, settings.sources)
        for number in range(1, last + 1):
            hosts.show(number)
            before = time.monotonic()
            assert ended_well(forked(lambda n=number: run(calm, n, folder / "phase")))
            seconds = time.monotonic() - before
            wanted = args.kills * number // last - args.kills * (number - 1) // last
            kill(torn, number, wanted, seconds, chance, folder, landed)
            assert ended_well(forked(lambda n=number: run(torn, n, folder / "phase"))), f"visit {number}"
            assert ended_well(forked(lambda: hold(torn)))
        for settings in (calm, torn):
            out = folder / f"{settings.data.name}.txt"
            assert ended_well(forked(lambda s=settings, o=out: rows(s, o)))
        same = (folder / "calm.txt").read_bytes() == (folder / "torn.txt").read_bytes()
        assert same, f"other rows than undisturbed: diff {folder}/calm.txt {folder}/torn.txt"
    finally:
        hosts.stop()
    where = ", ".join(f"{name} {landed[name]}" for name in PHASES if landed[name])
    count = len((folder / "calm.txt").read_text().splitlines())
    shutil.rmtree(folder)
    spent = timedelta(seconds=round(time.monotonic() - started))
    print(
        f"{landed.total()} kills over {last} visits ({where}), {count} rows the same, seed {args.seed}, {spent}"
    )


def kill(settings, number, wanted, seconds, chance, folder, landed):
    """Kill runs of one visit until so many were hit while they ran."""
    done = 0
    while done < wanted:
        started = time.monotonic()
        child = forked(lambda: run(settings, number, folder / "phase"))
        status = wait(child, chance.uniform(0, seconds))
        phase = (folder / "phase").read_text() or "declare"
        if status is None:
            os.kill(child, signal.SIGKILL)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status == -signal.SIGKILL:
            done += 1
            landed[phase] += 1
            print(f"visit {number}: killed in {phase}", file=sys.stderr, flush=True)
        else:
            assert status == 0, f"a run after a kill ended with {status}"
            seconds = min(seconds, time.monotonic() - started)  # later runs have less to do
        assert ended_well(forked(lambda: hold(settings))), f"visit {number}, kill {done} in {phase}"


def wait(child, seconds):
    """How a child ended within that time; None where it still runs."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    return None


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--serve", action="store_true")
    args = options.parse_args()
    if args.serve:
        serve()
        return
    args.seed = random.SystemRandom().randrange(10**6) if args.seed is None else args.seed
    steps.readings.extractor_version()  # counted once, before the first child
    play(args)


if __name__ == "__main__":
    main()
