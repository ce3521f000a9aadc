"""The warehouse as a DuckLake: the rows of the file, several writers, and one line for whatever is missing.

The lake runs on the DuckDB whose extensions are packages, in processes of their own; the file beside it on the
DuckDB of the project. Catalog in a real PostgreSQL, rows behind a real S3 interface, both on loopback.
"""

import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from services import PASSWORD, install, object_storage, postgres

from flows.runs.ingest import ingest
from flows.settings import Settings
from flows.sources.manifest import collect
from warehouse.archive import Archive
from warehouse.load import catch_up

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "flows" / "demo" / "documents"
BROUGHT = [  # day by day
    ("2025-01-10", ["cerulean/esketamine_1.html"]),
    ("2025-03-10", ["cerulean/esketamine_3.html", "larkmoor/ketamine_esketamine_1.pdf"]),
]
LONGEST = 180
INGEST = ["ingest", str(DEMO / BROUGHT[0][1][0]), "--payer", "cerulean", "--policy", "esketamine"]
ON_A_LAKE = """
import json, os, sys, time
from pathlib import Path
from flows.runs.rebuild import rebuild
from flows.settings import Settings, load_settings
from test_lake import bring
from warehouse import checks
from warehouse.connect import open_writer
from warehouse.lake import is_lake, tables

def rows():
    with open_writer(load_settings().working) as connection:
        assert is_lake(connection)
        return {
            name: sorted(map(repr, connection.execute(f"select * from {name}").fetchall()))
            for name in tables(connection)
        }
"""
FOLD = """
from flows.runs import steps
older, data = sys.argv[1:]
steps.load(Settings(data=Path(older)))
steps.load(Settings(data=Path(data)))
loaded = rows()
rebuild(load_settings())
print(json.dumps([loaded, rows()]))
"""
MEET = """
from flows.cli import run
own, other = map(Path, sys.argv[2:])
require, asked = checks.require, []

def meet(results):
    require(results)
    asked.append(1)
    own.touch()  # the rows are in and not yet committed, here and there
    while not other.exists():
        time.sleep(0.02)

checks.require = meet
"""
LAND = """
code = bring(load_settings(), *json.loads(sys.argv[1]))
print(json.dumps([len(asked), code, rows() if len(asked) > 1 else None]))
"""
LOSE = """
from flows.runs import steps
code = run(json.loads(sys.argv[1]))
steps.load(load_settings())
print(json.dumps([code, rows()]))
"""
TELL = """
from flows.cli import run
with open_writer(load_settings().working):
    pass  # from now on the catalog knows where its rows are
for variables, arguments in json.loads(sys.argv[1]):
    os.environ.update(variables)
    print("code", run(arguments), file=sys.stderr)
"""


def bring(settings, day, names):
    """Ingest files of the demo, downloaded and brought on a day."""
    moment = datetime.fromisoformat(f"{day}T00:00:00+00:00")
    files = [collect([DEMO / name], name.split("/")[0], "policy", "medical", day, moment) for name in names]
    return ingest(settings, itertools.chain(*files), moment).exit_code


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    return install(tmp_path_factory.mktemp("duckdb"))


@pytest.fixture(scope="module")
def database():
    with postgres() as found:
        yield found


@pytest.fixture(scope="module")
def storage():
    with object_storage("rows") as variables:
        yield variables


@pytest.fixture
def lake(packages, database, request):
    """How a process runs on a lake of its own; answers what it prints, or the process that still runs."""
    reach, call = database
    name, started = request.node.name[:60], []
    call("createdb", name)

    def start(script, data, *arguments, **variables):
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("KETCOV_", "AWS_"))},
            "PYTHONPATH": os.pathsep.join([str(packages), str(ROOT), str(Path(__file__).parent)]),
            "PGPASSWORD": PASSWORD,
            "KETCOV_DATA": str(data),
            "KETCOV_WAREHOUSE": f"ducklake:postgres:{reach} dbname={name}",
            **variables,
        }
        command = [sys.executable, "-c", ON_A_LAKE + script, *map(str, arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen(command, env=environment, cwd=ROOT, **pipes))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def answer(process):
    out, err = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, err
    return json.loads(out)


def rows(path):
    """Every row of every table of a file, sorted."""
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables()").fetchall()
        return {
            name: sorted(map(repr, connection.execute(f"select * from {name}").fetchall()))
            for (name,) in names
            if name != "_migrations"
        }


def relations(path):
    """What a reader of a published copy meets: rows, columns, comments and keys."""
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute(
            "select view_name from duckdb_views() where view_name like 'out%'"
        ).fetchall()
        asked = {
            "columns": "select table_name, column_name, data_type, comment from duckdb_columns() where not internal",
            "views": "select view_name, comment from duckdb_views() where not internal",
            "keys": "select table_name, constraint_text from duckdb_constraints()",
            **{name: f"select * from {name}" for (name,) in names if name != "out_published"},
        }
        return {name: sorted(map(repr, connection.execute(sql).fetchall())) for name, sql in asked.items()}


def test_a_lake_holds_the_rows_of_the_file_and_publishes_the_same_copy(lake, storage, tmp_path):
    file = Settings(data=tmp_path / "file", lake="")
    for day, there in zip(BROUGHT, (tmp_path / "older", tmp_path / "data"), strict=True):
        assert bring(file, *day) == 0
        shutil.copytree(file.data / "archive", there / "archive")
    address = {**storage, "KETCOV_LAKE_DATA": "s3://rows/of/the/lake"}
    folds = answer(lake(FOLD, tmp_path / "data", tmp_path / "older", tmp_path / "data", **address))
    made = {**rows(file.warehouse), "_views": []}  # a lake keeps no views
    assert len(made["core_changes"]) > 0
    assert folds == [made, made]  # grown by two loads, and rebuilt
    assert relations(tmp_path / "data" / "published" / "coverage.duckdb") == relations(file.coverage)
    assert not list(tmp_path.glob("*/lake"))  # every row is in the object storage


def test_two_processes_that_load_at_once_both_land(lake, tmp_path):
    data, marks = tmp_path / "data", (tmp_path / "one", tmp_path / "other")
    writers = [
        lake(MEET + LAND, data, json.dumps(("2025-03-10", [name])), own, other)
        for name, own, other in zip(BROUGHT[1][1], marks, reversed(marks), strict=True)
    ]
    ends = sorted((answer(writer) for writer in writers), key=lambda end: end[0])
    assert [end[:2] for end in ends] == [[1, 0], [2, 0]]  # the slower one folds again
    shutil.copytree(data / "archive", tmp_path / "archive")
    catch_up(Archive(tmp_path / "archive"), tmp_path / "w.duckdb")
    loaded = ends[1][2]
    assert len(loaded["core_policies"]) == 2
    assert loaded == {**rows(tmp_path / "w.duckdb"), "_views": []}


def test_what_is_wrong_with_a_lake_is_said_in_one_line(lake, database, tmp_path):
    reach, _ = database
    there = "ducklake:postgres:host=127.0.0.1 port=1 user=ketcov password=unsaid dbname=k"
    asked = [
        ({"KETCOV_LAKE_DATA": str(tmp_path / "rows")}, 3, "its rows are not in"),
        ({"KETCOV_WAREHOUSE": there}, 3, "port 1 failed: Connection refused"),
        (
            {"KETCOV_WAREHOUSE": f"ducklake:postgres:{reach} dbname=postgres", "PGPASSWORD": "unsaid"},
            3,
            "password authentication failed",
        ),
        ({"KETCOV_WAREHOUSE": "mysql:unsaid"}, 2, "KETCOV_WAREHOUSE: a lake is named like"),
    ]
    process = lake(TELL, tmp_path / "data", json.dumps([(changed, INGEST) for changed, _, _ in asked]))
    _, err = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, err
    assert "unsaid" not in err
    lines = err.splitlines()
    assert lines[1::2] == [f"code {code}" for _, code, _ in asked]
    assert all(said in line for line, (_, _, said) in zip(lines[::2], asked, strict=True))
    assert not (tmp_path / "data" / "archive").exists()


def test_a_catalog_lost_in_the_middle_of_a_load_ends_it_and_the_next_one_makes_it_good(
    lake, database, request, tmp_path
):
    _, call = database
    own, other = tmp_path / "one", tmp_path / "other"
    process = lake(MEET + LOSE, tmp_path / "data", json.dumps(INGEST), own, other)
    while not own.exists() and process.poll() is None:
        time.sleep(0.05)
    sessions = f"from pg_stat_activity where datname = '{request.node.name[:60]}'"
    call("psql", "postgres", "-c", f"select pg_terminate_backend(pid) {sessions}")
    other.touch()
    out, err = process.communicate(timeout=LONGEST)
    assert len(err.splitlines()) == 1, err
    code, loaded = json.loads(out)
    assert code == 3
    assert len(loaded["core_versions"]) == 1


def test_a_duckdb_without_the_extensions_says_what_to_install(tmp_path):
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "KETCOV_DATA": str(tmp_path / "data"),
        "KETCOV_WAREHOUSE": "ducklake:postgres:dbname=k",
    }
    command = [sys.executable, "-c", "from flows.cli import main; main()", *INGEST]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert done.returncode == 3
    assert "pip install duckdb==1.5.5 duckdb-extension-ducklake==1.5.5" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "data" / "archive").exists()
