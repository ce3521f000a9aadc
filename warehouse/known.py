"""What the warehouse knows of the ledger: its raw tables are the lines as they were received.

A load asks here for the lines of the policies that it touches, so that it takes as long in the tenth year
as on the first day.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import duckdb

from warehouse.ledger import Attempt, Declaration, Entry, Extraction, Policy
from warehouse.state import State

_ATTEMPTS = (
    "select recorded_at, run_id, payer_id, policy_id, document_id, url, fetched_at, outcome_code, "
    "origin_code, snapshot_id, media_type, http_status, etag, last_modified, detail from raw_attempts "
    "where policy_id in (select unnest(?::varchar[])) order by rowid"
)
_EXTRACTIONS = (
    "select recorded_at, snapshot_id, extractor_version, reading_id, failure_code, detail "
    "from raw_extractions where snapshot_id in (select unnest(?::varchar[])) order by rowid"
)
_POLICIES = (
    "select policy_id, policy_title, benefit_code, line_of_business_codes, document_ids, policy_owner "
    "from core_policies where policy_id in (select unnest(?::varchar[]))"
)
_PAYERS = (
    "select payer_id, payer_name, payer_type_code, state_codes, lives_count, lives_source, is_fictional "
    "from core_payers where is_declared and payer_id in (select unnest(?::varchar[]))"
)
_SEEN_IN = "select distinct policy_id from raw_attempts where snapshot_id in (select unnest(?::varchar[]))"
_BEGUN = (
    "select distinct policy_id from raw_attempts "
    "where run_id in (select unnest(?::varchar[])) and policy_id in (select unnest(?::varchar[]))"
)


def declared(connection: duckdb.DuckDBPyConnection, entries: Iterable[Entry]) -> State:
    """Payers that these lines declare, as they were known before; a line of theirs is folded over it."""
    names = sorted({line.payer_id for line in entries if isinstance(line, Declaration)})
    state = State()
    for payer_id, name, kind, states, *rest in connection.execute(_PAYERS, [names]).fetchall():
        at = datetime.min.replace(tzinfo=UTC)  # when it was declared is in the ledger, and nobody asks
        state.payers[payer_id] = Declaration(at, payer_id, name, kind, tuple(states), *rest)
    return state


def lines_of(connection: duckdb.DuckDBPyConnection, policy_ids: Iterable[str]) -> State:
    """Everything that the ledger says of these policies, in its order."""
    names = list(policy_ids)
    state = State(policies=policies(connection, names))
    for row in connection.execute(_ATTEMPTS, [names]).fetchall():
        attempt = Attempt(*_in_utc(row))
        state.attempts[attempt.policy_id].append(attempt)
    looks = (attempt for attempts in state.attempts.values() for attempt in attempts)
    snapshots = sorted({look.snapshot_id for look in looks if look.snapshot_id})
    for row in connection.execute(_EXTRACTIONS, [snapshots]).fetchall():
        extraction = Extraction(*_in_utc(row))
        state.extractions[extraction.snapshot_id].append(extraction)
    return state


def every(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Every policy that was ever attempted or declared."""
    return _names(
        connection, "select policy_id from raw_attempts union select policy_id from core_policies", []
    )


def policies(connection: duckdb.DuckDBPyConnection, policy_ids: Iterable[str]) -> dict[str, Policy]:
    """Those of these policies that were declared."""
    rows = connection.execute(_POLICIES, [list(policy_ids)]).fetchall()
    return {
        policy_id: Policy(policy_id, title, benefit, tuple(lines), tuple(documents), owner)
        for policy_id, title, benefit, lines, documents, owner in rows
    }


def seen_in(connection: duckdb.DuckDBPyConnection, snapshot_ids: Iterable[str]) -> set[str]:
    """The policies that these snapshots were fetched for."""
    return _names(connection, _SEEN_IN, [sorted(set(snapshot_ids))])


def begun(connection: duckdb.DuckDBPyConnection, attempts: Iterable[Attempt]) -> set[str]:
    """The policies of these attempts of which the same runs have left lines before."""
    found = tuple(attempts)
    runs, names = {line.run_id for line in found}, {line.policy_id for line in found}
    return _names(connection, _BEGUN, [sorted(runs), sorted(names)])


def _names(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[Any]) -> set[str]:
    return {row[0] for row in connection.execute(sql, parameters).fetchall()}


def _in_utc(row: tuple[Any, ...]) -> list[Any]:
    return [value.replace(tzinfo=UTC) if isinstance(value, datetime) else value for value in row]
