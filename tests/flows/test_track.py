"""The flow under a temporary Prefect API: one run that changes nothing, one with a change, one that fails."""

import atexit
import json
import os
from datetime import UTC, datetime

import pytest

from flows.serving import orchestration

pytestmark = pytest.mark.prefect
HTML = {"Content-Type": "text/html"}


@pytest.fixture(scope="session")
def api():
    os.environ.update(orchestration.QUIET)
    atexit.register(orchestration.end_loops)
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield PREFECT_API_URL.value()


def artifacts():
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        return client.read_artifacts()


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_flow_run_tells_the_change_and_stores_its_summary(api, settings, host, declare, policy):
    from flows.telling.summary import NothingReached
    from flows.track import track

    declare(settings, "acme", host.says("/a", (200, HTML, policy()), (200, HTML, policy(3, "03/01/2025"))))
    track(settings=settings, now=datetime(2025, 1, 1, tzinfo=UTC))
    found = track(settings=settings, now=datetime(2025, 3, 1, tzinfo=UTC))
    assert [change.change_type_code for change in found.changes] == ["step_therapy_trials"]
    assert found.exit_code == 0
    stored = [row for item in artifacts() if item.key == "track-summary" for row in json.loads(item.data)]
    assert sorted((row["payer"], row["rule changes"], row["failed"]) for row in stored) == [
        ("acme", 0, ""),
        ("acme", 1, ""),
    ]
    host.says("/a", (403, {}, b""))
    with pytest.raises(NothingReached):
        track(settings=settings, now=datetime(2025, 4, 1, tzinfo=UTC))
    assert any("acme/spravato (blocked)" in (item.description or "") for item in artifacts())


def test_the_command_ends_with_one_and_names_what_failed(ketcov, settings, host, declare, policy):
    declare(settings, "acme", host.says("/a", (200, HTML, policy())))
    declare(settings, "bright", host.says("/b", (404, HTML, b"")))
    done = ketcov("track", "--json")
    assert done.returncode == 1
    assert done.err == "ketcov: 1 of 2 documents not read: bright/spravato (gone): the host answered 404\n"
    assert {item["outcome"] for item in json.loads(done.out)["documents"]} == {"fetched", "gone"}


def test_the_command_that_reaches_nothing_ends_with_three_and_one_line(api, ketcov, settings, host, declare):
    declare(settings, "acme", host.says("/a", (503, {}, b"")))
    done = ketcov("track", PREFECT_API_URL=api)
    assert done.returncode == 3
    assert done.err.startswith("ketcov: none of 1 documents could be read (")
    assert len(done.err.splitlines()) == 1
    assert not settings.warehouse.exists()
