"""Age limits: the member's age at the start of therapy."""

import re

from extractors.model import Axis, CriterionType
from extractors.wording import grammar
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType("age_min", axes=(Axis("value", "number", "tightened"),)),
    CriterionType("age_max", axes=(Axis("value", "number", "loosened"),)),
)

_N = grammar.NUMBER
_YEARS = r"(?:[\s-]?(?:years?|yrs?\.?|y/o|y\.o\.)(?:\(s\))?(?:\d(?=\s))?(?:[\s-](?:of[\s-]age|old))?)"
_WHO = r"(?:members?|patients?|individuals?|recipients?|beneficiary|enrollee|adults?|child|person|age|aged)"
_AGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<n>{_N}){_YEARS}(?=\s(?:of\sage|old|or|and)|[\s-]of[\s-]age|\W|$)",
        rf"\bage[ds]?(?:\sis|\smust\sbe|:|\sof)?\s(?:at\sleast\s|≥\s?|>=?\s?|over\s|(?:greater|older|less|younger)\sthan\s(?:or\sequal\sto\s)?|equal\sto\sor\sgreater\sthan\s)?(?P<n>{_N})(?!\s?(?:week|month|day|hour))(?:{_YEARS})?",
        rf"(?:\b{_WHO}\s(?:is|are|must\sbe)|\bis\sthe\s{_WHO})\s(?:at\sleast\s|≥\s?|>=?\s?|over\s|(?:not\s|no\s)?(?:younger|older)\sthan\s)?(?P<n>{_N})\+?(?=\s{{0,2}}(?:$|[.;,)?]|or\sold|and\sold|and\sover))",
        rf"\badults?\s(?:aged?\s)?(?P<n>{_N})\+?(?=\s(?:or|and)\s(?:older|over|above)\b)",
    )
)  # fmt: skip
_IS_AGE = re.compile(
    rf"\bof[\s-]age|\by/o\b|\by\.o\.|\byears?[\s-]old|\bold(?:er)?\b|\byounger\b|\bage[ds]?\b|\badults?\b|\bpediatric|\b{_WHO}\s(?:is|are|must\sbe)\s|\bis\sthe\s{_WHO}\s(?:at\sleast\s)?\d|\b(?:members?|patients?|individuals?|persons?)\sunder\s\d|^\W{{0,3}}(?:≥|>=|at\sleast)\s?1[28]\s?(?:years?|yrs?)\W*$", re.IGNORECASE
)  # fmt: skip
_OTHER_AGE = re.compile(
    r"\b(?:past|last|previous|prior|within|for|every|each|per|duration|history|during|trial)\b[^;,]{0,12}$",
    re.IGNORECASE,
)
_ADULT = re.compile(
    r"\b(?:(?:is|are|must\sbe)\s(?:an?\s)?adults?\b|adults?\s(?:member|patient|individual)s?\b|^\W*adults?\W*$|\badults?\sonly\b|\b(?:only|limited|restricted)\s(?:in|for|to)\sadults?\b)",
    re.IGNORECASE,
)
_SYMBOLS = {"³": ">=", "£": "<=", "\uf0b3": ">=", "\uf0a3": "<="}
_SYMBOL = re.compile(r"(?P<sign>[³£\uf0b3\uf0a3])\s?$")  # code points of the symbol font, read as Latin
_LOST_SIGN = re.compile(r"\bage[ds]?\s{2,3}\d", re.IGNORECASE)
_BARRED = re.compile(
    r"\b(?:not|no|never|exclu\w+|ineligible|prohibited|unproven)\s(?:[\w-]+\s){0,7}$", re.IGNORECASE
)
_BARRED_AFTER = re.compile(
    r"[^.;:]{0,40}?\b(?:is|are)\s(?:not\s(?:eligible|covered|approved|authori[sz]ed|candidates?|considered|medically)|ineligible|excluded|an\sexclusion|prohibited|(?:considered\s)?(?:investigational|experimental|unproven))\b",
    re.IGNORECASE,
)
_NO_RULE = re.compile(
    r"\b(?:safety|efficacy|effectiveness)\b[^.;]{0,80}\b(?:unknown|not\s(?:yet\s)?(?:been\s)?(?:established|studied|known|evaluated|determined))\b|"
    r"^\W{0,3}(?:is|was)\sthe\s\w+\s(?:under|younger\sthan|less\sthan)\b[^.;]{0,40}\?",
    re.IGNORECASE,
)  # nothing is known of an age; a question of which the answer wanted is not printed
_OF_ANOTHER_RULE = re.compile(
    r"\b(?:BMI|body\smass|percentile|doses?|mg)\b[^.;]{0,60}\b(?:in|for)\s(?:individual|patient|member|adult|children|person)\w*\s[^.;]{0,24}\bage|"
    r"^\W{0,3}(?:[≥≤<>=]{1,2}|(?:patients?\s)?(?:aged?\s)?)\s?\d{1,2}\syears\s(?:of\sage)?(?:\sor\s\w+)?\s?:\s[^.;]{0,40}\bmg\b",
    re.IGNORECASE,
)  # an age that only says for whom another bound holds
_TURNED = {"<": ">=", "<=": ">"}
_RANGE = re.compile(
    rf"\b(?:between|from|aged?)?\s?(?P<low>{_N}){_YEARS}?\s?(?:-|–|to|through|and)\s?(?P<sign>≤\s?|<=?\s?|up\sto\s|(?:younger|less)\sthan\s|under\s)?(?P<high>{_N}){_YEARS}"
    rf"|\bage[ds]?\s(?:is\s|range\s|of\s|between\s|from\s|must\sbe\s){{0,2}}(?P<low3>{_N})\s?(?:-|–|to|through|and)\s?(?P<sign3>)(?P<high3>{_N})(?!\s?(?:weeks?|months?|days?|hours?|mg)\b|[\d%])"
    # two bounds in one phrase: "18 years of age or older and younger than 65", "at least 18 and at most 65"
    rf"|\b(?:age[ds]?\s|is\s|are\s|be\s)?(?:at\sleast\s|≥\s?|>=\s?)?(?P<low2>{_N})(?:{_YEARS})?(?:\sof\sage)?(?:\s(?:and|or)\solder)?,?\s(?:and|but)\s(?P<sign2>≤\s?|<=?\s?|(?:younger|less)\sthan\s|under\s|at\smost\s|(?:not|no)\solder\sthan\s)(?P<high2>{_N})(?![\d%])",
    re.IGNORECASE,
)
CUES = (_IS_AGE,)


def find(line: Line) -> tuple[Found, ...]:
    """Lowest and highest ages in a line."""
    if not _IS_AGE.search(line.text) or _OF_ANOTHER_RULE.search(line.text) or _NO_RULE.search(line.text):
        return ()
    ranged = _range(line)
    if ranged:
        return ranged
    for pattern in _AGES:
        found = tuple(item for match in pattern.finditer(line.text) if (item := _age(line, match)))
        if found:
            return found
    adult = _ADULT.search(line.text)
    if adult is None:
        return ()
    node = leaf(line, "age_min", ">=", 18, "year", 0.75)
    return (Found(node, adult.start(), adult.end()),)


def _age(line: Line, match: re.Match[str]) -> Found | None:
    around = line.text[max(0, match.start() - 40) : match.end() + 24]
    if not _IS_AGE.search(around) or _OTHER_AGE.search(line.text[: match.start()]):
        return None
    value, flags = grammar.number(match["n"])
    op, start, end = grammar.comparison(line.text, match.start("n"), match.end())
    if not op:
        op, start, _ = grammar.comparison(line.text, match.start("n"), match.end("n"))
    is_barred = _BARRED.search(line.text[max(0, start - 60) : start]) or _BARRED_AFTER.match(line.text, end)
    if op in _TURNED and is_barred:
        op = _TURNED[op]
    kind = "age_max" if op in ("<", "<=") else "age_min"
    if not 0 < value < 110:
        flags = (*flags, "suspect")
    printed = _SYMBOL.search(line.text[: match.start("n")])
    if printed and not op:
        op = _SYMBOLS[printed["sign"]]
        kind = "age_max" if op == "<=" else "age_min"
    node = leaf(
        line, kind, op or ">=", value, "year", 0.97 if op else 0.8, flags,
        op_raw=printed["sign"] if printed else None,
        suspect=True if not op and _LOST_SIGN.search(line.evidence.quote) else None,
    )  # fmt: skip
    return Found(node, min(start, match.start()), max(end, match.end()), 1)


def _range(line: Line) -> tuple[Found, ...]:
    match = _RANGE.search(line.text)
    if match is None or _OTHER_AGE.search(line.text[: match.start()]):
        return ()
    second = next(which for which in ("", "2", "3") if match[f"low{which}"])
    low, high = grammar.number(match[f"low{second}"])[0], grammar.number(match[f"high{second}"])[0]
    if not low < high:
        return ()
    middle = match.start(f"high{second}")
    return (
        Found(leaf(line, "age_min", ">=", low, "year", 0.9), match.start(), middle, 1),
        Found(
            leaf(line, "age_max", _upper(match[f"sign{second}"]), high, "year", 0.9), middle, match.end(), 1
        ),
    )


def _upper(sign: str | None) -> str:
    """The comparison of the upper end of a range; the end belongs to it unless a word leaves it out."""
    return "<" if re.match(r"<(?!=)|younger|less|under", sign or "", re.IGNORECASE) else "<="
