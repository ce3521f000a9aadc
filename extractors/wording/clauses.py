"""A sentence about several kinds of earlier therapy, cut into the pieces that each kind stands in.

"Failure of two antidepressants, one augmentation agent and psychotherapy" has three pieces. Words
in brackets never cut; a part that names no kind belongs to the part before it.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.wording import grammar, phrases, trials

KINDS = phrases.table(
    (
        "augmentation",
        r"\baugment\w*|\badjunct(?:ive)?\s(?:use\sof\s|(?:treatment|therapy)\swith\s)?(?:an?\s)?(?:aripiprazole|brexpiprazole|cariprazine|quetiapine|olanzapine|lithium|buspirone|thyroid|antipsychotic|atypical|second[\s-]generation)|\badjunct(?:ive)?\s(?:\w+\s){0,3}(?:with|of)\s(?:an?\s)?(?:\w+[\s-]){0,3}(?:antipsychotic|lithium|thyroid|buspirone)|"
        # one antidepressant with a drug that is none beside it
        r"\b(?:an?|one|any)\s(?:oral\s)?(?:antidepressant|SSRI|SNRI)\s(?:\w+\s){0,2}?(?:(?:combined|combination|conjunction|along|together|used|taken)\swith|plus)\s(?:an?\s|either\s)?(?:atypical\s|second[\s-]generation\s)?(?:antipsychotic|aripiprazole|brexpiprazole|cariprazine|quetiapine|olanzapine|lithium|buspirone|thyroid|liothyronine)",
    ),
    (
        "psychotherapy",
        r"\bpsychotherap(?:y|ies|eutic)\b|\bcognitive[\s-](?:behaviou?ral\s)?(?:therapy|psychotherapy)\b|\bCBT\b|\btalk\stherapy\b|"
        r"\binterpersonal\s(?:psycho)?therapy\b|\bbehaviou?ral\sactivation\b",
    ),
    (
        "neuromodulation",
        r"\belectro-?\s?convulsive\b|\bECT\b|\btranscranial\b|\br?TMS\b|\btheta[\s-]burst\b|\bneuro-?(?:stimulation|modulation)\b",
    ),
    (
        "antidepressant",
        rf"{grammar.NUMBER}\s(?:(?!of\b|augment)[\w/-]+\s){{0,3}}antidepressants?\b(?!\saugment)|\bantidepressants\b|\bSSRIs?\b|\bSNRIs?\b|\bTCAs?\b|\bMAOIs?\b",
    ),
)
_CUT = re.compile(
    r";\s|,\s(?:and/or|and|or)\s|,\s|\s(?:and/or|and|or(?!\smore\b)|plus|as\swell\sas|followed\sby)\s|\s(?:with|including)\s(?=(?:[\w-]+\s){0,6}augment)|\s\((?=[^()]{0,60}augment)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"(?<!\ball)(?<!both)(?<!each)\s(?:of|from)(?:\sthe)?(?:\s(?:following|these|list|below))?(?:\s\w+){0,3}\s?(?:\([^():]{1,20}\)\s?)?:",
    re.IGNORECASE,
)
_ANEW = re.compile(
    rf"(?:(?:a|an|the|has|had|have|did|not|member|patient|individual)\s){{0,4}}(?:fail\w*|trials?|tried|tolerat\w+|respon\w+|inadequate|insufficient|non-?respon\w+|intoleran\w+|of|to)\s"
    rf"(?:\w+\s){{0,4}}?{grammar.NUMBER}\s|(?:at\sleast\s)?{grammar.NUMBER}\s(?:\w+\s)?trials?\s(?:of|with)\s",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[\s,;(]{0,4}(?:\b(?:and/or|and|or|plus|as\swell\sas|followed\sby|with|including)\b[\s,;(]{0,4})?$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s?(?:and/or|and|or|plus)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text with the kind of therapy it names; None where it names none."""

    start: int
    end: int
    kind: str | None


def pieces(text: str) -> tuple[Piece, ...]:
    """The text cut where another kind of therapy begins; the pieces leave nothing out."""
    plain = _BRACKETS.sub(_masked, text)
    found: list[Piece] = []
    for part in _parts(plain):
        is_more = part.kind is None or (found and found[-1].kind in (None, part.kind))
        if found and is_more and not _is_anew(found[-1], part, plain):
            kind = part.kind or found[-1].kind
            found[-1] = Piece(found[-1].start, part.end, kind)
        else:
            found.append(part)
    return tuple(found)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The places of the sentences; "two of: a; b; c" and "failure of a; or b" stay whole."""
    found: list[tuple[int, int]] = []
    for start, end in phrases.sentences(text):
        if found and (_HEADER.search(text[found[-1][0] : found[-1][1]]) or _is_joined(text[start:end])):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def length(text: str) -> int:
    """The length of a piece without the connective that leads to the next one."""
    return len(_TRAILING.sub("", text))


def _is_joined(text: str) -> bool:
    """Whether a clause leans on the one before: it names a therapy but tells no outcome of it."""
    return bool(_JOINED.match(text)) and _kind(text) is not None and trials.outcome(text) is None


def of_kind(text: str, start: int, end: int, kind: str) -> tuple[tuple[int, int], ...]:
    """The places of one kind within a stretch of a text; a stretch that names no kind is all there is."""
    return tuple(
        (start + piece.start, start + piece.end)
        for piece in pieces(text[start:end])
        if piece.kind in (None, kind)
    )


def _parts(plain: str) -> tuple[Piece, ...]:
    edges = [0, *(match.end() for match in _CUT.finditer(plain)), len(plain)]
    return tuple(Piece(a, b, _kind(plain[a:b])) for a, b in pairwise(edges) if b > a)


def _masked(match: re.Match[str]) -> str:
    return match.group() if "augment" in match.group() else "~" * len(match.group())


def _is_anew(before: Piece, part: Piece, plain: str) -> bool:
    """Whether the same kind is told of a second time: "... or failure of one antidepressant"."""
    return (
        part.kind is not None and before.kind == part.kind and bool(_ANEW.match(plain[part.start : part.end]))
    )


def _kind(text: str) -> str | None:
    """The kind that is named first."""
    places = [(match.start(), kind) for kind, pattern in KINDS if (match := pattern.search(text))]
    return min(places)[1] if places else None
