"""Whatever happened, in whatever order: the clocks as they are defined, and the same rows however loaded."""

import os
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow
import pytest
from histories import PARTS, SINGLE, START, histories
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import stance

from warehouse.archive import Archive
from warehouse.beliefs import _beliefs as beliefs_in
from warehouse.beliefs import timelines
from warehouse.ledger import Declaration, Extraction
from warehouse.load import catch_up
from warehouse.migrate import migrate
from warehouse.normalize import history as as_rows
from warehouse.normalize import rules
from warehouse.state import fold, observations
from warehouse.views import create_views

IN_FORCE = (
    "select versions.policy_id, positions.stance_code, in_force_from, in_force_to "
    "from versions_as_of(known_at := ?::timestamp) as versions "
    "inner join stg_headline_positions as positions on versions.version_id = positions.version_id"
)
AS_OF = (
    "select policy_id, stance_code from coverage_as_of(?::date, known_at := ?::timestamp) "
    "where basis_code = 'observed'"
)
MANY = int(os.environ.get("KETCOV_EXAMPLES", "100"))
FEW = max(MANY // 33, 1)  # a load costs a hundred times what its rows do
QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


def sized(count):
    is_long = "KETCOV_EXAMPLES" in os.environ
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=not is_long,
        database=None,
        suppress_health_check=QUIET,
        print_blob=True,
    )


class Shelf:
    """Readings by id, as the archive has them, without a disk."""

    def __init__(self, readings):
        self.of = {pair: "" if found is None else _id(found) for pair, found in readings.items()}
        self.readings = {_id(found): found for found in readings.values() if found}

    def load_reading(self, reading_id):
        return self.readings[reading_id]


def _id(reading):
    return sha256(repr(reading).encode()).hexdigest()


def told(lines, ids):
    """Lines with the ids under which their readings are kept."""
    return tuple(
        replace(line, reading_id=ids[line.snapshot_id, line.extractor_version] or None)
        if isinstance(line, Extraction)
        else line
        for line in lines
    )


def lines_of_time(history):
    shelf = Shelf(history.readings)
    state = fold(told(history.lines, shelf.of))
    return shelf, state, list(timelines(shelf, state, ("p/one", "p/two")))


@pytest.fixture(scope="module")
def tables():
    with duckdb.connect(":memory:") as connection:
        migrate(connection)
        create_views(connection)
        yield connection


def fill(connection, built):
    """The rows that the clocks are made of; that frames keep their contracts is asked where all is loaded."""
    versions = [version for _, line in built for version in line.versions]
    rows = {
        "core_observations": [row for own in built for row in as_rows.observations(*own)],
        "core_versions": [row for own in built for row in as_rows.versions(*own)],
        "core_in_force": [row for own in built for row in as_rows.intervals(*own)],
        "core_positions": [row for version in versions for row in rules.positions(version)],
    }
    for table, content in rows.items():
        connection.execute(f"delete from {table}")
        if content:
            connection.register("_rows", pyarrow.Table.from_pylist(content))
            connection.execute(f"insert into {table} by name select * from _rows")


DAYS = st.integers(-40, 260).map(lambda days: date(2020, 3, 1) + timedelta(days=days))
MOMENTS = st.one_of(
    st.just(datetime(9999, 12, 31, tzinfo=START.tzinfo)),
    st.integers(0, 260 * 24).map(lambda hours: START + timedelta(hours=hours)),
)


@sized(MANY)
@given(histories(), st.lists(MOMENTS, min_size=2, max_size=2), st.lists(DAYS, min_size=12, max_size=12))
def test_what_is_in_force_is_what_the_definition_says(tables, history, moments, days):
    """At every moment of knowledge and on every day: one edition at most, and the one of the definition."""
    shelf, state, built = lines_of_time(history)
    fill(tables, built)
    wanted_then = set()
    for moment in moments:
        spans = tables.execute(IN_FORCE, [moment.replace(tzinfo=None)]).fetchall()
        for policy in (SINGLE, PARTS):
            looks = observations(state.policy(policy.policy_id), state.attempts[policy.policy_id])
            beliefs = {look.content: beliefs_in(shelf, state, look.content) for look in looks}
            for day in days:
                found = [said for name, said, start, end in spans if name == policy.policy_id
                         and start <= day and (end is None or day < end)]  # fmt: skip
                wanted = stance(looks, beliefs, day, moment)
                assert found == ([] if wanted is None else [wanted]), (policy.policy_id, day, moment)
            said = stance(looks, beliefs, days[0], moment)
            wanted_then |= {(policy.policy_id, said)} if said and moment == moments[0] else set()
    asked = [days[0], moments[0].replace(tzinfo=None)]
    assert set(tables.execute(AS_OF, asked).fetchall()) == wanted_then


@sized(MANY)
@given(histories())
def test_recorded_intervals_of_an_issue_do_not_overlap_and_changes_stand_between_its_neighbours(history):
    *_, built = lines_of_time(history)
    for _, line in built:
        versions = {version.version_id: version for version in line.versions}
        assert len(versions) == len(line.versions)
        for one, other in combinations(line.versions, 2):
            if one.issue_number == other.issue_number:
                assert one.superseded_at <= other.recorded_at
        for item in line.changes:
            assert versions[item.before.version_id] is item.before
            assert versions[item.after.version_id] is item.after
            assert item.before.issue_number + 1 == item.after.issue_number
            assert item.superseded_at is None or item.recorded_at < item.superseded_at


@sized(MANY)
@given(histories())
def test_a_rule_that_is_back_within_a_day_is_marked_and_no_other_is(history):
    """Marked: between one sight of the rules and the next one of the same rules others were seen, for a day."""
    *_, built = lines_of_time(history)
    for _, line in built:
        last = {version.issue_number: version for version in line.versions}
        issues = [last[number] for number in sorted(last)]
        inside = {
            issues[place].issue_number
            for start, end in combinations(range(len(issues)), 2)
            if issues[start].reading.criteria_sha256 == issues[end].reading.criteria_sha256
            and issues[end].first_seen_at - issues[start + 1].first_seen_at <= timedelta(days=1)
            for place in range(start + 1, end + 1)
            if any(
                issues[between].reading.criteria_sha256 != issues[start].reading.criteria_sha256
                for between in range(start + 1, end)
            )
        }
        for item in line.changes:
            assert item.is_reverted == (item.after.issue_number in inside)


@sized(MANY)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_lines_arrive_changes_no_row(history, random):
    """Every clock stands in a line, so that no column depends on the order; the declared title is the last."""
    shelf, _, built = lines_of_time(history)
    lines = list(told(history.lines, shelf.of))
    random.shuffle(lines)
    lines.sort(key=lambda line: line.recorded_at if isinstance(line, Declaration) else START)
    shuffled = list(timelines(shelf, fold(lines), ("p/one", "p/two")))
    assert rows_of(shuffled) == rows_of(built)


def rows_of(built):
    """Observations, versions and changes as rows, in no order."""
    makers = (as_rows.observations, as_rows.versions, as_rows.changes)
    return [sorted(repr(row) for own in built for row in make(*own)) for make in makers]


# --- through the archive into DuckDB -----------------------------------------------------------


def rows_in(path):
    """Every row of every table that the ledger fills."""
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute(
            "select table_name from duckdb_tables() "
            "where starts_with(table_name, 'core_') or starts_with(table_name, 'raw_') order by 1"
        ).fetchall()
        return {name: sorted(map(repr, connection.execute(f"from {name}").fetchall())) for (name,) in names}


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A warehouse of an empty archive: most of the time of a first load is its views."""
    folder = tmp_path_factory.mktemp("empty")
    catch_up(Archive(folder / "archive"), folder / "empty.duckdb")
    return folder / "empty.duckdb"


@sized(FEW)
@given(histories(longest=6), st.randoms(use_true_random=False))
def test_the_rows_are_the_same_loaded_step_by_step_at_once_anew_and_in_another_order(empty, history, random):
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("stepwise", "at_once", "shuffled"):
            shutil.copy(empty, root / f"{name}.duckdb")
        stepwise, at_once = Archive(root / "stepwise"), Archive(root / "at_once")
        ids = {pair: found and stepwise.save_reading(found) for pair, found in history.readings.items()}
        for step in history.steps:
            stepwise.append(told(step, ids))
            catch_up(stepwise, root / "stepwise.duckdb")
        wanted = rows_in(root / "stepwise.duckdb")
        assert wanted["raw_attempts"] or wanted["core_policies"]

        catch_up(stepwise, root / "stepwise.duckdb", is_anew=True)
        assert rows_in(root / "stepwise.duckdb") == wanted

        for found in filter(None, history.readings.values()):
            at_once.save_reading(found)
        lines = list(told(history.lines, ids))
        at_once.append(lines)
        catch_up(at_once, root / "at_once.duckdb")
        assert rows_in(root / "at_once.duckdb") == wanted

        random.shuffle(lines)
        lines.sort(key=lambda line: line.recorded_at if isinstance(line, Declaration) else START)
        half = random.randint(0, len(lines))
        shuffled = Archive(root / "shuffled")
        for found in filter(None, history.readings.values()):
            shuffled.save_reading(found)
        for some in (lines[:half], lines[half:]):
            shuffled.append(some)
            catch_up(shuffled, root / "shuffled.duckdb")
        assert rows_in(root / "shuffled.duckdb") == wanted
