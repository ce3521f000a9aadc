"""Which declarations are news to the ledger. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from flows.sources.model import Source
from warehouse.ledger import Declaration, Entry


def news(entries: Iterable[Entry], sources: Iterable[Source], recorded_at: datetime) -> list[Declaration]:
    """A line for every source whose declaration differs from the last one in the ledger."""
    last = {entry.payer_id: entry for entry in entries if isinstance(entry, Declaration)}
    lines = [source.declaration(recorded_at) for source in sources]
    return [line for line in lines if not _same(last.get(line.payer_id), line)]


def _same(before: Declaration | None, now: Declaration) -> bool:
    return before is not None and replace(before, recorded_at=now.recorded_at) == now
