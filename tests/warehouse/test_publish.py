"""The readers' copy: what it says of itself, and that it is put in place whole."""

import json
from datetime import UTC, datetime

import duckdb
import pytest

from warehouse.archive import Archive
from warehouse.load import catch_up
from warehouse.publish import _commit, publish
from warehouse.readings import extractor_version

AT = datetime(2026, 11, 25, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    catch_up(Archive(folder / "archive"), folder / "w.duckdb")
    publish(folder / "w.duckdb", folder / "published", published_at=AT)
    return folder


def test_the_copy_says_when_and_from_what_it_was_made(folder):
    with duckdb.connect(folder / "published" / "coverage.duckdb", read_only=True) as connection:
        rows = connection.execute(
            "select published_at, ledger_bytes, extractor_version, storage_version, has_reported, row_counts "
            "from out_published"
        ).fetchall()
        ((at, position, extractors, storage, has_reported, counts),) = rows
        assert (at, position, extractors, storage) == (
            AT.replace(tzinfo=None),
            0,
            extractor_version(),
            "v1.5.0",
        )
        assert has_reported is True
        for name, count in json.loads(counts).items():
            assert connection.execute(f"select count(*) from {name}").fetchone() == (count,), name


def test_the_file_keeps_the_storage_format_of_older_clients(folder):
    with duckdb.connect(folder / "published" / "coverage.duckdb", read_only=True) as connection:
        (tags,) = connection.execute(
            "select tags from duckdb_databases() where database_name = 'coverage'"
        ).fetchone()
    assert tags["storage_version"].startswith("v1.5.0")


def test_parquet_holds_the_same_relations_with_the_same_rows(folder):
    published = folder / "published"
    with duckdb.connect(published / "coverage.duckdb", read_only=True) as connection:
        names = {
            row[0]
            for row in connection.execute(
                "select view_name from duckdb_views() where starts_with(view_name, 'out_')"
            ).fetchall()
        }
        assert {path.stem for path in (published / "parquet").iterdir()} == names
        for name in names:
            held = f"select count(*) from '{published}/parquet/{name}.parquet'"
            assert (
                connection.execute(held).fetchone()
                == connection.execute(f"select count(*) from {name}").fetchone()
            )


def test_the_page_beside_it_describes_every_relation(folder):
    text = (folder / "published" / "README.md").read_text("utf-8")
    assert "2026-11-25 08:00:00 UTC" in text
    assert "## out_current_positions" in text
    assert "| `basis_code` |" in text


def test_the_working_file_knows_nothing_of_its_copies(folder):
    with duckdb.connect(folder / "w.duckdb", read_only=True) as connection:
        assert connection.execute("select count(*) from _published").fetchone() == (0,)


def test_nothing_half_written_is_left(folder):
    assert not list((folder / "published").rglob("*.draft*"))


@pytest.mark.parametrize(
    ("files", "commit"),
    [
        ({}, None),
        ({"HEAD": "abc123\n"}, "abc123"),
        ({"HEAD": "ref: refs/heads/main\n", "refs/heads/main": "def456\n"}, "def456"),
        ({"HEAD": "ref: refs/heads/main\n", "packed-refs": "# packed\n789 refs/heads/main\n"}, "789"),
        ({"HEAD": "ref: refs/heads/main\n"}, None),
    ],
)
def test_the_commit_is_read_from_a_checkout_where_there_is_one(tmp_path, files, commit):
    for name, text in files.items():
        path = tmp_path / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert _commit(tmp_path) == commit
