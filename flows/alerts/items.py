"""What is worth a message: a changed rule, a source that went dark, one that came back. Pure.

The id of an item names what happened and not how it was read: other extractors that read the same
change in other words do not make it news again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from warehouse.load import ChangeRow

DARK_AFTER = 3  # failed attempts in a row; one bad day is no news


@dataclass(frozen=True, slots=True)
class Health:
    """How one declared document is doing."""

    document_id: str
    payer_id: str
    state_code: str
    failures_count: int
    failing_since_at: datetime | None
    state_detail: str | None = None
    last_success_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tell."""

    item_id: str
    event: str
    payer_id: str
    subject: str  # a policy or a document
    change: ChangeRow | None = None
    health: Health | None = None


def changed(changes: Iterable[ChangeRow], since: datetime) -> list[Item]:
    """The changes that were seen since a moment."""
    return [_changed(change) for change in changes if _utc(change.first_seen_at) > since]


def gone_dark(sources: Iterable[Health], since: datetime) -> list[Item]:
    """The documents that failed several times in a row, for the first time after a moment."""
    return [
        Item(_id("dark", source), "ketcov.source.dark", source.payer_id, source.document_id, health=source)
        for source in sources
        if source.failing_since_at
        and source.failures_count >= DARK_AFTER
        and _utc(source.failing_since_at) > since
    ]


def come_back(sources: Iterable[Health], told: Sequence[str]) -> list[Item]:
    """The documents that answer again after it was told that they had gone dark."""
    dark = {name.split("|")[1]: name.removeprefix("dark|") for name in told if name.startswith("dark|")}
    return [
        Item(f"back|{dark[source.document_id]}", "ketcov.source.back", source.payer_id, source.document_id)
        for source in sources
        if source.state_code == "ok" and source.document_id in dark
    ]


def fresh(items: Sequence[Item], told: Sequence[str]) -> list[Item]:
    """The items that were not told.

    A change whose first sight moved, because an older capture came in later, was told under its former
    moment: each told one that is no longer there stands for one of the same policy, type and drug.
    """
    current, known = {item.item_id for item in items}, set(told)
    moved = Counter(_what(name) for name in known - current if name.startswith("change|"))
    found = []
    for item in sorted(items, key=lambda item: item.item_id):
        if item.item_id in known:
            continue
        if moved[_what(item.item_id)]:
            moved[_what(item.item_id)] -= 1
        else:
            found.append(item)
    return found


def _what(item_id: str) -> tuple[str, ...]:
    """An id without its moment."""
    parts = item_id.split("|")
    return (*parts[:2], *parts[3:])


def _changed(change: ChangeRow) -> Item:
    seen = _utc(change.first_seen_at).isoformat()
    name = "|".join(("change", change.policy_id, seen, change.change_type_code, change.drug_code))
    return Item(name, "ketcov.rule.changed", change.payer_id, change.policy_id, change)


def _id(kind: str, source: Health) -> str:
    since = _utc(source.failing_since_at).isoformat() if source.failing_since_at else ""
    return f"{kind}|{source.document_id}|{since}"


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
