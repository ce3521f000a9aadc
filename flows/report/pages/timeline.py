"""The time line of a policy: the stances in force for each drug, route and indication, as bars.

What is only told of a policy, by its payer or by others, stands on the same line and is marked as told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flows.asking.answers import Row
from flows.report.book import Book
from flows.report.names import DIRECTIONS, LOOK, Look, words
from flows.report.names import route as route_words

_SHOWN_EVENTS = ("fda",)
TOLD = {
    "payer_reported": "told by the payer's own history, not seen by us",
    "reported": "reported of the payer, the document is not held",
}
Key = tuple[str, str, str]
_SHOWN_DRUGS = ("esketamine_spravato", "ketamine_racemic")


@dataclass(frozen=True, slots=True)
class Bar:
    """A stance over a span of time; `left` and `width` in percent of the line."""

    look: Look
    left: float
    width: float
    span: str
    basis: str = "observed"


@dataclass(frozen=True, slots=True)
class Lane:
    """One drug, route and indication."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on the line: a year, an event, a change."""

    left: float
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes under one ruler."""

    lanes: tuple[Lane, ...]
    years: tuple[Mark, ...]
    events: tuple[Mark, ...]
    changes: tuple[Mark, ...]
    editions: tuple[Mark, ...]  # that the payer's own history tells of

    @property
    def is_told(self) -> bool:
        """Whether some of its stances are told and not held."""
        return any(bar.basis != "observed" for lane in self.lanes for bar in lane.bars)


@dataclass(frozen=True, slots=True)
class Spell:
    """A stance from one day to another."""

    start: date
    end: date
    stance: str
    basis: str


def timeline(book: Book, versions: Iterable[Row], changes: Iterable[Row]) -> Timeline | None:
    """The line of one policy's versions; None where no stance was ever in force."""
    rows = tuple(versions)
    lanes = _spells(book, rows)
    if not lanes:
        return None
    editions = [_day(row["in_force_from"]) for row in rows if _is_edition(row)]
    starts = [spell.start for spells in lanes.values() for spell in spells]
    ruler = Ruler(min(*starts, *editions, _day(book.asked_on)), _day(book.asked_on))
    return Timeline(
        lanes=tuple(_lane(*item, ruler) for item in sorted(lanes.items())),
        years=tuple(_years(ruler)),
        events=tuple(_events(book, ruler)),
        changes=tuple(_changes(changes, ruler)),
        editions=tuple(Mark(ruler.at(day), f"{day} an edition that the payer tells of") for day in editions),
    )


@dataclass(frozen=True, slots=True)
class Ruler:
    """Days as percents of the line."""

    start: date
    end: date

    def at(self, day: date) -> float:
        """How far along the line a day lies."""
        days = max((self.end - self.start).days, 1)
        return round(100 * min(max((day - self.start).days / days, 0), 1), 2)


def _is_edition(row: Row) -> bool:
    return row["basis_code"] == "payer_reported" and row["in_force_from"] is not None


def _spells(book: Book, versions: tuple[Row, ...]) -> dict[Key, list[Spell]]:
    """The stances of each lane in the order of time, what is told before what is held."""
    found: dict[Key, list[Spell]] = {}
    policies = dict.fromkeys(str(row["policy_id"]) for row in versions)
    for row in (row for policy in policies for row in book.told_of_policy.get(policy, ())):
        _add(found, row, row, str(row["basis_code"]), book)
    for version in versions:
        if version["basis_code"] == "observed" and version["is_ever_in_force"]:
            for row in book.headlines_of_version.get(str(version["version_id"]), ()):
                _add(found, version, row, "observed", book)
    return found


def _add(found: dict[Key, list[Spell]], when: Row, what: Row, basis: str, book: Book) -> None:
    """Add a stance to its lane; one that goes on from the last makes that one longer."""
    today = _day(book.asked_on)
    start = _day(when["in_force_from"] or today)
    end = min(_day(when["in_force_to"] or today), today)
    if end <= start:
        return
    spells = found.setdefault(_key(what), [])
    stance = str(what["stance_code"])
    if spells and (spells[-1].end, spells[-1].stance, spells[-1].basis) == (start, stance, basis):
        start = spells.pop().start
    spells.append(Spell(start, end, stance, basis))


def _key(row: Row) -> Key:
    return str(row["drug_code"]), str(row["route_code"]), str(row["indication_code"])


def _lane(key: Key, spells: list[Spell], ruler: Ruler) -> Lane:
    drug, route, indication = key
    title = f"{words(drug)}, {route_words(route)}: {words(indication)}"
    return Lane(title, tuple(_bar(spell, ruler) for spell in spells))


def _bar(spell: Spell, ruler: Ruler) -> Bar:
    left = ruler.at(spell.start)
    note = "" if spell.basis == "observed" else f" ({TOLD.get(spell.basis, words(spell.basis))})"
    width = round(ruler.at(spell.end) - left, 2)
    return Bar(LOOK[spell.stance], left, width, f"{spell.start} to {spell.end}{note}", spell.basis)


def _years(ruler: Ruler) -> Iterable[Mark]:
    years = range(ruler.start.year + 1, ruler.end.year + 1)
    step = max(1, (len(years) + 6) // 7)  # a narrow screen has room for seven
    for year in years[::step]:
        yield Mark(ruler.at(date(year, 1, 1)), str(year))


def _events(book: Book, ruler: Ruler) -> Iterable[Mark]:
    for row in book.events:
        day = row["announced_on"] or row["effective_on"]
        is_shown = row["kind_code"] in _SHOWN_EVENTS and row["drug_code"] in _SHOWN_DRUGS
        if is_shown and day and ruler.start <= _day(day) <= ruler.end:
            yield Mark(ruler.at(_day(day)), f"{_day(day)} {row['event_name']}")


def _changes(changes: Iterable[Row], ruler: Ruler) -> Iterable[Mark]:
    for row in changes:
        day = _day(row["effective_on"])
        if row["is_news"] and ruler.start - timedelta(days=1) <= day <= ruler.end:
            direction = DIRECTIONS.get(str(row["direction_code"]), str(row["direction_code"]))
            yield Mark(ruler.at(day), f"{day} {direction}: {words(row['change_type_code'])}")


def _day(value: object) -> date:
    return date.fromisoformat(str(value)[:10])
