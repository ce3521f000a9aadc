"""Units of time and quantity, and their length in days. Source: domain reference 4.1."""

from extractors.vocabulary.terms import Mention, Term, Vocabulary

DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.0,
    "quarter": 90.0,
    "year": 365.0,
}

TIME = Vocabulary(
    (
        Term("minute", ("minute", "minutes", "min", "mins")),
        Term("hour", ("hour", "hours", "hr", "hrs")),
        Term("day", ("day", "days", "calendar days")),
        Term("week", ("week", "weeks", "wk", "wks")),
        Term("month", ("month", "months", "mo", "mos")),
        Term("year", ("year", "years", "yr", "yrs", "years of age", "years old")),
    )
)

QUANTITY = Vocabulary(
    (
        Term(
            "device_28mg",
            (
                "device",
                "devices",
                "nasal spray device",
                "nasal spray devices",
                "nasal sprays",
                "spray devices",
                "units of 28 mg",
                "28 mg devices",
            ),
        ),
        Term("kit_56mg", ("56 mg kit", "56 mg kits", "56 mg dose kit", "56 mg dose kits")),
        Term("kit_84mg", ("84 mg kit", "84 mg kits", "84 mg dose kit", "84 mg dose kits")),
        Term("kit", ("kit", "kits")),
        Term("pack", ("pack", "packs", "packet", "packets", "package", "packages", "paks", "pak")),
        Term("mg", ("mg", "milligram", "milligrams")),
        Term("ml", ("mL", "milliliter", "milliliters")),
        Term("hcpcs_unit", ("billing unit", "billing units", "HCPCS unit", "HCPCS units", "units")),
        Term("infusion", ("infusion", "infusions")),
        Term("session", ("session", "sessions", "treatment session", "treatment sessions")),
        Term("dose", ("dose", "doses")),
        Term("tablet", ("tablet", "tablets", "capsule", "capsules")),
        Term("vial", ("vial", "vials")),
    )
)


def find(text: str) -> tuple[Mention, ...]:
    """Units of time named in a text."""
    return TIME.find(text)


def approx_days(value: float, unit: str) -> float:
    """A length of time in days: week 7, month 30, year 365. Raises KeyError on other units."""
    days = value * DAYS[unit]
    return int(days) if days == int(days) else round(days, 4)
