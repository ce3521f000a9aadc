"""The relations for readers on small histories, each told as a case."""

from datetime import date
from pathlib import Path

import pytest
from cases import at, belief, facts, look

import warehouse.views
from warehouse import checks
from warehouse.connect import open_writer
from warehouse.ledger import Attempt, Declaration, Extraction, Policy
from warehouse.load import insert
from warehouse.migrate import migrate
from warehouse.normalize import frames
from warehouse.normalize.ledger import ledger_frames
from warehouse.state import fold
from warehouse.timeline import build
from warehouse.views import create_views, dictionary, relations

DECLARED = Declaration(
    at(2019, 1, 1),
    "p",
    "Payer P",
    "blues_plan",
    lives=1000,
    policies=(Policy("p/q", "Q", "medical", ("commercial", "medicaid"), ("p/q",)),),
)


@pytest.fixture
def fresh(tmp_path):
    with open_writer(tmp_path / "w.duckdb") as connection:
        migrate(connection)
        create_views(connection)
        yield connection


def fill(connection, editions, entries=()):
    """Editions as (name, seen, reading), one extractor version."""
    looks = [look(name, seen) for name, seen, _ in editions]
    beliefs = {(name,): (belief(reading, seen),) for name, seen, reading in editions}
    store(connection, build("p/q", looks, beliefs, lambda before, after: ()), entries)


def store(connection, timeline, entries=()):
    """The rows of a time line, with what must hold of them."""
    state = fold((DECLARED, *entries))
    insert(connection, ledger_frames(entries, state))
    insert(connection, frames([(state.policy("p/q"), timeline)]))
    checks.require(checks.run(connection))


def stances(connection, day, known="9999-12-31"):
    sql = "select stance_code from coverage_as_of(?::date, known_at := ?::timestamp)"
    return [row[0] for row in connection.execute(sql, [day, known]).fetchall()]


def test_every_relation_and_column_for_readers_has_a_comment(fresh):
    names = relations(fresh)
    assert len(names) >= 7
    missing = fresh.execute(
        "select table_name, column_name from duckdb_columns() "
        "where starts_with(table_name, 'out_') and comment is null"
    ).fetchall()
    missing += fresh.execute(
        "select view_name from duckdb_views() where starts_with(view_name, 'out_') and coalesce(comment, '') = ''"
    ).fetchall()
    assert missing == []


def test_the_dictionary_names_no_column_that_is_gone(fresh):
    columns = {
        row[0]
        for row in fresh.execute(
            "select column_name from duckdb_columns() where starts_with(table_name, 'out_')"
        ).fetchall()
    }
    assert dictionary().keys() - columns == set()


def test_a_future_dated_version_binds_from_its_day_and_not_before(fresh):
    fill(
        fresh,
        [
            ("a", at(2020, 1, 1), facts("investigational", date(2019, 6, 1))),
            ("b", at(2021, 1, 1), facts("covered_with_criteria", date(2021, 6, 1))),
        ],
    )
    assert stances(fresh, "2021-05-31") == ["investigational"]
    assert stances(fresh, "2021-06-01") == ["covered_with_criteria"]
    assert stances(fresh, "2021-06-01", known="2020-12-31") == ["investigational"]


def test_a_retroactive_correction_replaces_what_was_believed_of_the_past(fresh):
    fill(
        fresh,
        [
            ("a", at(2024, 9, 20), facts("investigational", date(2023, 1, 1))),
            ("b", at(2024, 10, 3), facts("covered", date(2023, 10, 18))),
        ],
    )
    assert stances(fresh, "2024-01-01") == ["covered"]
    assert stances(fresh, "2024-01-01", known="2024-09-30") == ["investigational"]
    assert stances(fresh, "2023-05-01") == ["investigational"]


def test_an_edition_found_later_does_not_change_what_was_known_before(fresh):
    printed = date(2020, 1, 1)
    found = {
        "a": facts("investigational", printed),
        "b": facts("covered", printed),
        "c": facts("covered", printed),
    }
    looks = [
        look("a", at(2020, 1, 5)),
        look("b", at(2020, 2, 5), recorded=at(2020, 6, 1)),
        look("c", at(2020, 3, 5)),
    ]
    beliefs = {(item.content[0],): (belief(found[item.content[0]], item.recorded_at),) for item in looks}
    store(fresh, build("p/q", looks, beliefs, lambda before, after: ()))
    assert stances(fresh, "2020-02-20", known="2020-04-01") == ["investigational"]
    assert stances(fresh, "2020-02-20") == ["covered"]


def test_an_edition_does_not_count_from_the_day_of_one_that_is_no_policy_any_more(fresh):
    seen = {"a": at(2020, 1, 5), "b": at(2020, 3, 5)}
    read = {name: belief(facts("covered"), when) for name, when in seen.items()}
    again = {"a": belief(None, at(2020, 6, 1), "x2"), "b": belief(facts("covered"), at(2020, 6, 1), "x2")}
    beliefs = {(name,): (read[name], again[name]) for name in seen}
    looks = [look(name, when) for name, when in seen.items()]
    store(fresh, build("p/q", looks, beliefs, lambda before, after: ()))
    assert stances(fresh, "2020-02-01", known="2020-05-01") == ["covered"]
    assert stances(fresh, "2020-02-01") == []
    assert stances(fresh, "2020-03-05") == ["covered"]


def test_a_retired_policy_is_in_force_until_its_day_and_then_nothing_is(fresh):
    fill(
        fresh,
        [
            ("a", at(2020, 1, 1), facts("covered", date(2019, 1, 1))),
            (
                "b",
                at(2022, 3, 1),
                facts("covered", date(2019, 1, 1), status="retired", until=date(2022, 1, 1)),
            ),
        ],
    )
    assert stances(fresh, "2021-12-31") == ["covered"]
    assert stances(fresh, "2022-01-01") == []
    assert fresh.execute("select count(*) from out_current_positions").fetchone() == (0,)


def test_an_old_superseded_edition_brought_late_does_not_displace_the_new(fresh):
    fill(
        fresh,
        [
            ("new", at(2024, 1, 1), facts("covered", date(2023, 6, 1))),
            (
                "old",
                at(2025, 1, 1),
                facts("investigational", date(2020, 1, 1), status="superseded", until=date(2023, 6, 1)),
            ),
        ],
    )
    assert stances(fresh, "2025-06-01") == ["covered"]
    assert stances(fresh, "2021-06-01") == ["investigational"]


def test_since_when_counts_back_over_versions_with_the_same_stance(fresh):
    fill(
        fresh,
        [
            ("a", at(2019, 1, 1), facts("investigational", date(2018, 1, 1))),
            ("b", at(2020, 1, 1), facts("covered", date(2020, 1, 1))),
            ("c", at(2021, 1, 1), facts("covered", date(2021, 1, 1))),
        ],
    )
    rows = fresh.execute(
        "select line_of_business_code, stance_code, since_on from out_current_positions order by 1"
    ).fetchall()
    assert rows == [
        ("commercial", "covered", date(2020, 1, 1)),
        ("medicaid", "covered", date(2020, 1, 1)),
    ]


def test_a_draft_is_kept_and_never_in_force(fresh):
    fill(fresh, [("a", at(2020, 1, 1), facts("covered", None, status="draft"))])
    assert stances(fresh, "2021-01-01") == []
    assert fresh.execute("select is_ever_in_force from out_policy_history").fetchall() == [(False,)]


def test_the_share_counts_silent_payers_apart_from_those_never_seen(fresh):
    silent = Declaration(at(2019, 1, 1), "s", "Payer S", "blues_plan")
    fill(fresh, [("a", at(2020, 1, 1), facts("covered", date(2020, 1, 1)))], entries=(silent,))
    row = fresh.execute(
        "select stance_code, payers_count, observed_count, share, lives_count, not_observed_count "
        "from out_coverage_share where month_on = date '2020-03-01'"
    ).fetchall()
    assert row == [("covered", 1, 1, 1.0, 1000, 1)]


def test_the_monthly_stance_tells_the_days_since_the_last_look(fresh):
    fill(fresh, [("a", at(2020, 1, 21), facts("covered", date(2019, 12, 1)))])
    rows = fresh.execute(
        "select month_on, days_since_observed from out_coverage_monthly order by month_on limit 3"
    ).fetchall()
    assert rows == [(date(2019, 12, 1), None), (date(2020, 1, 1), 10), (date(2020, 2, 1), 39)]


@pytest.mark.parametrize(
    ("days", "state"),
    [((1, 2, 3), "failing"), ((1, 5, 9), "gone"), ((1, 9), "failing")],
    ids=["three times in three days", "three times in nine days", "twice"],
)
def test_a_document_is_gone_only_after_it_failed_for_days(fresh, days, state):
    entries = tuple(
        Attempt(
            at(2020, 1, day), f"r{day}", "p", "p/q", "p/q", "u", at(2020, 1, day), "gone", http_status=404
        )
        for day in days
    )
    fill(fresh, [], entries=entries)
    assert fresh.execute("select state_code from out_source_health").fetchall() == [(state,)]


def test_a_page_that_is_no_policy_is_a_failure_of_the_source(fresh):
    when = at(2020, 1, 1)
    entries = (
        Attempt(when, "r", "p", "p/q", "p/q", "u", when, "fetched", snapshot_id="x", http_status=200),
        Extraction(when, "x", "x1", failure="not_a_policy", detail="soft 404"),
    )
    fill(fresh, [], entries=entries)
    rows = fresh.execute("select state_code, state_detail, last_success_at from out_source_health").fetchall()
    assert rows == [("not_a_policy", "soft 404", None)]


def test_the_difference_of_two_versions_shows_only_what_differs(fresh):
    fill(
        fresh,
        [
            ("a", at(2020, 1, 1), facts("investigational")),
            ("b", at(2021, 1, 1), facts("covered")),
        ],
    )
    rows = fresh.execute("select side, kind, rule_text from policy_diff('p/q@a', 'p/q@b')").fetchall()
    assert rows == [("before", "position", "investigational"), ("after", "position", "covered")]


def test_every_file_of_a_view_or_a_macro_makes_what_it_is_named_after(fresh):
    sql = Path(warehouse.views.__file__).parent / "sql"
    made = fresh.execute(
        "select view_name from duckdb_views() union select function_name from duckdb_functions()"
    )
    files = {path.stem for room in ("macros", "views") for path in (sql / room).rglob("*.sql")}
    assert files - {name for (name,) in made.fetchall()} == set()
