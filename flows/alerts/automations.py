"""The automations of this project, made the same again on every deployment: found by name, replaced.

Whom to tell is a notification block of Prefect: one made here for `KETCOV_ALERT_WEBHOOK`, and any
others, made in the UI, that `KETCOV_ALERT_BLOCKS` names as <type>/<name>.
"""

from datetime import timedelta

from prefect.blocks.core import Block
from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.events.actions import ActionTypes, ChangeFlowRunState, SendNotification
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.exceptions import ObjectNotFound

from flows.alerts import HEARTBEAT_SECONDS
from flows.errors import UsageError
from flows.settings import Settings

_OURS = {"prefect.resource.role": "tag", "prefect.resource.id": "prefect.tag.ketcov"}
_END = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Cancelled", "Crashed")}
_BEAT = "prefect.flow-run.heartbeat"
_ONCE_WITHIN = timedelta(hours=1)  # the server acts again on an event when its database was locked meanwhile


def deploy(settings: Settings) -> tuple[str, ...]:
    """Make the automations as they are declared here; answers their names."""
    blocks = _blocks(settings)
    wanted = [_ends_without_heartbeat()]
    wanted += [_tells_news(blocks), _tells_failure(blocks)] if blocks else []
    with get_client(sync_client=True) as client:
        for automation in wanted:
            _put(client, automation)
    return tuple(automation.name for automation in wanted)


def _blocks(settings: Settings) -> list[Block]:
    found: list[Block] = []
    if address := settings.alert_webhook.get_secret_value():
        found.append(_webhook(address))
    return found + [_loaded(name.strip()) for name in settings.alert_blocks.split(",") if name.strip()]


def _webhook(url: str) -> Block:
    message = {"subject": "{{subject}}", "body": "{{body}}"}
    block = CustomWebhookNotificationBlock(name="ketcov", url=url, json_data=message)
    block.save("ketcov-webhook", overwrite=True)
    return block


def _loaded(name: str) -> Block:
    try:
        return Block.load(name)  # type: ignore[return-value]
    except (ValueError, ObjectNotFound) as error:
        raise UsageError(
            f"KETCOV_ALERT_BLOCKS: no block {name!r}; make it in the UI, name it <type>/<name>"
        ) from error


def _tells_news(blocks: list[Block]) -> AutomationCore:
    return AutomationCore(
        name="ketcov: tell what changed",
        description="One message per run that found changed rules, or sources gone dark or back.",
        trigger=EventTrigger(
            expect={"ketcov.digest"}, for_each={"ketcov.message"}, threshold=1, within=_ONCE_WITHIN
        ),
        actions=_told(blocks, "{{ event.payload.subject }}", "{{ event.payload.body }}"),
    )


def _tells_failure(blocks: list[Block]) -> AutomationCore:
    trigger = EventTrigger(
        expect={"prefect.flow-run.Failed", "prefect.flow-run.Crashed"},
        match_related=_OURS,
        for_each={"prefect.resource.id"},
        threshold=1,
        within=_ONCE_WITHIN,
    )
    body = "{{ flow.name }}, run {{ flow_run.name }}: {{ flow_run.state.message }}"
    return AutomationCore(
        name="ketcov: tell a run that failed",
        description="A run in which nothing worked, or that was killed.",
        trigger=trigger,
        actions=_told(blocks, "ketcov: {{ flow.name }} {{ flow_run.state.name }}", body),
    )


def _ends_without_heartbeat() -> AutomationCore:
    trigger = EventTrigger(
        after={_BEAT},
        expect={_BEAT, *_END},
        match={"prefect.resource.id": "prefect.flow-run.*"},
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=timedelta(seconds=3 * HEARTBEAT_SECONDS),
    )
    return AutomationCore(
        name="ketcov: end a run that gives no sign",
        description="A killed run keeps no place in the queue.",
        trigger=trigger,
        actions=[ChangeFlowRunState(state="CRASHED", message="no heartbeat: the process was killed")],
    )


def _told(blocks: list[Block], subject: str, body: str) -> list[ActionTypes]:
    ids = [block._block_document_id for block in blocks]
    return [SendNotification(block_document_id=name, subject=subject, body=body) for name in ids if name]


def _put(client: SyncPrefectClient, automation: AutomationCore) -> None:
    same = client.read_automations_by_name(automation.name)
    if not same:
        client.create_automation(automation)
        return
    # an update leaves out what nobody set, and the server wants all of it
    whole = AutomationCore.model_validate(automation.model_dump(exclude={"owner_resource"}))
    client.update_automation(same[0].id, whole)
    for further in same[1:]:
        client.delete_automation(further.id)
