"""Bytes to facts: against pdfplumber's text of every page, against the bare text, in two processes, in memory.

    python tests/bench/bench_extraction.py [--docs DIR] [--rounds N]

Times are processor time of one process, the least of the rounds; the three readers take turns on each file.
What was remembered of lines that were read before is forgotten before each file.
"""

import argparse
import contextlib
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import page
import pdfplumber
import pypdfium2

from extractors.errors import ExtractError
from extractors.read import read

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "real"
GOLDEN = ROOT / "tests" / "golden" / "documents"
SMALL = GOLDEN / "dotted_dates.pdf"
LONG_LIST = 100  # pages
MANY, FEW = 1000, 100
_KIB_A_MIB = 1024


def pdfs(folder: Path) -> list[Path]:
    """The PDFs below a folder; what only bears the name of one is left out."""
    return sorted(path for path in folder.rglob("*.pdf") if path.read_bytes().startswith(b"%PDF"))


def ours(content: bytes) -> None:
    """Facts."""
    with contextlib.suppress(ExtractError):
        read(content)


def by_pdfplumber(content: bytes) -> None:
    """What a person would write: the text of every page, each page closed."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for found in pdf.pages:
            found.extract_text()
            found.close()


def by_pdfium(content: bytes) -> None:
    """The floor: the bare text of every page."""
    with contextlib.closing(pypdfium2.PdfDocument(content)) as pdf:
        for found in pdf:
            with contextlib.closing(found), contextlib.closing(found.get_textpage()) as text:
                text.get_text_bounded()


def seconds(job: Callable[[bytes], None], content: bytes) -> float:
    """Processor time of one job."""
    start = time.process_time()
    job(content)
    return time.process_time() - start


def forget() -> None:
    """No line is remembered; what every file needs is there again."""
    modules = [module for name, module in sys.modules.items() if name.startswith("extractors")]
    for cached in [value for module in modules for value in vars(module).values()]:
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()
    ours(SMALL.read_bytes())


def page_count(content: bytes) -> int:
    """Pages of a PDF."""
    with contextlib.closing(pypdfium2.PdfDocument(content)) as pdf:
        return len(pdf)


def measured(content: bytes, rounds: int) -> tuple[int, float, float, float]:
    """Pages, and the least time of each reader."""
    jobs = (ours, by_pdfplumber, by_pdfium)
    times = []
    for _ in range(rounds):
        forget()
        times.append([seconds(job, content) for job in jobs])
    mine, plumber, pdfium = map(min, zip(*times, strict=True))
    return page_count(content), mine, plumber, pdfium


def child(*arguments: str) -> subprocess.Popen[str]:
    """This file in a process of its own."""
    command = [sys.executable, str(Path(__file__)), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def wall(parts: list[list[Path]]) -> float:
    """Time on the wall of as many processes as there are parts, between the first word and the last."""
    children = [child("--read", *map(str, part)) for part in parts]
    spans = [tuple(map(float, (process.communicate()[0]).split())) for process in children]
    return max(end for _, end in spans) - min(start for start, _ in spans)


def halves(times: dict[Path, float]) -> list[list[Path]]:
    """The files in two parts of about the same time, as a run gives the next file to whoever is free."""
    parts: list[list[Path]] = [[], []]
    for path in sorted(times, key=lambda found: -times[found]):
        min(parts, key=lambda part: sum(times[found] for found in part)).append(path)
    return parts


def peak(path: Path) -> float:
    """MB that a fresh process needs at most for one file."""
    out, _ = child("--peak", str(path)).communicate()
    return float(out)


def growth() -> tuple[float, float]:
    """MB that a process holds after a hundred documents, and after a thousand."""
    out, _ = child("--many").communicate()
    few, many = map(float, out.split())
    return few, many


def resident() -> float:
    """MB that this process holds now."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


def run_child(arguments: argparse.Namespace) -> bool:
    """What a child was asked for; False when this is no child."""
    if arguments.read:
        start = time.monotonic()
        for path in arguments.read:
            ours(path.read_bytes())
        print(start, time.monotonic())
    elif arguments.peak:
        ours(arguments.peak.read_bytes())
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_A_MIB)
    elif arguments.many:
        contents = [path.read_bytes() for path in sorted(GOLDEN.iterdir()) if path.suffix != ".json"]
        for number, content in enumerate(islice(cycle(contents), MANY), start=1):
            ours(content)
            if number in (FEW, MANY):
                print(resident())
    else:
        return False
    return True


def report(files: list[Path], rounds: int) -> str:
    """The section of the page."""
    ours(files[0].read_bytes())  # the first reading compiles patterns
    rows, peaks = [], []
    for path in files:
        rows.append((path, *measured(path.read_bytes(), rounds)))
        peaks.append(peak(path))
    short = [row for row in rows if row[1] < LONG_LIST]
    long = [row for row in rows if row[1] >= LONG_LIST]
    lines = [line(name, part) for name, part in named(rows, short, long) if part]
    head = ("documents", "pages", "facts, s", "pdfplumber text, s", "bare text, s", "times faster")
    parts = halves({row[0]: row[2] for row in rows})
    walls = [(wall([files]), wall(parts)) for _ in range(rounds)]
    single, double = map(min, zip(*walls, strict=True))
    few, many = growth()
    return "\n".join(
        (
            f"`python tests/bench/bench_extraction.py`: from the bytes to every fact, {source(files)}, beside the",
            "text of every page by pdfplumber (which gives no facts) and the bare text by pypdfium2 (the floor).",
            f"Processor time of one process, the least of {rounds}; nothing is remembered of a file read before.",
            "That pages which can hold no fact are not laid out changes no fact (`tests/extractors/test_pages.py`),",
            "nor that a line is shown only to the families whose words it has",
            "(`tests/extractors/test_cues_of_families.py`).",
            "",
            page.table(head, lines),
            "",
            f"- Slowest against pdfplumber: {min(row[3] / row[2] for row in rows):.1f} times; "
            f"fastest: {max(row[3] / row[2] for row in rows):.1f} times.",
            f"- Two processes over the same files: {single / double:.2f} times as fast as one (the least times on the wall).",
            f"- Memory of a fresh process at most: {max(peaks):.0f} MB on the file that needs most.",
            f"- One process over {MANY:,} documents: {few:.0f} MB after {FEW}, {many:.0f} MB after {MANY:,}.",
        )
    )


def named(rows: list, short: list, long: list) -> list:
    """The rows of the table: the long lists apart."""
    parts = [(f"{len(short)} policies and short lists", short)] if long else []
    return [*parts, *((f"list of {row[1]} pages", [row]) for row in long), (f"all {len(rows)}", rows)]


def line(name: str, rows: list) -> tuple[object, ...]:
    """Sums of some files."""
    pages, mine, plumber, pdfium = (sum(row[place] for row in rows) for place in range(1, 5))
    return name, pages, f"{mine:.2f}", f"{plumber:.2f}", f"{pdfium:.2f}", f"{plumber / mine:.1f}"


def source(files: list[Path]) -> str:
    """Where the files are from."""
    return "documents of the tests" if GOLDEN in files[0].parents else "documents of payers"


def main() -> None:
    """Measure, print, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, default=REAL)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--read", type=Path, nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--many", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if run_child(arguments):
        return
    files = pdfs(arguments.docs) if arguments.docs.is_dir() else []
    if not files:
        print(f"no PDF in {arguments.docs.name}/: the documents of the tests are taken", file=sys.stderr)
        files = pdfs(GOLDEN)
    text = report(files, arguments.rounds)
    print(text)
    page.write("extraction", "Extraction", text)


if __name__ == "__main__":
    main()
