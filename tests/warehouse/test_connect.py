"""The door to DuckDB: whatever it refuses becomes an error of ours with one line."""

import duckdb
import pytest

from warehouse.connect import open_reader, open_writer
from warehouse.errors import ForeignWarehouse, Unwritable, WarehouseError


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "w.duckdb"
    path.write_text("no database" * 1000)
    with pytest.raises(ForeignWarehouse, match="move it away"), open_writer(path, 0):
        pass


def test_a_place_that_cannot_hold_a_folder_is_unwritable(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Unwritable, match="KETCOV_DATA"), open_writer(tmp_path / "file" / "w.duckdb", 0):
        pass


def test_there_is_nothing_to_read_before_the_first_run(tmp_path):
    with pytest.raises(WarehouseError, match="nothing published yet"), open_reader(tmp_path / "c.duckdb"):
        pass


def test_a_copy_without_our_relations_asks_for_a_rebuild(tmp_path):
    path = tmp_path / "c.duckdb"
    duckdb.connect(path).close()
    with pytest.raises(WarehouseError, match="ketcov rebuild"), open_reader(path) as connection:
        connection.execute("select * from out_policy_changes")


def test_a_mistake_of_ours_in_the_working_file_stays_a_mistake_of_ours(tmp_path):
    with pytest.raises(duckdb.CatalogException), open_writer(tmp_path / "w.duckdb", 0) as connection:
        connection.execute("select * from nothing_of_the_kind")
