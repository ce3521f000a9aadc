"""Views and macros are never migrated: they are made anew from their files on every load.

The comment of an `out_` relation is the comment at the head of its file; the comment of a column
comes from sql/dictionary.csv, one line per name, because a name means the same everywhere.
"""

import csv
import re
from graphlib import TopologicalSorter
from itertools import takewhile
from pathlib import Path

import duckdb

_SQL = Path(__file__).parent / "sql"
_ROOMS = ("macros", "views/stg", "views/out")
_WORD = re.compile(r"\w+")


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create or replace every macro and view, each after those that its text names."""
    texts = {path.stem: path.read_text("utf-8") for room in _ROOMS for path in (_SQL / room).glob("*.sql")}
    uses = {
        name: sorted(texts.keys() & set(_WORD.findall(text)) - {name}) for name, text in sorted(texts.items())
    }
    for name in TopologicalSorter(uses).static_order():
        connection.execute(texts[name])
    _comment(connection)


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
