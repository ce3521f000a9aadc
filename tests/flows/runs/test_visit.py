"""One visit in plain calls: what fails costs a line, what cannot be reached at all changes nothing."""

from datetime import UTC, datetime

import duckdb
import pytest

from flows.runs.rebuild import rebuild
from flows.runs.visit import visit
from flows.sources.loader import load
from flows.telling.summary import NothingReached

HTML = {"Content-Type": "text/html"}
GONE = (404, HTML, b"<p>gone")
LOST = b"<html><head><title>Page not found</title></head><body><p>We can't find this page.</p></body></html>"
CHALLENGE = b"<html><body><p>Checking your browser before you continue.</p></body></html>"


def at(month):
    return datetime(2025, month, 1, tzinfo=UTC)


def go(settings, month):
    return visit(settings, load(settings.sources), at(month))


def rows(path):
    """Every row of every table, sorted; but for the note of the copy about its own publication."""
    with duckdb.connect(path, read_only=True) as connection:
        names = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        names = [name for name in names if name != "_published"]
        return {
            name: sorted(map(repr, connection.execute(f"select * from {name}").fetchall())) for name in names
        }


@pytest.fixture
def acme(settings, host, declare, policy):
    """One payer whose policy asks for two trials, then for three."""
    url = host.says("/acme", (200, HTML, policy()), (200, HTML, policy(3, "03/01/2025")))
    declare(settings, "acme", url)
    return settings


def test_a_rule_that_a_payer_changed_is_told_once(acme):
    assert go(acme, 1).changes == ()
    found = go(acme, 3)
    assert [(c.change_type_code, c.direction_code) for c in found.changes] == [
        ("step_therapy_trials", "tightened")
    ]
    assert found.exit_code == 0
    again = go(acme, 4)
    assert (again.changes, again.versions_count) == ((), 0)
    assert [item.outcome for item in again.documents] == ["unchanged"]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (GONE, "gone"),
        ((403, HTML, b""), "blocked"),
        ((200, HTML, LOST), "not_a_policy"),
        ((200, HTML, CHALLENGE), "blocked"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.4\nhalf"), "truncated"),
        ((200, HTML, b""), "empty"),
    ],
    ids=["404", "403", "soft 404", "challenge", "truncated PDF", "empty"],
)
def test_a_source_that_fails_is_named_and_displaces_nothing(acme, host, declare, answer, outcome):
    declare(acme, "bright", host.says("/bright", answer))
    found = go(acme, 1)
    assert found.exit_code == 1
    assert [(item.document_id, item.outcome) for item in found.failures] == [("bright/spravato", outcome)]
    assert found.versions_count == 1


def test_a_policy_that_is_lost_for_a_day_keeps_its_version(acme, host, policy):
    host.says("/acme", (200, HTML, policy()), (200, HTML, LOST), (200, HTML, policy()))
    go(acme, 1)
    assert go(acme, 2).versions_count == 0
    back = go(acme, 3)
    assert (back.versions_count, back.changes, back.exit_code) == (0, (), 0)


def test_where_nothing_can_be_reached_the_warehouse_stays_as_it_was(acme, host):
    go(acme, 1)
    before, published = acme.warehouse.read_bytes(), acme.coverage.read_bytes()
    table = rows(acme.warehouse)
    host.says("/acme", (503, {}, b""))
    with pytest.raises(NothingReached, match="none of 1 documents could be read") as error:
        go(acme, 2)
    assert error.value.summary.exit_code == 3
    assert acme.warehouse.read_bytes() == before
    assert acme.coverage.read_bytes() == published
    assert rows(acme.warehouse) == table


def test_an_attempt_that_failed_is_in_the_health_of_the_source_after_the_next_run(acme, host, policy):
    host.says("/acme", (503, {}, b""))
    with pytest.raises(NothingReached):
        go(acme, 1)
    host.says("/acme", (200, HTML, policy()))
    go(acme, 2)
    assert len(rows(acme.warehouse)["raw_attempts"]) == 2


def test_a_rebuild_after_deleting_the_warehouse_gives_equal_rows_in_every_table(acme):
    go(acme, 1)
    go(acme, 3)
    before = rows(acme.warehouse)
    assert before["core_changes"]
    acme.warehouse.unlink()
    rebuild(acme)
    assert rows(acme.warehouse) == before
    assert rows(acme.coverage) == before
