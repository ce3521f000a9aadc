"""Checks around the therapy: drug monitoring programs, laboratory tests, informed consent."""

import re

from extractors.model import Axis, CriterionType, Json
from extractors.wording import phrases
from extractors.wording.line import Found, Line, leaf

_EXCEPTIONS = (Axis("exceptions", "set", "loosened"),)
TYPES = (
    CriterionType("pdmp_check", axes=_EXCEPTIONS),
    CriterionType("lab_check", axes=_EXCEPTIONS, identity=("test",)),
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
        r"\b(?:urine\sdrug\s(?:screen|test)\w*|UDS|drug\sscreen(?:ing)?|toxicology\sscreen\w*)\b",
    ),
    ("pregnancy_test", r"\bpregnancy\stest\w*\b"),
    ("liver_function", r"\bliver\s(?:function\s)?(?:tests?|enzymes?)\b|\bLFTs?\b|\btransaminases?\b"),
    ("ecg", r"\b(?:electrocardiogram|ECG|EKG)\b"),
)
_NEGATIVE = re.compile(r"\bnegative\b", re.IGNORECASE)
_CONSENT = re.compile(r"\binformed\sconsent\b", re.IGNORECASE)


def find(line: Line) -> tuple[Found, ...]:
    """Checks that a line asks for."""
    return (*_pdmp(line), *_labs(line), *_consent(line))


def _pdmp(line: Line) -> tuple[Found, ...]:
    match = _PDMP.search(line.text)
    if match is None:
        return ()
    confidence = 0.95 if re.search(_CHECKED, line.text, re.IGNORECASE) else 0.75
    lifted = _exceptions(line.text)
    node = leaf(line, "pdmp_check", "required", True, None, confidence, exceptions=lifted)
    return (Found(node, match.start(), len(line.text) if lifted else match.end(), 1),)


def _labs(line: Line) -> tuple[Found, ...]:
    found = []
    for code, pattern in _LAB:
        match = pattern.search(line.text)
        if match:
            op = "negative" if _NEGATIVE.search(line.text) else "required"
            node = leaf(line, "lab_check", op, True, None, 0.85, test=code, exceptions=_exceptions(line.text))
            found.append(Found(node, match.start(), match.end(), 1))
    return tuple(found)


def _consent(line: Line) -> tuple[Found, ...]:
    match = _CONSENT.search(line.text)
    if match is None:
        return ()
    return (
        Found(leaf(line, "informed_consent", "required", True, None, 0.9), match.start(), match.end(), 1),
    )


def _exceptions(text: str) -> Json:
    codes = phrases.exceptions(text)
    return list(codes) if codes else None
