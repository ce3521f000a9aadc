"""Keeps core_paths in step with core_criteria: every version's trees, measured once."""

import json
from itertools import groupby
from typing import Any

import duckdb

from warehouse.normalize.paths import Branch, Burden, paths

Row = tuple[Any, ...]

_UNMEASURED = (
    "select version_id, tree_number, drug_code, indication_codes, phase_code, path, logic_code, "
    "required_count, type_code, operator_code, value_number, qualifiers from core_criteria "
    "where version_id in (select version_id from core_versions except select version_id from core_paths) "
    "order by version_id, tree_number, list_transform(string_split(path, '.'), lambda step: step::integer)"
)
_INSERT = "insert into core_paths values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Measure the trees of versions that have no paths yet."""
    rows = connection.execute(_UNMEASURED).fetchall()
    found = [_measured(list(tree)) for _, tree in groupby(rows, key=lambda row: row[:2])]
    if found:
        connection.executemany(_INSERT, found)


def _measured(rows: list[Row]) -> Row:
    version_id, tree_number, drug, indications, phase = rows[0][:5]
    found = paths(_tree(rows))
    ends = (*_end(found.easiest), *_end(found.hardest))
    return (version_id, tree_number, drug, indications, phase, *ends, list(found.demanded))


def _end(burden: Burden) -> Row:
    has_trials = burden.trials > 0 or burden.augmentations > 0
    weeks = burden.weeks if burden.weeks or not has_trials else None  # null: trials of no said length
    return (burden.trials, weeks, burden.classes or None, burden.augmentations, burden.psychotherapy > 0)


def _tree(rows: list[Row]) -> Branch:
    """The tree of rows that stand parents before children."""
    children: dict[str, list[Row]] = {}
    for row in rows[1:]:
        children.setdefault(row[5].rpartition(".")[0], []).append(row)
    return _branch(rows[0], children)


def _branch(row: Row, children: dict[str, list[Row]]) -> Branch:
    path, logic, count, kind, operator, number, qualifiers = row[5:12]
    return Branch(
        logic=logic,
        required_count=count,
        items=tuple(_branch(child, children) for child in children.get(path, ())),
        type=kind,
        operator=operator,
        number=number,
        qualifiers=json.loads(qualifiers),
    )
