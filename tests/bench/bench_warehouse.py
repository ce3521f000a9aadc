"""The questions of a reader, and the load of one version, on seven years of a thousand payers.

    python tests/bench/bench_warehouse.py [--payers 1000] [--months 84]

Queries: median of several runs after one that does not count, each on a fresh read-only connection to a file
that is copied as `publish` copies it, every row fetched as an Arrow table; the last column of times fetches
them as tuples of Python instead. Load: one new edition of one policy through the real
`catch_up`, which opens the file, commits and closes it; the first does not count.
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

from warehouse.load import catch_up

LOADS = 7
PAYER = history.payer(7)
QUERIES = (
    ("`coverage_as_of` a day", 50, "select * from coverage_as_of(date '2023-06-30')", 9),
    (
        "`coverage_as_of` a day, as known then",
        50,
        "select * from coverage_as_of(date '2023-06-30', known_at := timestamp '2023-07-01')",
        9,
    ),
    (
        "`policy_diff` of two versions of a payer",
        20,
        "select * from policy_diff('{before}', '{after}')",
        9,
    ),
    ("`out_coverage_share`, all payers, all months", 1000, "select * from out_coverage_share", 5),
    (
        "`out_coverage_share`, one month",
        1000,
        "select * from out_coverage_share where month_on = date '2023-06-01'",
        5,
    ),
)


def published(warehouse, target):
    """A copy in the storage format and the way of `publish`, without Parquet."""
    with duckdb.connect(warehouse) as connection:
        connection.execute(f"attach '{target}' as copy (storage_version 'v1.5.0')")
        connection.execute(f"copy from database {warehouse.stem} to copy")


def pair(connection):
    """Two versions that follow each other, of one policy in the middle of the file."""
    rows = connection.execute(
        "select version_id from core_versions where policy_id = ? order by issue_number limit 2 offset 5",
        [f"{PAYER}/ketamine"],
    ).fetchall()
    return {"before": rows[0][0], "after": rows[1][0]}


def asked(file, sql, times):
    """Rows, and medians of the seconds that the question takes: clock and processor, and clock for tuples."""
    with duckdb.connect(file, read_only=True) as connection:
        question = sql.format(**pair(connection))
        rows = connection.execute(question).fetchall()
        arrow = taken(lambda: connection.sql(question).to_arrow_table(), times)
        return len(rows), *arrow, taken(lambda: connection.sql(question).fetchall(), times)[0]


def taken(answer, times):
    """Medians by the clock and of the processor of a call, the first of which does not count."""
    clocks, processors = [], []
    for _ in range(times + 1):
        clock, begun = time.perf_counter(), time.process_time()
        answer()
        clocks.append(time.perf_counter() - clock)
        processors.append(time.process_time() - begun)
    return statistics.median(clocks[1:]), statistics.median(processors[1:])


def loaded(archive, warehouse):
    """The same of loads of one new version each."""
    clocks, processors = [], []
    for day in range(1, LOADS + 2):
        history.bring(archive, 3, "ketamine", day)
        clock, begun = time.perf_counter(), time.process_time()
        result = catch_up(archive, warehouse)
        clocks.append(time.perf_counter() - clock)
        processors.append(time.process_time() - begun)
        assert result.versions_count == 1
    return 1, statistics.median(clocks[1:]), statistics.median(processors[1:]), None


def size(warehouse):
    with duckdb.connect(warehouse, read_only=True) as connection:
        return connection.execute(
            "select (select count(*) from core_payers where is_declared), "
            "(select count(*) from core_versions), (select count(*) from core_criteria where type_code is not null), "
            "(select count(*) from core_observations)"
        ).fetchone()


def measure(payers, months):
    with tempfile.TemporaryDirectory() as name:
        archive, warehouse = history.make(Path(name), payers, months)
        counts = size(warehouse)
        copy = Path(name) / "coverage.duckdb"
        published(warehouse, copy)
        found = [(what, target, *asked(copy, sql, times)) for what, target, sql, times in QUERIES]
        found.append(("load of one new version", 300, *loaded(archive, warehouse)))
        return counts, warehouse.stat().st_size, found


def told(seconds):
    return "" if seconds is None else f"{1000 * seconds:.0f} ms"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--payers", type=int, default=1000, help="a multiple of ten")
    parser.add_argument("--months", type=int, default=84)
    chosen = parser.parse_args()
    (payers, versions, leaves, looks), file_bytes, found = measure(chosen.payers, chosen.months)
    rows = [
        (what, f"{count:,}", told(clock), told(processor), told(tuples), f"{target} ms")
        for what, target, count, clock, processor, tuples in found
    ]
    text = (
        f"{payers:,} invented payers with three policies each over {chosen.months} months: {versions:,} versions, "
        f"{leaves:,} criteria, {looks:,} looks, {file_bytes / 1e6:.0f} MB. "
        f"{__doc__.partition(chr(10) * 2)[2].partition(chr(10) * 2)[2].strip()} "
        f"DuckDB {duckdb.__version__}; "
        f"`python tests/bench/bench_warehouse.py --payers {chosen.payers} --months {chosen.months}`.\n\n"
        + page.table(("what", "rows", "by the clock", "processor", "as tuples", "aim"), rows)
    )
    print(text)
    page.write("warehouse", "The warehouse", text)


if __name__ == "__main__":
    main()
