"""Naming a place: what is a lake, and that no password is told."""

import pytest

from warehouse.place import lake_at, without_password


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("host=db dbname=k user=u password=p4ss port=1", "host=db dbname=k user=u password=*** port=1"),
        ("host=db password = 'two words' dbname=k", "host=db password = *** dbname=k"),
        ("postgresql://u:p4ss@db:5432/k", "postgresql://u:***@db:5432/k"),
        (
            "postgresql://u@db/k?password=p4ss&connect_timeout=5",
            "postgresql://u@db/k?password=***&connect_timeout=5",
        ),
        ("postgresql://u@db/k", "postgresql://u@db/k"),
    ],
)
def test_a_lake_is_named_without_its_password(address, shown):
    assert str(lake_at(f"ducklake:postgres:{address}", "rows")) == shown
    assert without_password(f"cannot reach {address}: refused") == f"cannot reach {shown}: refused"


@pytest.mark.parametrize("address", ["", "w.duckdb", "ducklake:w.ducklake", "ducklake:postgres:"])
def test_any_other_address_is_no_lake(address):
    with pytest.raises(ValueError, match="ducklake:postgres:host="):
        lake_at(address, "rows")


def test_a_folder_of_rows_is_the_same_from_wherever_it_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert lake_at("ducklake:postgres:dbname=k", "rows").data == str(tmp_path / "rows")
    assert lake_at("ducklake:postgres:dbname=k", "s3://bucket/rows").data == "s3://bucket/rows"
