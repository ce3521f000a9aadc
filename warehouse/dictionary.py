"""The data dictionary as Markdown, from the comments that stand in the database itself."""

import duckdb

from warehouse.views import relations


def sections(connection: duckdb.DuckDBPyConnection) -> str:
    """One section per relation for readers, with a table of its columns."""
    return "\n".join(_section(connection, name) for name in relations(connection))


def _section(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    comment = connection.execute("select comment from duckdb_views() where view_name = ?", [name]).fetchone()
    columns = connection.execute(
        "select column_name, data_type, comment from duckdb_columns() where table_name = ? "
        "order by column_index",
        [name],
    ).fetchall()
    rows = [
        f"| `{column}` | {kind.lower().replace('|', '')} | {meaning} |" for column, kind, meaning in columns
    ]
    head = [f"## {name}", "", str((comment or [""])[0]), "", "| column | type | meaning |", "|---|---|---|"]
    return "\n".join([*head, *rows, ""])
