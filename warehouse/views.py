"""Views and macros are never migrated: a load makes them anew from their files where those have changed.

The comment of an `out_` relation is the comment at the head of its file; the comment of a column
comes from sql/dictionary.csv, one line per name, because a name means the same everywhere.
"""

import csv
import hashlib
import re
from collections.abc import Mapping
from graphlib import TopologicalSorter
from itertools import takewhile
from pathlib import Path

import duckdb

from warehouse.lake import is_lake, spoken

_SQL = Path(__file__).parent / "sql"
_ROOMS = ("macros", "views/stg", "views/out")
_WORD = re.compile(r"\w+")


def create_views(connection: duckdb.DuckDBPyConnection) -> bool:
    """Create or replace every macro and view, unless they were made from these very files; whether it did."""
    texts = {path.stem: path.read_text("utf-8") for room in _ROOMS for path in (_SQL / room).glob("*.sql")}
    if is_lake(connection):  # its views are of this connection; the readers' copy has the comments
        _create(connection, texts)
        return True
    made_of = _made_of(connection, texts)
    if connection.execute("select sha256 from _views").fetchall() == [(made_of,)]:
        return False
    _create(connection, texts)
    _comment(connection)
    connection.execute("delete from _views")
    connection.execute("insert into _views values (?)", [made_of])
    return True


def dictionary() -> dict[str, str]:
    """Column name to its meaning."""
    with (_SQL / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        return {row["column_name"]: row["meaning"] for row in csv.DictReader(file)}


def relations(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Names of the relations for readers."""
    rows = connection.execute(
        "select view_name from duckdb_views() where starts_with(view_name, 'out_') order by view_name"
    ).fetchall()
    return tuple(row[0] for row in rows)


def _create(connection: duckdb.DuckDBPyConnection, texts: Mapping[str, str]) -> None:
    """Each after those that its text names."""
    uses = {
        name: sorted(texts.keys() & set(_WORD.findall(text)) - {name}) for name, text in sorted(texts.items())
    }
    for name in TopologicalSorter(uses).static_order():
        connection.execute(spoken(connection, texts[name]))


def _made_of(connection: duckdb.DuckDBPyConnection, texts: Mapping[str, str]) -> str:
    """A hash of what views are made of: texts, comments, the tables below, the DuckDB that binds."""
    tables = connection.execute("select name, sha256 from _migrations order by name").fetchall()
    parts = (duckdb.__version__, tables, sorted(texts.items()), sorted(dictionary().items()))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _comment(connection: duckdb.DuckDBPyConnection) -> None:
    meanings = dictionary()
    for name in relations(connection):
        connection.execute(f"comment on view {name} is '{_quoted(_head(name))}'")
        for (column,) in connection.execute(
            "select column_name from duckdb_columns() where table_name = ?", [name]
        ).fetchall():
            connection.execute(f"comment on column {name}.{column} is '{_quoted(meanings[column])}'")


def _head(name: str) -> str:
    lines = (_SQL / "views" / "out" / f"{name}.sql").read_text("utf-8").splitlines()
    return " ".join(
        line.removeprefix("--").strip() for line in takewhile(lambda row: row.startswith("--"), lines)
    )


def _quoted(text: str) -> str:
    return text.replace("'", "''")
