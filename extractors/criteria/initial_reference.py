"""References from the continuation to the initial criteria; never copies of them."""

import re

from extractors.model import CriterionType, Json
from extractors.wording.line import Found, Line, leaf

TYPES = (CriterionType("meets_initial_criteria"),)

_REFERENCE = re.compile(
    r"\b(?:continues?\sto\s(?:meet|satisfy)|meets?|met|satisf(?:y|ies)|follow|must\s(?:meet|follow))\s(?:\w+\s){0,4}?"
    r"initial\s(?:\w+\s){0,3}?criteri(?:a|on)\b|\bcriteria\s(?:\w+\s){0,2}(?:for|of|in|under)\s(?:the\s)?initial\s(?:approval|authori[sz]ation|coverage|therapy|request|treatment)\b|\binitial\s(?:\w+\s){0,3}?criteria\s(?:are|must\sbe|continue\sto\sbe)\s(?:\w+\s)?met\b",
    re.IGNORECASE,
)
_MET_BEFORE = re.compile(
    r"\b(?:has|have|had)\s(?:previously|already|originally)\s(?:met|satisfied)\s(?:all\s)?(?:of\s)?(?:the\s)?(?:[\w-]+\s){0,3}criteria\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\bif\s(?:this\sis\s)?(?P<when>(?:an?\s)?new\s[\w\s]{3,40}?episode)\b", re.IGNORECASE)
CUES = (_REFERENCE, _MET_BEFORE)


def find(line: Line) -> tuple[Found, ...]:
    """A sentence that imports the initial criteria."""
    match = _REFERENCE.search(line.text)
    if match is None and line.phase != "initial":
        match = _MET_BEFORE.search(line.text)
    if match is None:
        return ()
    node = leaf(
        line,
        "meets_initial_criteria",
        "required",
        True,
        None,
        0.95,
        imports="initial",
        applies_when=_condition(line.text),
    )
    return (Found(node, match.start(), match.end(), 3),)


def _condition(text: str) -> Json:
    match = _WHEN.search(text)
    return re.sub(r"\s+", " ", match["when"].removeprefix("a ")).lower() if match else None
