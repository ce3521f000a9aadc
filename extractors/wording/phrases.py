"""Phrases that qualify a criterion of any family: proof, exceptions, outcomes, episodes.

Each is a table of patterns and the word it stands for, in the order in which they are tried.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

Table = tuple[tuple[str, re.Pattern[str]], ...]


def table(*rows: tuple[str, str]) -> Table:
    """A table of codes with compiled patterns."""
    return tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in rows)


EVIDENCE = table(
    (
        "documentation_required",
        r"\[?\bdocumentation\s(?:is\s)?required\b|^\W*(?:\w+\s){0,4}documentation\s(?:of|that|showing|from|supporting|demonstrating|"
        r"confirming)\b|\bwith\s(?:\w+\s)?documentation\b|\bmust\s(?:be\s)?(?:provide\s)?document(?:ed|ation)?\b|"
        r"\b(?:provider|prescriber)\s(?:has\s)?documents?\b|\bchart\snotes?\b",
    ),
    ("submission", r"\bsubmission\sof\b|\bsubmitted\b|\bmust\ssubmit\b|\bmedical\srecords?\b"),
    ("attestation", r"\battest(?:s|ed|ation|ing)?\b"),
    ("documented", r"\bdocumented\b"),
)
STRUCK = re.compile(
    r"\b(?P<gone>attestation|documentation|submission)\s(?P<kept>attestation|documentation|submission)\sof\b",
    re.IGNORECASE,
)

_CUE = re.compile(
    r"\b(?:unless|except(?:ion)?(?:\s(?:if|when|where|that|for))?|other\sthan|provided\sthat|or\s(?:has|have|there\sis)\s"
    r"(?:an?\s|documented\s|clinical\s|FDA[-\s]labeled\s){0,3}(?:contraindication|intolerance)|or\s(?:is|are|were|was)\s"
    r"(?:all\s|both\s)?(?:contraindicated|unavailable|not\s(?:available|tolerated))|or\s(?:(?:it|they|these|this|such|both|all|the|psychotherapy|therapy|therapies|treatments?|drugs?|medications?|agents?)\s){1,3}(?:is|are|was|were)\s(?:contraindicated|unavailable|not\s(?:available|tolerated))|or\sdocumentation\s(?:that|of))",
    re.IGNORECASE,
)
EXCEPTIONS = table(
    (
        "all_contraindicated",
        r"\ball\s(?:\w+\s){0,3}(?:are|is|were)\scontraindicated|contraindications?\sto\s(?:all|each|every)\b",
    ),
    ("contraindicated", r"\bcontraindicat(?:ed|ions?)\b"),
    ("intolerance", r"\bintoleran(?:ce|t)\b|\bnot\stolerated?\b|\bnot\stolerable\b|\b(?:cannot|unable\sto|does\snot|did\snot|can't)\stolerate\b|\b(?:cannot|could\snot)\sbe\stolerated\b"),
    ("adverse_effect", r"\b(?:adverse|side)\s(?:drug\s)?(?:effects?|events?|reactions?)\b"),
    (
        "pdmp_unavailable_in_state",
        r"\bstate\s(?:has|does\snot|lacks|without|that)\b[^.;]{0,40}(?:none|no\b|not\b|have|lack)|\bnot\savailable\b|\bno\s(?:such\s)?"
        r"(?:program|PDMP|database)\b|\bunavailable\b|\bno\s(?:\w+\s){1,2}(?:is|are)\savailable\b",
    ),
    ("tapering_maintenance_neuromodulation", r"\btaper(?:ing|ed)?\b[^.;]{0,40}\b(?:neuromodulation|ECT|TMS|treatment|therapy)\b"),
    ("not_a_candidate", r"\bnot\s(?:an?\s)?(?:\w+\s)?candidates?\b"),
    ("declined", r"\b(?:declin|refus)(?:ed?|es|ing|als?)\b"),
    ("clinically_inappropriate", r"\bclinically\s(?:in|not\s)appropriate\b|\bnot\s(?:clinically\s)?appropriate\b"),
    ("monotherapy_indicated", r"\bmonotherapy\b"),
    ("drug_interaction", r"\binteractions?\b"),
    ("emergency", r"\bemergenc(?:y|ies)\b"),
    ("treated_or_stable", r"\b(?:adequately\s|well[-\s])?(?:treated|controlled|stable|in\s(?:\w+\s)?(?:remission|treatment|recovery))\b"),
    ("benefit_outweighs_risk", r"\bbenefits?\s(?:clearly\s)?outweighs?\b"),
    ("inpatient", r"\binpatient\b"),
)  # fmt: skip
EPISODE = table(
    (
        "current",
        r"\b(?:current|present|this|ongoing|index)\s(?:major\s)?(?:depressive\s|moderate\sto\ssevere\s|MDD\s)?(?:depressive\s)?episode\b|\bcurrent\smajor\b",
    ),
    ("lifetime", r"\b(?:lifetime|ever\b|any\s(?:prior\s|previous\s)?episode|across\sepisodes)"),
)


_ONLY_TOLD = re.compile(
    r"\b(?:patient|member|individual|recipient|beneficiary|enrollee|he|she)\s(?:(?:has|had|have)\s)?(?:\w+\s)?(?:received|used|had|got|completed|underwent|taken)\s(?:[\w-]+\s){0,4}$|\b(?:typically|usually|generally|commonly|on\saverage)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_WAIVED_AFTER = re.compile(
    r"[\s)]{1,2}(?:(?:check|review|screen|test|query|enroll?ment|certification|form)\w*\s)?(?:(?:is|are|was|were|will\sbe)\s)?(?:(?:not|no\slonger)\s(?:be\s)?(?:\w+ly\s)?(?:required|needed|necessary|mandatory)|optional|waived)\b",
    re.IGNORECASE,
)
_WAIVED_BEFORE = re.compile(
    r"\b(?:does|do|will)\s(?:not|no\slonger)\s(?:require|need)\s(?:an?\s|the\s)?(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_NONE_BEFORE = re.compile(r"\bno\s(?:[\w-]+\s)?$", re.IGNORECASE)
_ASKED_AFTER = re.compile(r"\s(?:(?:is|are)\s)?(?:required|needed|necessary)\b", re.IGNORECASE)
_GONE = re.compile(
    r"\b(?:was|were|(?:has|have)\sbeen)\s(?:removed|deleted|retired|lifted|dropped|eliminated|rescinded)\b",
    re.IGNORECASE,
)
_OF_STUDIES = re.compile(
    r"\b(?:in|from|across)\s(?:(?:the|a|these|those|several|published|pivotal|clinical|randomi[sz]ed|controlled|open-label|registration|premarketing|phase\s(?:\d|[IV]{1,3}))\s){0,4}(?:stud(?:y|ies)|literature)\b"
    r"|\b(?:in|from|across)\s(?:(?:the|a|these|those|several)\s)?(?:clinical|pivotal|randomi[sz]ed|controlled|open-label|registration|premarketing|phase\s(?:\d|[IV]{1,3}))\s(?:\w+\s)?trials?\b"
    r"|\b(?:patients|participants|subjects|adults)\s(?:enrolled\s)?in\s(?:the\s|these\s)?trials?\b"
    r"|\b(?:has|have|had|was|were)\s(?:been\s|also\s|not\sbeen\s){0,2}studied\b|\b(?:was|were)\srandomi[sz]ed\b|\bplacebo\b|\b(?:treatment|study|both|between|all)\sarms?\b|\b(?:response|remission)\srates?\b"
    r"|\b(?:stud(?:y|ies)|trials?)\s(?:has\s|have\s)?(?:excluded|enrolled|showed|shown|found|reported|demonstrated|suggest(?:s|ed)?)\b",
    re.IGNORECASE,
)


def is_of_history(text: str) -> bool:
    """Whether a text tells of a rule that is there no more."""
    return _GONE.search(text) is not None


def is_of_studies(text: str) -> bool:
    """Whether a text tells what was done or found in studies, which asks nothing of anybody."""
    return _OF_STUDIES.search(text) is not None


def is_only_told(before: str) -> bool:
    """Whether the words before an amount tell what a patient has had of it, or what is usual."""
    return _ONLY_TOLD.search(before) is not None


def is_waived(text: str, start: int, end: int) -> bool:
    """Whether what stands at a place is said not to be asked for."""
    before = text[max(0, start - 60) : start]
    if _WAIVED_AFTER.match(text, end) or _WAIVED_BEFORE.search(before):
        return True
    return bool(_NONE_BEFORE.search(before) and _ASKED_AFTER.match(text, end))


def first(rows: Iterable[tuple[str, re.Pattern[str]]], text: str) -> str | None:
    """The code of the first row that fits the text."""
    return next((code for code, pattern in rows if pattern.search(text)), None)


def every(rows: Table, text: str) -> tuple[str, ...]:
    """The codes of all rows that fit, in the order of the text; a place counts once."""
    taken: list[tuple[int, int, str]] = []
    for code, pattern in rows:
        match = pattern.search(text)
        if match and all(match.end() <= start or match.start() >= end for start, end, _ in taken):
            taken.append((match.start(), match.end(), code))
    return tuple(code for _, _, code in sorted(taken))


def evidence(text: str) -> str | None:
    """What proof the text asks for."""
    struck = STRUCK.search(text)
    return first(EVIDENCE, text[struck.start("kept") :] if struck else text)


def struck(text: str) -> str | None:
    """A word of proof replaced by the next one, where a redline was flattened into the text."""
    match = STRUCK.search(text)
    return match["gone"] if match else None


def exceptions(text: str) -> tuple[str, ...] | None:
    """What lifts the criterion: phrases after "unless", "except", "or is contraindicated"."""
    cue = _CUE.search(text)
    found = every(EXCEPTIONS, text[cue.start() :]) if cue else ()
    return found or None


def exception_start(text: str) -> int:
    """Where the exception of a text begins; its length where it has none."""
    cue = _CUE.search(text)
    return cue.start() if cue else len(text)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The places of the clauses between semicolons and full stops."""
    ends = [m.end() for m in re.finditer(r";\s|(?<=[a-z)\]%\d])\.\s(?=[A-Z])", text)]
    edges = [0, *ends, len(text)]
    return tuple((a, b) for a, b in pairwise(edges) if b > a)


def listed(codes: Iterable[str]) -> list[str]:
    """Codes once each, in order."""
    return list(dict.fromkeys(codes))
