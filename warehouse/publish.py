"""The read-only copy for readers: one DuckDB file and the same relations as Parquet.

Both are written beside their place and renamed, so a reader finds the old or the new, never half.
The file is in the storage format of DuckDB 1.5, which older clients open too.
"""

import shutil
from pathlib import Path

import duckdb

from warehouse.connect import attached, open_writer
from warehouse.errors import Unwritable
from warehouse.views import relations

_STORAGE = "v1.5.0"


def publish(warehouse: Path, folder: Path, wait_seconds: float = 10.0) -> Path:
    """Write <folder>/coverage.duckdb and <folder>/parquet/; answers the path of the file.

    Raises WarehouseLocked, Unwritable.
    """
    target = folder / "coverage.duckdb"
    try:
        (folder / "parquet").mkdir(parents=True, exist_ok=True)
        with open_writer(warehouse, wait_seconds) as connection:
            _copy(connection, folder / "coverage.duckdb.draft", target)
            _export(connection, folder / "parquet")
    except OSError as error:
        raise Unwritable(f"{folder}: cannot write ({error.strerror}); choose another KETCOV_DATA") from error
    return target


def _copy(connection: duckdb.DuckDBPyConnection, draft: Path, target: Path) -> None:
    draft.unlink(missing_ok=True)
    with attached(connection, draft, _STORAGE) as name:
        connection.execute(f"copy from database {_own(connection)} to {name}")
    draft.replace(target)


def _own(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("select current_database()").fetchone()
    return f'"{row[0]}"' if row else ""


def _export(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    names = relations(connection)
    for name in names:
        draft = folder / f"{name}.draft"
        connection.execute(f"copy (select * from {name}) to '{_quoted(draft)}' (format parquet)")  # noqa: S608
        draft.replace(folder / f"{name}.parquet")
    for stale in folder.iterdir():
        if stale.stem not in names:
            shutil.rmtree(stale) if stale.is_dir() else stale.unlink()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
