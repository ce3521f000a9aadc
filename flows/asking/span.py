"""The days that a person asks about: from one to another, both included."""

from dataclasses import dataclass
from datetime import date, datetime

from flows.errors import UsageError


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`; an end that is None is open."""

    since: date | None = None
    until: date | None = None

    def holds(self, moment: object) -> bool:
        """Whether a moment (UTC) lies in it; what has none lies in none that is bounded."""
        if not isinstance(moment, datetime):
            return self.since is self.until is None
        day = moment.date()
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def __str__(self) -> str:
        since, until = (f"{word} {day}" if day else "" for word, day in self._ends())
        return f"{since} {until}".strip()

    def _ends(self) -> tuple[tuple[str, date | None], ...]:
        return (("since", self.since), ("until", self.until))


ALWAYS = Span()


def span(since: str | None, until: str | None) -> Span:
    """The days that were written. Raises UsageError where one is no date, or the last before the first."""
    found = Span(_day(since, "--since"), _day(until, "--until"))
    if found.since and found.until and found.until < found.since:
        raise UsageError(f"--until {found.until} is before --since {found.since}; change one of them")
    return found


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{option} {text!r} is no date; write it like 2026-01-31") from error
