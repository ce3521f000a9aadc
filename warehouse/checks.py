"""Checks are sentences: a query per file that answers the rows for which the sentence is untrue.

A lake is asked further ones, about what the tables of a file do not let in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import CheckFailed
from warehouse.lake import is_lake
from warehouse.rows import OF_POLICY, OF_VERSION

_FOLDER = Path(__file__).parent / "sql" / "checks"
_SAMPLE = 3


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: its sentence, whether it must hold, how many rows break it, the first of them."""

    name: str
    is_required: bool
    rows_count: int
    sample: tuple[tuple[object, ...], ...]


def run(connection: duckdb.DuckDBPyConnection, only_required: bool = False) -> tuple[CheckResult, ...]:
    """Run every check, or every one that must hold; reads only."""
    folders = (_FOLDER, _FOLDER / "lake") if is_lake(connection) else (_FOLDER,)
    files = (path for folder in folders for path in sorted(folder.glob("*.sql")))
    texts = {path.stem: path.read_text("utf-8") for path in files}
    chosen = {name: sql for name, sql in texts.items() if _must_hold(sql) or not only_required}
    return tuple(_run(connection, name, sql) for name, sql in chosen.items())


@contextmanager
def narrowed(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Within, the tables hold the rows of the policies and versions that a load touched, and no others.

    Every sentence speaks of one policy at a time, so what held before a load still holds of the rest.
    Temporary views stand before the tables of the same name.
    """
    row = connection.execute("select current_database()").fetchone()
    narrow = {name: "version_id in (select version_id from _rewritten)" for name in OF_VERSION}
    narrow |= {name: "policy_id in (select policy_id from _touched)" for name in OF_POLICY}
    for name, rows in narrow.items():
        connection.execute(
            f'create temp view {name} as select * from "{row[0] if row else ""}".main.{name} where {rows}'  # noqa: S608
        )
    try:
        yield
    finally:
        for name in narrow:
            connection.execute(f"drop view temp.{name}")


def require(results: tuple[CheckResult, ...]) -> None:
    """Raise CheckFailed when a required sentence is untrue."""
    broken = [result for result in results if result.is_required and result.rows_count]
    if broken:
        first = broken[0]
        raise CheckFailed(
            f"check {first.name}: {first.rows_count} rows break it, first {first.sample[0]}; "
            "nothing was published, run `ketcov rebuild` and report it if it stays"
        )


def _run(connection: duckdb.DuckDBPyConnection, name: str, sql: str) -> CheckResult:
    rows = connection.execute(sql).fetchall()
    return CheckResult(name, _must_hold(sql), len(rows), tuple(rows[:_SAMPLE]))


def _must_hold(sql: str) -> bool:
    return sql.startswith("-- required")
