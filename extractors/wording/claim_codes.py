"""Codes that a history says came in and went out: "S0013 removed, J0013 added", "replaced C9399 with S0013"."""

import re

from extractors.fields import code_shapes
from extractors.vocabulary import claim_words

_VERBS = claim_words.compiled(claim_words.VERBS)
_JOINT = re.compile(r"[;.•]|,|\band\b|\bor\b", re.IGNORECASE)
_SWAP = re.compile(
    r"\b(?:replac\w+|substitut\w+|chang\w+|transition\w*|switch\w*|convert\w*|in(?:stead| place) of|superseded|from)\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(?:with|by|to|for|in place of|instead of|replac(?:es|ing))\b|→|->", re.IGNORECASE)
_IN_FOR_OUT = re.compile(
    r"\b(?:replac(?:es|ing)|to replace|in place of|instead of|substitut\w+)\b", re.IGNORECASE
)


def in_and_out(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes that came in and those that went out."""
    spans = _spans(text)
    swapped = _swapped(text, spans)
    if swapped is not None:
        return swapped
    ways = _ways(text, spans)
    came = tuple(dict.fromkeys(span.code for span, way in zip(spans, ways, strict=True) if way == "add"))
    went = tuple(dict.fromkeys(span.code for span, way in zip(spans, ways, strict=True) if way == "remove"))
    return came, went


def _spans(text: str) -> tuple[code_shapes.CodeSpan, ...]:
    """All codes; a product code first, so that its parts are not read as others."""
    products = tuple(s for s in code_shapes.find(text, "NDC") if s.system == "NDC") if "NDC" in text else ()
    rest = text
    for span in products:
        rest = rest[: span.start] + " " * (span.end - span.start) + rest[span.end :]
    return tuple(sorted((*products, *code_shapes.find(rest, None)), key=lambda span: span.start))


def _swapped(
    text: str, spans: tuple[code_shapes.CodeSpan, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Codes on the two sides of "with", "by" or "to" in a sentence of replacing."""
    if len(spans) < 2 or not _SWAP.search(text) or len(_done(text)) > 1:
        return None
    turns = [t for t in _TURN.finditer(text, spans[0].end, spans[-1].start)]
    if not turns:
        return None
    first = tuple(span.code for span in spans if span.end <= turns[0].start())
    second = tuple(span.code for span in spans if span.start >= turns[0].end())
    return (first, second) if _IN_FOR_OUT.search(text, spans[0].end) else (second, first)


def _ways(text: str, spans: tuple[code_shapes.CodeSpan, ...]) -> list[str | None]:
    """What was done to each code: the verb of its own stretch, else of the one before, else the next."""
    own = [_nearest(text, span) for span in spans]
    is_passive = bool(spans) and _verb(text[: spans[0].start]) not in ("add", "remove")
    ways: list[str | None] = [None] * len(spans)
    last: str | None = _verb(text[: spans[0].start]) if spans and not is_passive else None
    order = range(len(spans) - 1, -1, -1) if is_passive else range(len(spans))
    for place in order:
        last = own[place] or last
        ways[place] = last
    return ways


def _nearest(text: str, span: code_shapes.CodeSpan) -> str | None:
    """The verb in the code's own stretch of the sentence: the one before it, else the one after it."""
    left = max((m.end() for m in _JOINT.finditer(text, 0, span.start)), default=0)
    right = next((m.start() for m in _JOINT.finditer(text, span.end)), len(text))
    before = text[left : span.start]
    gone = max((m.start() for m in _IN_FOR_OUT.finditer(before)), default=-1)
    return "remove" if gone >= 0 else _verb(before) or _verb(text[span.end : right])


def _done(text: str) -> set[str]:
    return {kind for kind, words in _VERBS if kind in ("add", "remove") and words.search(text)}


def _verb(text: str) -> str | None:
    found = [
        (m.start(), kind) for kind, words in _VERBS if kind in ("add", "remove") for m in words.finditer(text)
    ]
    return max(found)[1] if found else None
