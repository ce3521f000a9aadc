"""Work pool, queues, deployments and automations put on the server; the same again changes nothing."""

import importlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]
from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
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

from flows.errors import OrchestratorUnreachable
from flows.safe import public

FILE = Path(__file__).parents[2] / "prefect.yaml"
POOL = "ketcov"
_QUEUES = {"writers": 1, "readers": 2}  # runs at a time: the warehouse has one writer


def pool(kind: str = "process") -> None:
    """Make the work pool and its queues where they are missing."""
    with get_client(sync_client=True) as client:
        try:
            client.read_work_pool(POOL)
        except ObjectNotFound:
            client.create_work_pool(WorkPoolCreate(name=POOL, type=kind))
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


def deployments() -> tuple[str, ...]:
    """The names in prefect.yaml whose flow is part of this installation."""
    found: list[dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))["deployments"]
    return tuple(entry["name"] for entry in found if _exists(entry["entrypoint"]))


def deploy(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Deploy them. Raises OrchestratorUnreachable where Prefect refuses."""
    names = deployments()
    chosen = [word for name in names for word in ("--name", name)]
    command = [sys.executable, "-m", "prefect", "deploy", "--no-prompt", "--prefect-file", str(FILE), *chosen]
    done = subprocess.run(  # noqa: S603 - our own words
        command, cwd=FILE.parent, env=dict(environment), capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = public((done.stdout + done.stderr).strip()[-2000:])
        raise OrchestratorUnreachable(f"prefect deploy: {said}")
    return names


def _queue(client: SyncPrefectClient, name: str, limit: int) -> None:
    try:
        queue = client.read_work_queue_by_name(name, work_pool_name=POOL)
    except ObjectNotFound:
        queue = client.create_work_queue(name=name, work_pool_name=POOL)
    client.update_work_queue(queue.id, concurrency_limit=limit)


def _exists(entrypoint: str) -> bool:
    module, _, name = entrypoint.rpartition(".")
    try:
        return isinstance(getattr(importlib.import_module(module), name, None), Flow)
    except ImportError:
        return False
