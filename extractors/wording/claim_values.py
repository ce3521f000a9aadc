"""Before and after as a history prints them: "from three to two", "two instead of three", "to 12 months"."""

import re

from extractors.wording import grammar
from extractors.wording.cues import Cues

_VALUE = r"[^.;:,]{1,60}?"
_END = r"(?=\s+(?:for|in|by|when|where|per policy|with|within|if|as|based|due|to align|during|at|on)\b|[.;,:]|\s*$)"
_FORMS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        rf"\bfrom (?P<before>{_VALUE}) (?:down |up |over )?to (?P<after>{_VALUE}){_END}",
        rf"\bto (?P<after>{_VALUE}) from (?P<before>{_VALUE}){_END}",
        rf"[:(]\s?(?P<before>{grammar.NUMBER}[^.;:,]{{0,25}}?) to (?P<after>{grammar.NUMBER}[^.;:,]{{0,40}}?){_END}",
        rf"\b(?P<after>{grammar.NUMBER}[^.;:,]{{0,50}}?),? (?:instead of|rather than|in place of) (?P<before>{_VALUE}){_END}",
        rf"(?:\bto |\bnow |\bof )(?P<after>(?:(?! (?:to|of|now) )[^.;:,]){{1,60}}?),? (?:instead of|rather than|in place of|"
        rf"\(?(?:previously|formerly|was|were|prior)\)?:?) (?P<before>{_VALUE}){_END}",
        rf"\breplac\w+ (?P<before>{_VALUE}) (?:with|by) (?P<after>{_VALUE}){_END}",
        rf"(?P<before>{_VALUE}) (?:was |were )?(?:changed|replaced|switched|revised|updated) (?:to|with|by) (?P<after>{_VALUE}){_END}",
    )
)
_CUES = Cues({form: (form,) for form in _FORMS})
_ONLY_AFTER = re.compile(
    rf"\b(?:to|is now|are now) (?P<after>(?:an? |the )?{grammar.NUMBER}[^.;:,]{{0,30}}?){_END}", re.IGNORECASE
)
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "quarter": 90.0, "year": 365.0}


def from_to(clause: str) -> tuple[str | None, str | None]:
    """The values before and after that a clause prints; None for what it does not print."""
    for form in _CUES.may_say(clause):
        for match in form.finditer(clause):
            before, after = _trimmed(match["before"]), _trimmed(match["after"])
            if _amount(before) is not None and _amount(after) is not None:
                return before, after
    only = _ONLY_AFTER.search(clause)
    return None, _trimmed(only["after"]) if only else None


def rise(before: str | None, after: str | None) -> int:
    """1 where the value grew, -1 where it fell, 0 where nobody can say."""
    if before is None or after is None:
        return 0
    one, other = _amount(before), _amount(after)
    if one is None or other is None:
        return 0
    (first, unit), (second, second_unit) = one, other
    unit, second_unit = unit or second_unit, second_unit or unit
    first, second = first * _DAYS.get(unit, 1.0), second * _DAYS.get(second_unit, 1.0)
    return (second > first) - (second < first)


def _trimmed(value: str) -> str:
    """A value without the words before it, the verb behind it and half a bracket."""
    text = re.split(r"\s(?:is|are|was|were)\b", value.strip())[0]
    amounts = grammar.amounts(text)
    text = text[amounts[0].start :].strip() if amounts else text
    return text if "(" in text else text.rstrip(")")


def _amount(text: str) -> tuple[float, str] | None:
    lengths = grammar.durations(text)
    if lengths:
        return lengths[0].value, lengths[0].unit
    amounts = grammar.amounts(text)
    return (amounts[0].value, "") if amounts else None
