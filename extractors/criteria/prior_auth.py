"""Prior authorization: required or not, and for which weeks."""

import re

from extractors.model import Axis, CriterionType, Json
from extractors.wording import grammar
from extractors.wording.line import Found, Line, leaf

TYPES = (CriterionType("prior_auth_required", axes=(Axis("value", "flag", "tightened"),)),)

_PA = r"(?:prior\sauthori[sz]ation|precert(?:ification)?|pre-?authori[sz]ation|(?-i:PA)(?!\s(?:or|and|supervis\w+)\b))"
_OF_WHAT = r"(?:(?:of|for)\s(?:[\w()®-]+\s){1,4})?"
_REQUIRED = re.compile(
    rf"\b(?:requires?\s(?:\w+\s)?{_PA}|{_PA}\s{_OF_WHAT}(?:is|are|will\sbe)\s(?:\w+\s)?(?:required|needed|necessary)|"
    rf"{_PA}\s(?:must\sbe\sobtained|required)|subject\sto\s{_PA})\b",
    re.IGNORECASE,
)
_NOT_REQUIRED = re.compile(
    rf"\b(?:(?:does|do)\snot\srequire\s{_PA}|(?:without|exempt(?:ed)?\sfrom)\s{_PA}|no\s{_PA}\s(?:is\s)?(?:required|needed)|"
    rf"{_PA}\s{_OF_WHAT}(?:is|are)\s(?:not|no\slonger)\s(?:required|needed))\b",
    re.IGNORECASE,
)
CUES = (_REQUIRED, _NOT_REQUIRED)


def find(line: Line) -> tuple[Found, ...]:
    """Whether prior authorization is asked for."""
    waived = _NOT_REQUIRED.search(line.text)
    if waived:
        node = leaf(line, "prior_auth_required", "not_required", False, None, 0.95, weeks=_weeks(line.text))
        return (Found(node, waived.start(), waived.end(), 1),)
    asked = _REQUIRED.search(line.text)
    if asked is None:
        return ()
    node = leaf(line, "prior_auth_required", "required", True, None, 0.95, weeks=_weeks(line.text))
    return (Found(node, asked.start(), asked.end(), 1),)


def _weeks(text: str) -> Json:
    """The weeks of therapy that "for the first 4 weeks" means."""
    for duration in grammar.durations(text):
        if duration.unit == "week" and re.search(r"\bfirst\s$", text[: duration.start], re.IGNORECASE):
            return [1, duration.value]
    return None
