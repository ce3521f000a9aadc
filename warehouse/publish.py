"""The read-only copy for readers: one DuckDB file, the same relations as Parquet, and what they mean.

Everything is written beside its place and renamed, so a reader finds the old or the new, never half.
The file is in the storage format of DuckDB 1.5, which older clients open too. One row in it says when it
was made, from which position of the ledger, by which versions, and how many rows it holds.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from warehouse.connect import attached, open_writer
from warehouse.dictionary import sections
from warehouse.errors import Unwritable
from warehouse.lake import is_lake, tables
from warehouse.migrate import migrate
from warehouse.place import Lake, Warehouse
from warehouse.readings import extractor_version
from warehouse.views import create_views, relations

_STORAGE = "v1.5.0"
_ABOUT = "out_published"
_HEAD = """# Published copy

`coverage.duckdb` and `parquet/` hold the same relations; both are replaced after every run. This page is
made with them. Published {at} UTC, from ledger position {position}, by version {project} (commit {commit}).
`basis_code` keeps apart what was read in documents we hold (`observed`), what documents say of their own
past (`payer_reported`) and what was only reported of real payers (`reported`: an address, no quote).
"""


def publish(
    warehouse: Warehouse, folder: Path, wait_seconds: float = 10.0, published_at: datetime | None = None
) -> Path:
    """Write <folder>/coverage.duckdb, <folder>/parquet/ and <folder>/README.md; answers the file.

    Raises WarehouseLocked, Unwritable, LakeUnreachable.
    """
    target, draft = folder / "coverage.duckdb", folder / "coverage.duckdb.draft"
    at = (published_at or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    try:
        (folder / "parquet").mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            with open_writer(warehouse, wait_seconds) as connection:
                _copy(connection, draft)
            with open_writer(draft, wait_seconds) as connection:
                if isinstance(warehouse, Lake):
                    create_views(connection)
                counts = _export(connection, folder / "parquet")
                _say(connection, at, counts)
                _parquet(connection, _ABOUT, folder / "parquet")
                _write(folder / "README.md", _page(connection))
            draft.replace(target)
    except OSError as error:
        raise Unwritable(f"{folder}: cannot write ({error.strerror}); choose another KETCOV_DATA") from error
    return target


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time publishes into a folder, the next one waits; the end of a process frees it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _copy(connection: duckdb.DuckDBPyConnection, draft: Path) -> None:
    for left in (draft, draft.with_name(f"{draft.name}.wal")):  # by a run that was killed
        left.unlink(missing_ok=True)
    with attached(connection, draft, _STORAGE) as name:
        if is_lake(connection):
            _copy_lake(connection, _own(connection), name)
        else:
            connection.execute(f"copy from database {_own(connection)} to {name}")


def _copy_lake(connection: duckdb.DuckDBPyConnection, lake: str, file: str) -> None:
    """The tables of a file, with their keys, and in them the rows of the lake, all of one moment."""
    connection.execute(f"use {file}")
    migrate(connection)
    connection.begin()
    for name in tables(connection):
        connection.execute(f"delete from {name}")  # noqa: S608 - our own table names
        connection.execute(f"insert into {name} by name select * from {lake}.{name} order by rowid")  # noqa: S608
    connection.commit()
    connection.execute(f"use {lake}")


def _own(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("select current_database()").fetchone()
    return f'"{row[0]}"' if row else ""


def _export(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Every relation as Parquet, and how many rows each has; files of relations that are gone go too."""
    names = [name for name in relations(connection) if name != _ABOUT]
    counts = {name: _parquet(connection, name, folder) for name in names}
    for stale in folder.iterdir():
        if stale.stem not in (*names, _ABOUT):
            shutil.rmtree(stale) if stale.is_dir() else stale.unlink()
    return counts


def _parquet(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> int:
    draft = folder / f"{name}.draft"
    row = connection.execute(
        f"copy (select * from {name}) to '{_quoted(draft)}' (format parquet)"  # noqa: S608
    ).fetchone()
    draft.replace(folder / f"{name}.parquet")
    return int(row[0]) if row else 0


def _say(connection: duckdb.DuckDBPyConnection, at: datetime, counts: dict[str, int]) -> None:
    made_by = [_project(), duckdb.__version__, _STORAGE, extractor_version(), _commit()]
    connection.execute(
        "insert into _published select ?, max(ledger_bytes), ?, ?, ?, ?, ?, ? from _position",
        [at, *made_by, json.dumps({**counts, _ABOUT: 1}, sort_keys=True)],
    )


def _page(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute(
        "select published_at, ledger_bytes, project_version, git_commit from out_published"
    ).fetchone()
    at, position, project, commit = row or (None, None, None, None)
    head = _HEAD.format(at=at, position=position, project=project, commit=commit or "unknown")
    return f"{head}\n{sections(connection)}"


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.draft")
    draft.write_text(text, "utf-8")
    draft.replace(path)


def _project() -> str:
    try:
        return version("ketamine-coverage")
    except PackageNotFoundError:
        return "unreleased"


def _commit(root: Path = Path(__file__).parents[1]) -> str | None:
    """The commit of a checkout, read from its files; None where there is none."""
    head = root / ".git" / "HEAD"
    if not head.is_file():
        return None
    text = head.read_text("utf-8").strip()
    name = text.removeprefix("ref: ")
    if name == text:
        return text
    loose, packed = root / ".git" / name, root / ".git" / "packed-refs"
    if loose.is_file():
        return loose.read_text("utf-8").strip()
    lines = packed.read_text("utf-8").splitlines() if packed.is_file() else []
    return next((line.split()[0] for line in lines if line.endswith(f" {name}")), None)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
