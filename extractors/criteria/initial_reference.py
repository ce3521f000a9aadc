"""References from the continuation to the initial criteria; never copies of them."""

import re

from extractors.model import CriterionType, Json
from extractors.wording.line import Found, Line, leaf

TYPES = (CriterionType("meets_initial_criteria"),)

_REFERENCE = re.compile(
    r"\b(?:continues?\sto\s(?:meet|satisfy)|meets?|met|satisf(?:y|ies)|follow|must\s(?:meet|follow))\s(?:\w+\s){0,4}?"
    r"initial\s(?:\w+\s){0,3}?criteri(?:a|on)\b|\bcriteri(?:a|on)\s(?:\w+\s){0,2}(?:for|of|in|under)\s(?:the\s)?(?:section\s[\w.]{1,4}\W{1,3})?initial\s(?:approval|authori[sz]ation|coverage|therapy|request|treatment)\b|\binitial\s(?:\w+\s){0,3}?criteria\s(?:(?:are|must|still|continue\sto|be)\s){1,3}(?:\w+\s)?(?:met|satisfied|fulfilled)\b",
    re.IGNORECASE,
)
_MET_BEFORE = re.compile(
    r"\b(?:has|have|had)\s(?:previously|already|originally)\s(?:met|satisfied)\s(?:all\s)?(?:of\s)?(?:the\s)?(?:[\w-]+\s){0,3}criteria\b",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:(?:not|no\slonger|never)\s(?:need|have|required|expected)\sto\s(?:again\s)?|need\snot\s(?:again\s)?)$",
    re.IGNORECASE,
)
_GONE = re.compile(r"\s(?:(?:do|does|did)\snot|no\slonger|need\snot)\b", re.IGNORECASE)
_WHEN = re.compile(r"\bif\s(?:this\sis\s)?(?P<when>(?:an?\s)?new\s[\w\s]{3,40}?episode)\b", re.IGNORECASE)
CUES = (_REFERENCE, _MET_BEFORE)


def find(line: Line) -> tuple[Found, ...]:
    """A sentence that imports the initial criteria."""
    match = _REFERENCE.search(line.text)
    if match is None and line.phase != "initial":
        match = _MET_BEFORE.search(line.text)
    if match is None or _NOT_ASKED.search(line.text[: match.start()]) or _GONE.match(line.text, match.end()):
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
