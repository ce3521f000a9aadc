"""The ledger as a process knows it: read to its end once, and again from there."""

import pytest
from cases import at

from warehouse.archive import Archive
from warehouse.errors import ArchiveCorrupt
from warehouse.ledger import Run


def run(name):
    return Run(at(2024, 1, 1), name, "track", at(2024, 1, 1))


def names(archive):
    return [entry.run_id for entry in archive.entries()]


@pytest.fixture
def archive(tmp_path):
    found = Archive(tmp_path / "archive")
    found.append([run("one"), run("two")])
    return found


def test_only_what_was_appended_is_read_again(archive, monkeypatch):
    assert names(archive) == ["one", "two"]
    archive.append([run("three")])
    asked = []
    plain = type(archive.store).tail

    def tail(store, position):
        asked.append(len(plain(store, position)))
        return plain(store, position)

    monkeypatch.setattr(type(archive.store), "tail", tail)
    assert names(Archive(archive.root)) == ["one", "two", "three"]
    whole = archive.ledger.stat().st_size
    assert sum(asked) < whole, "the last line that is known and the new one"


def test_lines_that_another_archive_object_appends_are_seen(archive):
    assert names(archive) == ["one", "two"]
    Archive(archive.root).append([run("three")])
    assert names(archive) == ["one", "two", "three"]


def test_a_ledger_put_back_from_a_backup_is_read_from_its_beginning(archive):
    assert names(archive) == ["one", "two"]
    other = Archive(archive.root.with_name("other"))
    other.append([run("another one"), run("another two"), run("another three")])
    archive.ledger.write_bytes(other.ledger.read_bytes())
    assert names(archive) == ["another one", "another two", "another three"]


def test_a_shorter_ledger_is_read_from_its_beginning(archive):
    lines = archive.ledger.read_bytes().splitlines(keepends=True)
    assert names(archive) == ["one", "two"]
    archive.ledger.write_bytes(lines[0])
    assert names(archive) == ["one"]


def test_a_line_that_is_none_is_told_each_time(archive):
    assert names(archive) == ["one", "two"]
    with archive.ledger.open("ab") as file:
        file.write(b"no line\n")
    for _ in range(2):
        with pytest.raises(ArchiveCorrupt, match="not a ledger line"):
            archive.entries()
