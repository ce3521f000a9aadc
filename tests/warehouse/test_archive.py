"""The archive loses nothing, repeats nothing and notices what was altered."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cases import at, facts
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Reading
from warehouse.archive import Archive
from warehouse.errors import ArchiveCorrupt, Unwritable
from warehouse.ledger import Attempt, Declaration, Extraction, Policy, Run
from warehouse.lines import entry_from_line, line_from_entry


def attempt(number=1, **more):
    return Attempt(
        at(2020, 1, 1), f"run{number}", "p", "p/q", "p/q", "http://u", at(2020, 1, 1), "fetched", **more
    )


def test_the_same_bytes_are_kept_once(tmp_path):
    archive = Archive(tmp_path)
    first, second = archive.save(b"policy"), archive.save(b"policy")
    assert (first.is_new, second.is_new) == (True, False)
    assert archive.read(first.snapshot_id) == b"policy"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_altered_bytes_are_noticed(tmp_path):
    archive = Archive(tmp_path)
    snapshot = archive.save(b"policy")
    path = next(path for path in (tmp_path / "snapshots").rglob("*") if path.is_file())
    path.write_bytes(b"other")
    with pytest.raises(ArchiveCorrupt, match="do not match"):
        archive.read(snapshot.snapshot_id)


def test_missing_bytes_are_noticed(tmp_path):
    with pytest.raises(ArchiveCorrupt, match="missing"):
        Archive(tmp_path).read("ab" * 32)


@pytest.mark.parametrize(
    "entry",
    [
        attempt(snapshot_id="ab", http_status=200, detail="é\n"),
        Declaration(
            at(2020, 1, 1),
            "p",
            "P",
            "pbm",
            ("OH",),
            5,
            "filing",
            True,
            (Policy("p/q", "Q", "medical", ("chip",)),),
        ),
        Extraction(at(2020, 1, 1), "ab", "x1", failure="encrypted", detail="password"),
        Run(at(2020, 1, 1), "r", "track", at(2020, 1, 1), 3, 1),
    ],
    ids=lambda entry: type(entry).__name__,
)
def test_a_line_gives_back_its_entry(entry):
    assert entry_from_line(line_from_entry(entry)) == entry


def test_times_are_kept_as_instants_whatever_their_zone(tmp_path):
    local = datetime(2023, 3, 22, 19, 4, 18, tzinfo=timezone(timedelta(hours=-7)))
    entry = Run(local, "r", "ingest", local)
    line = json.loads(line_from_entry(entry))
    assert line["recorded_at"] == "2023-03-23T02:04:18+00:00"
    assert entry_from_line(line_from_entry(entry)).recorded_at == local.astimezone(UTC)


def test_lines_come_back_in_order_and_from_a_position(tmp_path):
    archive = Archive(tmp_path)
    archive.append([attempt(1), attempt(2)])
    _, position = archive.entries_since(0)
    archive.append([attempt(3)])
    assert [entry.run_id for entry in archive.entries()] == ["run1", "run2", "run3"]
    assert [entry.run_id for entry in archive.entries_since(position)[0]] == ["run3"]


@given(cut=st.integers(min_value=1, max_value=60))
def test_a_line_cut_by_a_kill_is_dropped_and_the_next_one_is_whole(tmp_path_factory, cut):
    archive = Archive(tmp_path_factory.mktemp("archive"))
    archive.append([attempt(1)])
    whole = archive.ledger.read_bytes()
    archive.ledger.write_bytes(whole + line_from_entry(attempt(2))[:-cut])
    assert [entry.run_id for entry in archive.entries()] == ["run1"]
    archive.append([attempt(3)])
    assert [entry.run_id for entry in archive.entries()] == ["run1", "run3"]


def test_a_foreign_line_in_the_ledger_names_the_file_and_the_line(tmp_path):
    archive = Archive(tmp_path)
    archive.append([attempt()])
    archive.ledger.write_bytes(archive.ledger.read_bytes() + b"not json\n")
    with pytest.raises(ArchiveCorrupt, match=r"ledger\.jsonl, line 2"):
        archive.entries()


def test_a_reading_comes_back_as_it_was(tmp_path):
    archive = Archive(tmp_path)
    found = facts("covered")
    stored = archive.load_reading(archive.save_reading(found))
    assert Reading(stored.facts, stored.text_sha256, stored.criteria_sha256) == found
    assert stored.document == found.document


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "archive").write_text("a file where the folder should be")
    assert Archive(tmp_path / "archive").entries() == ()
    with pytest.raises(Unwritable, match="cannot write"):
        Archive(tmp_path / "archive").save(b"policy")


@pytest.mark.parametrize("name", ["../../../etc/passwd", "", "ab", "AB" * 32, "ab" * 32 + "/x"])
def test_a_name_that_is_no_hash_leads_nowhere(tmp_path, name):
    archive = Archive(tmp_path / "data" / "archive")
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "passwd").write_text("keep me")
    for use in (archive.read, archive.load_reading, archive.forget):
        with pytest.raises(ArchiveCorrupt, match="is no hash"):
            use(name)
    assert (tmp_path / "etc" / "passwd").read_text() == "keep me"
