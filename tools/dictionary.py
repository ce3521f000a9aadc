"""`python -m tools.dictionary` writes docs/data-dictionary.md from the comments in the database."""

from pathlib import Path

import duckdb

from warehouse.dictionary import sections
from warehouse.migrate import migrate
from warehouse.views import create_views

PAGE = Path(__file__).parents[1] / "docs" / "data-dictionary.md"
_HEAD = """# Data dictionary

Made by `python -m tools.dictionary` from the comments that stand in the database itself; edit
`warehouse/sql/dictionary.csv` and the heads of `warehouse/sql/views/out/*.sql` instead of this page.
A name means the same wherever it stands. `_on` is a date, `_at` a UTC timestamp, `_code` a word of a
vocabulary, `_id` a stable name.
"""


def page() -> str:
    """The whole page, from an empty warehouse made in memory."""
    with duckdb.connect(":memory:") as connection:
        migrate(connection)
        create_views(connection)
        return f"{_HEAD}\n{sections(connection)}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
