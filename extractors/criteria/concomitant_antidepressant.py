"""An antidepressant taken along with the drug, or its use as the only treatment."""

import re

from extractors.model import Axis, CriterionType, Json
from extractors.wording import grammar, phrases
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType(
        "concomitant_antidepressant",
        axes=(
            Axis("action_any", "set", "loosened"),
            Axis("min_stable", "duration", "tightened"),
            Axis("exceptions", "set", "loosened"),
        ),
        weight=2.0,
    ),
    CriterionType("concomitant_antidepressant_not_failed_agent"),
)

_AD = r"(?:oral|new|daily|existing|different|another|newly\sinitiated|(?:initiated|optimi[sz]ed)(?:\sor\s(?:initiated|optimi[sz]ed))?|newly|started|continued|established|current|or|standard|ongoing|optimi[sz]ed|background|an|a|at\sleast\sone|one|the|their|its)"
_DRUG = rf"(?:{_AD}\s){{0,6}}(?:\(\w+\)\s)?(?:anti-?depressants?|(?<=oral\s)ADs?\b)(?:\s(?:medications?|therapy|therapies|treatment|agents?|drugs?))?(?:\s\(\w+\))?"
_TOGETHER = r"(?:in\s(?:combination|conjunction)|combined|together|along|concurrently|concomitantly|simultaneously|concurrent\suse|concomitant\suse|adjunct(?:ive)?|as\san\sadjunct)"
_REQUIRED = tuple(
    (re.compile(pattern, re.IGNORECASE), confidence)
    for pattern, confidence in (
        (rf"\b{_TOGETHER}(?:ly)?\s(?:with|w/|to|of)\s(?:(?:the\s)?(?:initiation|optimi[sz]ation|use|start|continuation)(?:\s(?:or|and)\s\w+)?\sof\s)?{_DRUG}", 0.95),
        (rf"\b(?:used|taken|given|administered|prescribed|started|initiated)\swith\s{_DRUG}", 0.9),
        (rf"\b(?:us|tak|receiv|start|giv)\w{{1,3}}\s(?:spravato|esketamine|the\s(?:drug|medication))\s(?:\w+\s)?with\s{_DRUG}", 0.85),
        (r"\b(?:adjunctive|accompanying)\s(?:an?\s)?oral\s(?:anti-?depressants?|ADs?)\b", 0.8),
        (rf"\b(?:alongside|(?<!used\s)(?<!treated\s)along\swith|in\saddition\sto|on\stop\sof)\s{_DRUG}", 0.85),
        (rf"\b(?:concurrent(?:ly)?|concomitant(?:ly)?)\s(?:(?:be\s)?(?:using|uses?d?|taking|takes?|taken|prescribed|receiv\w+|treated\swith|on|initiating|starting|oral\suse\sof|use\sof)\s)?{_DRUG}", 0.93),
        (rf"\b(?:using|taking|receiving|uses?|takes?|continues?|remains?\son|will\s(?:be\s)?(?:on|continue|use|take|initiate|start)|currently\son)\s(?:to\s\w+\s)?{_DRUG}[^.;]{{0,50}}\b(?:while|during|concurrent\w*|concomitant\w*|throughout|at\sthe\ssame\stime)", 0.93),
        (rf"\b(?:is|are|be)\s(?:also\s|currently\s)?(?:prescribed|taking|receiving|using|on)\s{_DRUG}", 0.7),
        (rf"\b(?:prescribed|taking|receiving|using|on),?\s(?:or|and/or)\s(?:(?:will|is|are|to|be|about|going|agrees?)\s){{0,4}}(?:start|begin|initiat|continu|tak|us|prescrib|resum)\w*(?:\son)?,?\s{_DRUG}", 0.8),
        (rf"\b{_DRUG}\s(?:is|are|(?:will\s|must\s)?be|(?:has\s)?been)\s(?:taken|used|started|prescribed|initiated|optimi[sz]ed|continued|co-?\w+)[^.;]{{0,40}}\b(?:with|while|during|concurrent\w*)", 0.85),
        (rf"\b{_DRUG}\s(?:(?:in\saddition\sto|along\swith|alongside)|(?:together|concurrently|concomitantly|simultaneously|in\scombination|in\sconjunction)\swith)\s(?:the\s)?(?:spravato|esketamine|requested)\b", 0.85),
        (rf"\b(?:take|takes|taking|use|uses)\s{_DRUG}\s(?:together|along|concurrently|in\scombination|in\sconjunction)\swith\b", 0.93),
        (rf"\b(?:continues?|maintain(?:s|ed)?|remains?)\s(?:(?:to\s(?:take|use|receive)|on|taking|using|with)\s)?{_DRUG}", 0.75),
        (rf"\b{_DRUG}\s(?:must|will|should|has\sto)\s(?:also\s)?(?:accompany|be\s(?:co-?\w+|added|continued|taken|used|prescribed))\b", 0.85),
        (rf"\b(?:not|never)\s(?:be\s|to\sbe\s)?(?:used|given|taken|prescribed|administered)\swithout\s{_DRUG}", 0.9),
        (rf"\b(?:not|never)\s(?:be\s)?(?:us(?:e|ed|ing)|giv(?:e|en|ing)|tak(?:e|en|ing)|administer(?:ed)?|prescribe[d]?|start(?:ed)?)\s(?:spravato|esketamine|the\s\w+)\swithout\s{_DRUG}", 0.9),
        (r"\b(?:not|never)\s(?:be\s|to\sbe\s|being\s)?(?:used\s|given\s|taken\s|prescribed\s)?as\sthe\s(?:only|sole)\s(?:antidepressant|treatment|therapy|agent)\b", 0.8),
        (rf"\bon\s(?:an?\s)?stable\s(?:dose|regimen)\sof\s{_DRUG}", 0.85),
        (r"\bnot\s(?:be\s|to\sbe\s|being\s|for\suse\s)?(?:used\s|given\s|prescribed\s)?as\s(?:a\s)?monotherapy\b", 0.85),
    )
)  # fmt: skip
_MONO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:may|can|is|are|will|might)\s(?:be\s)?(?:used\s|given\s|prescribed\s|approved\s|covered\s|allowed\s|permitted\s)?(?:either\s)?(?:as|for)\s(?:a\s)?monotherapy\b",
        r"\bmonotherapy\b[^.;,]{0,30}\b(?:is|are|may\sbe)\s(?:\w+\s)?(?:permitted|allowed|covered|approvable|acceptable|medically\snecessary)\b",
        r"\b(?:concomitant|concurrent|adjunct\w*|accompanying)\s(?:use\sof\s)?(?:an?\s)?(?:oral\s)?antidepressants?\b[^.;,]{0,30}\b(?:is|are)\s(?:not|no\slonger)\s(?:required|needed|necessary|mandatory)\b",
        r"\b(?:does|do)\snot\s(?:require|need)\s(?:an?\s)?(?:\w+\s){0,2}antidepressant\b",
        r"\b(?:alone|by\sitself)\sor\s(?:with|alongside|together\swith)\s(?:an?\s)?(?:\w+\s)?antidepressant\b",
        r"\bas\smonotherapy\sor\s(?:in|together|with)\b",
        r"\bantidepressants?\b[^.;]{0,30}\bor\s(?:\w+\s){0,2}as\s(?:a\s)?monotherapy\b",
        r"\bmonotherapy,?\s(?:or|and/or)\s(?:\w+\s){0,3}(?:in\s(?:combination|conjunction)|together|along)\b",
        r"\b(?:antidepressant|AD)\b[^.;]{0,40}\b(?:is|are)\s(?:(?:not|no\slonger)\s(?:required|needed|necessary|mandatory)|optional)\b",
        r"\b(?:antidepressants?|AD)\b[^.;]{0,30}\bneed\snot\b",
        r"\bwith(?:\sor\s|/)without\s(?:an?\s)?(?:\w+\s)?antidepressant\b",
        r"\b(?:alone|as\smonotherapy)\sor\s(?:in\s(?:combination|conjunction)|together)\swith\s(?:an?\s)?(?:\w+\s)?antidepressant\b",
    )
)
_NOT_FAILED = re.compile(
    rf"\b{_DRUG}\s(?:is|are)\snot\s(?:one\s|any\s|among\s)?(?:of\s)?(?:the\s|those\s)(?:\w+\s){{0,2}}(?:that\s|which\s)?(?:has\s|have\s)?(?:\w+\s)?failed\b|"
    rf"\b{_DRUG}\s(?:\w+\s){{0,5}}(?:differ|differs|different|distinct)\s(?:from|to|than)\s(?:the\s|those\s|any\s|all\s)?(?:\w+\s){{0,3}}(?:failed|fail)\b|"
    rf"\b{_DRUG}[^.;]{{0,60}}\b(?:that|which|to\swhich)\s(?:\w+\s){{0,4}}(?:has\snot|have\snot|did\snot|not|never)\s(?:\w+\s){{0,3}}(?:fail(?:ed)?|tried)\b|\bother\sthan\s(?:the\s|those\s)?(?:\w+\s)?(?:previously\s|already\s)?failed\b",
    re.IGNORECASE,
)
_AT_HEAD = re.compile(
    r"\W{0,40}(?:the\s)?(?:(?:oral|concurrent|concomitant|chosen|selected)\s){0,2}antidepressant\b",
    re.IGNORECASE,
)
_ACTIONS = phrases.table(
    ("initiate", r"\b(?:initiat\w+|newly\sstarted|start(?:ing|ed)?\s(?:of\s)?(?:an?|oral|new))\b"),
    ("optimize", r"\boptimi[sz]\w+\b"),
)
_TAKEN_ALREADY = re.compile(
    r"(?:prescribed|taking|receiving|using|on),?\s(?:or|and/or)\b|.{0,60}?\b(?:or\s(?:continued|established|existing)|(?:continued|established|existing)\sor)\b",
    re.IGNORECASE,
)
_STABLE = re.compile(r"\bstable\b|\bunchanged\b", re.IGNORECASE)
_HISTORY = re.compile(
    r"\b(?:fail(?:ed|ure)|tried|trial|response\sto|intoleran\w+|history)\b[^.;]{0,30}$", re.IGNORECASE
)
CUES = (*_MONO, *(pattern for pattern, _ in _REQUIRED), _NOT_FAILED)


def find(line: Line) -> tuple[Found, ...]:
    """Whether an antidepressant must accompany the drug, and how."""
    text = line.text
    for pattern in _MONO:
        match = pattern.search(text)
        if match and not re.search(r"\bnot\b[^,;]{0,12}$", text[: match.start()], re.IGNORECASE):
            node = leaf(line, "concomitant_antidepressant", "not_required", False, None, 0.9)
            return (Found(node, match.start(), match.end(), 4),)
    match, confidence = next(
        ((m, c) for p, c in _REQUIRED if (m := p.search(text)) and not _is_past(text, m)), (None, 0.0)
    )
    if match is None:
        alone = _NOT_FAILED.search(text)
        return (_not_failed_leaf(line, alone.start(), alone.end()),) if alone and _AT_HEAD.match(text) else ()
    return _required(line, match, confidence)


def _is_past(text: str, match: re.Match[str]) -> bool:
    return bool(_HISTORY.search(text[: match.start()])) and "concurrent" not in match.group().lower()


def _required(line: Line, match: re.Match[str], confidence: float) -> tuple[Found, ...]:
    not_failed = _not_failed(line, match)
    rest = line.text[match.end() : not_failed[0].start if not_failed else len(line.text)]
    actions = (
        phrases.every(_ACTIONS, match.group())
        if re.search(r"initiat|optimi|start", match.group(), re.IGNORECASE)
        and not _TAKEN_ALREADY.match(match.group())
        else ()
    )
    node = leaf(
        line, "concomitant_antidepressant", "required", True, None, confidence,
        action_any=list(actions) if actions else None,
        exceptions=list(found) if (found := phrases.exceptions(rest)) else None,
        min_stable=_stable(line.text),
    )  # fmt: skip
    end = match.end() + (len(rest) if phrases.exception_start(rest) < len(rest) else 0)
    return (Found(node, match.start(), end, 3), *not_failed)


def _stable(text: str) -> Json:
    """How long the antidepressant must have been taken unchanged."""
    if not _STABLE.search(text):
        return None
    return next((d.json() for d in grammar.durations(text) if d.unit in ("day", "week", "month")), None)


def _not_failed(line: Line, required: re.Match[str]) -> tuple[Found, ...]:
    match = _NOT_FAILED.search(line.text)
    if match is None or match.end() <= required.end() or match.end() - max(match.start(), required.end()) < 4:
        return ()
    return (_not_failed_leaf(line, max(match.start(), required.end()), match.end()),)


def _not_failed_leaf(line: Line, start: int, end: int) -> Found:
    node = leaf(line, "concomitant_antidepressant_not_failed_agent", "required", True, None, 0.8)
    return Found(node, start, end, 3)
