"""A condition in its own words that must be absent: "absence of X", "does not have X", "has not experienced X"."""

import re
from dataclasses import dataclass

_WHO = r"(?:(?:the\s)?(?:requesting\s)?(?:patient|member|individual|recipient|beneficiary)\s)"
_ABSENT = re.compile(
    rf"^\W*(?:{_WHO}?(?:does\snot\shave|do\snot\shave|has\sno|have\sno|has\snot\s(?:had|experienced|developed)|is\sfree\s(?:of|from))|(?:documented\s)?absence\sof|no\s(?:evidence|history|signs?|presence)\sof|free\s(?:of|from))"
    r"\s(?:(?:any|an?|the|known|evidence\sof|history\sof|signs?\sof|documented)\s){0,4}(?P<what>[A-Za-z][^.;:()\[\]]{3,140})",
    re.IGNORECASE,
)
_NO_CONDITION = re.compile(
    r"\b(?:access|requirements?|trial|trials|caregiver|support|response|improve\w*|benefit|prescri\w+|coverage|tested|disease\sprogression\sor\srelapse)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s(?:unless|except|during|prior\sto|before|within|that|which|as\s(?:shown|determined|documented))\s",
    re.IGNORECASE,
)
_LABELED = re.compile(r"\b(?:FDA[-\s])?label(?:l)?ed\scontraindications?\b|\bcontraindications?\sto\s(?:the\s)?(?:requested|therapy|treatment|drug)", re.IGNORECASE)  # fmt: skip
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Absent:
    """A condition that must be absent, at a place."""

    condition: str
    start: int
    end: int


def find(text: str) -> Absent | None:
    """The condition that a line bars; None where the line bars none, or a whole list of them."""
    match = _ABSENT.search(text)
    if match is None or text.rstrip().endswith(":"):
        return None
    what = _ENDS.split(match["what"])[0].strip(" ,-")
    if _LABELED.search(what):
        return Absent("labeled_contraindication", match.start(), match.end())
    if _NO_CONDITION.search(what) or re.search(r",\s", what):
        return None
    name = " ".join(what.lower().split()[:_LONGEST])
    return Absent(name, match.start(), match.start("what") + len(what))
