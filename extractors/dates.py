"""Printed dates: every form that payers use, with precision and the raw words. No clock.

A month is stored as its first day, a year as the first of January. Month and day are never
swapped: an impossible date is no date. Two-digit years are 20yy.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from extractors.model import Precision

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_MONTH = rf"(?P<name>{'|'.join(f'{name}|{name[:3]}' for name in MONTHS)}|sept)\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_NUMBER = r"(?P<month>\d{1,2})"
_LEFT, _RIGHT = r"(?<![\w./-])", r"(?![\w/-])(?!\.\d)"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: its first day, how exact it is, the words, and where they stand."""

    date: date
    precision: Precision
    raw: str
    start: int
    end: int


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(_LEFT + pattern + _RIGHT, re.IGNORECASE)


_DAYS = (
    _form(rf"{_YEAR}(?P<sep>[-/.]){_NUMBER}(?P=sep){_DAY}(?:T[\d:.]{{4,12}}Z?)?"),
    _form(rf"{_NUMBER}\s?(?P<sep>[-/.])\s?{_DAY}\s?(?P=sep)\s?(?P<year>(?:19|20)?\d\d)"),
    _form(rf"{_MONTH}\s{{0,3}}{_DAY}(?:st|nd|rd|th)?\s{{0,3}},?\s{{0,3}}{_YEAR}"),
    _form(rf"{_DAY}(?:st|nd|rd|th)?[\s-]{{1,3}}(?:of\s)?{_MONTH}[\s,-]{{1,3}}{_YEAR}"),
)
_MONTHS_ONLY = (
    _form(rf"{_MONTH}(?:\s{{1,3}}|,\s{{0,3}}|-|\sof\s){_YEAR}"),
    _form(rf"{_NUMBER}[/-]{_YEAR}"),
    _form(rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])"),
)
# Only where a label or a column says that a date stands there: in prose these are other numbers.
_LABELLED = (
    _form(rf"{_NUMBER}[./-](?P<year>\d\d)"),
    _form(rf"{_NUMBER}\.{_YEAR}"),
    _form(rf"{_MONTH}[\s-]['’]?(?P<year>\d\d)"),
)
_YEARS = (_form(_YEAR),)
_DIGIT = re.compile(r"\d")


def find(text: str, *, labelled: bool = False) -> tuple[PrintedDate, ...]:
    """Find the dates in a line, in printed order.

    Args:
        text: the line.
        labelled: a label or column header announces a date, so "08.18" and "2020" are dates too.
    """
    if not _DIGIT.search(text):
        return ()
    forms = _DAYS + _MONTHS_ONLY + ((_LABELLED + _YEARS) if labelled else ())
    found: list[PrintedDate] = []
    for form in forms:
        for printed in _read_all(form, text):
            if not any(printed.start < other.end and other.start < printed.end for other in found):
                found.append(printed)
    return tuple(sorted(found, key=lambda printed: printed.start))


def read(text: str) -> PrintedDate | None:
    """Read the first date of a value that stands behind a date label or in a date column."""
    found = find(text, labelled=True)
    return found[0] if found else None


def at_start(text: str, *, labelled: bool = False) -> PrintedDate | None:
    """The date with which a line begins, bullets and brackets aside."""
    found = find(text, labelled=labelled)
    return found[0] if found and not text[: found[0].start].strip(" \t•*-–—([|") else None


def fills(text: str) -> PrintedDate | None:
    """The date, if the text is nothing but one date."""
    printed = at_start(text, labelled=True)
    return printed if printed and not text[printed.end :].strip(" .,;:)]*") else None


def _read_all(form: re.Pattern[str], text: str) -> Iterator[PrintedDate]:
    for match in form.finditer(text):
        parts = match.groupdict()
        try:
            day = date(_year(parts["year"]), _month(parts), int(parts.get("day") or 1))
        except ValueError:
            continue
        precision: Precision = "day" if parts.get("day") else "month" if _has_month(parts) else "year"
        yield PrintedDate(day, precision, match.group(), match.start(), match.end())


def _year(printed: str) -> int:
    return int(printed) if len(printed) == 4 else 2000 + int(printed)


def _has_month(parts: Mapping[str, str | None]) -> bool:
    return bool(parts.get("month") or parts.get("name"))


def _month(parts: Mapping[str, str | None]) -> int:
    name, number = parts.get("name"), parts.get("month")
    return _MONTH_NUMBERS[name[:3].lower()] if name else int(number or 1)
