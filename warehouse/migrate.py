"""Numbered, forward-only migrations: each file and its ledger row in one transaction.

The ledger keeps the hash of every applied file; an edited file stops the run. There is no way
back down: the warehouse can always be rebuilt from the archive. In a lake the same files are applied,
without what a lake does not hold.
"""

import hashlib
from pathlib import Path

import duckdb

from warehouse.errors import ForeignWarehouse, MigrationEdited
from warehouse.lake import spoken

_FOLDER = Path(__file__).parent / "sql" / "migrate"
_LEDGER = "create table if not exists _migrations (name varchar primary key, sha256 varchar not null)"


def migrate(connection: duckdb.DuckDBPyConnection, folder: Path = _FOLDER) -> tuple[str, ...]:
    """Apply what is missing; answers the names applied. Raises MigrationEdited, ForeignWarehouse."""
    files = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.sql"))}
    applied = _applied(connection)
    _refuse_unknown(applied, files)
    missing = [name for name in files if name not in applied]
    for name in missing:
        _apply(connection, name, files[name])
    return tuple(missing)


def _applied(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    try:
        return _ledger(connection)
    except duckdb.CatalogException:
        _begin_ledger(connection)
    return {}


def _begin_ledger(connection: duckdb.DuckDBPyConnection) -> None:
    others = "select 1 from duckdb_tables() where database_name = current_database() limit 1"
    if connection.execute(others).fetchall():
        raise ForeignWarehouse(
            "the DuckDB file or lake holds other tables and no ledger of ours; choose another KETCOV_DATA "
            "or KETCOV_WAREHOUSE"
        )
    connection.execute(spoken(connection, _LEDGER))


def _ledger(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(connection.execute("select name, sha256 from _migrations").fetchall())


def _refuse_unknown(applied: dict[str, str], files: dict[str, str]) -> None:
    for name, sha256 in applied.items():
        if name not in files:
            raise ForeignWarehouse(
                f"migration {name} is unknown here: a newer version wrote this file; update ketcov"
            )
        if sha256 != _sha256(files[name]):
            raise MigrationEdited(
                f"{name} was edited after it was applied; restore it and add a new migration instead"
            )


def _apply(connection: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
    connection.begin()
    try:
        if name not in _ledger(connection):  # another writer of a lake may have been faster
            connection.execute(spoken(connection, sql))
            connection.execute("insert into _migrations values (?, ?)", [name, _sha256(sql)])
    except duckdb.Error:
        connection.rollback()
        raise
    connection.commit()


def _sha256(sql: str) -> str:
    return hashlib.sha256(sql.encode()).hexdigest()
