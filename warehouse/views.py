"""Views and macros are never migrated: they are made anew from their files on every load."""

from pathlib import Path

import duckdb

_SQL = Path(__file__).parent / "sql"
_ROOMS = ("macros/first", "views/stg", "macros/then", "views/out")  # each may use the ones before it


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create or replace every macro and view, in the order in which they build on each other."""
    for room in _ROOMS:
        for path in sorted((_SQL / room).glob("*.sql")):
            connection.execute(path.read_text("utf-8"))
