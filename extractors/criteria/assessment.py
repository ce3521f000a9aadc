"""A baseline of the illness that must be on record: which scales, how recent, before the first dose."""

import re
from itertools import islice

from extractors.model import Axis, CriterionType, Json
from extractors.wording import grammar, phrases, scores
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType(
        "baseline_assessment",
        axes=(
            Axis("scales_any", "set", "loosened"),
            Axis("min_scales", "number", "tightened", absent=1),
            Axis("within", "duration", "loosened"),
        ),
    ),
)

_TOOL = (
    r"(?:(?:validated|standardi[sz]ed|appropriate|recogni[sz]ed|objective|depression|depressive|clinical|symptom|severity|patient|"
    r"clinician|self|rated|reported|pain|evidence|based|accepted|established|commonly|used|quantitative|psychiatric|mental|health)[-\s]){0,5}"
    r"(?:rating[-\s]?|assessment[-\s]|measurement[-\s]|severity[-\s]|screening[-\s]|symptom[-\s]|outcome[-\s]){0,2}"
    r"(?:scales?|tools?|instruments?|inventor(?:y|ies)|questionnaires?|measures?)"
)
_SCORE = r"(?:scores?|scoring|assessments?|severity|ratings?|measurements?|evaluations?|measures?|status|symptoms?)"
_BASELINE = re.compile(
    rf"(?:\b(?:at|a|an|the)\s)?\b(?:baseline|pre-?treatment)\b(?:\s(?:of|for|total|pain|depression|depressive|symptom|disease|clinical|severity)){{0,4}}"
    rf"(?:\s(?:on\s(?:an?\s)?)?{_TOOL}|\s{_SCORE}){{0,3}}",
    re.IGNORECASE,
)
_NOT_BASELINE = re.compile(
    r"\b(?:from|to|over|versus|vs\.?|than|below|above|against|with|of)\s(?:the\s|a\s|an\s|their\s|his\sor\sher\s|(?:member|patient|individual)'?s?\s|pre-?treatment\s){0,4}$",
    re.IGNORECASE,
)
_RESPONSE = re.compile(
    r"\b(?:improve\w*|reduc\w+|decreas\w+|respon(?:se|ded|ding|d)|remission|compared|change|maint\w+\sof|sustained|stabili\w+|benefit)\b",
    re.IGNORECASE,
)
_TAKEN = (
    r"(?:assess\w*|measur\w+|evaluat\w+|administ\w+|complet\w+|obtain\w*|record\w*|document\w*|perform\w*|rat(?:ed|ing)|submit\w*|"
    r"provid\w+|report\w*|captur\w+|quantif\w+|confirm\w*|scor(?:ed|ing)|determin\w+|establish\w*|us(?:ed|ing)|conduct\w*|collect\w*|on\sfile)"
)
_ASSESSED = re.compile(
    rf"\b(?:severity|depression|symptoms?|illness|episode|pain|disorder|MDD|TRD)\b[^.;]{{0,50}}?\b{_TAKEN}\b[^.;]{{0,50}}?\b(?P<tool>{_TOOL})(?![\w-])",
    re.IGNORECASE,
)
_TOOL_TAKEN = re.compile(
    rf"(?<![\w-])(?P<tool>{_TOOL})(?:\sscores?)?(?:\s\([^)]{{0,120}}\))?\s(?:is|are|was|were|has|have|must|been|be|will|\s){{1,4}}\s?{_TAKEN}\b|"
    rf"\b(?:was|were|is|has|have)\s(?:an?\s|the\s){_TOOL}\s(?:been\s)?{_TAKEN}\b|"
    rf"\b{_TAKEN}\s(?:(?:of|an?|the|with|using|on|by|at\sleast\sone|one|score)\s){{1,4}}{_TOOL}(?![\w-])",
    re.IGNORECASE,
)
_SCALE_TAKEN = re.compile(rf"(?<!-)\b{_TAKEN}\b", re.IGNORECASE)
_SCALE_TEXT = re.compile(
    r"\b(?:rating|validated|standardi[sz]ed|severity|assessment|symptom|outcome|screening)\b", re.IGNORECASE
)
_START = re.compile(
    r"\b(?:before|prior\sto|preceding)\s(?:the\s)?(?:(?:first|initial)\s(?:dose|treatment|infusion|administration)|"
    r"(?:start\w*|initiat\w+|begin\w*|commenc\w+|onset)(?:\s(?:of\s)?(?:the\s)?(?:\w+\s){0,2}(?:treatment|therapy|drug|medication))?|"
    r"treatment|therapy|dosing|esketamine|Spravato|ketamine)\b",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(
    r"\b(?:e\.g\.?|for\sexample|such\sas|including(?:,?\sbut\snot\slimited\sto)?|like)\b", re.IGNORECASE
)
_COUNT = re.compile(
    rf"\b(?:(?:at\sleast|minimum\sof|≥)\s)?(?P<n>{grammar.NUMBER})(?:\sor\smore)?\s(?:of\sthe\sfollowing\s)?(?:\w+[-\s]){{0,3}}?(?:{_TOOL})(?![\w-])",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|in|during|over|past|last|previous|prior|preceding)\s(?:the\s)?(?:past\s|last\s|previous\s|prior\s|preceding\s)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^\W{0,2}(?:before|prior\sto|of|preceding|old)\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\b(?:psychotherap\w+|trials?|fail\w*|monitor\w*|blood\spressure|C-SSRS|sedation|dissociat\w+|vital\ssigns?|laborator\w+|ECG|liver|eosinophil\w*|blood|serum|weight|FEV1?|count|drug\sscreen)\b",
    re.IGNORECASE,
)
CUES = (_BASELINE, _ASSESSED, _TOOL_TAKEN, *scores.CUES)


def find(line: Line) -> tuple[Found, ...]:
    """A baseline asked for without a score that it must reach."""
    text = line.text
    if line.phase == "continuation" or _RESPONSE.search(text) or scores.find(text):
        return ()
    place = _place(text)
    if place is None:
        return ()
    named = [m for m in scores.mentions(text) if m.code not in ("C-SSRS", "MOAA/S", "CADSS")]
    codes = phrases.listed(mention.code for mention in named)
    is_open = bool(named) and _EXAMPLES.search(text[max(0, named[0].start - 40) : named[0].start]) is not None
    node = leaf(
        line, "baseline_assessment", "present", None, None, 0.85,
        scales_any=codes or None, illustrative=True if is_open else None, min_scales=_min_scales(text),
        timing="before_start" if _START.search(text) else None, within=_within(text),
        evidence=phrases.evidence(text), struck_text=phrases.struck(text),
    )  # fmt: skip
    ends = [place[1], *(m.end for m in named)]
    tail = _START.search(text, place[1])
    return (
        Found(node, min([place[0], *(m.start for m in named)]), max([*ends, tail.end() if tail else 0]), 1),
    )


def _place(text: str) -> tuple[int, int] | None:
    """Where a baseline, a severity that is measured, or a scale that is filled in is spoken of."""
    plain = scores.masked(text)
    foreign = _FOREIGN.search(plain)
    is_scaled = bool(scores.named(text))
    found = islice(_BASELINE.finditer(plain), 12)
    baseline = next((m for m in found if _is_baseline(plain, m, is_scaled=is_scaled)), None)
    if baseline is not None:
        return baseline.span()
    if foreign is not None:
        return None
    match = _ASSESSED.search(plain)
    if match is not None and _SCALE_TEXT.search(match["tool"]):
        return match.span("tool")
    taken = _TOOL_TAKEN.search(plain)
    if taken is not None and _SCALE_TEXT.search(taken.group()):
        return taken.span()
    named = scores.mentions(text)
    if named and named[0].code not in ("C-SSRS", "MOAA/S", "CADSS") and _SCALE_TAKEN.search(plain):
        return named[0].start, named[-1].end
    return None


def _is_baseline(plain: str, match: re.Match[str], *, is_scaled: bool) -> bool:
    """A baseline of severity, not one that something is measured against, nor one of blood pressure."""
    head = plain[max(0, match.start() - 60) : match.start()]
    against = _NOT_BASELINE.search(head)
    proved = re.search(
        r"\b(?:attestation|documentation|submission|record|evidence|copy|report|assessment)\sof\s(?:an?\s|the\s)?$",
        head,
        re.IGNORECASE,
    )
    if against is not None and proved is None:
        return False
    has_measure = re.search(rf"\b(?:{_SCORE}|{_TOOL})(?![\w-])", match.group(), re.IGNORECASE) or is_scaled
    around = plain[max(0, match.start() - 60) : match.end() + 60]
    return bool(
        has_measure or re.search(rf"\b(?:{_SCORE}|{_TOOL})(?![\w-])", around, re.IGNORECASE)
    ) and not _FOREIGN.search(around)


def _min_scales(text: str) -> Json:
    """How many scales are asked for, where a number is printed and the scales are not its choices."""
    counted = _COUNT.search(scores.masked(text))
    return grammar.number(counted["n"])[0] if counted else None


def _within(text: str) -> Json:
    for duration in grammar.durations(text):
        before, after = text[: duration.start], text[duration.end :]
        if _WITHIN.search(before) or (duration.op in ("<=", "<") and _BEFORE.match(after)):
            return duration.json()
    return None
