"""Phases of dosing and their weeks, and the clauses of a line that each of them rules.

Which amounts and frequencies stand in a clause is read elsewhere.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractors.wording import grammar

_N = grammar.NUMBER
_WEEKS = (
    re.compile(
        rf"\bweeks?\s(?P<low>{_N})\s?(?:-|–|—|to|through|thru)\s?(?:week\s)?(?P<high>{_N})\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:from|starting|beginning)?\s?(?:(?:at|with|in)\s)?weeks?\s(?P<low>{_N})"
        rf"(?:\s?\+|\s?(?:and|or)\s(?:after|beyond|later|onwards?|thereafter|on)\b|\sonwards?\b|\sforward\b|\sthereafter\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:from|starting|beginning)\s(?:(?:at|with|in)\s)?weeks?\s(?P<low>{_N})\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?:after|beyond|past|following)\sweeks?\s(?P<past>{_N})\b", re.IGNORECASE),
    re.compile(rf"\b(?:first|initial)\s(?P<first>{_N})[\s-]weeks?\b", re.IGNORECASE),
    re.compile(rf"\b(?:first|initial)\s(?P<days>{_N})[\s-]days?\b", re.IGNORECASE),
)  # fmt: skip
_PHASES = (
    ("induction", re.compile(r"\binduction\b", re.IGNORECASE)),
    ("optimization", re.compile(r"\bopti?mi[sz]ation\b(?!\sof)", re.IGNORECASE)),
    ("maintenance", re.compile(r"\bmaintenance\b", re.IGNORECASE)),
)
_PHASE_WEEKS = {(1, 4): "induction", (5, 8): "optimization", (9, None): "maintenance"}
_KEPT = 64  # lines; the families of doses, quantities and sessions ask for the same one
_AFTERWARDS = re.compile(r"\b(?:thereafter|afterwards?|after\sthat|subsequently)\b", re.IGNORECASE)
_SEAM = re.compile(
    r";\s|(?<=[a-z)\]%\d])\.\s(?=[A-Z(\d])|,?\s(?:and\s)?(?:then|thereafter|followed\sby|after\swhich)\b"
    r"|,\s(?=(?:induction|optimization|maintenance|weeks?\s\d)\b)|\sand\s(?=(?:for\s)?(?:induction|optimization|maintenance|weeks?\s\d)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a line with the phase of dosing and the weeks that it is about."""

    text: str
    start: int
    phase: str | None
    weeks: tuple[int, int | None] | None


def weeks(text: str) -> tuple[int, int | None] | None:
    """The weeks of therapy that a text names; an open end is None."""
    for pattern in _WEEKS:
        match = pattern.search(text)
        if match is None:
            continue
        named = {key: int(grammar.number(word)[0]) for key, word in match.groupdict().items() if word}
        if "first" in named:
            return 1, named["first"]
        if "days" in named:
            return (1, named["days"] // 7) if named["days"] >= 7 and named["days"] % 7 == 0 else None
        return named.get("low", named.get("past", 0) + 1), named.get("high")
    return None


def phase(text: str) -> str | None:
    """The phase of dosing that a text names."""
    return next((code for code, pattern in _PHASES if pattern.search(text)), None)


def label_start(text: str) -> int | None:
    """Where a text begins to name a phase or weeks of dosing."""
    patterns = (*_WEEKS, *(pattern for _, pattern in _PHASES))
    return min((m.start() for pattern in patterns if (m := pattern.search(text))), default=None)


def is_afterwards(text: str) -> bool:
    """Whether a text speaks of the time after what was said before it."""
    return _AFTERWARDS.search(text) is not None


def phase_of_weeks(span: tuple[int, int | None] | None) -> str | None:
    """The phase of dosing that fills exactly these weeks."""
    return _PHASE_WEEKS.get(span) if span else None


@lru_cache(maxsize=_KEPT)
def parts(text: str) -> tuple[Part, ...]:
    """The clauses of a line, cut where one phase of dosing ends and the next begins."""
    cuts = [0, *(match.end() for match in _SEAM.finditer(text)), len(text)]
    clauses = (part(text[a:b], a) for a, b in pairwise(cuts) if b > a)
    return tuple(piece for clause in clauses for piece in _labelled(clause))


def part(text: str, start: int) -> Part:
    """A clause with the phase and the weeks that it names."""
    span = weeks(text)
    return Part(text, start, phase(text) or phase_of_weeks(span), span)


def _labelled(clause: Part) -> tuple[Part, ...]:
    """A clause cut at its labels: before each where they lead, after each where they trail."""
    labels = _labels(clause.text)
    if not labels:
        return (clause,)
    is_trailing = re.search(rf"{_N}\s?\S", clause.text[: labels[0][0]], re.IGNORECASE) is not None
    if is_trailing and (len(labels) > 1 or _AFTERWARDS.search(clause.text, labels[0][1])):
        cuts = [end for _, end in labels]
    else:
        cuts = [start for start, _ in labels[1:]]
    edges = [0, *cuts, len(clause.text)]
    texts = [(clause.text[a:b], a) for a, b in pairwise(edges) if re.search(r"\w", clause.text[a:b])]
    return tuple(part(text, clause.start + a) for text, a in texts)


def _labels(text: str) -> list[tuple[int, int]]:
    """The places of labels, two side by side as one: "induction (weeks 1-4)"."""
    patterns = (*_WEEKS, *(pattern for _, pattern in _PHASES))
    places = sorted(match.span() for pattern in patterns for match in pattern.finditer(text))
    found: list[tuple[int, int]] = []
    for start, end in places:
        if found and re.fullmatch(r"\W{0,3}(?:phase)?\W{0,4}", text[found[-1][1] : max(start, found[-1][1])]):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
