"""When a version is in force, as known at every moment. Pure.

A version seen later takes over from the day it counts from; a banner (retired, superseded) ends the editions
up to its own. From when each counts depends on the edition before it: as printed; from first sight where the
payer did not say, or edited a rule under the date that was printed before; as before where only the words are
new. So each edition that becomes known, and each that is read otherwise, may move the intervals of others:
every interval holds for a time of knowledge (`known_from`, `known_to`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from warehouse.model import Version


@dataclass(frozen=True, slots=True)
class Interval:
    """From when until when a version is in force; an empty one means never, no end that it still is."""

    in_force_from: date
    in_force_to: date | None
    is_effective_from_seen: bool


@dataclass(frozen=True, slots=True)
class InForce:
    """An interval of a version and the time in which it is what is known; no end: until today."""

    version: Version
    interval: Interval
    known_from: datetime
    known_to: datetime | None


def in_force(versions: Iterable[Version]) -> Iterator[InForce]:
    """Every interval that was ever known of the versions of one policy, in the order in which they end."""
    of_policy = sorted(versions, key=attrgetter("issue_number"))
    held: dict[str, InForce] = {}
    for moment in _moments(of_policy):
        known = [version for version in of_policy if _is_known(version, moment)]
        now = {version.version_id: InForce(version, own, moment, None) for version, own in _intervals(known)}
        for name, before in held.items():
            if name in now and now[name].interval == before.interval:
                now[name] = before
            else:
                yield InForce(before.version, before.interval, before.known_from, moment)
        held = now
    yield from held.values()


def _moments(versions: list[Version]) -> list[datetime]:
    ends = {version.superseded_at for version in versions if version.superseded_at}
    return sorted({_known_from(version) for version in versions} | ends)


def _known_from(version: Version) -> datetime:
    return max(version.first_seen_at, version.recorded_at)


def _is_known(version: Version, moment: datetime) -> bool:
    is_held = version.superseded_at is None or version.superseded_at > moment
    return is_held and _known_from(version) <= moment


def _intervals(known: list[Version]) -> Iterator[tuple[Version, Interval]]:
    """From the last edition to the first: what takes over an edition is among those after it."""
    taken_over: date | None = None
    banners: list[tuple[date, date]] = []  # each with the first day of what it ends, and the end
    for version, starts_on, is_seen in reversed(_counted(known)):
        printed = version.reading.document
        ended_on = printed.effective_to
        is_banner = printed.status in ("retired", "superseded")
        if is_banner:
            ended_on = ended_on or version.first_seen_at.date()
        ends = [end for since, end in banners if since >= starts_on]
        until = min((end for end in (taken_over, ended_on, *ends) if end is not None), default=None)
        yield version, Interval(starts_on, until, is_seen)
        if is_banner:
            banners.append((printed.effective_from or starts_on, min(starts_on, ended_on or starts_on)))
        else:
            taken_over = min(taken_over or starts_on, starts_on)


def _counted(known: list[Version]) -> list[tuple[Version, date, bool]]:
    """Each edition but drafts with the day it counts from, and whether that is the day it was seen."""
    found = []
    starts_on, is_seen, before = date.max, True, None
    for version in known:
        printed = version.reading.document
        if before is None or before.reading.document.effective_from != printed.effective_from:
            starts_on = printed.effective_from or version.first_seen_at.date()
            is_seen = printed.effective_from is None
        elif before.reading.criteria_sha256 != version.reading.criteria_sha256:
            starts_on, is_seen = version.first_seen_at.date(), True
        before = version
        if printed.status != "draft":
            found.append((version, starts_on, is_seen))
    return found
