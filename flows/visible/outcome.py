"""How a run is named when it is over: done, done with warnings, failed; and the tags to find it by."""

from collections.abc import Iterable

from prefect.client.orchestration import get_client
from prefect.client.schemas import State
from prefect.context import FlowRunContext
from prefect.states import Completed

from flows.telling.summary import RunSummary
from flows.telling.tell import unread
from flows.telling.terminal import counted

WARNED = "Completed with warnings"


def ended(summary: RunSummary) -> State[RunSummary]:
    """Completed, or completed with warnings where documents failed or a sentence does not hold."""
    untrue = [check.name for check in summary.checks if check.rows_count]
    said = [unread(summary)] if summary.failures else []
    said += [f"untrue: {', '.join(untrue)}"] if untrue else []
    news = counted(len(summary.changes), "rule change")
    name = WARNED if said else "Completed"
    return Completed(name=name, message="; ".join((news, *said)), data=summary)


def tags(summary: RunSummary) -> tuple[str, ...]:
    """The tags of what a run came to."""
    if summary.nothing_reached:
        return ("nothing-reached",)
    return ("news" if summary.changes else "quiet", *(["warnings"] if summary.failures else []))


def tag(found: Iterable[str]) -> None:
    """Add tags to the run that is going on; nothing outside of a run."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        return
    run = context.flow_run
    with get_client(sync_client=True) as client:
        client.update_flow_run(run.id, tags=sorted({*run.tags, *found}))
