"""Migrations go forward, once, and notice edited files and foreign databases."""

import duckdb
import pytest

from warehouse.errors import ForeignWarehouse, MigrationEdited
from warehouse.migrate import migrate


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "0001_a.sql").write_text("create table a (x integer);")
    return tmp_path


def test_each_file_is_applied_once_in_order(connection, folder):
    (folder / "0002_b.sql").write_text("alter table a add column y integer;")
    assert migrate(connection, folder) == ("0001_a.sql", "0002_b.sql")
    assert migrate(connection, folder) == ()


def test_a_file_that_fails_leaves_nothing_of_itself(connection, folder):
    (folder / "0002_b.sql").write_text("create table b (x integer); select nonsense;")
    with pytest.raises(duckdb.Error):
        migrate(connection, folder)
    tables = {row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()}
    assert tables == {"_migrations", "a"}


def test_an_edited_file_stops_the_run(connection, folder):
    migrate(connection, folder)
    (folder / "0001_a.sql").write_text("create table a (x bigint);")
    with pytest.raises(MigrationEdited, match=r"0001_a\.sql"):
        migrate(connection, folder)


def test_a_newer_warehouse_is_refused(connection, folder):
    migrate(connection, folder)
    (folder / "0001_a.sql").unlink()
    with pytest.raises(ForeignWarehouse, match="newer"):
        migrate(connection, folder)


def test_a_foreign_database_is_refused(connection, folder):
    connection.execute("create table theirs (x integer)")
    with pytest.raises(ForeignWarehouse, match="other tables"):
        migrate(connection, folder)
