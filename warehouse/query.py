"""Questions to the published copy, for the terminal: names of columns and rows."""

from collections.abc import Sequence
from pathlib import Path

from warehouse.connect import open_reader

Table = tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]


def rows(published: Path, sql: str, parameters: Sequence[object] = ()) -> Table:
    """Columns and rows of a query on the published copy. Raises WarehouseError when there is none."""
    with open_reader(published) as connection:
        cursor = connection.execute(sql, list(parameters))
        columns = tuple(item[0] for item in cursor.description or ())
        return columns, tuple(cursor.fetchall())
