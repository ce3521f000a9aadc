"""Checks are sentences: a query per file that answers the rows for which the sentence is untrue."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import CheckFailed

_FOLDER = Path(__file__).parent / "sql" / "checks"
_SAMPLE = 3


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: its sentence, whether it must hold, how many rows break it, the first of them."""

    name: str
    is_required: bool
    rows_count: int
    sample: tuple[tuple[object, ...], ...]


def run(connection: duckdb.DuckDBPyConnection) -> tuple[CheckResult, ...]:
    """Run every check; reads only."""
    return tuple(_run(connection, path) for path in sorted(_FOLDER.glob("*.sql")))


def require(results: tuple[CheckResult, ...]) -> None:
    """Raise CheckFailed when a required sentence is untrue."""
    broken = [result for result in results if result.is_required and result.rows_count]
    if broken:
        first = broken[0]
        raise CheckFailed(
            f"check {first.name}: {first.rows_count} rows break it, first {first.sample[0]}; "
            "nothing was published, run `ketcov rebuild` and report it if it stays"
        )


def _run(connection: duckdb.DuckDBPyConnection, path: Path) -> CheckResult:
    sql = path.read_text("utf-8")
    rows = connection.execute(sql).fetchall()
    return CheckResult(
        name=path.stem,
        is_required=sql.startswith("-- required"),
        rows_count=len(rows),
        sample=tuple(rows[:_SAMPLE]),
    )
