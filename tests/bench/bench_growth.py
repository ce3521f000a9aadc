"""Whether the cost of a rebuild and of a load grows with the history.

    python tests/bench/bench_growth.py [--snapshots 1000 3000 10000]

Rebuild: `flows.runs.rebuild.rebuild` on an archive whose snapshots are read already: ledger, load, checks, copy
for readers. Load: one new edition of one policy into that warehouse, the median of several.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import duckdb
import history
import page

from flows.runs.rebuild import rebuild
from flows.settings import Settings
from warehouse.archive import Archive
from warehouse.ledger import Extraction
from warehouse.lines import line_from_entry
from warehouse.load import catch_up

MONTHS, LEAVES, LOADS = 24, 20, 5
A_PAYER = 18  # snapshots, about: three policies, a new edition every three to five months


def archive_of(folder, snapshots):
    """An archive with at least so many snapshots, read; answers how many."""
    archive = Archive(folder / "archive")
    archive.ledger.parent.mkdir(parents=True)
    count = 0
    with archive.ledger.open("wb") as file:
        for lines in history.written(archive, range(-(-snapshots // A_PAYER)), MONTHS, LEAVES):
            count += sum(isinstance(line, Extraction) for line in lines)
            file.writelines(line_from_entry(line) for line in lines)
    return count


def spent(call, *arguments):
    """Seconds of the processor, and by the clock."""
    begun, clock = time.process_time(), time.perf_counter()
    call(*arguments)
    return time.process_time() - begun, time.perf_counter() - clock


def loads(settings):
    """Loads of one new edition, one after the other; the first, which finds cold files, does not count."""
    archive = Archive(settings.archive)
    found = []
    for day in range(1, LOADS + 2):
        history.bring(archive, 0, "ketamine", day)
        found.append(spent(catch_up, archive, settings.warehouse))
    return [statistics.median(side) for side in zip(*found[1:], strict=True)]


def measure(snapshots):
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(data=Path(name))
        count = archive_of(settings.data, snapshots)
        rebuilt = spent(rebuild, settings)
        return count, *rebuilt, *loads(settings)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--snapshots", type=int, nargs="+", default=[1000, 3000, 10000])
    asked = parser.parse_args()
    measure(100)  # what is imported and compiled once does not count
    found = [measure(snapshots) for snapshots in asked.snapshots]
    first = found[0][1] / found[0][0]
    rows = [
        (
            f"{count:,}",
            f"{cpu:.1f} s",
            f"{wall:.1f} s",
            f"{1000 * cpu / count:.1f} ms",
            f"{cpu / count / first:.2f}",
            f"{1000 * load_cpu:.0f} ms",
            f"{1000 * load_wall:.0f} ms",
        )
        for count, cpu, wall, load_cpu, load_wall in found
    ]
    numbers = " ".join(map(str, asked.snapshots))
    text = (
        f"{__doc__.partition(chr(10) * 2)[2].partition(chr(10) * 2)[2].strip()} {LEAVES} criteria an edition. "
        f"DuckDB {duckdb.__version__}; `python tests/bench/bench_growth.py --snapshots {numbers}`.\n\n"
    )
    head = (
        "snapshots",
        "rebuild, processor",
        "by the clock",
        "a snapshot",
        "to the first",
        "load of one, processor",
        "by the clock",
    )
    text += page.table(head, rows)
    print(text)
    page.write("growth", "The warehouse: rebuild and load as the history grows", text)


if __name__ == "__main__":
    main()
