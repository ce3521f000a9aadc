"""Conditions that bar the drug: contraindications, excluded histories, states that must be absent."""

import re
from itertools import pairwise

from extractors.model import Axis, CriterionType, Json, Leaf
from extractors.vocabulary import conditions
from extractors.vocabulary.terms import Mention
from extractors.wording import free_exclusions, grammar, phrases
from extractors.wording.line import Found, Line, group, leaf

TYPES = (
    CriterionType(
        "exclusion",
        axes=(
            Axis("within", "duration", "tightened"),
            Axis("activity", "rank", "loosened", ("any", "active", "untreated")),
            Axis("severity", "rank", "loosened", ("moderate_to_severe", "severe")),
            Axis("exceptions", "set", "loosened"),
        ),
        identity=("condition",),
    ),
    CriterionType("contraindication", is_rule=False),
)

_BARRED = re.compile(
    r"\b(?:no(?:ne)?|not|neither|without|absence\sof|free\s(?:of|from)|denies|negative\sfor|exclusions?|excluded|exclude\sif|contraindications?|"
    r"if\syes,?\s(?:\w+\s){0,4}den(?:y|ied)|ineligible|not\s(?:a\s)?(?:eligible|candidates?))\b",
    re.IGNORECASE,
)
_LIST_HEAD = re.compile(
    r"\b(?:no\scontraindications?|exclusions?|contraindications?|none\sof|any\syes|if\syes|exclude\sif|not\seligible)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:past|last|previous|prior|preceding|within)\b", re.IGNORECASE)
_ACTIVITY = phrases.table(
    ("untreated", r"\b(?:untreated|uncontrolled)\b"),
    ("active", r"\b(?:active|current|ongoing)\b|\bcurrently\s(?:ha(?:s|ve)|experienc\w+|diagnosed)\b"),
)
_SEVERITY = phrases.table(
    ("moderate_to_severe", r"\bmoderate(?:[-\s]to[-\s]|\sor\s|/)severe\b"),
    ("severe", r"\bsevere\b"),
)
_AFTER = re.compile(
    r"\b(?:is|are)\s(?:an?\s|considered\s|both\s)?(?:\w+\s)?(?:exclusions?|contraindications?|excluded|contraindicated|exclusionary|not\seligible|ineligible)\b|\bif\syes,?\s(?:\w+\s){0,4}den(?:y|ied)\b|"
    r"\b(?:patients?|members?|individuals?|beneficiaries|those)\s(?:with|who|having)\b[^.;]{0,80}\b(?:is|are)\snot\s(?:covered|approved|authori[sz]ed)\b",
    re.IGNORECASE,
)
_ADMITTED = re.compile(
    r"\b(?:not|no\slonger)\s(?:be\s|been\s|considered\s|an?\s|automatically\s|by\sitself\s){0,3}(?:excluded?|exclusions?|exclusionary|ineligible|barred|disqualif\w+|contraindications?|contraindicated)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\((?:within|in|during)\s(?:the\s)?[^()]{1,40}\)\s$", re.IGNORECASE)
_TESTED = re.compile(r"\s(?:tests?|testing|screen\w*)\b", re.IGNORECASE)
_FREE = re.compile(r"\b(?:free\s(?:of|from)|absence\sof|abstin\w+|without)\b", re.IGNORECASE)
CUES = (_BARRED,)


def find(line: Line) -> tuple[Found, ...]:
    """Conditions that the line bars, alone or as a list of which none may hold."""
    cue = _BARRED.search(line.text)
    if cue is None or _ADMITTED.search(line.text) or phrases.is_of_studies(line.text):
        return ()
    if "ketamine" not in line.drug and (free := _of_any_field(line)):
        return free
    begin = 0 if _AFTER.search(line.text) else cue.start()
    named = _named(line.text, begin, is_other="ketamine" not in line.drug)
    if not named:
        return ()
    if begin < cue.start() and len(named) == 1:
        return (_alone(line, named[0].start, named[0]),)
    if len(named) == 1 and not _LIST_HEAD.search(line.text):
        return (_alone(line, cue.start(), named[0]),)
    if _are_apart(line.text, named):
        return tuple(_alone(line, _cue_of(line.text, mention), mention) for mention in named)
    leaves = tuple(_one(line, mention, "present") for mention in named)
    return (Found(group("none", leaves), cue.start(), max(named[-1].end, _tail(line.text, named[-1])), 2),)


def _of_any_field(line: Line) -> tuple[Found, ...]:
    """One condition in its own words that must be absent, for drugs of any field."""
    told = free_exclusions.find(line.text)
    if told is None or (line.phase == "continuation" and "progress" in told.condition):
        return ()
    exceptions = phrases.exceptions(line.text)
    node = leaf(
        line, "exclusion", "absent", None, None, 0.75,
        condition=told.condition, exceptions=[*exceptions] if exceptions else None,
    )  # fmt: skip
    return (Found(node, told.start, told.end, 2),)


def _named(text: str, begin: int, *, is_other: bool = False) -> tuple[Mention, ...]:
    stop = phrases.exception_start(text[begin:]) + begin
    seen: dict[str, Mention] = {}
    for mention in conditions.find(text):
        if (
            begin <= mention.start < stop
            and not _TESTED.match(text, mention.end)
            and not (is_other and mention.code == "hypersensitivity_ketamine")
        ):
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
    wide = re.split(r"[,;☐□]", line.text[max(0, mention.start - 30) : mention.start])[-1]
    # a comma, a box or "or" ends the reach of an adjective
    around = re.split(r"[,;☐□]|\bor\b|\band\b(?!/or)", line.text[max(0, mention.start - 30) : mention.start])[
        -1
    ]
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
        severity=None
        if mention.code.startswith(("uncontrolled", "severe"))
        else phrases.first(_SEVERITY, wide),
        within=_within(line.text, mention),
        exceptions=list(exceptions) if exceptions else None,
    )


def _within(text: str, mention: Mention) -> Json:
    """A window binds the condition that stands before it, or after it where it stands in brackets."""
    bracket = _BRACKET.search(text[: mention.start])
    if bracket is not None:
        inside = [d for d in grammar.durations(text) if bracket.start() <= d.start < bracket.end()]
        return inside[0].json() if inside else None
    for duration in grammar.durations(text):
        between = text[mention.end : duration.start]
        if (
            mention.end <= duration.start
            and len(between) < 40
            and (_PAST.search(text[mention.end : duration.end]) or _FREE.search(text[: mention.start]))
        ):
            return None if re.search(r",|\bor\b|\band\b", between) else duration.json()
    return None


def _tail(text: str, mention: Mention) -> int:
    ends = [d.end for d in grammar.durations(text) if mention.end <= d.start <= mention.end + 40]
    return max(ends, default=mention.end)
