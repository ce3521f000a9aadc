"""Work pool, queues, deployments and automations put on the server; the same again changes nothing."""

import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed
from prefect.workers.process import ProcessWorker

from flows.errors import OrchestratorUnreachable, UsageError
from flows.telling.safe import public

FILE = Path(__file__).parents[2] / "prefect.yaml"
POOL = "ketcov"
_QUEUES = {"writers": 1, "readers": 2}  # runs at a time: the warehouse has one writer


def pool() -> None:
    """Make the work pool and its queues as they are declared here."""
    template = _template()
    with get_client(sync_client=True) as client:
        try:
            client.read_work_pool(POOL)
            client.update_work_pool(POOL, WorkPoolUpdate(base_job_template=template))
        except ObjectNotFound:
            client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template))
        for name, limit in _QUEUES.items():
            _queue(client, name, limit)


def release() -> int:
    """End the runs that a killed worker left: they would keep their place in the queue for ever.

    To be called only where no worker of this pool runs. Answers how many there were.
    """
    states = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING]))
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=states),
            work_pool_filter=WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL])),
        )
        for run in runs:
            client.set_flow_run_state(run.id, Crashed(message="its worker was killed"))
    return len(runs)


def deploy(environment: Mapping[str, str]) -> None:
    """Deploy what prefect.yaml declares. Raises OrchestratorUnreachable where Prefect refuses, UsageError."""
    if not FILE.exists():
        raise UsageError(f"{FILE}: not there; serve from a checkout of the project, which has it")
    command = [sys.executable, "-m", "prefect", "deploy", "--all", "--no-prompt", "--prefect-file", str(FILE)]
    done = subprocess.run(  # noqa: S603 - our own words
        command, cwd=FILE.parent, env=dict(environment), capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = public((done.stdout + done.stderr).strip()[-2000:])
        raise OrchestratorUnreachable(f"prefect deploy: {said}")


def _template() -> dict[str, Any]:
    """The jobs of the pool as Prefect makes them, each in a process of our own making."""
    template: dict[str, Any] = ProcessWorker.get_default_base_job_template()
    command = shlex.join([sys.executable, "-m", "flows.serving.engine"])
    template["variables"]["properties"]["command"]["default"] = command
    return template


def _queue(client: SyncPrefectClient, name: str, limit: int) -> None:
    try:
        queue = client.read_work_queue_by_name(name, work_pool_name=POOL)
    except ObjectNotFound:
        queue = client.create_work_queue(name=name, work_pool_name=POOL)
    client.update_work_queue(queue.id, concurrency_limit=limit)
