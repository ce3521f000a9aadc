"""The generator of the trap documents writes what the repository holds, byte for byte, and keeps it small."""

import subprocess
import sys
from pathlib import Path

from tools.traps.make import DOCUMENTS

ROOT = Path(__file__).parents[2]
WRITE = "import sys; from pathlib import Path; from tools.traps.make import write; print(write(Path(sys.argv[1])))"


def write(target):
    """In a process of its own: the PDF library remembers the fonts of whoever used it before."""
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(target)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_the_generator_writes_the_committed_documents_byte_for_byte(tmp_path):
    count = write(tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    held = {path.name: path.read_bytes() for path in DOCUMENTS.iterdir() if path.suffix != ".json"}
    assert count == len(held)
    assert written == held


def test_documents_stay_small():
    assert sum(path.stat().st_size for path in DOCUMENTS.iterdir()) < 1_000_000
