"""The time line of a policy: the stances in force for each drug, route and indication, as bars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flows.answers import Row
from flows.report.book import Book
from flows.report.names import DIRECTIONS, LOOK, Look, words
from flows.report.names import route as route_words

_SHOWN_EVENTS = ("fda",)
_SHOWN_DRUGS = ("esketamine_spravato", "ketamine_racemic")


@dataclass(frozen=True, slots=True)
class Bar:
    """A stance over a span of time; `left` and `width` in percent of the line."""

    look: Look
    left: float
    width: float
    span: str


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


def timeline(book: Book, versions: Iterable[Row], changes: Iterable[Row]) -> Timeline | None:
    """The line of one policy's versions; None where none was ever in force."""
    spans = [_span(row, book) for row in versions if row["is_ever_in_force"] and row["in_force_from"]]
    spans = [span for span in spans if span[1] > span[0]]
    if not spans:
        return None
    ruler = Ruler(min(start for start, _, _ in spans), _day(book.asked_on))
    lanes = tuple(_lanes(book, spans, ruler))
    if not lanes:
        return None
    return Timeline(
        lanes=lanes,
        years=tuple(_years(ruler)),
        events=tuple(_events(book, ruler)),
        changes=tuple(_changes(changes, ruler)),
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


def _span(row: Row, book: Book) -> tuple[date, date, str]:
    end = _day(row["in_force_to"]) if row["in_force_to"] else _day(book.asked_on)
    return _day(row["in_force_from"]), min(end, _day(book.asked_on)), str(row["version_id"])


def _lanes(book: Book, spans: list[tuple[date, date, str]], ruler: Ruler) -> Iterable[Lane]:
    found: dict[tuple[str, str, str], list[tuple[date, date, str]]] = {}
    for start, end, version_id in spans:
        for row in book.headlines_of_version.get(version_id, ()):
            key = (str(row["drug_code"]), str(row["route_code"]), str(row["indication_code"]))
            _lengthen(found.setdefault(key, []), start, end, str(row["stance_code"]))
    for (drug, route, indication), spells in sorted(found.items()):
        title = f"{words(drug)}, {route_words(route)}: {words(indication)}"
        yield Lane(title, tuple(_bar(*spell, ruler) for spell in spells))


def _lengthen(spells: list[tuple[date, date, str]], start: date, end: date, stance: str) -> None:
    if spells and spells[-1][1] == start and spells[-1][2] == stance:
        start = spells.pop()[0]
    spells.append((start, end, stance))


def _bar(start: date, end: date, stance: str, ruler: Ruler) -> Bar:
    left = ruler.at(start)
    return Bar(LOOK[stance], left, round(ruler.at(end) - left, 2), f"{start} to {end}")


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
