"""Facts that come with the project, brought into the warehouse: reported policies, events, label rules.

The CSV files beside this module hold facts with their source and no words of any payer. A warehouse
with fictional payers takes no reported policies: invented and real payers are never counted together.
"""

import hashlib
from functools import cache
from pathlib import Path

import duckdb

COMPILED_ON = "2026-11-25"  # when the facts were put together: before it we knew none of them
_FOLDER = Path(__file__).parent
_WINDOWS = _FOLDER.parent / "sql" / "reported_windows.sql"
_REPORTED = {
    "core_reported_policies": "policies",
    "core_reported_versions": "versions",
    "core_reported_positions": "positions",
    "core_reported_criteria": "criteria",
    "core_reported_codes": "codes",
}
_RULES = {
    "core_external_events": "events",
    "core_label_versions": "label_versions",
    "core_label_rules": "label_rules",
}
_MISSING_PAYERS = (
    "insert into core_payers by name select *, false as is_fictional, false as is_declared "
    "from read_csv(?, header = true, all_varchar = true) "
    "where payer_id not in (select payer_id from core_payers)"
)


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the reference tables those of the files, and every payer in them a payer; idempotent."""
    has_reported = not _holds_fiction(connection)
    if _state(connection) != (sha256(), has_reported):
        _replace(connection, has_reported)


@cache
def sha256() -> str:
    """Hash of all files of facts."""
    digest = hashlib.sha256(COMPILED_ON.encode())
    for path in sorted(_FOLDER.glob("*.csv")):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _holds_fiction(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute("select coalesce(bool_or(is_fictional), false) from core_payers").fetchone()
    return bool(row and row[0])


def _state(connection: duckdb.DuckDBPyConnection) -> tuple[str, bool] | None:
    row = connection.execute("select sha256, has_reported from _reference").fetchone()
    return None if row is None else (str(row[0]), bool(row[1]))


def _replace(connection: duckdb.DuckDBPyConnection, has_reported: bool) -> None:
    for table, name in {**_REPORTED, **_RULES}.items():
        connection.execute(f"delete from {table}")  # noqa: S608 - our own table names
        if has_reported or table in _RULES:
            connection.execute(
                f"insert into {table} by name select * from read_csv(?, header = true, all_varchar = true)",  # noqa: S608
                [_path(name)],
            )
    connection.execute("delete from core_payers where not is_declared")
    if has_reported:
        connection.execute(_MISSING_PAYERS, [_path("payers")])
    connection.execute("delete from _reference")
    connection.execute("insert into _reference values (?, ?::date, ?)", [sha256(), COMPILED_ON, has_reported])
    connection.execute(_WINDOWS.read_text("utf-8"))


def _path(name: str) -> str:
    return str(_FOLDER / f"{name}.csv")
