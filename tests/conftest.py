"""The demo played once for a whole run of the tests, whichever worker comes first."""

import fcntl
import pickle

import pytest

from flows.demo.play import fresh_folder, play, settings_for
from flows.runs.visit import visit
from flows.sources.loader import choose, load

_FIRST = ("test_deployments.py", "test_cli.py", "test_faults.py", "test_lake.py")


def pytest_collection_modifyitems(items):
    """Files that take minutes begin the run: at its end one worker would wait for the other."""
    items.sort(key=lambda item: item.path.name not in _FIRST)


def _track(source_ids=(), now=None, settings=None):
    return visit(settings, choose(load(settings.sources), source_ids), now)


@pytest.fixture(scope="session")
def played_demo(tmp_path_factory, worker_id):
    """Settings of a played demo and what each visit came to. Read it; whoever writes takes a copy."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder, result = shared / "played-demo" / "demo", shared / "played-demo" / "visits"
    settings = settings_for(folder)
    with (shared / "played-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not result.exists():
            fresh_folder(folder)
            result.write_bytes(pickle.dumps(play(settings, _track)))
    return settings, pickle.loads(result.read_bytes())
