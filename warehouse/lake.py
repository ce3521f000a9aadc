"""The warehouse as a DuckLake: rows as Parquet in a folder or object storage, their catalog in PostgreSQL.

What differs from a file stands here and nowhere else: how a lake is opened, which words of our DDL it
does not take, and how its writers come to one order. A lake holds no keys of the reference and no checks of
values: sql/checks/lake asks for both at every load, and the readers' copy, which is a file, has them again.
Macros and views live in the connection: kept in the lake, every load would replace the same entries,
and no two loads could both land.
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import duckdb

from warehouse.errors import LakeUnreachable, WarehouseLocked
from warehouse.place import PREFIX, Lake, without_password

Answer = TypeVar("Answer")

_LONGEST = 240  # DuckLake tells the whole of its statement
_TRIES = 20  # of two loads that collide one always lands, so this many can run side by side
_PACKAGES = {
    "ducklake": "duckdb-extension-ducklake",
    "postgres_scanner": "duckdb-extension-postgres-scanner",
    "httpfs": "duckdb-extension-httpfs",
}
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "FSSPEC_S3_ENDPOINT_URL")
_DDL = (
    (re.compile(r",?\s*\bprimary key\s*\([^)]*\)|\s+primary key\b", re.I), ""),
    (re.compile(r"\s+check\s*\((?:[^()]|\([^()]*\))*\)", re.I), ""),
    (re.compile(r"^create\s+(?:unique\s+)?index\b[^;]*;", re.I | re.M), ""),
    (re.compile(r"\bdefault\s+(true|false)\b", re.I), r"default '\1'"),  # a bare word is no literal to it
    (re.compile(r"^create or replace (view|macro)\b", re.I | re.M), r"create or replace temp \1"),
)


def attach(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Make the lake the current database of an empty connection. Raises LakeUnreachable."""
    connection.execute("set autoinstall_known_extensions = false")  # what is missing is said, not fetched
    for name in ("ducklake", "postgres_scanner", *(["httpfs"] if lake.is_remote else [])):
        _load_extension(connection, name)
    try:
        if lake.is_remote:
            connection.execute(_secret())
        _attach(connection, lake)
        connection.execute("use lake")
    except duckdb.Error as error:
        raise unreachable(lake, error) from error


def _attach(connection: duckdb.DuckDBPyConnection, lake: Lake, tries: int = 3) -> None:
    """Attach the lake, and once more where two processes make its catalog at the same moment."""
    try:
        connection.execute(f"attach {_sql(PREFIX + lake.catalog)} as lake (data_path {_sql(lake.data)})")
    except duckdb.Error as error:
        if "already exists" not in str(error) or tries == 1:
            raise
        _attach(connection, lake, tries - 1)


def is_lake(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the current database is a lake."""
    row = connection.execute(
        "select type = 'ducklake' from duckdb_databases() where database_name = current_database()"
    ).fetchone()
    return bool(row and row[0])


def spoken(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The DDL in the words that the current database takes."""
    if is_lake(connection):
        for pattern, instead in _DDL:
            sql = pattern.sub(instead, sql)
    return sql


def claim(connection: duckdb.DuckDBPyConnection) -> None:
    """Make two loads of a lake collide even where they write no common row: a fold takes them one by one."""
    if is_lake(connection):
        connection.execute("update _position set ledger_bytes = ledger_bytes")


def tables(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The names of the tables of the current database, beside the ledger of migrations."""
    rows = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database() "
        "and table_name <> '_migrations' order by table_name"
    ).fetchall()
    return tuple(row[0] for row in rows)


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Every row away, and the ledger unread: the next fold is a rebuild."""
    for name in tables(connection):
        connection.execute(f"delete from {name}")  # noqa: S608 - our own table names
    connection.execute("insert into _position values (0)")


def holds_versions(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether anything was ever loaded into the lake."""
    is_made = "core_versions" in tables(connection)
    return is_made and connection.execute("select 1 from core_versions limit 1").fetchone() is not None


def landed(connection: duckdb.DuckDBPyConnection, load: Callable[[], Answer]) -> Answer:
    """What `load` answers, done again while other writers of the lake are faster. Raises WarehouseLocked."""
    for _ in range(_TRIES):
        try:
            return load()
        except duckdb.TransactionException as error:
            if "conflict" not in str(error).lower():
                raise
        with suppress(duckdb.Error):  # a statement that failed may leave its transaction behind
            connection.rollback()
    raise WarehouseLocked(
        f"the lake was written by others {_TRIES} times in a row; try again when fewer write"
    )


def unreachable(lake: Lake, error: duckdb.Error) -> LakeUnreachable:
    """The error as one line that names the lake, what failed and what to do."""
    text = str(error)
    if "DATA_PATH" in text:
        return LakeUnreachable(
            f"lake {lake}: its rows are not in {lake.data} ({_line(text)}); correct KETCOV_LAKE_DATA"
        )
    said = _line(text.rpartition(f'{lake.catalog}": ')[2])
    return LakeUnreachable(
        f"lake {lake}: {said}; see that PostgreSQL and {lake.data} can be reached with what "
        "KETCOV_WAREHOUSE and the AWS_ variables say"
    )


def _load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """From its package where that is installed, else from where DuckDB keeps those that it has fetched."""
    found = find_spec(_PACKAGES[name].replace("-", "_"))
    places = found.submodule_search_locations if found else None
    files = [path for place in places or () for path in Path(place).rglob("*.duckdb_extension")]
    try:
        connection.execute(f"load {_sql(str(files[0]))}" if files else f"load {name}")
    except duckdb.Error as error:
        raise LakeUnreachable(
            f"DuckDB {duckdb.__version__} finds no extension {name} of its version ({_line(str(error))}); "
            f"a lake needs it: pip install duckdb==1.5.5 {_PACKAGES[name]}==1.5.5"
        ) from error


def _secret() -> str:
    """What object storage asks for, from the usual variables; where an endpoint is named, by paths."""
    given = {
        "key_id": os.environ.get("AWS_ACCESS_KEY_ID"),
        "secret": os.environ.get("AWS_SECRET_ACCESS_KEY"),
        "session_token": os.environ.get("AWS_SESSION_TOKEN"),
        "region": os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION"),
    }
    endpoint = urlsplit(next((os.environ[name] for name in _ENDPOINTS if os.environ.get(name)), ""))
    if endpoint.netloc:
        given |= {"endpoint": endpoint.netloc, "url_style": "path"}
        given["use_ssl"] = "false" if endpoint.scheme == "http" else "true"
    words = ", ".join(f"{key} {_sql(value)}" for key, value in given.items() if value)
    return f"create secret (type s3, {words})"


def _line(text: str) -> str:
    first = without_password(" ".join(text.strip().splitlines()[:1]))
    return first if len(first) <= _LONGEST else f"{first[:_LONGEST]}..."


def _sql(text: str) -> str:
    quoted = text.replace("'", "''")
    return f"'{quoted}'"
