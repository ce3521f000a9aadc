"""The clock of a run, kept from going back: the order of looks is what tells a change from its undoing."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from flows.errors import ClockBehind
from flows.fetch.ask import Clock
from warehouse.ledger import Attempt, Entry

_LONGEST = timedelta(days=1)  # a clock that is set right goes back by less
_STEP = timedelta(microseconds=1)


def clock_of(now: datetime | None) -> Clock:
    """A clock that stands at `now`; the one of the machine where that is None."""
    return (lambda: now) if now else (lambda: datetime.now(UTC))


def held(clock: Clock, entries: Iterable[Entry]) -> Clock:
    """The clock; held at the last look of an earlier run while it is behind that. Raises ClockBehind."""
    looks = [line.fetched_at for line in entries if isinstance(line, Attempt) and line.origin == "track"]
    if not looks or clock() >= max(looks):
        return clock
    last = max(looks)
    if last - clock() > _LONGEST:
        raise ClockBehind(
            f"the clock says {clock():%Y-%m-%d %H:%M}, the last look was at {last:%Y-%m-%d %H:%M} UTC: "
            "set the clock, or restore the archive of before it ran ahead"
        )
    return lambda: max(clock(), last + _STEP)
