"""The three clocks once more, written as they are defined: slow, day by day, without SQL and intervals.

In force on a day, as known at a moment: of what was seen, read and believed by then, the edition seen last
among those that bind by that day and have not ended by it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from extractors.model import Reading
from warehouse.model import Belief, Content, Observation

Beliefs = dict[Content, tuple[Belief, ...]]


@dataclass(frozen=True)
class Edition:
    """One run of equal content, as it was understood at a moment."""

    seen_on: date
    reading: Reading
    binds_on: date

    @property
    def document(self):
        return self.reading.facts.document

    @property
    def has_banner(self):
        return self.document.status in ("retired", "superseded")

    @property
    def ends_on(self):
        return self.document.effective_to or (self.seen_on if self.has_banner else None)


def stance(looks: tuple[Observation, ...], beliefs: Beliefs, day: date, moment: datetime) -> str | None:
    """The stance of a policy on a day, as known at a moment; None where nothing was in force."""
    known = _bound(_known(looks, beliefs, moment))
    editions = [edition for edition in known if edition.document.status != "draft"]
    for place in reversed(range(len(editions))):
        edition, later = editions[place], editions[place + 1 :]
        has_ended = edition.ends_on is not None and edition.ends_on <= day
        is_over = has_ended or any(_ends(other, edition, day) for other in later)
        if edition.binds_on <= day and not is_over:
            return edition.reading.facts.positions[0].stance
    return None


def _known(looks: tuple[Observation, ...], beliefs: Beliefs, moment: datetime) -> list[tuple[date, Reading]]:
    """Day of first sight and reading of every run of equal content that was known and believed in then."""
    policies = [look for look in looks if any(b.reading for b in beliefs[look.content])]
    ordered = sorted(set(policies), key=lambda look: (look.observed_at, look.recorded_at, look.content))
    found = []
    for content, group in groupby(ordered, key=lambda look: look.content):
        run = list(group)
        is_known = min(look.recorded_at for look in run) <= moment and run[0].observed_at <= moment
        then = [belief for belief in beliefs[content] if belief.recorded_at <= moment]
        last = max(then, key=lambda belief: belief.recorded_at) if then else None
        if is_known and last is not None and last.reading is not None:
            found.append((run[0].observed_at.date(), last.reading))
    return found


def _bound(known: list[tuple[date, Reading]]) -> list[Edition]:
    """From when each binds: as printed; from first sight where the payer did not say, or edited a rule
    under the date that was printed before; as before where only the words are new.
    """
    editions: list[Edition] = []
    for seen_on, reading in known:
        printed, before = reading.facts.document.effective_from, editions[-1] if editions else None
        if before is None or before.document.effective_from != printed:
            binds_on = printed or seen_on
        elif before.reading.criteria_sha256 != reading.criteria_sha256:
            binds_on = seen_on
        else:
            binds_on = before.binds_on
        editions.append(Edition(seen_on, reading, binds_on))
    return editions


def _ends(later: Edition, earlier: Edition, day: date) -> bool:
    """Whether an edition seen later has taken over by a day; a banner ends the editions up to its own."""
    if not later.has_banner:
        return later.binds_on <= day
    is_of_it = (later.document.effective_from or later.binds_on) >= earlier.binds_on
    return is_of_it and min(later.binds_on, later.ends_on) <= day
