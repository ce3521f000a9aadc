"""Who must prescribe, or be consulted."""

import re

from extractors.model import Axis, CriterionType
from extractors.vocabulary import specialties
from extractors.wording import phrases
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType(
        "prescriber_specialty",
        axes=(Axis("value", "set", "loosened"), Axis("relation", "set", "loosened")),
    ),
)

_RELATIONS = phrases.table(
    ("prescribed_by",
     r"\b(?:prescribed|ordered|requested|written|initiated|started|recommended)\b[^.;]{0,24}\bby\b|\b(?:prescriber|prescribing\s\w+|physician|provider)\s(?:is|must\sbe|specialty)\b|\b(?:is|are)\sthe\s(?:requesting\s|prescribing\s|treating\s|ordering\s)?(?:prescriber|provider|physician|clinician)\s(?=an?\b)|"
     r"\b(?:prescriber|provider)\sspecialty\b|\b(?:prescriber|provider|specialist)\s(?:restrictions?|requirements?)\s?:|\bprescriber:|\b(?:restricted|limited)\sto\s(?=(?:an?\s|board[-\s]certified\s|licensed\s)?(?:psychiatr|pain\s|anesthesiolog|neurolog))|\b(?:must|will|has\sto)\s(?:prescribe|order|initiate)\b|\bmust\sbe\sprescribed\b|\bprescribed\sby\b|\bconsultation\swith,?\sor\s(?:prescribed\s)?by\b"),
    ("in_consultation_with", r"\bconsult(?:ation|ed|ing)?\s?(?:with|by)?\b|\bin\sconjunction\swith\b|\bon\sthe\s(?:advice|recommendation)\sof\b"),
    ("supervised_by", r"\bsupervis(?:ed|ion)\s(?:by|of)\b|\bunder\sthe\s(?:direction|guidance)\sof\b|\boversight\b"),
)  # fmt: skip
_LIFTED = re.compile(
    r"\b(?:no\slonger|not|isn't)\s(?:\w+\s){0,2}(?:required|needed|necessary|limited)\b", re.IGNORECASE
)
_OTHER = re.compile(
    r"\b(?:diagnos\w+|evaluated|assessed|confirmed|referred|seen|made|determined|monitored|observed|administered)\s(?:\w+\s){0,3}by\b",
    re.IGNORECASE,
)
CUES = tuple(pattern for _, pattern in _RELATIONS)


def find(line: Line) -> tuple[Found, ...]:
    """The specialties a line names for the prescriber, and in which relation."""
    return tuple(found for start, end in phrases.sentences(line.text) if (found := _clause(line, start, end)))


def _clause(line: Line, start: int, end: int) -> Found | None:
    text = line.text[start:end]
    named = specialties.find(text)
    relations = [m for _, pattern in _RELATIONS if (m := pattern.search(text))]
    if not named or not relations:
        return None
    first = min(m.start() for m in relations)
    after = tuple(
        m
        for m in named
        if m.start > first
        or re.match(
            r"\s(?:(?:was\s|is\s|has\sbeen\s)?consult|(?:must|will|has\sto)\s(?:prescribe|order|initiate)\b)",
            text[m.end :],
            re.IGNORECASE,
        )
    )
    if not after or _LIFTED.search(text[first:]):
        return None
    if (
        _OTHER.search(text[first : after[0].start])
        and len(relations) == 1
        and "consult" not in relations[0].group().lower()
    ):
        return None
    between = text[first : after[-1].end]
    node = leaf(
        line, "prescriber_specialty", "in", phrases.listed(m.code for m in after), None,
        0.95 if len(between) < 160 else 0.75, relation=list(_relation(text)),
    )  # fmt: skip
    return Found(node, start + first, start + after[-1].end, 1)


def _relation(text: str) -> tuple[str, ...]:
    return tuple(code for code, pattern in _RELATIONS if pattern.search(text))
