"""Several readers at once, and a file that passes a limit as a state of its source."""

import threading
from contextlib import closing
from datetime import UTC, datetime

import duckdb

from flows.reading.guard import Limits
from flows.reading.readers import Readers, is_document, readers
from flows.runs.ingest import ingest
from flows.settings import Settings
from flows.sources.manifest import collect
from warehouse.archive import Archive
from warehouse.ledger import Extraction

POLICY = """<html><body><h1>Esketamine nasal spray</h1><p>Effective Date: {effective}</p>
<h2>Coverage criteria</h2><p>Spravato (esketamine) is considered medically necessary for treatment-resistant
depression when all of the following criteria are met:</p><ol><li>The member is {age} years of age or older.</li>
</ol></body></html>"""


def test_results_come_in_order_however_long_each_takes():
    second_is_done = threading.Event()

    def work(number):
        if number == 0:
            assert second_is_done.wait(20)
        if number == 1:
            second_is_done.set()
        return number

    with closing(Readers(Limits(), 2)) as found:
        assert list(found.in_order(work, range(20))) == list(range(20))


def test_one_reader_does_one_thing_at_a_time():
    with closing(Readers(Limits(), 1)) as found:
        assert list(found.in_order(lambda n: (n, threading.current_thread()), range(3))) == [
            (n, threading.main_thread()) for n in range(3)
        ]


def test_a_run_that_stops_taking_results_can_begin_again():
    with closing(Readers(Limits(), 2)) as found:
        taken = found.in_order(str, range(100))
        assert next(taken) == "0"
        taken.close()
        assert list(found.in_order(str, range(3))) == ["0", "1", "2"]


def test_the_readers_of_a_process_are_kept():
    settings = Settings(read_seconds=77)
    assert readers(settings) is readers(settings)
    assert readers(settings) is not readers(Settings(read_seconds=78))


def test_bytes_that_are_no_policy_are_no_document():
    settings = Settings()
    assert is_document(settings, POLICY.format(effective="01/01/2026", age=18).encode(), "text/html")
    assert not is_document(settings, b"%PDF-1.4 cut", "application/pdf")


def test_a_file_that_takes_too_long_is_a_state_of_its_source_and_leaves_the_last_version(tmp_path):
    data, now = tmp_path / "data", datetime(2026, 11, 24, tzinfo=UTC)

    def bring(age, seconds, day):
        path = tmp_path / f"policy_{age}.html"
        path.write_text(POLICY.format(effective="01/01/2026", age=age))
        files = collect([path], "plan", "spravato", "medical", f"2026-02-0{day}", now)
        return ingest(Settings(data=data, read_seconds=seconds), files)

    bring(18, 120, 1)
    assert bring(21, 0.001, 2).nothing_reached
    with duckdb.connect(data / "published" / "coverage.duckdb", read_only=True) as connection:
        states = connection.execute("select state_code, state_detail from out_source_health").fetchall()
        ages = connection.execute(
            "select value_number from out_current_criteria where type_code = 'age_min'"
        ).fetchall()
    ((state, detail),) = states
    assert state == "took_too_long"
    assert "KETCOV_READ_SECONDS" in detail
    assert ages == [(18.0,)]


def test_a_file_that_passed_a_limit_is_read_again_once_the_limit_is_higher_and_not_before(tmp_path):
    data, now = tmp_path / "data", datetime(2026, 11, 24, tzinfo=UTC)
    path = tmp_path / "policy.html"
    path.write_text(POLICY.format(effective="01/01/2026", age=18))

    def bring(**limits):
        files = collect([path], "plan", "spravato", "medical", "2026-02-01", now)
        ingest(Settings(data=data, **limits), files)
        with duckdb.connect(data / "published" / "coverage.duckdb", read_only=True) as connection:
            ages = connection.execute(
                "select value_number from out_current_criteria where type_code = 'age_min'"
            ).fetchall()
            causes = connection.execute(
                "select cause_code from out_policy_history where payer_id = 'plan'"
            ).fetchall()
        tried = [line for line in Archive(data / "archive").entries() if isinstance(line, Extraction)]
        return len(tried), ages, causes

    assert bring(read_seconds=0.001) == (1, [], [])
    assert bring(read_seconds=0.001) == (1, [], [])
    assert bring(read_seconds=0.001, read_megabytes=4096) == (1, [], [])
    assert bring(read_seconds=120) == (2, [(18.0,)], [("first_seen",)])
    assert bring(read_seconds=240) == (2, [(18.0,)], [("first_seen",)])
