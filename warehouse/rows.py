"""Rows into the tables and out of them. The rows of a policy are always replaced together.

Two temporary tables name what a load touches: `_touched`, the policies that are built anew, and
`_rewritten`, the versions whose facts it takes out or puts in.
"""

from collections.abc import Iterable, Mapping

import duckdb

OF_VERSION = (
    "core_positions",
    "core_criteria",
    "core_codes",
    "core_revisions",
    "core_claims",
    "core_paths",
)
OF_POLICY = ("core_observations", "core_changes", "core_in_force", "core_versions")


def insert(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, object]) -> None:
    """Append each frame to the table it is keyed by."""
    for table, frame in tables.items():  # noqa: B007 - DuckDB finds the frame by its name
        connection.execute(f"insert into {table} by name select * from frame")  # noqa: S608 - our own names


def remove_keys(connection: duckdb.DuckDBPyConnection, table: str, column: str, keys: Iterable[str]) -> None:
    """Take out the rows of these keys."""
    connection.execute(
        f"delete from {table} where {column} in (select unnest(?::varchar[]))",  # noqa: S608
        [list(keys)],
    )


def touch(connection: duckdb.DuckDBPyConnection, policy_ids: Iterable[str]) -> None:
    """Say which policies are built anew."""
    connection.execute("create or replace temp table _touched (policy_id varchar)")
    connection.execute("create or replace temp table _rewritten (version_id varchar)")
    connection.execute("insert into _touched select unnest(?::varchar[])", [list(policy_ids)])


def remove(
    connection: duckdb.DuckDBPyConnection, policy_ids: Iterable[str], stale: Iterable[str], new: Iterable[str]
) -> None:
    """Take out the rows of some policies and the facts of stale versions; new ones are to be put in."""
    gone = list(stale)
    connection.execute("insert into _rewritten select unnest(?::varchar[])", [[*gone, *new]])
    for table in OF_VERSION if gone else ():
        remove_keys(connection, table, "version_id", gone)
    for table in OF_POLICY:
        remove_keys(connection, table, "policy_id", policy_ids)
