"""Facts to frames: pure. Rows become tables whose schema was checked; the only door to pandas."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from warehouse.ledger import Policy
from warehouse.model import Timeline, Version
from warehouse.normalize import history, rules
from warehouse.normalize.schemas import SCHEMAS
from warehouse.normalize.trees import measured

_OF_POLICY: dict[str, Callable[[Policy, Timeline], Iterable[dict[str, object]]]] = {
    "core_observations": history.observations,
    "core_versions": history.versions,
    "core_in_force": history.intervals,
    "core_changes": history.changes,
}
_OF_VERSION: dict[str, Callable[[Version], Iterable[dict[str, object]]]] = {
    "core_positions": rules.positions,
    "core_criteria": rules.criteria,
    "core_codes": rules.codes,
    "core_revisions": rules.revisions,
    "core_claims": rules.claims,
}


def _has_none(_: Version) -> bool:
    return False


def frames(
    timelines: Iterable[tuple[Policy, Timeline]], has_facts: Callable[[Version], bool] = _has_none
) -> dict[str, pd.DataFrame]:
    """One checked frame per core table for these policies, keyed by the table's name.

    Args:
        timelines: policies with what is known of them
        has_facts: whether the facts of a version stand in the tables already
    """
    pairs = tuple(timelines)
    rows = {
        table: [row for policy, timeline in pairs for row in make(policy, timeline)]
        for table, make in _OF_POLICY.items()
    }
    every = [version for _, timeline in pairs for version in timeline.versions if not has_facts(version)]
    rows |= {
        table: [row for version in every for row in make(version)] for table, make in _OF_VERSION.items()
    }
    return tables({**rows, "core_paths": list(measured(rows["core_criteria"]))})


def tables(rows: Mapping[str, list[dict[str, object]]]) -> dict[str, pd.DataFrame]:
    """A checked frame for every table that has rows."""
    return {table: SCHEMAS[table].frame(content) for table, content in rows.items() if content}
