"""The notebooks' way to the published copy, read-only: a copy or a relation that is missing is said once.

A notebook never fails for want of data: it shows what is there, and one line for what is not.
"""

from collections.abc import Sequence
from pathlib import Path

from flows.asking.answers import Row
from flows.report.studies.show import Shown, note
from flows.settings import load_settings
from warehouse.connect import open_reader
from warehouse.errors import WarehouseError


class Reader:
    """Questions to one published copy."""

    def __init__(self, copy: Path) -> None:
        self.copy = copy
        self.trouble = ""
        try:
            with open_reader(copy) as connection:
                found = connection.execute("select view_name from duckdb_views()").fetchall()
                tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        except WarehouseError as error:
            self.trouble, found, tables = str(error), [], []
        self.relations = frozenset(str(row[0]) for row in (*found, *tables))

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query; none where the copy is missing."""
        if self.trouble:
            return []
        with open_reader(self.copy) as connection:
            cursor = connection.execute(sql, list(parameters))
            columns = [item[0] for item in cursor.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def has(self, relation: str) -> bool:
        """Whether the copy has a relation."""
        return relation in self.relations

    def state(self) -> Shown:
        """One line: as of when, or what is missing and the command to run."""
        if self.trouble:
            return note(f"{self.trouble}.")
        row = self.rows(
            "select asking_day()::varchar as day, (select count(*) from out_policy_history) as versions, "
            "(select max(last_attempt_at)::date::varchar from out_source_health) as visited"
        )[0]
        if not row["versions"]:
            return note("The published copy holds no policy yet; run `ketcov demo` or `ketcov track`.")
        return note(
            f"As of {row['day']}; sources last visited {row['visited']} (UTC). Copy: {self.copy.name}."
        )


def opened(copy: str = "") -> Reader:
    """The copy at a path, else the one of the settings."""
    return Reader(Path(copy) if copy else load_settings().coverage)
