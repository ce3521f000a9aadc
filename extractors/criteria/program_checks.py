"""Checks around the therapy: drug monitoring programs, laboratory tests, informed consent."""

import re

from extractors.model import Axis, CriterionType, Json
from extractors.wording import lab_values, phrases
from extractors.wording.line import Found, Line, leaf

_EXCEPTIONS = (Axis("exceptions", "set", "loosened"),)
TYPES = (
    CriterionType("pdmp_check", axes=_EXCEPTIONS),
    CriterionType("lab_check", axes=(Axis("value", "number", "tightened"), *_EXCEPTIONS), identity=("test",)),
    CriterionType("informed_consent"),
)

_CHECKED = r"(?:quer(?:y|ied)|check(?:ed)?|review(?:ed)?|consult(?:ed)?|access(?:ed)?|evaluated)"
_PDMP = re.compile(
    r"\b(?:prescription\s(?:drug\s)?monitoring\sprograms?|PDMP|PMP\b|CURES|I-STOP|CSMD|controlled\ssubstances?\sdatabase)",
    re.IGNORECASE,
)
_LAB = phrases.table(
    (
        "urine_drug_screen",
        r"\b(?:urine\sdrug\s(?:screen|test)\w*|UDS|drug\sscreen(?:ing)?|urine\stoxicology|toxicology\s(?:screen|test|report|panel)\w*)\b",
    ),
    ("pregnancy_test", r"\bpregnancy\stest\w*\b"),
    (
        "liver_function",
        r"\b(?:liver|hepatic)\s(?:function\s)?(?:tests?|enzymes?|panel)\b|\bLFTs?\b|\btransaminases?\b",
    ),
    ("ecg", r"\b(?:electrocardiogram|ECG|EKG)\b"),
)
_NEGATIVE = re.compile(r"\bnegative\b", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b(?:informed|(?:signed|written)(?:\s(?:and|or)\s\w+)?(?:\spatient)?)\sconsent\b|\bconsent\s(?:form\s)?(?:is|was|has\sbeen|must\sbe)\s(?:\w+\s)?(?:obtained|signed|documented)\b",
    re.IGNORECASE,
)
CUES = (
    _PDMP,
    *(pattern for _, pattern in (*_LAB, *lab_values.TESTS)),
    lab_values.GENETIC,
    _CONSENT,
)


def find(line: Line) -> tuple[Found, ...]:
    """Checks that a line asks for."""
    return (*_pdmp(line), *_labs(line), *_values(line), *_consent(line))


def _pdmp(line: Line) -> tuple[Found, ...]:
    match = _PDMP.search(line.text)
    if match is None:
        return ()
    if phrases.is_waived(line.text, match.start(), match.end()):
        return (_waived(line, match, "pdmp_check"),)
    confidence = 0.95 if re.search(_CHECKED, line.text, re.IGNORECASE) else 0.75
    lifted = _exceptions(line.text)
    node = leaf(line, "pdmp_check", "required", True, None, confidence, exceptions=lifted)
    return (Found(node, match.start(), len(line.text) if lifted else match.end(), 1),)


def _labs(line: Line) -> tuple[Found, ...]:
    found = []
    for code, pattern in _LAB:
        match = pattern.search(line.text)
        if match and phrases.is_waived(line.text, match.start(), match.end()):
            found.append(_waived(line, match, "lab_check", code))
        elif match:
            op = "negative" if _NEGATIVE.search(line.text) else "required"
            node = leaf(line, "lab_check", op, True, None, 0.85, test=code, exceptions=_exceptions(line.text))
            found.append(Found(node, match.start(), match.end(), 1))
    return tuple(found)


def _values(line: Line) -> tuple[Found, ...]:
    """A laboratory value with its bound, or a test of genes that was made."""
    found = lab_values.find(line.text) if line.phase != "continuation" else None
    if found is not None:
        proof = phrases.evidence(line.text)
        node = leaf(
            line, "lab_check", found.op, found.value, found.unit, 0.85, test=found.test, evidence=proof
        )
        return (Found(node, found.start, found.end, 2),)
    genes = lab_values.GENETIC.search(line.text)
    if genes is None or re.search(r"\bnot\s", genes.group(), re.IGNORECASE):
        return ()
    node = leaf(line, "lab_check", "required", True, None, 0.8, test="genetic_testing")
    return (Found(node, genes.start(), genes.end(), 1),)


def _consent(line: Line) -> tuple[Found, ...]:
    match = _CONSENT.search(line.text)
    if match is None:
        return ()
    if phrases.is_waived(line.text, match.start(), match.end()):
        return (_waived(line, match, "informed_consent"),)
    node = leaf(line, "informed_consent", "required", True, None, 0.9)
    return (Found(node, match.start(), match.end(), 1),)


def _waived(line: Line, match: re.Match[str], kind: str, test: str | None = None) -> Found:
    """A check that the line says is not asked for."""
    return Found(
        leaf(line, kind, "not_required", False, None, 0.85, test=test), match.start(), match.end(), 1
    )


def _exceptions(text: str) -> Json:
    codes = phrases.exceptions(text)
    return list(codes) if codes else None
