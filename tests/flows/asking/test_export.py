"""ketcov export: files that spreadsheets and programs open, and no formula among the payers' words."""

import csv
import io
import json

import duckdb
import pytest

from flows.asking.export import _csv, export
from flows.errors import UnknownName, UsageError
from warehouse.archive import Archive
from warehouse.errors import Unwritable
from warehouse.load import catch_up
from warehouse.publish import publish


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    catch_up(Archive(folder / "archive"), folder / "w.duckdb")
    return publish(folder / "w.duckdb", folder / "published")


def test_csv_has_a_head_and_every_row(copy, tmp_path):
    count = export(copy, "out_external_events", "csv", tmp_path / "e.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "e.csv").read_text("utf-8"))))
    assert len(rows) == count > 30
    assert rows[0]["event_id"]


def test_a_byte_order_mark_is_written_on_request_only(copy, tmp_path):
    export(copy, "external_events", "csv", tmp_path / "with.csv", has_bom=True)
    export(copy, "external_events", "csv", tmp_path / "without.csv")
    assert (tmp_path / "with.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "without.csv").read_bytes()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-A1", "@a", "\tx", " =1", "＝1+1"])
def test_words_that_start_a_formula_get_an_apostrophe(text):
    ((cell, number),) = list(csv.reader(io.StringIO(_csv((("a", "b"), ((text, -1),))))))[1:]
    assert (cell, number) == (f"'{text}", "-1")


def test_words_lists_and_gaps_stay_as_they_are():
    table = (("a", "b", "c"), (('says "x", y', ["é", "z"], None),))
    assert list(csv.reader(io.StringIO(_csv(table))))[1] == ['says "x", y', '["é", "z"]', ""]


def test_json_is_one_object_per_line(copy, capsys):
    count = export(copy, "label_rules", "json", None)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == count
    assert lines[0]["label_version"]


def test_parquet_keeps_types_and_needs_a_file(copy, tmp_path):
    count = export(copy, "out_coverage_monthly", "parquet", tmp_path / "m.parquet")
    read = f"select count(*), typeof(any_value(month_on)) from '{tmp_path / 'm.parquet'}'"
    with duckdb.connect() as connection:
        assert connection.execute(read).fetchone() == (count, "DATE")
    with pytest.raises(UsageError, match="--out"):
        export(copy, "out_coverage_monthly", "parquet", None)


def test_an_unknown_relation_is_told_with_the_known_ones(copy):
    with pytest.raises(UnknownName, match="out_policy_changes"):
        export(copy, "policy_change", "csv", None)


def test_a_closed_folder_is_told_in_one_line(copy, tmp_path):
    with pytest.raises(Unwritable, match="cannot write"):
        export(copy, "label_rules", "csv", tmp_path / "missing" / "f.csv")
