"""What the world does to a run: kills, a second run beside it, closed folders, a full disk, odd clocks."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from flows.errors import ClockBehind
from flows.runs import steps
from flows.runs.visit import visit
from flows.settings import Settings
from flows.sources.loader import load
from warehouse.errors import Unwritable, WarehouseError

ROOT = Path(__file__).parents[2]
HTML = {"Content-Type": "text/html"}
NOBODY = 65534
RUN = """
import sys
from datetime import datetime
from flows.settings import load_settings
from flows.sources.loader import load
from flows.runs.visit import visit
from warehouse.errors import WarehouseError
settings = load_settings()
try:
    visit(settings, load(settings.sources), datetime.fromisoformat(sys.argv[1]))
except WarehouseError as error:
    sys.exit(str(error))
"""


def at(month, day=1):
    return datetime(2025, month, day, tzinfo=UTC)


def go(settings, now):
    return visit(settings, load(settings.sources), now)


def told(settings):
    """What readers are told: versions, positions, changes."""
    with duckdb.connect(settings.coverage, read_only=True) as connection:
        return {
            name: sorted(map(repr, connection.execute(f"from {name}").fetchall()))
            for name in ("core_versions", "core_positions", "core_criteria", "core_changes")
        }


@pytest.fixture
def acme(settings, host, declare, policy):
    """One payer whose policy asks for two trials, then for three."""
    url = host.says("/acme", (200, HTML, policy()), (200, HTML, policy(3, "03/01/2025")))
    declare(settings, "acme", url)
    return settings


def holds(settings):
    return not [result.name for result in steps.check(settings) if result.is_required and result.rows_count]


def test_runs_killed_at_random_moments_end_in_the_rows_of_undisturbed_ones():
    command = [sys.executable, str(ROOT / "tests" / "torture" / "kills.py"), "--kills", "5"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=580, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 kills over 2 visits" in done.stdout
    assert "rows the same, seed " in done.stdout


def test_two_runs_at_once_both_end_well_or_one_says_who_writes(acme, policy, host):
    host.says("/acme", (200, HTML, policy()))
    environment = os.environ | {
        "KETCOV_DATA": str(acme.data),
        "KETCOV_SOURCES": str(acme.sources),
        "KETCOV_ALLOW_PRIVATE_HOSTS": "true",
        "KETCOV_MIN_SECONDS_BETWEEN_REQUESTS": "0",
        "KETCOV_WRITER_WAIT_SECONDS": "60",
    }
    command = [sys.executable, "-c", RUN, at(1).isoformat()]
    runs = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ends = [(run.communicate(timeout=300)[1], run.returncode) for run in runs]
    assert [code for _, code in ends].count(0) >= 1, ends
    for said, code in ends:
        assert code == 0 or "is writing to the warehouse" in said
    assert holds(acme)
    assert len(told(acme)["core_versions"]) == 1
    host.says("/acme", (200, HTML, policy(3, "03/01/2025")))
    assert len(go(acme, at(3)).changes) == 1


@contextmanager
def closed(folder):
    """Folders that cannot be written, for whoever runs the test."""
    places = [folder, *(path for path in folder.rglob("*"))]
    modes = {path: path.stat().st_mode for path in places}
    for path in places:
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


def test_a_folder_that_cannot_be_written_is_told_in_one_line_and_stays_as_it_is(acme):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        there = Settings(**{**acme.model_dump(), "data": folder / "data", "sources": folder / "sources"})
        there.sources.mkdir()
        (there.sources / "acme.toml").write_text((acme.sources / "acme.toml").read_text())
        go(there, at(1))
        before = told(there)
        with closed(folder), pytest.raises(Unwritable) as error:
            go(there, at(3))
        assert "\n" not in str(error.value)
        assert "choose another KETCOV_DATA" in str(error.value)
        assert told(there) == before
        assert len(go(there, at(4)).changes) == 1


@contextmanager
def full(largest):
    """A disk on which no file grows beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("largest", [100, 200_000], ids=["ledger", "warehouse"])
def test_a_full_disk_is_told_and_the_next_run_goes_on_from_there(acme, largest, tmp_path, policy, host):
    with full(largest), pytest.raises(WarehouseError) as error:
        go(acme, at(1))
    assert "\n" not in str(error.value)
    assert not acme.coverage.exists()
    host.says("/acme", (200, HTML, policy()), (200, HTML, policy(3, "03/01/2025")))
    assert go(acme, at(1)).versions_count in {0, 1}
    assert len(go(acme, at(3)).changes) == 1
    assert holds(acme)


def test_a_clock_that_goes_back_an_hour_makes_no_change(acme, host, policy):
    go(acme, at(1))
    assert len(go(acme, at(3)).changes) == 1
    before = told(acme)
    assert go(acme, at(3) - timedelta(hours=1)).changes == ()
    assert told(acme) == before
    host.says("/acme", (200, HTML, policy(4, "04/01/2025")))
    assert len(go(acme, at(3) - timedelta(minutes=30)).changes) == 1
    assert len(told(acme)["core_changes"]) == 2
    assert holds(acme)


def test_a_clock_that_is_behind_by_days_ends_the_run_in_one_line_before_it_looks(acme, host):
    go(acme, at(3))
    asked, before = len(host.asked), acme.archive.joinpath("ledger.jsonl").read_bytes()
    with pytest.raises(ClockBehind, match="set the clock"):
        go(acme, at(2))
    assert (len(host.asked), acme.archive.joinpath("ledger.jsonl").read_bytes()) == (asked, before)


def test_neither_the_time_zone_of_the_machine_nor_summer_time_is_in_a_row(
    acme, tmp_path, monkeypatch, host, policy
):
    new_york, found = ZoneInfo("America/New_York"), []
    twice = datetime(2025, 11, 2, 1, 30, tzinfo=new_york)  # an hour that comes twice
    moments = [twice, twice.replace(fold=1), twice + timedelta(days=1)]
    for zone in ("UTC", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        there = Settings(**{**acme.model_dump(), "data": tmp_path / zone.replace("/", "-")})
        host.says("/acme", (200, HTML, policy()), (200, HTML, policy()), (200, HTML, policy(3, "03/01/2025")))
        for now in moments:
            go(there, now)
        found.append(told(there))
    monkeypatch.undo()
    time.tzset()
    assert found[0] == found[1]
    assert len(found[0]["core_changes"]) == 1
