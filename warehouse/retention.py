"""Which archived bytes may go: pages that never were a policy. What a fact cites stays for ever.

A removal is a line of the ledger like everything else, written before the bytes go: the attempt, its
outcome and its hash stay known.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from warehouse.archive import Archive
from warehouse.ledger import Attempt, Entry, Extraction, Removal


def removable(entries: Iterable[Entry], before: datetime) -> tuple[str, ...]:
    """Snapshots last seen before a moment in which no extractors ever read a policy.

    The last capture of a document stays: its host may answer that nothing has changed since.
    """
    seen: dict[str, datetime] = {}
    last: dict[str, str] = {}
    failed: dict[str, list[bool]] = defaultdict(list)
    gone: set[str] = set()
    for entry in entries:
        if isinstance(entry, Attempt) and entry.snapshot_id:
            seen[entry.snapshot_id] = max(entry.fetched_at, seen.get(entry.snapshot_id, entry.fetched_at))
            last[entry.document_id] = entry.snapshot_id
            gone.discard(entry.snapshot_id)
        elif isinstance(entry, Extraction):
            failed[entry.snapshot_id].append(entry.reading_id is None)
        elif isinstance(entry, Removal):
            gone.update(entry.snapshot_ids)
    kept = gone | set(last.values())
    return tuple(
        name for name, moment in seen.items() if moment < before and name not in kept and _never(failed[name])
    )


def remove(archive: Archive, snapshot_ids: Sequence[str], now: datetime) -> None:
    """Write the line, then let the bytes go; after a kill between the two the bytes are merely left."""
    if snapshot_ids:
        archive.append([Removal(now, tuple(snapshot_ids))])
    for name in snapshot_ids:
        archive.forget(name)


def _never(failed: list[bool]) -> bool:
    return bool(failed) and all(failed)
