"""Rules with a figure but no type of their own: time between courses, time on the drug, body mass.

They are `other` rules in words that do not depend on the phrasing, with the figure as a qualifier.
"""

import re

from extractors.model import CriterionType, Json
from extractors.wording import courses, grammar
from extractors.wording.courses import Course
from extractors.wording.line import Found, Line, leaf

TYPES = (CriterionType("other"),)

_BODY_MASS = re.compile(
    rf"\b(?:BMI|body\smass\sindex(?:\s\(BMI\))?)\b[^.;\d]{{0,50}}?(?P<n>{grammar.NUMBER})\s?(?P<unit>kg\s?/\s?m(?:2|²)|(?:th|st|nd|rd)\spercentile)?",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"\b(?:in|for)\s(?:individual|patient|member|adult|child|person|adolescent)\w*\s(?P<who>[^.;:]{0,12}\bage[^.;:]{3,24})",
    re.IGNORECASE,
)
CUES = (*courses.APART, *courses.ALREADY, _BODY_MASS)


def find(line: Line) -> tuple[Found, ...]:
    """The plain rules of a line, for drugs of any field but ketamine."""
    if "ketamine" in line.drug:
        return ()
    apart = courses.apart(line.text)
    if apart is not None:
        return (_found(line, apart),)
    return (*(_found(line, course) for course in courses.already(line.text, line.drug)), *_body_mass(line))


def _found(line: Line, course: Course) -> Found:
    kept = {course.key: course.time} if course.key else {}
    return Found(
        leaf(line, "other", "required", course.words, None, 0.75, **kept), course.start, course.end, 3
    )


def _body_mass(line: Line) -> tuple[Found, ...]:
    match = _BODY_MASS.search(line.text)
    if match is None:
        return ()
    value = grammar.number(match["n"])[0]
    op, start, end = grammar.comparison(line.text, match.start("n"), match.end())
    percentile = "percentile" in (match["unit"] or "").lower()
    unit = "percentile" if percentile else "kg/m2"
    bound = {"<=": "or less", "<": "below", ">": "above"}.get(op, "or more")
    limit: Json = {"op": op or ">=", "value": value, "unit": unit}
    who = _FOR_WHOM.search(line.text)
    words = f"body mass index (BMI) {value:g} {'percentile ' if percentile else ''}{bound}"
    node = leaf(
        line,
        "other",
        "required",
        words,
        None,
        0.75,
        limit=limit,
        applies_when=who["who"].strip().lower() if who else None,
    )
    return (Found(node, min(start, match.start()), max(end, who.end() if who else 0, match.end()), 3),)
