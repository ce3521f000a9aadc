"""List labels as printed at the start of a line, split from the text. Their meaning is outline's."""

import re
from functools import lru_cache

from extractors.documents.characters import BOXES, BULLETS

_GLYPH = re.compile(rf"([{re.escape(BULLETS + BOXES)}])(?:\s+(?=\S)|(?=[^\s\w.,;:*–-])|(?=[A-Z]))")
_COUNTED = re.compile(
    r"(\(?(?:\d{1,3}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})(?:[.)]|\.\))"  # 1. a) (iv) II.
    r"|\(?\d{1,2}(?:\.\d{1,2}){0,2}\.?[A-Za-z]\.?\)?(?=\s+[A-Z])"  # 1.A  2.1.b.
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+[A-Z][a-z])"  # 2.1 Title
    r")\s+(?=\S)"
)
_LETTER_BULLET = re.compile(r"(o)\s+(?=[A-Z0-9(≥≤])")
_INITIAL = re.compile(r"[A-Z]\.\s+(?:[A-Z]\.|[A-Z][a-z]+,? (?:[A-Z]{1,3}\b|et al))")
_LINE = 200  # characters: lines are asked about many times, and no printed one is longer
_UNITS = re.compile(r"\d{1,2}[A-Za-z]\s")


def split_label(text: str) -> tuple[str, str]:
    """("b.", "rest") where a label opens the text, ("", text) otherwise.

    A person's initial ("J. Smith AB") and a glued dose ("5g Daily") are no labels.
    """
    return _known(text) if len(text) <= _LINE else _split(text)


def _split(text: str) -> tuple[str, str]:
    stripped = text.lstrip()
    match = _GLYPH.match(stripped) or _LETTER_BULLET.match(stripped)
    if match:
        return ("○" if match[1] == "o" else match[1]), stripped[match.end() :].lstrip()
    match = _COUNTED.match(stripped)
    if match is None or _INITIAL.match(stripped) or _UNITS.match(stripped):
        return "", text
    return match[1], stripped[match.end() :].lstrip()


_known = lru_cache(maxsize=8192)(_split)


def is_bullet(label: str) -> bool:
    """True for a glyph that counts nothing."""
    return label in BULLETS + BOXES and bool(label)
