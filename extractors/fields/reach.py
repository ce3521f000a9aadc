"""Whom a policy binds: benefit, lines of business and states, from title, labels and running lines."""

import re

from extractors.fields.names import BENEFITS, LINES_OF_BUSINESS, STATES
from extractors.fields.pairs import Pair
from extractors.fields.scope import Scope

_BENEFITS = tuple((code, re.compile(words, re.IGNORECASE)) for code, words in BENEFITS)
_LINES = tuple((code, re.compile(words, re.IGNORECASE)) for code, words in LINES_OF_BUSINESS)
_NAMES = "|".join(sorted((name for _, name in STATES), key=len, reverse=True))
_CODES = {name.lower(): code for code, name in STATES}
_POSTAL_CODES = frozenset(code for code, _ in STATES)
_APPLIES = re.compile(
    rf"\b(?:appl(?:y|ies)|applicable|limited|specific|only)\b[^.]{{0,60}}?\b(?:states?|"
    rf"commonwealth) of (?P<states>"
    rf"(?:(?:{_NAMES})(?:,? (?:and|or) |, |$|\b)){{1,12}})"
)
_ONLY = re.compile(
    rf"^(?:for )?(?P<a>{_NAMES})(?: (?:medicaid|members|residents|plans?|providers)){{0,2}} only\b|"
    rf"\bin the (?:state|commonwealth) of (?P<b>{_NAMES}) only\b|"
    rf"\bfor the (?:state|commonwealth) of (?P<e>{_NAMES})(?: only)?$|"
    rf"\b(?:limited|restricted|specific) to (?:\w+ ){{0,4}}(?:in|of|from) "
    rf"(?:the state of )?(?P<c>{_NAMES})\b|"
    rf"\b(?:apply|applies|applicable)\b[^.]{{0,60}}\b(?:residing|living|enrolled) in (?P<d>{_NAMES})\b",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"\b[A-Z]{2}\b")
_EXCEPT = re.compile(r"\b(?:not|except|excluding|other than)\b", re.IGNORECASE)
_STATE = re.compile(rf"\b(?:{_NAMES})\b")
_PROGRAM = re.compile(
    rf"\b(?P<state>{_NAMES})\s(?:Department|Division|Medicaid|Health and Human|Community Plan|Only)\b|"
    rf"\b(?:Community Plan|Medicaid|Better Health|Policy)\s?(?:of|in|for|[-–(])\s?(?P<other>{_NAMES})\b"
)
_MAX_LINE = 160
_TICKED, _UNTICKED = re.compile("[☑☒]"), re.compile("[☐□][^☐□☑☒]{0,60}")
_LEFT_OUT = re.compile(
    r"\b(?:do(?:es)? not apply to|not applicable to|except(?: for)?|excluding|other than)\b[^.;]{0,120}",
    re.IGNORECASE,
)


def benefit(title: str | None, scope: Scope) -> str | None:
    """Tell the benefit (medical or pharmacy) that the title or the running lines name."""
    for text in (title or "", *scope.top_lines[:12], *scope.furniture_lines):
        for code, words in _BENEFITS:
            if words.search(text[:_MAX_LINE]):
                return code
    return None


def lines_of_business(title: str | None, scope: Scope, pairs: tuple[Pair, ...]) -> tuple[str, ...]:
    """Lines of business in printed order: a labelled list, else the title and the running lines."""
    labelled = [pair.value for pair in pairs if pair.field == "line_of_business"]
    texts = labelled or [title or "", *scope.top_lines[:10], *scope.furniture_lines]
    found = [code for text in texts for code in _codes(text[:_MAX_LINE])]
    return tuple(dict.fromkeys(found))


def jurisdictions(title: str | None, scope: Scope, pairs: tuple[Pair, ...]) -> tuple[str, ...]:
    """Postal codes of the states to which the policy says it is limited."""
    found = [
        _CODES[name.lower()]
        for pair in pairs
        if pair.field == "jurisdiction"
        for name in _STATE.findall(pair.value)
    ]
    found += [
        code
        for pair in pairs
        if pair.field == "jurisdiction"
        for code in _POSTAL.findall(pair.value)
        if code in _POSTAL_CODES
    ]
    for line in scope.all_lines:
        for match in _APPLIES.finditer(line):
            if not _EXCEPT.search(line[max(0, match.start() - 40) : match.start("states")]):
                found += [_CODES[name.lower()] for name in _STATE.findall(match.group("states"))]
    for line in scope.all_lines:
        for match in _ONLY.finditer(line):
            if not _EXCEPT.search(line[: match.end()]):
                found += [_CODES[name.lower()] for name in match.groupdict().values() if name]
    for line in (title or "", *scope.top_lines[:10], *scope.furniture_lines):
        found += [_CODES[(m.group("state") or m.group("other")).lower()] for m in _PROGRAM.finditer(line)]
    return tuple(dict.fromkeys(found))


def _codes(text: str) -> list[str]:
    """The lines of business of a text, without those that it leaves out or whose box is empty."""
    text = _LEFT_OUT.sub("", _UNTICKED.sub("", text) if _TICKED.search(text) else text)
    spans = [(m.start(), m.end(), code) for code, words in _LINES for m in words.finditer(text)]
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if not any(span[0] < other[1] and other[0] < span[1] for other in kept):
            kept.append(span)
    return [code for _, _, code in sorted(kept)]
