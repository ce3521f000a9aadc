"""The page of figures: each benchmark writes its own block of docs/performance.md and leaves the rest alone.

`import page` from a benchmark that is run as `python tests/bench/bench_NAME.py`.
"""

import fcntl
import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
_KIB_A_GIB = 1024**2


def write(name: str, title: str, text: str, page: Path = PAGE) -> None:
    """Put title and text, and the machine they were measured on, in the place of the block called `name`.

    A block that the page does not hold yet goes to its end.
    """
    opening, closing = f"<!-- bench:{name} -->", f"<!-- /bench:{name} -->"
    block = f"{opening}\n\n## {title}\n\n{text.strip()}\n\nMeasured on {machine()}.\n\n{closing}"
    with page.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # two benchmarks may end at the same moment
        before, found, rest = file.read().partition(opening)
        after = rest.partition(closing)[2] if found else "\n"
        file.seek(0)
        file.truncate()
        file.write(f"{before}{block}{after}" if found else f"{before.rstrip()}\n\n{block}{after}")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; columns after the first are set to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def machine() -> str:
    """The machine in one line: processors, memory, system, Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    parts = [
        f"{cores} cores ({_processor()})",
        *_memory(),
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
    ]
    return ", ".join(parts)


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unnamed"


def _memory() -> Iterable[str]:
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemTotal"):
            yield f"{int(line.split()[1]) / _KIB_A_GIB:.0f} GiB of memory"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:  # only Linux tells of itself there
        return []
