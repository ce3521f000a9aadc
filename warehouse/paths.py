"""Fills core_paths for versions that an older release loaded: the loader measures every tree it writes."""

import duckdb

from warehouse.normalize import tables
from warehouse.normalize.trees import measured
from warehouse.rows import insert

_COLUMNS = (
    "version_id",
    "tree_number",
    "drug_code",
    "indication_codes",
    "phase_code",
    "path",
    "logic_code",
    "required_count",
    "type_code",
    "operator_code",
    "value_number",
    "qualifiers",
)
_UNMEASURED = (
    f"select {', '.join(_COLUMNS)} from core_criteria where version_id in "  # noqa: S608 - our own column names
    "(select version_id from core_versions except select version_id from core_paths) "
    "order by version_id, tree_number, list_transform(string_split(path, '.'), lambda step: step::integer)"
)


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Measure the trees of versions that have no paths yet."""
    rows = connection.execute(_UNMEASURED).fetchall()
    found = measured(dict(zip(_COLUMNS, row, strict=True)) for row in rows)
    insert(connection, tables({"core_paths": list(found)}))
