"""How criteria are bound: quantifiers in headers, connectives at line ends. Phrases as data."""

import re
from dataclasses import dataclass

from extractors.model import Logic

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
_NUMBER = r"(two|three|four|five|six|[2-6])(?:\s*\(\s*\d\s*\))?"
_LISTED = r"(?:of\s+)?(?:the\s+|these\s+)?(?:following|below|criteria|conditions|requirements|listed)"


@dataclass(frozen=True, slots=True)
class Quantifier:
    """What a header says of its children."""

    logic: Logic
    n: int | None = None
    is_printed: bool = True


_AT_LEAST: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bat least\s+{_NUMBER}\b[^.;:]{{0,40}}?\b{_LISTED}",
        rf"\b{_NUMBER}\s+or more\s+{_LISTED}",
        rf"\bany\s+{_NUMBER}\s+{_LISTED}",
        rf"\bmeets?\s+{_NUMBER}\s+{_LISTED}",
        rf"^{_NUMBER}\s+of the following\b",
    )
)
_NONE = (
    r"\bnone of\b",
    r"\bmay not be approved\b",
    r"\bwill not be (?:approved|authorized|covered)\b",
    r"\bshould not be (?:approved|given|used)\b",
    r"\bdoes not have any\b",
    r"\bdo(?:es)? not (?:have|meet|exhibit)\b[^.;:]{0,40}\bany of\b",
    r"\bnot (?:have|be)\b[^.;:]{0,40}\bany of the following\b",
    r"\bexclusion criteria\b",
    r"\babsence of (?:all|any) of\b",
    r"\bnot (?:be )?(?:considered |deemed )?(?:to be )?(?:medically necessary|covered|approved|"
    r"authori[sz]ed|eligible)\b[^.;:]{0,60}\b(?:when|if|for|in)\b[^.;:]{0,30}\b(?:any|one or more)\b",
)
_ANY = (
    r"\b(?:at least\s+)?one\s*(?:\(\s*1\s*\)\s*)?(?:or more\s+)?of\s+(?:the|these)\b",
    r"\bone or more\b",
    r"\bany\s+(?:one\s+)?(?:of|criteri|condition)",
    r"\beither\b",
    r"\b(?:at least\s+)?(?:one|1)\s+of\b",
    r"\bat least one\b",
    r"\bany of\b",
    r"\(must meet (?:one|any)\b",
    r"\bmust meet [a-z0-9]{1,3} or [a-z0-9]{1,3}\b",
    r"\((?:[a-z0-9]{1,4},? ){0,8}or [a-z0-9]{1,4}\)",
)
_ALL = (
    r"\ball\b[^.;:]{0,40}\b(?:following|criteria|of|conditions|requirements|met)\b",
    r"\bmust meet all\b",
    r"\bboth\b",
    r"\beach of\b",
    r"\ball\s*[:)]",
    r"\((?:[a-z0-9]{1,4},? ){0,8}and [a-z0-9]{1,4}\)",
    r"\b(?:the\s+)?following criteri(?:a|on)\b",
)
_WORDS: tuple[tuple[Logic, tuple[str, ...]], ...] = (("none", _NONE), ("any", _ANY), ("all", _ALL))
_TABLE = tuple((logic, re.compile("|".join(patterns), re.IGNORECASE)) for logic, patterns in _WORDS)

_CONNECTIVE_LINE = re.compile(r"^\W{0,4}(and/or|and|or)\W{0,4}$", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[;,.:]\s*|\s-\s*|\n)(and/or|and|or)\s*[;,.:-]?\s*$|\s(AND/OR|AND|OR)\s*[;,.:-]?\s*$|[^;,.]\s(and|"
    r"or)\s*$"
)


def quantifier(header: str) -> Quantifier | None:
    """The logic that a header prints, None when it prints none."""
    tail = header[-260:]  # the quantifier stands next to the list it binds
    for pattern in _AT_LEAST:
        match = pattern.search(tail)
        if match is not None:
            return Quantifier("at_least", _NUMBERS[match.group(1).lower()])
    found = [
        (match.start(), logic)
        for logic, pattern in _TABLE
        for match in [_last(pattern, tail)]
        if match is not None
    ]
    if not found:
        return None
    if any(logic == "none" for _, logic in found):
        return Quantifier("none")
    return Quantifier(max(found, key=lambda item: item[0])[1])


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text):
        last = match
    return last


def connective_line(text: str) -> str | None:
    """The word "and" or "or" when the line holds nothing else ("-AND-", "OR")."""
    match = _CONNECTIVE_LINE.match(text.strip())
    return _word(match.group(1)) if match else None


def cut_connective(text: str) -> tuple[str, str | None]:
    """The line without its trailing "; and", and the connective."""
    match = _TRAILING.search(text)
    if match is None:
        return text.rstrip(" ;,"), None
    word = next(group for group in match.groups() if group)
    start = next(match.start(index) for index in (1, 2, 3) if match.group(index))
    return text[:start].rstrip(" ;,-\n"), _word(word)


def _word(connective: str) -> str:
    return "or" if "or" in connective.lower() else "and"


def from_connectives(connectives: tuple[str | None, ...]) -> tuple[Logic | None, bool]:
    """Logic told by the children's trailing words, and whether they disagree among themselves."""
    printed = {word for word in connectives if word}
    if printed == {"or"}:
        return "any", False
    if printed == {"and"}:
        return "all", False
    return ("all" if printed else None), len(printed) > 1
