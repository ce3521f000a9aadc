"""Items as Prefect events: handed to the API, and asked back until the API holds them.

Events have ids of their own making, so handing over the same message twice makes no second one.
"""

import time
from collections.abc import Sequence
from uuid import NAMESPACE_URL, UUID, uuid5

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.events import Event, RelatedResource, Resource
from prefect.settings import PREFECT_API_URL

from flows.alerts.digest import Digest, digest
from flows.alerts.items import Item

_WAIT_SECONDS = 20.0  # the server writes events in batches, every few seconds
_POLL_SECONDS = 0.5


def is_listening() -> bool:
    """Whether a lasting API is configured: a temporary one has no automations and forgets."""
    return PREFECT_API_URL.value() is not None


def deliver(event_id: str, items: Sequence[Item]) -> bool:
    """Hand over one event per item and the digest; whether the API is known to hold the digest."""
    with get_client(sync_client=True) as client:
        if _is_held(client, event_id):
            return True
        events = [*(_event(item) for item in items), _digest_event(event_id, digest(items))]
        client.request("POST", "/events", json=[event.model_dump(mode="json") for event in events])
        deadline = time.monotonic() + _WAIT_SECONDS
        while not (held := _is_held(client, event_id)) and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
        return held


def _is_held(client: SyncPrefectClient, event_id: str) -> bool:
    answer = client.request("POST", "/events/filter", json={"filter": {"id": {"id": [event_id]}}})
    return bool(answer.json()["events"])


def _event(item: Item) -> Event:
    kind = "policy" if item.change else "document"
    payload: dict[str, object] = {"item_id": item.item_id}
    if item.change:
        names = ("change_type_code", "direction_code", "drug_code", "phase_code", "before_text", "after_text")
        quotes = ("before_quote", "after_quote")
        payload |= {name: getattr(item.change, name) for name in (*names, *quotes)}
        payload |= {"indication_codes": list(item.change.indication_codes)}
        payload |= {"effective_on": item.change.effective_on.isoformat()}
    scope = (item.change.change_id, item.change.phase_code or "") if item.change else ()
    return Event(
        id=uuid5(NAMESPACE_URL, "\n".join((item.event, item.item_id, *scope))),
        event=item.event,
        resource=_resource(f"ketcov.{kind}.{item.subject}"),
        related=[_related(f"ketcov.payer.{item.payer_id}", "payer")],
        payload=payload,
    )


def _digest_event(event_id: str, told: Digest) -> Event:
    labels = {"ketcov.has-changes": str(told.changes_count > 0).lower(), "ketcov.message": event_id}
    return Event(
        id=UUID(event_id),
        event="ketcov.digest",
        resource=_resource("ketcov.digest", labels),
        payload={"subject": told.subject, "body": told.body, "changes_count": told.changes_count},
    )


def _resource(name: str, more: dict[str, str] | None = None) -> Resource:
    return Resource.model_validate({"prefect.resource.id": name, **(more or {})})


def _related(name: str, role: str) -> RelatedResource:
    return RelatedResource.model_validate({"prefect.resource.id": name, "prefect.resource.role": role})
