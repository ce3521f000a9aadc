"""Events at the FDA as marks of a chart and as the list below it."""

from datetime import date

from flows.asking.answers import Row
from flows.report.studies.reader import Reader
from flows.report.studies.show import Shown, table

_EVENTS = (
    "select * from out_external_events where kind_code = 'fda' and (drug_code = ? or drug_code is null) "
    "and coalesce(announced_on, effective_on) >= ? order by coalesce(announced_on, effective_on)"
)


def events(reader: Reader, drug: str, since: object) -> list[Row]:
    """Numbered events of a drug since a day."""
    if not reader.has("out_external_events") or since is None:
        return []
    found = reader.rows(_EVENTS, [drug, since])
    return [{**row, "number": str(n), "month": _day(row)} for n, row in enumerate(found, start=1)]


def marked(rows: list[Row]) -> list[dict[str, object]]:
    """What a chart needs of the events."""
    return [{"month": row["month"], "number": row["number"]} for row in rows]


def listed(rows: list[Row]) -> Shown:
    """The events under their numbers."""
    told = (
        (r["number"], r["month"], r["event_name"], "read" if r["is_verified"] else "not verified")
        for r in rows
    )
    return table(
        ("mark", "day", "event at the FDA", "source"), told, "No event at the FDA falls into these months."
    )


def _day(row: Row) -> str:
    day = row["announced_on"] or row["effective_on"]
    return day.isoformat() if isinstance(day, date) else ""
