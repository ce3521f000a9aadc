"""The tables of warehouse/reference are those that the collected facts give."""

import csv
import tomllib

import pytest

from tools.reference.make import FACTS, ROOT, TARGET, read_facts, tables, text, usable

SOURCES = ROOT / "flows" / "sources"

pytestmark = pytest.mark.skipif(
    not FACTS.exists(), reason="the collected facts do not lie beside the project"
)


@pytest.fixture(scope="module")
def made():
    return tables(read_facts())


@pytest.mark.parametrize("table", ["payers", "policies", "versions", "positions", "criteria", "codes"])
def test_a_table_is_what_the_facts_give(made, table):
    assert (TARGET / f"{table}.csv").read_text("utf-8") == text(table, made[table])


def test_weak_sources_and_inferred_stances_stay_out(made):
    records = read_facts()
    kept = {record["record_id"] for record in usable(records)}
    assert {row["record_id"] for row in made["versions"]} == kept
    assert 0 < len(kept) < len(records)
    assert not any("inferred" in row["stance_code"] for row in made["positions"])


def test_every_version_has_its_source():
    with (TARGET / "versions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["url"].startswith("http") and row["source_kind_code"] for row in rows)
    assert {row["confidence_code"] for row in rows} == {"high", "medium"}


def test_a_reported_policy_goes_by_the_name_that_its_payer_is_declared_with():
    declared = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in SOURCES.glob("*.toml")}
    with (TARGET / "policies.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["payer_id"] in declared]
    names = {
        f"{payer}/{document['policy']}"
        for payer, source in declared.items()
        for document in source["document"]
    }
    assert [row["policy_id"] for row in rows if row["policy_id"] not in names] == []
