"""Snapshots read by the workers of a Dask cluster give the rows that reading them here gives."""

import atexit
import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from flows.errors import ClusterUnreachable
from flows.reading import recognize
from flows.runs import steps
from flows.serving import orchestration
from warehouse.archive import Archive
from warehouse.ledger import Attempt, Extraction
from warehouse.readings import extractor_version

pytestmark = [
    pytest.mark.prefect,
    # what Prefect, Dask and their sockets leave to the end of the process
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
DOCUMENTS = Path(__file__).parents[2] / "flows" / "demo" / "documents"
NOW = datetime(2024, 2, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def api():
    os.environ.update(orchestration.QUIET)
    atexit.register(orchestration.end_loops)
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield PREFECT_API_URL.value()


def brought(settings, **more):
    """Settings whose archive holds a few documents of the demo that nobody has read."""
    settings = settings.model_copy(update={"read_processes": 2, **more})
    archive = Archive(settings.archive)
    for number, path in enumerate(sorted(DOCUMENTS.glob("*/*_[1-4].html"))):
        name, policy = archive.save(path.read_bytes()).snapshot_id, f"{path.parent.name}/{path.stem[:-2]}"
        seen = datetime(2024, 1, 1 + number, tzinfo=UTC)
        where = (path.parent.name, policy, policy, path.name, seen)
        archive.append([Attempt(NOW, "run", *where, "fetched", "ingest", name)])
    return settings


def rows(path):
    with duckdb.connect(path, read_only=True) as connection:
        sql = "select table_name from duckdb_tables() where starts_with(table_name, 'core_')"
        names = [row[0] for row in connection.execute(sql).fetchall()]
        return {
            name: sorted(map(repr, connection.execute(f"select * from {name}").fetchall())) for name in names
        }


@pytest.fixture
def few(monkeypatch):
    """A cluster is worth its start for a few snapshots already."""
    from flows import cluster

    monkeypatch.setattr(cluster, "WORTH", 2)
    monkeypatch.setattr(cluster, "_TOGETHER", 2)
    return cluster


def test_two_workers_give_the_lines_and_rows_of_reading_here(api, few, settings, tmp_path):
    here = brought(settings)
    away = brought(settings, data=tmp_path / "away", readers="dask")
    steps.extract_pending(here, lambda: NOW)
    count = few.extract_pending(away, lambda: NOW)
    lines = [line for line in Archive(away.archive).entries() if isinstance(line, Extraction)]
    assert count == len(lines) > 2
    assert Archive(away.archive).store.tail(0) == Archive(here.archive).store.tail(0)
    for settings in (here, away):
        steps.load(settings)
    assert rows(away.warehouse) == rows(here.warehouse)
    assert rows(away.warehouse)["core_versions"]


def test_a_scheduler_that_does_not_answer_is_one_clear_line(api, few, settings, monkeypatch):
    monkeypatch.setattr(few, "_SECONDS", 1)
    away = brought(settings, readers="dask", dask_address="tcp://127.0.0.1:1")
    with pytest.raises(ClusterUnreachable, match=r"^Dask \(tcp://127.0.0.1:1\): .*KETCOV_DASK_ADDRESS$"):
        few.extract_pending(away, lambda: NOW)
    assert not [line for line in Archive(away.archive).entries() if isinstance(line, Extraction)]


def test_without_the_extra_the_line_says_how_to_install_it(few, settings, monkeypatch):
    monkeypatch.setattr(few, "find_spec", lambda _: None)
    with pytest.raises(ClusterUnreachable, match=r"ketamine-coverage\[cluster\]"):
        few.extract_pending(brought(settings, readers="dask"), lambda: NOW)


def test_a_worker_refuses_what_it_cannot_see_or_would_read_otherwise(few, settings, tmp_path):
    place = str(brought(settings).archive)
    with pytest.raises(ClusterUnreachable, match="install the same versions"):
        few.read_snapshots.fn(place, "other", ())
    own = extractor_version(recognize.name())
    with pytest.raises(ClusterUnreachable, match="finds no archive there"):
        few.read_snapshots.fn(str(tmp_path / "none"), own, ())
    assert few.read_snapshots.fn(place, own, ()) == ()


def test_the_setting_chooses_who_reads(few, settings):
    from flows import tasks

    assert few.chosen(settings) is tasks.extract_pending
    assert few.chosen(settings.model_copy(update={"readers": "dask"})) is few.extract_pending
