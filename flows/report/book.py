"""Everything that the pages tell, read once from the published copy. Rows by name; no layout."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from flows.asking.answers import Row, ask

_VERSIONS = (
    "select * from out_policy_history where superseded_at is null "
    "order by policy_id, basis_code = 'observed', issue_number"
)
_CHANGES = "select * from out_policy_changes order by first_seen_at, payer_id, policy_id, change_id"
_HELD = "where version_id in (select version_id from core_versions where superseded_at is null)"
_POSITIONS = f"select * from core_positions {_HELD} order by version_id, position_id"  # noqa: S608
_HEADLINES = f"select * from stg_headline_positions {_HELD} order by version_id, position_id"  # noqa: S608
_CURRENT = (
    "select current_rows.*, positions.position_id from out_current_positions as current_rows "
    "left join stg_headline_positions as positions "
    "using (version_id, drug_code, route_code, indication_code)"
)
_CRITERIA = (
    f"select * from core_criteria {_HELD} order by version_id, tree_number, "  # noqa: S608
    "list_transform(string_split(path, '.'), lambda step: step::integer)"
)
_CODES = f"select * from core_codes {_HELD} order by version_id, code_system, code, role_code"  # noqa: S608
_REVISIONS = f"select * from core_revisions {_HELD} order by version_id, row_number"  # noqa: S608
_TOLD = (  # stances that are told and not held: of their own past by payers, of their policies by others
    "select policy_id, drug_code, route_code, indication_code, stance_code, in_force_from, in_force_to, "
    "'{basis}' as basis_code from {relation}"
)
_TOLD_BY = {"payer_reported": "stg_payer_reported_positions", "reported": "stg_reported_positions"}
_EVENTS = "select * from core_external_events order by coalesce(announced_on, effective_on), event_id"


@dataclass(frozen=True, slots=True)
class Book:
    """The rows of one published copy; the `of_version` mappings are keyed by version_id."""

    payers: tuple[Row, ...]
    versions: tuple[Row, ...]
    positions: tuple[Row, ...]
    changes: tuple[Row, ...]
    sources: tuple[Row, ...]
    queue: tuple[Row, ...]
    events: tuple[Row, ...]
    told_of_policy: dict[str, tuple[Row, ...]]
    positions_of_version: dict[str, tuple[Row, ...]]
    headlines_of_version: dict[str, tuple[Row, ...]]
    criteria_of_version: dict[str, tuple[Row, ...]]
    codes_of_version: dict[str, tuple[Row, ...]]
    revisions_of_version: dict[str, tuple[Row, ...]]
    asked_on: str
    seen_until: str

    @property
    def news(self) -> tuple[Row, ...]:
        """Rules that payers changed, newest first."""
        return tuple(row for row in reversed(self.changes) if row["is_news"])

    @property
    def observed(self) -> tuple[Row, ...]:
        """Versions whose document is in the archive, by policy and issue."""
        return tuple(row for row in self.versions if row["basis_code"] == "observed" and row["snapshot_ids"])


def read_book(copy: Path) -> Book:
    """The whole book. Raises WarehouseError where nothing is published."""
    return Book(
        payers=_all(copy, "select * from core_payers order by payer_name, payer_id"),
        versions=_all(copy, _VERSIONS),
        positions=_all(copy, _CURRENT),
        changes=_all(copy, _CHANGES),
        sources=_all(copy, "select * from out_source_health order by payer_name, document_id"),
        queue=_all(copy, "select * from out_review_queue where is_open"),
        events=_all(copy, _EVENTS),
        told_of_policy=_by(_told(copy), "policy_id"),
        positions_of_version=_by_version(ask(copy, _POSITIONS)),
        headlines_of_version=_by_version(ask(copy, _HEADLINES)),
        criteria_of_version=_by_version(ask(copy, _CRITERIA)),
        codes_of_version=_by_version(ask(copy, _CODES)),
        revisions_of_version=_by_version(ask(copy, _REVISIONS)),
        asked_on=_one(copy, "select asking_day()::varchar as answer"),
        seen_until=_one(copy, "select max(last_attempt_at)::date::varchar as answer from out_source_health"),
    )


def _all(copy: Path, sql: str) -> tuple[Row, ...]:
    return tuple(ask(copy, sql))


def _one(copy: Path, sql: str) -> str:
    return str(ask(copy, sql)[0]["answer"] or "")


def _told(copy: Path) -> list[Row]:
    every = (_TOLD.format(basis=basis, relation=name) for basis, name in _TOLD_BY.items())
    return ask(copy, f"{' union all '.join(every)} order by policy_id, in_force_from, drug_code, basis_code")


def _by_version(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    return _by(rows, "version_id")


def _by(rows: Iterable[Row], name: str) -> dict[str, tuple[Row, ...]]:
    return {str(key): tuple(found) for key, found in groupby(rows, key=lambda row: row[name])}
