"""What `make serve` does, for real: server, worker, deployments, and a receiver of messages, on loopback."""

import asyncio
import contextlib
import importlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import asyncpg
import httpx
import pytest
import services
import yaml
from prefect import Flow

from flows.demo.declarations import write
from flows.demo.server import DemoServer
from flows.demo.visits import visits
from flows.serving import processes
from flows.serving.place import answers, environment, place
from flows.settings import Settings

ROOT = Path(__file__).parents[3]
WRITTEN = json.loads((ROOT / "tests" / "golden" / "demo" / "changes.json").read_text("utf-8"))["rule_changes"]
DEPLOYED = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
LONGEST = 120


def until(question, seconds=LONGEST, pause=0.5):
    """The first true answer; fails where none comes."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(pause)
    raise AssertionError(f"not within {seconds} seconds")


class Receiver:
    """A webhook that keeps what it is told."""

    def __init__(self):
        self.messages = messages = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def serving(word, environment):
    command = [sys.executable, "-m", "flows.serving", word]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Everything that `make serve` starts, with the demo's payers as declared sources."""
    folder = tmp_path_factory.mktemp("served")
    receiver, port = Receiver(), free_port()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "KETCOV_"))}
    variables = kept | {
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL": "1",
        "KETCOV_DATA": str(folder / "data"),
        "KETCOV_SOURCES": str(folder / "sources"),
        "KETCOV_ALLOW_PRIVATE_HOSTS": "true",
        "KETCOV_MIN_SECONDS_BETWEEN_REQUESTS": "0",
        "KETCOV_ALERT_WEBHOOK": receiver.url,
    }
    with DemoServer() as payers, httpx.Client(base_url=f"http://127.0.0.1:{port}/api", timeout=30) as api:
        write(payers.base_url, folder / "sources")
        try:
            said = serving("start", variables)
            yield SimpleNamespace(
                api=api,
                payers=payers,
                receiver=receiver,
                said=said,
                port=port,
                folder=folder / "data",
                environment=variables,
            )
        finally:
            serving("stop", variables)
            receiver.stop()


def ask(served, path, **body):
    """An answer of the API; its database may be busy for a moment, as Prefect's own client knows."""

    def answer():
        found = served.api.post(path, json=body)
        return found if found.status_code not in {429, 503} else None

    found = until(answer)
    found.raise_for_status()
    return found.json()


def deployments(served):
    return {item["name"]: item for item in ask(served, "/deployments/filter")}


def run_of(served, deployment, **parameters):
    """The run of a deployment, when it is over."""
    return over(served, begin(served, deployment, **parameters))


def begin(served, deployment, **parameters):
    found = deployments(served)[deployment]["id"]
    return ask(served, f"/deployments/{found}/create_flow_run", parameters=parameters)["id"]


def over(served, run_id, states=("COMPLETED", "FAILED", "CRASHED", "CANCELLED")):
    def state():
        try:
            run = served.api.get(f"/flow_runs/{run_id}").json()
        except httpx.TimeoutException:  # a server just started waits for its file up to a minute
            return None
        return run if run.get("state_type") in states else None

    return until(state)


def visit(served, number):
    served.payers.visit = number
    return run_of(served, "daily", now=visits()[number - 1].at.isoformat())


def artifacts(served, key):
    found = ask(served, "/artifacts/filter", artifacts={"key": {"any_": [key]}}, sort="CREATED_DESC")
    return [item["data"] for item in found]


def seen(number):
    """The rule changes that the demo's payers make on a visit."""
    day = visits()[number - 1].at.date().isoformat()
    return [change for change in WRITTEN if change["first_seen_on"] == day]


NEWS = next(number for number in range(2, 9) if seen(number))


def hand_over_again(served, name):
    """An event once more, under another id, as where the server did not get to say that it has it."""
    (event,) = ask(served, "/events/filter", filter={"event": {"name": [name]}})["events"]
    kept = {key: event[key] for key in ("event", "occurred", "resource", "related", "payload")}
    served.api.post("/events", json=[{**kept, "id": str(uuid.uuid4())}]).raise_for_status()


@pytest.mark.prefect
def test_a_served_project_tracks_shows_and_tells(served):
    assert f"http://127.0.0.1:{served.port}" in served.said
    there = deployments(served)
    assert set(there) == {item["name"] for item in DEPLOYED}
    assert there["daily"]["global_concurrency_limit"]["limit"] == 1
    assert re.search(r"^track/daily +17 9 \* \* \* +20\d\d-\d\d-\d\d 09:17", served.said, re.MULTILINE)
    assert f"export PREFECT_API_URL=http://127.0.0.1:{served.port}/api" in served.said

    first = visit(served, 1)
    assert first["state_type"] == "COMPLETED", first["state"]["message"]
    assert "quiet" in first["tags"]
    assert artifacts(served, "track-changes") == ["No rule changed."]
    assert {row["payer"] for row in json.loads(artifacts(served, "track-summary")[0])} >= {"cerulean"}

    for number in range(2, NEWS + 1):
        second = visit(served, number)
    changes = seen(NEWS)
    assert {"ketcov", "news"} <= set(second["tags"])
    page = artifacts(served, "track-changes")[0]
    assert f"{len(changes)} rule change" in page
    assert page.count("- was: ") == len(changes)
    assert "“" in page
    assert json.loads(artifacts(served, "source-health")[0])
    assert artifacts(served, "coverage-matrix")[0].startswith("data:image/svg+xml;base64,")
    assert artifacts(served, "progress-fetching")[0] == 100.0
    tasks = ask(served, "/task_runs/filter", flow_runs={"id": {"any_": [second["id"]]}})
    assert "fetch cerulean: esketamine, ketamine_infusion" in {task["name"] for task in tasks}
    lines = [item["message"] for item in ask(served, "/logs/filter", limit=200)]
    assert any(line.startswith("document=cerulean/esketamine outcome=fetched") for line in lines)

    (message,) = until(lambda: served.receiver.messages)
    assert message["subject"] == f"ketcov: {len(changes)} rule change{'s'[: len(changes) != 1]}"
    assert message["body"].count("- was: ") == len(changes)
    fired = {"deployments": {"id": {"any_": [there["on-news"]["id"]]}}}
    until(lambda: [run for run in ask(served, "/flow_runs/filter", **fired) if not run["auto_scheduled"]])

    hand_over_again(served, "ketcov.digest")
    again = visit(served, NEWS)
    assert "quiet" in again["tags"]
    checked = run_of(served, "hourly")
    assert checked["state_type"] == "COMPLETED", checked["state"]["message"]
    rebuilt = run_of(served, "from-archive")
    assert rebuilt["state_type"] == "COMPLETED", rebuilt["state"]["message"]
    assert len(served.receiver.messages) == 1

    killed = kill_everything_in(served, NEWS + 1)
    assert over(served, killed)["state_type"] == "CRASHED"
    assert visit(served, NEWS + 1)["state_type"] == "COMPLETED"
    until(lambda: len(served.receiver.messages) > 1)
    told = "".join(message["body"] for message in served.receiver.messages)
    assert told.count("- was: ") == len(changes) + len(seen(NEWS + 1))


def kill_everything_in(served, number):
    """SIGKILL of flow, worker and server while a visit goes on; then `make serve` again."""
    served.payers.visit = number
    run = begin(served, "daily", now=visits()[number - 1].at.isoformat())
    over(served, run, ("RUNNING",))
    for part in ("worker", "server"):
        os.killpg(processes.running(part, served.folder / "prefect"), signal.SIGKILL)
    for number in processes_of(run):
        with contextlib.suppress(ProcessLookupError):  # a reader ends with the run that it reads for
            os.kill(number, signal.SIGKILL)
    serving("start", served.environment)
    return run


@pytest.fixture
def postgres():
    """The address of a PostgreSQL of its own on loopback, as Prefect takes it."""
    with services.postgres() as (reach, _):
        where = dict(part.split("=") for part in reach.split())
        user = f"{where['user']}:{quote(services.PASSWORD)}"
        yield f"postgresql+asyncpg://{user}@{where['host']}:{where['port']}/postgres"


@pytest.mark.prefect
def test_the_server_keeps_its_records_in_postgresql_where_a_setting_says_so(postgres, tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith(("PREFECT_", "KETCOV_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_SERVER_API_PORT", str(free_port()))
    monkeypatch.setenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", postgres)
    settings = Settings(data=tmp_path)
    where = place(settings)
    processes.start("server", ("server", "start"), environment(settings, where), where.folder)
    try:
        until(lambda: answers(where))
        command = [sys.executable, "-m", "prefect", "work-pool", "create", "ketcov", "--type", "process"]
        made = subprocess.run(command, env=environment(settings, where), capture_output=True, check=False)
        assert made.returncode == 0, made.stdout + made.stderr
        assert not list(where.folder.glob("*.db"))
    finally:
        processes.stop("server", where.folder)
    with ThreadPoolExecutor(1) as own:  # a browser in this process may hold a running event loop
        assert own.submit(lambda: asyncio.run(pools(postgres))).result() == ["ketcov"]


async def pools(address):
    connection = await asyncpg.connect(address.replace("+asyncpg", ""))
    try:
        return [row["name"] for row in await connection.fetch("select name from work_pool")]
    finally:
        await connection.close()


def processes_of(run):
    """The processes of a flow run: each is in a session of its own and outlives its worker."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"PREFECT__FLOW_RUN_ID={run}".encode() in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
    return found


def test_every_deployment_says_what_it_does_and_who_may_write():
    names = [item["name"] for item in DEPLOYED]
    assert len(set(names)) == len(names)
    for item in DEPLOYED:
        assert item["description"]
        assert "ketcov" in item["tags"]
        module, _, name = item["entrypoint"].rpartition(".")
        assert isinstance(getattr(importlib.import_module(module), name), Flow)
        queue = item["work_pool"]["work_queue_name"]
        assert queue == ("writers" if "writer" in item["tags"] else "readers")
        assert item["concurrency_limit"]["limit"] == 1


def test_a_number_that_is_no_longer_ours_is_left_alone(tmp_path):
    (tmp_path / "server.pid").write_text(str(os.getppid()))
    assert processes.running("server", tmp_path) is None
    assert processes.stop("server", tmp_path) is False
    assert not (tmp_path / "server.pid").exists()


def mistaken(word, settings, **variables):
    """What is said of a call that cannot be done."""
    environment = os.environ | {"KETCOV_DATA": str(settings.data)} | variables
    command = [sys.executable, "-m", "flows.serving", word]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    ("word", "variables", "said"),
    [
        ("start", {"KETCOV_RETRIES": "many"}, "KETCOV_RETRIES='many': must be a valid integer"),
        ("start", {"PREFECT_SERVER_API_PORT": "http"}, "PREFECT_SERVER_API_PORT='http': is no number"),
        ("status", {"PREFECT_SERVER_API_PORT": "http"}, "PREFECT_SERVER_API_PORT='http': is no number"),
        ("start", {"KETCOV_SOURCES": "nowhere"}, "nowhere: no folder of declarations"),
        ("start", {"KETCOV_WAREHOUSE": "sqlite:x"}, "KETCOV_WAREHOUSE: "),
        ("restart", {}, "say one of start, stop, status"),
    ],
)
def test_a_mistake_is_told_in_one_line_before_anything_starts(settings, word, variables, said):
    assert said in mistaken(word, settings, **variables)
    assert not (settings.data / "prefect").exists()


def test_a_server_of_the_same_folder_at_another_address_is_named(settings, monkeypatch):
    folder = place(settings).folder
    folder.mkdir(parents=True)
    (folder / "server.url").write_text("http://127.0.0.1:4999")
    stand_in = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "prefect"])
    try:
        (folder / "server.pid").write_text(str(stand_in.pid))
        said = mistaken("start", settings)
    finally:
        stand_in.kill()
        stand_in.wait()
    assert "runs at http://127.0.0.1:4999; `make stop` ends it" in said


def test_without_a_server_the_status_says_how_to_start_one(settings):
    done = subprocess.run(
        [sys.executable, "-m", "flows.serving", "status"],
        cwd=ROOT,
        env=os.environ | {"KETCOV_DATA": str(settings.data)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "worker and server not running; `make serve` starts" in done.stdout


def test_the_place_of_the_server_is_in_the_data_folder(settings, monkeypatch):
    monkeypatch.setenv("PREFECT_SERVER_API_PORT", "4999")
    found = place(settings)
    assert (found.ui, found.api) == ("http://127.0.0.1:4999", "http://127.0.0.1:4999/api")
    assert found.folder == (settings.data / "prefect").resolve()
