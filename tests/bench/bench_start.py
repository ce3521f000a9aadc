"""How long a command takes to start, a question to be answered, and the demo to play.

    python tests/bench/bench_start.py [--rounds N]

Everything runs as a person calls it, in a process of its own; the demo goes to a folder that is removed.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import page

KETCOV = Path(sys.executable).with_name("ketcov")
HEAVY = ("prefect", "pandas", "pandera", "pyarrow", "numpy", "duckdb", "pdfplumber", "lxml", "requests")
QUICK = (("--help",), ("changes",), ("show", "cerulean"), ("sources",), ("changes", "--help"))


def environment(data: Path) -> dict[str, str]:
    """The settings of a person who has set nothing but the data folder."""
    return {**os.environ, "KETCOV_DATA": str(data), "NO_COLOR": "1"}


def run(data: Path, *arguments: str) -> tuple[float, float]:
    """Time on the wall and processor time of one call with all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run([KETCOV, *arguments], env=environment(data), stdout=subprocess.DEVNULL, check=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(data: Path, rounds: int, *arguments: str) -> tuple[float, float]:
    """The least of several calls."""
    times = [run(data, *arguments) for _ in range(rounds)]
    return min(wall for wall, _ in times), min(cpu for _, cpu in times)


def imported(data: Path, *arguments: str) -> str:
    """Which of the large libraries a call brings in."""
    command = [sys.executable, "-X", "importtime", KETCOV, *arguments]
    told = subprocess.run(command, env=environment(data), capture_output=True, text=True, check=True).stderr
    names = {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time")}
    return ", ".join(name for name in HEAVY if name in names) or "none"


def rows(demo: Path, rounds: int) -> Iterable[tuple[object, ...]]:
    """The short calls on the data of the demo."""
    for arguments in QUICK:
        wall, cpu = best(demo, rounds, *arguments)
        yield f"`ketcov {' '.join(arguments)}`", f"{wall:.2f}", f"{cpu:.2f}", imported(demo, *arguments)


def main() -> None:
    """Measure, print, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    folder = Path(tempfile.mkdtemp(prefix="bench-start-"))
    try:
        played = run(folder, "demo")
        calls = list(rows(folder / "demo", rounds))
    finally:
        shutil.rmtree(folder)
    demo = ("`ketcov demo` (one call)", f"{played[0]:.1f}", f"{played[1]:.1f}", "all of them")
    text = "\n".join(
        (
            "`python tests/bench/bench_start.py`: each call in a process of its own, with the start of Python,",
            f"on the data of the demo; the least of {rounds}.",
            "",
            page.table(("call", "wall, s", "processor, s", "large libraries loaded"), [*calls, demo]),
        )
    )
    print(text)
    page.write("start", "Start", text)


if __name__ == "__main__":
    main()
