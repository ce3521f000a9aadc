"""Which items were told: lines of the ledger, so that retries, restarts and rebuilds remember."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from flows.alerts.items import Item
from warehouse.ledger import Announcement, Entry


@dataclass(frozen=True, slots=True)
class Record:
    """What the ledger says of messages: since when, which items, which messages are not confirmed."""

    begun_at: datetime | None
    told: tuple[str, ...]
    unconfirmed: tuple[Announcement, ...]


def record(entries: Iterable[Entry]) -> Record:
    """The messages of these lines."""
    lines = [entry for entry in entries if isinstance(entry, Announcement)]
    begun = [line.recorded_at for line in lines if line.state == "begun"]
    sent = {line.event_id for line in lines if line.state == "sent"}
    meant = [line for line in lines if line.state == "meant"]
    return Record(
        begun_at=begun[0] if begun else None,
        told=tuple(name for line in meant for name in line.item_ids),
        unconfirmed=tuple(line for line in meant if line.event_id not in sent),
    )


def begun(now: datetime) -> Announcement:
    """The first line: what was seen before now is history."""
    return Announcement(now, "begun", "")


def meant(items: Sequence[Item], now: datetime) -> Announcement:
    """A message about to go out; the same items give the same id."""
    names = tuple(sorted(item.item_id for item in items))
    return Announcement(now, "meant", str(uuid5(NAMESPACE_URL, "\n".join(names))), names)


def sent(line: Announcement, now: datetime) -> Announcement:
    """A message that the API holds."""
    return Announcement(now, "sent", line.event_id)
