"""Migrations go forward, once, and notice edited files and foreign databases."""

import shutil
from pathlib import Path

import duckdb
import pytest

import warehouse
from warehouse import reference
from warehouse.archive import Archive
from warehouse.errors import ForeignWarehouse, MigrationEdited
from warehouse.load import catch_up
from warehouse.migrate import migrate

OURS = Path(warehouse.__file__).parent / "sql" / "migrate"
KEYLESS = {"core_payers", "core_policies", "core_versions", "core_positions", "core_criteria", "core_changes"}


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


def ours_before(number, folder):
    for path in OURS.glob("*.sql"):
        if path.name < number:
            shutil.copy(path, folder)
    return folder


def columns(connection):
    return connection.execute(
        "select table_name, column_name, data_type, is_nullable, column_default from duckdb_columns() "
        "order by table_name, column_name"
    ).fetchall()


def checks(connection):
    return connection.execute(
        "select table_name, constraint_text from duckdb_constraints() where constraint_type = 'CHECK'"
    ).fetchall()


def test_a_warehouse_with_keys_keeps_its_rows_and_its_shape_without_them(connection, tmp_path):
    folder = ours_before("0043", tmp_path)
    migrate(connection, folder)
    connection.execute("insert into core_payers values ('p', 'P', 'pbm', [], null, null, true, false)")
    connection.execute("insert into core_policies values ('p/q', 'p', 'Q', 'medical', [], ['a'], null)")
    before = [connection.execute(f"from {name}").fetchall() for name in ("core_payers", "core_policies")]
    shape = columns(connection), sorted(checks(connection))
    shutil.copy(OURS / "0043_no_keys.sql", folder)
    assert migrate(connection, folder) == ("0043_no_keys.sql",)
    after = [connection.execute(f"from {name}").fetchall() for name in ("core_payers", "core_policies")]
    assert after == before
    assert (columns(connection), sorted(checks(connection))) == shape
    keyed = "select distinct table_name from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"
    assert not any(name in KEYLESS for (name,) in connection.execute(keyed).fetchall())


def test_a_load_tells_an_older_warehouse_until_when_each_report_holds(tmp_path):
    folder, path = tmp_path / "migrations", tmp_path / "w.duckdb"
    folder.mkdir()
    with duckdb.connect(path) as connection:
        migrate(connection, ours_before("0044", folder))
        connection.execute(
            "insert into _reference values (?, ?::date, true)", [reference.sha256(), reference.COMPILED_ON]
        )
    catch_up(Archive(tmp_path / "archive"), path)
    with duckdb.connect(path) as connection:
        told = connection.execute(
            "select count(*), count(in_force_from) from core_reported_versions"
        ).fetchall()
    assert told[0][0] == told[0][1] > 50
