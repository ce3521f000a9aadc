"""A backup is the archive, file by file and hash by hash; what a fact cites never goes."""

import shutil
from datetime import UTC, datetime

import duckdb
import pytest

from flows.errors import UsageError
from flows.runs import steps
from flows.runs.backup import restore, save
from flows.runs.visit import visit
from flows.settings import Settings
from flows.sources.loader import load
from warehouse import backup
from warehouse.archive import Archive
from warehouse.errors import ArchiveCorrupt, NotEmpty
from warehouse.ledger import Attempt, Extraction, Removal

HTML = {"Content-Type": "text/html"}
LOST = b"<html><head><title>Page not found</title></head><body><p>We can't find this page.</p></body></html>"


def at(month):
    return datetime(2025, month, 1, tzinfo=UTC)


def go(settings, month):
    return visit(settings, load(settings.sources), at(month))


def rows(path):
    with duckdb.connect(path, read_only=True) as connection:
        names = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {
            name: sorted(map(repr, connection.execute(f"select * from {name}").fetchall())) for name in names
        }


def files(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Where the first test leaves its archive and warehouse for the others."""
    return tmp_path_factory.mktemp("made") / "data"


@pytest.fixture
def acme(settings, host, declare, policy, made):
    """A policy, a page in its place for a day, and a changed policy."""
    answers = (200, HTML, policy()), (200, HTML, LOST), (200, HTML, policy(3, "03/01/2025"))
    declare(settings, "acme", host.says("/acme", *answers))
    if made.exists():
        shutil.copytree(made, settings.data)
        return settings
    for month in (1, 2, 3):
        go(settings, month)
    shutil.copytree(settings.data, made)
    return settings


def elsewhere(settings, folder, **more):
    return Settings(**{**settings.model_dump(), "data": folder, **more})


def test_a_restored_backup_has_the_same_files_and_gives_the_same_rows(acme, tmp_path):
    saved = save(acme, tmp_path / "copy", at(4))
    assert (saved.made.files_count, saved.removed_count) == (saved.made.copied_count, 0)
    assert save(acme, tmp_path / "copy", at(5)).made.copied_count == 0
    there = elsewhere(acme, tmp_path / "new")
    restore(there, tmp_path / "copy")
    assert files(there.archive) == files(acme.archive)
    assert rows(there.warehouse) == rows(acme.warehouse)


def test_a_restore_overwrites_nothing(acme, tmp_path):
    save(acme, tmp_path / "copy", at(4))
    before = files(acme.data)
    with pytest.raises(NotEmpty, match="holds an archive"):
        restore(acme, tmp_path / "copy")
    assert files(acme.data) == before


def test_a_folder_with_the_backup_of_another_archive_is_left_alone(acme, tmp_path):
    save(acme, tmp_path / "copy", at(4))
    before = files(tmp_path / "copy")
    other = Archive(tmp_path / "other")
    other.append([Removal(at(1), ("none",))])
    with pytest.raises(NotEmpty, match="another archive"):
        backup.backup(other, tmp_path / "copy", at(5))
    assert files(tmp_path / "copy") == before


@pytest.mark.parametrize("damage", ["altered", "missing", "ledger", "manifest", "nothing"])
def test_a_damaged_backup_is_told_and_restores_nothing(acme, tmp_path, damage):
    copy = tmp_path / "copy"
    save(acme, copy, at(4))
    victim = sorted((copy / "snapshots").glob("??/*"))[0]
    if damage == "altered":
        victim.write_bytes(b"x" + victim.read_bytes())
    elif damage == "missing":
        victim.unlink()
    elif damage == "ledger":
        (copy / "ledger.jsonl").write_bytes((copy / "ledger.jsonl").read_bytes()[:-20])
    elif damage == "manifest":
        next((copy / "backups").glob("*.json")).write_text("{")
    else:
        copy = tmp_path / "nowhere"
    there = elsewhere(acme, tmp_path / "new")
    with pytest.raises(ArchiveCorrupt):
        restore(there, copy)
    assert not there.archive.exists()


def test_a_draft_that_a_kill_left_is_not_taken_along(acme, tmp_path):
    room = next((acme.archive / "snapshots").iterdir())
    (room / ".draft-abc").write_bytes(b"half")
    save(acme, tmp_path / "copy", at(4))
    assert not list((tmp_path / "copy").rglob(".draft*"))


def test_a_torn_last_line_of_the_ledger_stays_behind(acme, tmp_path):
    whole = (acme.archive / "ledger.jsonl").read_bytes()
    (acme.archive / "ledger.jsonl").write_bytes(whole + b'{"kind": "att')
    save(acme, tmp_path / "copy", at(4))
    assert (tmp_path / "copy" / "ledger.jsonl").read_bytes() == whole


def test_retention_lets_go_of_failed_pages_and_never_of_what_a_fact_cites(acme, tmp_path, host, policy):
    keeping = elsewhere(acme, acme.data, keep_failed_days=30)
    archive = Archive(acme.archive)
    before = rows(acme.warehouse)
    read = {e.snapshot_id for e in archive.entries() if isinstance(e, Extraction) and e.reading_id}
    assert save(keeping, tmp_path / "copy", at(4)).removed_count == 1
    left = {path.name for path in (acme.archive / "snapshots").glob("??/*")}
    assert left == read
    assert steps.extract_pending(acme, lambda: at(4)) == 0
    assert save(keeping, tmp_path / "copy", at(5)).removed_count == 0
    backup.verify(tmp_path / "copy")
    host.says("/acme", (200, HTML, LOST))
    go(acme, 6)  # the same page again: its bytes are kept again
    assert archive.read(next(e.snapshot_id for e in reversed(archive.entries()) if isinstance(e, Attempt)))
    assert rows(acme.warehouse)["core_versions"] == before["core_versions"]
    there = elsewhere(acme, tmp_path / "new")
    restore(there, tmp_path / "copy")
    assert rows(there.warehouse)["core_changes"] == before["core_changes"]


def test_the_last_capture_of_a_document_stays_even_if_it_is_no_policy(settings, host, declare, tmp_path):
    declare(settings, "acme", host.says("/acme", (200, {**HTML, "ETag": '"x"'}, LOST)))
    keeping = elsewhere(settings, settings.data, keep_failed_days=1)
    go(settings, 1)
    assert save(keeping, tmp_path / "copy", at(6)).removed_count == 0
    go(settings, 7)  # answers 304: nothing new is sent


def test_the_commands_say_what_was_copied_and_what_was_built(here, acme, tmp_path, monkeypatch):
    done = here("backup", tmp_path / "copy")
    assert (done.returncode, done.err) == (0, "")
    assert "files, " in done.out
    assert "as saved" in here("backup", tmp_path / "copy", "--verify").out
    refused = here("restore", tmp_path / "copy")
    assert refused.returncode == 3
    monkeypatch.setenv("KETCOV_DATA", str(tmp_path / "new"))
    done = here("restore", tmp_path / "copy")
    assert (done.returncode, done.err) == (0, "")
    assert "versions of policies" in done.out


def test_a_document_without_bytes_is_part_of_a_backup(tmp_path):
    archive = Archive(tmp_path / "archive")
    archive.save(b"")
    archive.append([Removal(at(1), ("ab" * 32,))])
    assert backup.backup(archive, tmp_path / "copy", at(1)).files_count == 1
    assert backup.verify(tmp_path / "copy")[0].files_count == 1


def test_a_backup_of_nothing_says_so(settings, tmp_path):
    with pytest.raises(UsageError, match="no archive here"):
        save(settings, tmp_path / "copy", at(1))
    assert not (tmp_path / "copy").exists()
