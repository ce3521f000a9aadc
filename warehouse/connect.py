"""The only door to DuckDB: a file for one writer or a lake for many, and readers on their own copy."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from warehouse.errors import ForeignWarehouse, Unwritable, WarehouseError, WarehouseLocked
from warehouse.lake import attach, unreachable
from warehouse.place import Lake, Warehouse

_POLL_SECONDS = 0.1
_OUTSIDE = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException)
_CLOSED = (
    "Permission denied",
    "Read-only file system",
    "No space left",
    "Not a directory",
    "Cannot open file",
    "Could not write file",
    "File too large",
)


@contextmanager
def open_writer(place: Warehouse, wait_seconds: float = 10.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """The working file, for this process alone, or the lake, with others.

    Raises WarehouseLocked when another process holds the file for longer than `wait_seconds`,
    ForeignWarehouse when it is no DuckDB file, Unwritable when the folder is closed or full,
    LakeUnreachable when the lake does not answer.
    """
    connection = _open_lake(place) if isinstance(place, Lake) else _open_file(place, wait_seconds)
    try:
        yield connection
    except duckdb.Error as error:
        if not (isinstance(error, _OUTSIDE) or type(error) is duckdb.Error):
            raise
        raise _failed(place, error) from error
    finally:
        with suppress(duckdb.Error):  # where a lake is lost, a transaction left to `close` ends the process
            connection.rollback()
        connection.close()


@contextmanager
def open_reader(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published copy, read-only. Raises WarehouseError when there is none that can be read."""
    if not path.exists():
        raise WarehouseError(
            f"{path}: nothing published yet; run `ketcov demo`, `ketcov ingest` or `ketcov track`"
        )
    try:
        connection = duckdb.connect(path, read_only=True)
    except duckdb.Error as error:
        raise _translated(path, error) from error
    try:
        yield connection
    except (duckdb.CatalogException, duckdb.BinderException, duckdb.IOException) as error:
        raise WarehouseError(
            f"{path}: the published copy is not of this version ({_first(error)}); run `ketcov rebuild`"
        ) from error
    finally:
        connection.close()


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, path: Path, storage: str) -> Iterator[str]:
    """A further file beside the open one, in the given storage format, under the name answered."""
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as _draft (storage_version '{storage}')")
    try:
        yield "_draft"
    finally:
        connection.execute("detach _draft")


def _open_file(path: Path, wait_seconds: float) -> duckdb.DuckDBPyConnection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(
            f"{path.parent}: cannot write ({error.strerror}); choose another KETCOV_DATA"
        ) from error
    return _connect(path, time.monotonic() + wait_seconds)


def _open_lake(lake: Lake) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    try:
        attach(connection, lake)
    except WarehouseError:
        connection.close()
        raise
    return connection


def _failed(place: Warehouse, error: duckdb.Error) -> WarehouseError:
    return unreachable(place, error) if isinstance(place, Lake) else _translated(place, error)


def _connect(path: Path, deadline: float) -> duckdb.DuckDBPyConnection:
    while True:
        try:
            return duckdb.connect(path)
        except duckdb.Error as error:
            failure = _translated(path, error)
            if not isinstance(failure, WarehouseLocked) or time.monotonic() >= deadline:
                raise failure from error
        time.sleep(_POLL_SECONDS)


def _translated(path: Path, error: duckdb.Error) -> WarehouseError:
    text = str(error)
    if "Conflicting lock" in text or "Could not set lock" in text:
        holder = re.search(r"PID (\d+)", text)
        who = f"process {holder[1]}" if holder else "another process"
        return WarehouseLocked(f"{path}: {who} is writing to the warehouse; wait until it ends and try again")
    if any(sign in text for sign in _CLOSED):
        return Unwritable(
            f"{path}: cannot write ({_first(error)}); free the folder or choose another KETCOV_DATA"
        )
    if "not a valid DuckDB" in text or "newer version" in text or "Serialization" in text:
        return ForeignWarehouse(
            f"{path}: not a warehouse this version can open; move it away and run `ketcov rebuild`"
        )
    return WarehouseError(f"{path}: {_first(error)}; run `ketcov rebuild` if it stays")


def _first(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]
