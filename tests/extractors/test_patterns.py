"""No regular expression of the extractors explodes. The attacks are in tests/torture/patterns.py."""

import re
import runpy
import signal
import subprocess
import sys
from pathlib import Path

PLAY = Path(__file__).parents[1] / "torture" / "patterns.py"


def test_no_expression_explodes_on_strings_made_of_its_own_parts():
    done = subprocess.run([sys.executable, PLAY], capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_expression_that_explodes_is_found():
    play = runpy.run_path(str(PLAY))
    before = signal.signal(signal.SIGVTALRM, play["stop"])
    try:
        for text in (r"(?:\w+\s?)+:", r"(?:a|aa){2,60}b"):
            bad = re.compile(text)
            assert any(play["verdict"]("extractors.criteria.any", bad, one) for one in play["attacks"](bad))
    finally:
        signal.signal(signal.SIGVTALRM, before)
