"""What serves here, and every deployment with its schedule, its next run and how the last one ended.

To be imported after `place.entered`, as everything that imports Prefect.
"""

import time
from datetime import UTC, datetime

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import TERMINAL_STATES, FlowRun, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.sorting import FlowRunSort
from rich.console import Console

from flows.serving.place import Place
from flows.telling.terminal import line, table

_HEADS = ("deployment", "schedule", "next run", "last run", "ended as")
_BY_HAND = "by hand"
_SECONDS = 10.0  # the server needs a few to plan the runs of what was just deployed


def show(out: Console, where: Place) -> None:
    """Tell it all."""
    table(out, _HEADS, _planned(), ("ended as",))
    line(out)
    line(out, f"serving; look at {where.ui}, end with `make stop`")
    line(out, f"for `prefect` by hand: export PREFECT_API_URL={where.api}")


def _planned() -> list[tuple[str, ...]]:
    """The rows, once the server has planned the next run of whatever has a schedule."""
    deadline = time.monotonic() + _SECONDS
    while True:
        rows = _rows()
        is_planned = all(row[1] == _BY_HAND or row[2] for row in rows)
        if is_planned or time.monotonic() > deadline:
            return rows
        time.sleep(1)


def _rows() -> list[tuple[str, ...]]:
    with get_client(sync_client=True) as client:
        found = client.read_deployments()
        return sorted(_row(client, item, client.read_flow(item.flow_id).name) for item in found)


def _row(client: SyncPrefectClient, item: DeploymentResponse, flow: str) -> tuple[str, ...]:
    schedules = [str(getattr(one.schedule, "cron", one.schedule)) for one in item.schedules if one.active]
    coming = _first(client, item, {StateType.SCHEDULED}, FlowRunSort.EXPECTED_START_TIME_ASC)
    ended = _first(client, item, set(TERMINAL_STATES), FlowRunSort.END_TIME_DESC)
    return (
        f"{flow}/{item.name}",
        ", ".join(schedules) or _BY_HAND,
        _when(coming.expected_start_time if coming else None),
        _when(ended.end_time if ended else None),
        str(ended.state_name) if ended else "",
    )


def _first(
    client: SyncPrefectClient, item: DeploymentResponse, states: set[StateType], sort: FlowRunSort
) -> FlowRun | None:
    kinds = FlowRunFilterState(type=FlowRunFilterStateType(any_=sorted(states)))
    of_it = DeploymentFilter(id=DeploymentFilterId(any_=[item.id]))
    found = client.read_flow_runs(
        flow_run_filter=FlowRunFilter(state=kinds), deployment_filter=of_it, sort=sort, limit=1
    )
    return found[0] if found else None


def _when(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if moment else ""
