"""A few runs of the soak: while hosts, network, disk and clock fail nothing is lost, invented or left behind."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_few_runs_with_faults_lose_nothing_and_invent_nothing():
    command = [sys.executable, str(ROOT / "tests" / "torture" / "soak.py"), "--days", "6", "--seed", "6312"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=580, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all written, each once |" in done.stdout
    assert "| rebuild | the same rows |" in done.stdout
    assert all(kind in done.stdout for kind in ("kill 1", "full 1", "hour_back 1"))
