"""The generator writes what the repository holds, byte for byte, and keeps it small."""

import subprocess
import sys
from pathlib import Path

from tools.demo.make import DOCUMENTS

ROOT = Path(__file__).parents[2]
WRITE = (
    "import sys; from pathlib import Path; from tools.demo.make import write; print(write(Path(sys.argv[1])))"
)


def write(target):
    """In a process of its own: the PDF library remembers the fonts of whoever used it before."""
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(target)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_the_generator_writes_the_committed_documents_byte_for_byte(tmp_path):
    count = write(tmp_path)
    written = {
        path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    }
    held = {path.relative_to(DOCUMENTS): path.read_bytes() for path in DOCUMENTS.rglob("*") if path.is_file()}
    assert count == len(held)
    assert written == held


def test_two_editions_are_never_the_same_bytes():
    contents = [path.read_bytes() for path in DOCUMENTS.rglob("*") if path.is_file()]
    assert len(set(contents)) == len(contents)


def test_documents_stay_small():
    sizes = [path.stat().st_size for path in DOCUMENTS.rglob("*") if path.is_file()]
    assert sum(sizes) < 3_000_000
    assert max(sizes) < 1_000_000
