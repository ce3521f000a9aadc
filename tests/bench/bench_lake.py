"""What the warehouse costs as a DuckLake, against a file: the same archive, the same DuckDB, side by side.

    python tests/bench/bench_lake.py [--rounds 3] [--no-page]

Needs PostgreSQL on the machine and the packages of an older DuckDB and its extensions from the package
registry. Catalog in that PostgreSQL, rows in a folder and in a store of moto on loopback, which answers
without distance and is written in Python: object storage elsewhere has other times.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "warehouse")]

import page  # noqa: E402
from services import DUCKDB, PASSWORD, install, object_storage, postgres  # noqa: E402

from flows.runs.ingest import ingest  # noqa: E402
from flows.settings import Settings  # noqa: E402
from flows.sources.manifest import collect  # noqa: E402

DOCUMENTS = ROOT / "flows" / "demo" / "documents"
PAYERS = ("cerulean", "larkmoor", "oxbarrow", "quillstone", "tidewick", "wendmark")
HEAD = ("milliseconds, wall time", "file", "lake, rows in a folder", "ratio", "lake, rows in S3", "ratio")
ONE = """
import json, time
from flows.runs import steps
from flows.settings import load_settings
from warehouse.connect import open_writer
from warehouse.views import create_views

settings, spent = load_settings(), {}

def timed(name, work):
    start = time.perf_counter()
    work()
    spent[name] = (time.perf_counter() - start) * 1000

timed("load of the whole archive into an empty warehouse", lambda: steps.load(settings))
timed("load of nothing new", lambda: steps.load(settings))
timed("publish", lambda: steps.publish(settings))
with open_writer(settings.working) as connection:
    connection.begin()
    create_views(connection)
    for name, sql in (
        ("`select * from out_current_positions` in the warehouse itself", "select * from out_current_positions"),
        ("`coverage_as_of` in the warehouse itself", "select * from coverage_as_of(date '2025-06-01')"),
    ):
        connection.execute(sql).fetchall()
        timed(name, lambda: connection.execute(sql).fetchall())
    connection.rollback()
print(json.dumps(spent))
"""


def archive(folder):
    """An archive that holds the documents of the demo; answers how many."""
    first = datetime(2025, 1, 1, tzinfo=UTC)
    paths = [path for payer in PAYERS for path in sorted((DOCUMENTS / payer).iterdir())]
    items = []
    for day, path in enumerate(paths):
        policy, at = path.stem.rpartition("_")[0], first + timedelta(days=day)
        items += collect([path], path.parent.name, policy, "unknown", at.isoformat(), at)
    ingest(Settings(data=folder, lake=""), items, first + timedelta(days=len(paths)))
    return len(paths)


def measured(packages, data, **variables):
    """What one process spends with the archive of `data`, its warehouse made anew."""
    (data / "warehouse.duckdb").unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(packages), str(ROOT)]), **variables}
    environment |= {"KETCOV_DATA": str(data), "PGPASSWORD": PASSWORD}
    done = subprocess.run(
        [sys.executable, "-c", ONE], env=environment, capture_output=True, cwd=ROOT, check=True
    )
    return json.loads(done.stdout)


def run(rounds, packages, data, reach, call, store):
    """The three places in turn, every round in databases of its own."""
    spent = {"file": [], "folder": [], "s3": []}
    for number in range(rounds):
        spent["file"].append(measured(packages, data, KETCOV_WAREHOUSE=""))
        for place, rows in (("folder", data / f"rows{number}"), ("s3", f"s3://rows/{number}")):
            name = f"{place}{number}"
            call("createdb", name)
            lake = f"ducklake:postgres:{reach} dbname={name}"
            variables = {"KETCOV_WAREHOUSE": lake, "KETCOV_LAKE_DATA": str(rows), **store}
            spent[place].append(measured(packages, data, **variables))
    return {
        step: {place: median(one[step] for one in found) for place, found in spent.items()}
        for step in spent["file"][0]
    }


def against(spent, place):
    """Time of a place and how often that of the file goes into it."""
    return f"{spent[place]:.0f}", f"{spent[place] / spent['file']:.1f}"


def main():
    """Measure, print, and write the block of the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-page", action="store_true", help="print only")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        postgres() as (reach, call),
        object_storage("rows") as store,
    ):
        folder = Path(name)
        packages = install(folder / "packages")
        count = archive(folder / "data")
        found = run(asked.rounds, packages, folder / "data", reach, call, store)
    rows = [
        (
            step,
            f"{spent['file']:.0f}",
            *against(spent, "folder"),
            *against(spent, "s3"),
        )
        for step, spent in found.items()
    ]
    text = (
        f"`python tests/bench/bench_lake.py`: {count} documents of the demo, DuckDB {DUCKDB} in all three, median "
        f"of {asked.rounds} rounds in turn. Opening a lake is part of each load and of publishing.\n\n"
        f"{page.table(HEAD, rows)}"
    )
    print(text)
    if not asked.no_page:
        page.write("lake", "The warehouse as a DuckLake", text)


if __name__ == "__main__":
    main()
