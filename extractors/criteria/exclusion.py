"""Conditions that bar the drug: contraindications, excluded histories, states that must be absent."""

import re
from itertools import pairwise

from extractors import grammar, phrases
from extractors.line import Found, Line, group, leaf
from extractors.model import Axis, CriterionType, Json, Leaf
from extractors.vocabulary import conditions
from extractors.vocabulary.terms import Mention

TYPES = (
    CriterionType(
        "exclusion",
        axes=(
            Axis("within", "duration", "tightened"),
            Axis("activity", "rank", "loosened", ("any", "active", "untreated", "severe")),
            Axis("exceptions", "set", "loosened"),
        ),
        identity=("condition",),
    ),
    CriterionType("contraindication", is_rule=False),
)

_BARRED = re.compile(
    r"\b(?:no(?:ne)?|not|without|absence\sof|free\s(?:of|from)|denies|negative\sfor|exclusions?|excluded|contraindications?|"
    r"ineligible|not\s(?:a\s)?(?:eligible|candidates?))\b",
    re.IGNORECASE,
)
_LIST_HEAD = re.compile(
    r"\b(?:no\scontraindications?|exclusions?|contraindications?|none\sof|any\syes|not\seligible)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:past|last|previous|prior|preceding|within)\b", re.IGNORECASE)
_ACTIVITY = phrases.table(
    ("untreated", r"\b(?:untreated|uncontrolled)\b"),
    ("active", r"\b(?:active|current|ongoing)\b"),
    ("severe", r"\bmoderate(?:[-\s]to[-\s]|\sor\s)severe\b|\bsevere\b"),
)


def find(line: Line) -> tuple[Found, ...]:
    """Conditions that the line bars, alone or as a list of which none may hold."""
    cue = _BARRED.search(line.text)
    if cue is None:
        return ()
    named = _named(line.text, cue.start())
    if not named:
        return ()
    if len(named) == 1 and not _LIST_HEAD.search(line.text):
        return (_alone(line, cue.start(), named[0]),)
    if _are_apart(line.text, named):
        return tuple(_alone(line, _cue_of(line.text, mention), mention) for mention in named)
    leaves = tuple(_one(line, mention, "present") for mention in named)
    return (Found(group("none", leaves), cue.start(), max(named[-1].end, _tail(line.text, named[-1])), 2),)


def _named(text: str, begin: int) -> tuple[Mention, ...]:
    stop = phrases.exception_start(text[begin:]) + begin
    seen: dict[str, Mention] = {}
    for mention in conditions.find(text):
        if begin <= mention.start < stop:
            seen.setdefault(mention.code, mention)
    return tuple(seen.values())


def _are_apart(text: str, named: tuple[Mention, ...]) -> bool:
    """True for "without A and not due to B": each condition has its own negation."""
    gaps = [text[a.end : b.start] for a, b in pairwise(named)]
    return bool(gaps) and all(_BARRED.search(gap) for gap in gaps)


def _cue_of(text: str, mention: Mention) -> int:
    cues = [match.start() for match in _BARRED.finditer(text[: mention.start])]
    return cues[-1] if cues else mention.start


def _alone(line: Line, start: int, mention: Mention) -> Found:
    return Found(_one(line, mention, "absent"), start, max(mention.end, _tail(line.text, mention)), 2)


def _one(line: Line, mention: Mention, op: str) -> Leaf:
    around = line.text[max(0, mention.start - 30) : mention.start]
    activity = (
        None if mention.code.startswith(("uncontrolled", "severe")) else phrases.first(_ACTIVITY, around)
    )
    exceptions = phrases.exceptions(line.text)
    return leaf(
        line,
        "exclusion",
        op,
        None,
        None,
        0.88,
        condition=mention.code,
        activity=activity,
        within=_within(line.text, mention),
        exceptions=list(exceptions) if exceptions else None,
    )


def _within(text: str, mention: Mention) -> Json:
    """A window binds the condition that stands before it."""
    for duration in grammar.durations(text):
        between = text[mention.end : duration.start]
        if (
            mention.end <= duration.start
            and len(between) < 40
            and _PAST.search(text[mention.end : duration.end])
        ):
            return None if re.search(r",|\bor\b|\band\b", between) else duration.json()
    return None


def _tail(text: str, mention: Mention) -> int:
    ends = [d.end for d in grammar.durations(text) if mention.end <= d.start <= mention.end + 40]
    return max(ends, default=mention.end)
