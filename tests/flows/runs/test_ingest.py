"""A run that is killed in the middle of loading: nothing is half, and the next run makes it good."""

import signal
import subprocess
import sys

import duckdb
import pytest

COUNTS = ("core_versions", "core_criteria", "core_changes", "raw_attempts", "core_observations")
KILLED = """
import os, signal, sys
from warehouse import checks
checks.require = lambda results: os.kill(os.getpid(), signal.SIGKILL)  # rows are in, not yet committed
from flows.cli import main
main()
"""


def counts(path):
    with duckdb.connect(path, read_only=True) as connection:
        return [connection.execute(f"select count(*) from {table}").fetchone()[0] for table in COUNTS]


@pytest.fixture
def brought(tmp_path, policy):
    (tmp_path / "one.html").write_bytes(policy())
    (tmp_path / "two.html").write_bytes(policy(3, "03/01/2025"))

    def arguments(name, day):
        return [
            "ingest",
            str(tmp_path / name),
            "--payer",
            "acme",
            "--policy",
            "spravato",
            "--fetched-at",
            day,
        ]

    return arguments


def test_a_killed_ingest_leaves_what_was_and_the_next_one_ends_in_the_same_rows(
    here, settings, brought, tmp_path
):
    here(*brought("one.html", "2025-01-01"))
    before = counts(settings.warehouse)
    killed = subprocess.run([sys.executable, "-c", KILLED, *brought("two.html", "2025-03-01")], timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert counts(settings.warehouse) == counts(settings.coverage) == before
    assert here(*brought("two.html", "2025-03-01")).returncode == 0
    after = counts(settings.warehouse)
    assert after == counts(settings.coverage)
    assert (after[0], after[2], after[3]) == (2, 1, 2)
    assert "rebuild" not in here("check").err
