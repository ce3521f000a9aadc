"""Facts to frames: pure. Rows become tables whose schema was checked; the only door to pandas."""

from collections.abc import Callable, Iterable

import pandas as pd

from warehouse.ledger import Policy
from warehouse.model import Timeline, Version
from warehouse.normalize import history, rules
from warehouse.normalize.schemas import SCHEMAS

_OF_POLICY: dict[str, Callable[[Policy, Timeline], Iterable[dict[str, object]]]] = {
    "core_observations": history.observations,
    "core_versions": history.versions,
    "core_changes": history.changes,
}
_OF_VERSION: dict[str, Callable[[Version], Iterable[dict[str, object]]]] = {
    "core_positions": rules.positions,
    "core_criteria": rules.criteria,
    "core_codes": rules.codes,
    "core_revisions": rules.revisions,
    "core_claims": rules.claims,
}


def frames(timelines: Iterable[tuple[Policy, Timeline]]) -> dict[str, pd.DataFrame]:
    """One checked frame per core table for these policies, keyed by the table's name."""
    pairs = tuple(timelines)
    rows = {
        table: [row for policy, timeline in pairs for row in make(policy, timeline)]
        for table, make in _OF_POLICY.items()
    }
    every = [version for _, timeline in pairs for version in timeline.versions]
    rows |= {
        table: [row for version in every for row in make(version)] for table, make in _OF_VERSION.items()
    }
    return {table: _frame(table, content) for table, content in rows.items()}


def _frame(table: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    schema = SCHEMAS[table]
    return schema.validate(pd.DataFrame(rows, columns=list(schema.columns)), lazy=True)
