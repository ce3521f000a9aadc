"""The warehouse as a fold over the ledger: new lines in, all of them or none.

Every policy that new lines touch is built again from its own lines, so that the order of
arrival does not matter and a rebuild gives the same rows as years of daily runs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse import checks, paths, reference
from warehouse.archive import Archive
from warehouse.beliefs import timelines
from warehouse.connect import open_writer
from warehouse.errors import WarehouseError
from warehouse.ledger import Attempt, Declaration, Entry, Extraction
from warehouse.migrate import migrate
from warehouse.normalize import frames
from warehouse.normalize.ledger import ledger_frames
from warehouse.state import State, fold
from warehouse.views import create_views

_OF_VERSION = (
    "core_positions",
    "core_criteria",
    "core_codes",
    "core_revisions",
    "core_claims",
    "core_paths",
)
_NEWS = (  # a change that only a later reading shows is part of the history, and no news of a run
    "select {columns} from out_policy_changes where is_news and to_version_id in "
    "(select version_id from core_versions where cause_code = 'payer_change')"
)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One rule change that is news: a payer changed a rule and did not take it back within a day."""

    change_id: str
    payer_id: str
    policy_id: str
    first_seen_at: datetime
    effective_on: date
    change_type_code: str
    direction_code: str
    drug_code: str
    indication_codes: tuple[str, ...]
    phase_code: str | None
    before_text: str | None
    after_text: str | None
    before_quote: str | None
    after_quote: str | None


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What one load brought: ledger lines, versions, and the rule changes not known before."""

    entries_count: int
    versions_count: int
    changes: tuple[ChangeRow, ...]


def catch_up(archive: Archive, path: Path, wait_seconds: float = 10.0) -> LoadResult:
    """Fold the ledger lines that the warehouse does not know yet, in one transaction.

    A required check that does not hold undoes the load.

    Raises CheckFailed, WarehouseLocked, ForeignWarehouse, MigrationEdited, ArchiveCorrupt, Unwritable.
    """
    with open_writer(path, wait_seconds) as connection:
        migrate(connection)
        connection.begin()
        try:
            result = _fold(archive, connection)
            checks.require(checks.run(connection))
        except (duckdb.Error, WarehouseError):
            connection.rollback()
            raise
        connection.commit()
    return result


def _fold(archive: Archive, connection: duckdb.DuckDBPyConnection) -> LoadResult:
    create_views(connection)
    news_before = {row.change_id for row in _news(connection)}
    versions_before = _count(connection, "core_versions")
    entries, position = archive.entries_since(_position(connection))
    if entries:
        state = fold(archive.entries())
        connection.execute("delete from core_payers; delete from core_policies")
        insert(connection, ledger_frames(entries, state))
        _replace(connection, archive, state, _touched(entries, state))
        connection.execute("update _position set ledger_bytes = ?", [position])
    reference.refresh(connection)
    paths.refresh(connection)
    news = tuple(row for row in _news(connection) if row.change_id not in news_before)
    return LoadResult(len(entries), _count(connection, "core_versions") - versions_before, news)


def _position(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("select ledger_bytes from _position").fetchone()
    return int(row[0]) if row else 0


def _touched(entries: Iterable[Entry], state: State) -> tuple[str, ...]:
    """Policies whose rows may change: attempted, declared anew, or with a snapshot read again."""
    found: set[str] = set()
    for entry in entries:
        if isinstance(entry, Attempt):
            found.add(entry.policy_id)
        elif isinstance(entry, Declaration):
            found.update(policy.policy_id for policy in entry.policies)
        elif isinstance(entry, Extraction):
            found.update(state.policies_of(entry.snapshot_id))
    return tuple(sorted(found))


def _replace(
    connection: duckdb.DuckDBPyConnection, archive: Archive, state: State, policy_ids: tuple[str, ...]
) -> None:
    built = frames(timelines(archive, state, policy_ids))
    ids = list(policy_ids)
    for table in _OF_VERSION:
        connection.execute(
            f"delete from {table} where version_id in "  # noqa: S608 - our own table names
            "(select version_id from core_versions where list_contains(?, policy_id))",
            [ids],
        )
    for table in ("core_observations", "core_changes", "core_versions"):
        connection.execute(f"delete from {table} where list_contains(?, policy_id)", [ids])  # noqa: S608
    insert(connection, built)


def insert(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, object]) -> None:
    """Append each frame to the table it is keyed by."""
    for table, frame in tables.items():
        connection.register("_frame", frame)
        connection.execute(f"insert into {table} by name select * from _frame")  # noqa: S608
        connection.unregister("_frame")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0


def _news(connection: duckdb.DuckDBPyConnection) -> tuple[ChangeRow, ...]:
    columns = ", ".join(ChangeRow.__slots__)
    rows = connection.execute(_NEWS.format(columns=columns)).fetchall()
    return tuple(_change_row(dict(zip(ChangeRow.__slots__, row, strict=True))) for row in rows)


def _change_row(row: dict[str, Any]) -> ChangeRow:
    return ChangeRow(**{**row, "indication_codes": tuple(row["indication_codes"])})
