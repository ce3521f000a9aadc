"""Tell what a run found, once: also after a kill, a retry, a restart.

A message stands in the ledger before it goes out (`meant`) and after the API holds it (`sent`). A run
that finds a message meant and not sent asks the API for it first, and hands it over only if it is not there.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from flows.alerts import events
from flows.alerts.items import Health, Item, changed, come_back, fresh, gone_dark
from flows.alerts.record import begun, meant, record, sent
from flows.asking.answers import ask
from flows.settings import Settings
from warehouse.archive import Archive
from warehouse.ledger import Announcement
from warehouse.load import ChangeRow

Deliver = Callable[[str, Sequence[Item]], bool]
Looked = tuple[Sequence[ChangeRow], Sequence[Health]]
_NEWS = f"select {', '.join(ChangeRow.__slots__)} from out_policy_changes where is_news"  # noqa: S608
_HEALTH = f"select {', '.join(Health.__slots__)} from out_source_health order by document_id"  # noqa: S608


def begin(archive: Archive, now: datetime) -> None:
    """Draw the line between history and news, where none is drawn yet."""
    if record(archive.entries()).begun_at is None:
        archive.append([begun(now)])


def look(settings: Settings) -> Looked:
    """The news and the health of every source, as the published copy has them."""
    if not settings.coverage.exists():
        return (), ()
    changes = [_change(row) for row in ask(settings.coverage, _NEWS)]
    return changes, [Health(**row) for row in ask(settings.coverage, _HEALTH)]  # type: ignore[arg-type]


def announce(archive: Archive, looked: Looked, now: datetime, deliver: Deliver = events.deliver) -> int:
    """Tell what was not told yet; answers how many messages are now known to be held."""
    found = record(archive.entries())
    if found.begun_at is None:
        return 0
    items = _items(looked, found.begun_at, found.told)
    lines, untold = list(found.unconfirmed), fresh(items, found.told)
    if untold:
        lines.append(meant(untold, now))
        archive.append(lines[-1:])
    return sum(_tell(archive, line, items, now, deliver) for line in lines)


def _tell(archive: Archive, line: Announcement, items: list[Item], now: datetime, deliver: Deliver) -> bool:
    own = [item for item in items if item.item_id in line.item_ids]
    if own and not deliver(line.event_id, own):  # nothing is left where extractors no longer read it
        return False
    archive.append([sent(line, now)])
    return bool(own)


def _items(looked: Looked, since: datetime, told: Sequence[str]) -> list[Item]:
    changes, sources = looked
    return [*changed(changes, since), *gone_dark(sources, since), *come_back(sources, told)]


def _change(row: dict[str, object]) -> ChangeRow:
    codes = row["indication_codes"]
    return ChangeRow(**{**row, "indication_codes": tuple(codes) if isinstance(codes, list) else ()})  # type: ignore[arg-type]
