"""List labels as printed ("II.", "b)", "(3)", "•") -> style and ordinal. No text of rules here."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Style: TypeAlias = Literal[
    "upper_roman", "lower_roman", "upper_alpha", "lower_alpha", "decimal", "bullet", "none"
]

_TEXT_LABEL = re.compile(
    r"^\s*(?P<label>\(?(?:[A-Z]|[a-z]|[IVX]{1,5}|[ivx]{1,5}|\d{1,2})(?:[.)](?!\d)|\.\))|"
    r"[•●▪◦○■□☐☑☒–➢✓*])\s+(?=\S)"
)
_MARKS = re.compile(r"[().\]\[:]")
_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = {f"{'x' * tens}{unit}": tens * 10 + ones for tens in range(3) for ones, unit in enumerate(_UNITS)}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label: its style with its punctuation, and its place in the sequence."""

    style: Style
    wrap: str  # punctuation around the mark, or the bullet's glyph
    ordinal: int


def readings(label: str) -> tuple[Reading, ...]:
    """Every way to read the label, the likelier first; a lone "i" is a numeral before a letter."""
    mark = _MARKS.sub("", label).strip()
    wrap = re.sub(r"[A-Za-z0-9]+", "x", label.strip())
    if not mark:
        return ()
    if mark.isdigit():
        return (Reading("decimal", wrap, int(mark)),)
    if not mark.isascii() or not mark.isalpha():
        return (Reading("bullet", mark[0], 0),)
    return _letters(mark, wrap)


def _letters(mark: str, wrap: str) -> tuple[Reading, ...]:
    case: tuple[Style, Style] = (
        ("upper_roman", "upper_alpha") if mark.isupper() else ("lower_roman", "lower_alpha")
    )
    roman, alpha = case
    found: list[Reading] = []
    if mark.lower() in _ROMANS:
        found.append(Reading(roman, wrap, _ROMANS[mark.lower()]))
    if len(mark) == 1:
        found.append(Reading(alpha, wrap, ord(mark.lower()) - ord("a") + 1))
    if mark.lower() in "cdlmvx" and len(mark) == 1:
        found.reverse()  # "C." is the third letter far more often than a hundred
    if mark == "o":
        found.insert(0, Reading("bullet", "o", 0))
    return tuple(found) or (Reading("bullet", mark, 0),)


def cut(text: str) -> tuple[str, str]:
    """("b.", "rest") where a label stands at the start of the text, ("", text) otherwise."""
    match = _TEXT_LABEL.match(text)
    if match is None:
        return "", text
    return match["label"].strip(), text[match.end() :]
