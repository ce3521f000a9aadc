"""The warehouse as a fold over the ledger: new lines in, all of them or none.

Every policy that new lines touch is built again from its own lines, so that the order of
arrival does not matter and a rebuild gives the same rows as years of daily runs. Its earlier lines are
those of the raw tables; a look that found what the last one found adds a row and touches nothing else.
"""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from warehouse import checks, known, paths, reference, rows
from warehouse.archive import Archive
from warehouse.beliefs import timelines
from warehouse.connect import open_writer
from warehouse.errors import WarehouseError
from warehouse.kept import Kept, kept
from warehouse.kept import is_of_today as is_made_today
from warehouse.lake import claim, forget, is_lake, landed
from warehouse.ledger import Attempt, Declaration, Entry, Extraction
from warehouse.migrate import migrate
from warehouse.normalize import frames
from warehouse.normalize.ledger import ledger_frames
from warehouse.place import Warehouse
from warehouse.repeats import repeated
from warehouse.rows import insert
from warehouse.state import fold
from warehouse.views import create_views

__all__ = ["ChangeRow", "LoadResult", "catch_up", "insert"]

_AT_ONCE = 100  # policies built together: so much of a rebuild is in memory at a time
_NEWS = (  # a change that only a later reading shows is part of the history, and no news of a run
    "select {columns} from core_changes "
    "where policy_id in (select policy_id from _touched) "
    "and superseded_at is null and is_rule_news(direction_code, is_reverted) and to_version_id in "
    "(select version_id from core_versions where policy_id in (select policy_id from _touched) "
    "and cause_code = 'payer_change') order by first_seen_at, policy_id, change_type_code, change_id"
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


def catch_up(
    archive: Archive, place: Warehouse, wait_seconds: float = 10.0, is_anew: bool = False
) -> LoadResult:
    """Fold the ledger lines that the warehouse does not know yet, in one transaction; anew: all lines.

    A required check that does not hold undoes the load. In a lake the load is done again where another
    writer was faster.

    Raises CheckFailed, WarehouseLocked, ForeignWarehouse, MigrationEdited, ArchiveCorrupt, Unwritable,
    LakeUnreachable.
    """
    with open_writer(place, wait_seconds) as connection:
        if not is_lake(connection):  # of many small statements each takes longer with a thread to wake
            connection.execute("set threads = 1")
        return landed(connection, lambda: _load(archive, connection, is_anew))


def _load(archive: Archive, connection: duckdb.DuckDBPyConnection, is_anew: bool) -> LoadResult:
    migrate(connection)
    connection.begin()
    try:
        claim(connection)
        if is_anew:
            forget(connection)
        is_new = create_views(connection)
        if is_new:
            paths.refresh(connection)
        result = _fold(archive, connection)
        with nullcontext() if is_new else checks.narrowed(connection):
            checks.require(checks.run(connection, only_required=True))
    except (duckdb.Error, WarehouseError):
        connection.rollback()
        raise
    connection.commit()
    return result


def _fold(archive: Archive, connection: duckdb.DuckDBPyConnection) -> LoadResult:
    versions_before = _count(connection, "core_versions")
    entries, position = archive.entries_since(_position(connection))
    changes = _bring(archive, connection, entries)
    if entries:
        connection.execute("update _position set ledger_bytes = ?", [position])
    reference.refresh(connection)
    return LoadResult(len(entries), _count(connection, "core_versions") - versions_before, changes)


def _position(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("select ledger_bytes from _position").fetchone()
    return int(row[0]) if row else 0


def _bring(
    archive: Archive, connection: duckdb.DuckDBPyConnection, entries: tuple[Entry, ...]
) -> tuple[ChangeRow, ...]:
    """The lines, and what follows from them; answers what is news."""
    attempts = [line for line in entries if isinstance(line, Attempt)]
    read = {line.snapshot_id for line in entries if isinstance(line, Extraction)}
    begun = known.begun(connection, attempts)
    _take(connection, entries)
    is_of_today = is_made_today(connection)
    anew = _declared(entries) | known.seen_in(connection, read) if is_of_today else known.every(connection)
    more = dict(repeated(connection, [line for line in attempts if line.policy_id not in anew], begun))
    insert(connection, frames(more.items()))
    touched = anew | ({line.policy_id for line in attempts} - {policy.policy_id for policy in more})
    rows.touch(connection, touched)
    before = {row.change_id for row in _news(connection)}
    for names in _batches(sorted(touched)):
        _replace(archive, connection, names, kept(connection, names, read if is_of_today else None))
    return tuple(row for row in _news(connection) if row.change_id not in before)


def _replace(
    archive: Archive, connection: duckdb.DuckDBPyConnection, policy_ids: list[str], held: Kept
) -> None:
    """The rows of these policies as their lines have them; facts that stand as they are stay."""
    lines = known.lines_of(connection, policy_ids)
    built = list(timelines(archive, lines, policy_ids, held))
    versions = [version for _, timeline in built for version in timeline.versions]
    standing = {version.version_id for version in versions if held.has(version)}
    stale = [name for name in held.versions if name not in standing]
    new = [version.version_id for version in versions if version.version_id not in standing]
    rows.remove(connection, policy_ids, stale, new)
    insert(connection, frames(built, held.has))


def _batches(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]


def _take(connection: duckdb.DuckDBPyConnection, entries: tuple[Entry, ...]) -> None:
    """The lines as they are; payers and policies as they were declared last."""
    state = fold(entries, known.declared(connection, entries))
    rows.remove_keys(connection, "core_payers", "payer_id", state.payers)
    rows.remove_keys(connection, "core_policies", "policy_id", state.policies)
    insert(connection, ledger_frames(entries, state))


def _declared(entries: Iterable[Entry]) -> set[str]:
    lines = (line for line in entries if isinstance(line, Declaration))
    return {policy.policy_id for line in lines for policy in line.policies}


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0


def _news(connection: duckdb.DuckDBPyConnection) -> tuple[ChangeRow, ...]:
    columns = ", ".join(ChangeRow.__slots__)
    rows = connection.execute(_NEWS.format(columns=columns)).fetchall()
    return tuple(_change_row(dict(zip(ChangeRow.__slots__, row, strict=True))) for row in rows)


def _change_row(row: dict[str, Any]) -> ChangeRow:
    return ChangeRow(**{**row, "indication_codes": tuple(row["indication_codes"])})
