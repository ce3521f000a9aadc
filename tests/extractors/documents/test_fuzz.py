"""A few damaged documents, the same each time; `python tests/torture/fuzz.py` takes thousands."""

import subprocess
import sys
from pathlib import Path

PLAY = Path(__file__).parents[2] / "torture" / "fuzz.py"


def test_damaged_documents_give_facts_that_hold_or_one_clear_refusal(tmp_path):
    command = [sys.executable, PLAY, "--cases", "100", "--seed", "4", "--own", "--out", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "100 cases" in done.stdout
