"""What a glyph shows, by the font that draws it: letters of symbol fonts are bullets, boxes and comparisons.

A symbol font keeps its pictures at the codes of letters, or at 0xF000 and the code; which picture
stands there only the font's name says.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from extractors.model import Box

_WINGDINGS = {
    "l": "●", "n": "■", "o": "☐", "p": "☐", "q": "☐", "r": "☐", "¨": "☐", "u": "◆", "v": "◆", "w": "◆",
    "§": "▪", "ü": "✓", "û": "☒", "þ": "☑", "ý": "☒", "x": "☒", "Ø": "➢", "·": "•", "Ÿ": "•", "à": "→",
    "è": "→", "ð": "→", "¡": "○",
}  # fmt: skip
_WINGDINGS_2 = {"P": "✓", "£": "☐", "R": "☑", "S": "☒", "T": "☒", "O": "☒", "—": "•", "˜": "●"}
_WINGDINGS_3 = {"}": "➤", "u": "➤", "w": "➤", "„": "➤"}
_WEBDINGS = {"a": "✓", "c": "☐", "g": "■", "n": "●", "r": "☒", "4": "➤", "=": "•"}
_ZAPF = {
    "l": "●", "m": "○", "n": "■", "o": "☐", "p": "☐", "q": "☐", "r": "☐", "u": "◆", "v": "◆", "3": "✓",
    "4": "✔", "5": "☒", "6": "☒", "7": "☒", "8": "☒", "â": "➢", "ä": "➤", "Ô": "→", "Ø": "➢",
}  # fmt: skip
_SYMBOL = {
    "³": "≥", "£": "≤", "¹": "≠", "·": "•", "´": "×", "®": "→", "Þ": "→", "¨": "◆", "»": "≈",
    "m": "μ", "a": "α", "b": "β", "g": "γ", "d": "δ", "D": "Δ",
}  # fmt: skip
_FONTS = (
    ("wingdings2", _WINGDINGS_2),
    ("wingdings3", _WINGDINGS_3),
    ("wingdings", _WINGDINGS),
    ("webdings", _WEBDINGS),
    ("dingbats", _ZAPF),
    ("monotypesorts", _ZAPF),
    ("symbol", _SYMBOL),
)
_UNICODE_FONTS = ("segoe", "apple", "noto", "dejavu")  # named after symbols, with letters at their own codes
_PRIVATE = range(0xF020, 0xF100)
_OR_EQUAL = {">": "≥", "<": "≤"}
_OVERHANG = 1.5  # points by which the stroke of an underlined sign may outreach it
_BELOW = (0.72, 1.15)  # of the letter's height from its top: where that stroke stands
BULLET = "○"
_LEVEL_TWO = "o"  # word processors set the bullet of the second level as this letter in Courier


def shown(printed: str, signs: dict[str, str] | None) -> str:
    """A letter as its font shows it; a comparison stays as it is printed."""
    if not signs or len(printed) != 1 or printed in _OR_EQUAL or printed.isspace():
        return printed
    code = ord(printed)
    return signs.get(chr(code - 0xF000) if code in _PRIVATE else printed, printed)


def is_bullet(word: str, font: str) -> bool:
    """True for a word that is the bullet of the second level."""
    return word == _LEVEL_TWO and "courier" in font.lower()


def text(chars: Sequence[Any], rules: Iterable[Box]) -> str:
    """The characters of a word as a reader sees them."""
    if len(chars) == 1 and is_bullet(chars[0]["text"], chars[0]["fontname"]):
        return BULLET
    printed = "".join([char["text"] for char in chars])
    if "<" not in printed and ">" not in printed and not any(map(table, {c["fontname"] for c in chars})):
        return printed
    return "".join(_shown(char, rules) for char in chars)


def _shown(char: Any, rules: Iterable[Box]) -> str:
    printed: str = char["text"]
    if printed in _OR_EQUAL:
        return _OR_EQUAL[printed] if _is_underlined(char, rules) else printed
    return shown(printed, table(char["fontname"]))


@lru_cache(maxsize=1024)
def table(font: str) -> dict[str, str] | None:
    """What the letters of a symbol font show; None for any other font."""
    name = "".join(letter for letter in font.lower() if letter.isalnum())
    if any(sign in name for sign in _UNICODE_FONTS):
        return None
    return next((table for sign, table in _FONTS if sign in name), None)


def _is_underlined(char: Any, rules: Iterable[Box]) -> bool:
    """A stroke of its own below the sign; a line below the whole sentence is no part of it."""
    height = char["bottom"] - char["top"]
    low, high = char["top"] + _BELOW[0] * height, char["top"] + _BELOW[1] * height
    return any(
        abs(rule.x0 - char["x0"]) <= _OVERHANG
        and abs(rule.x1 - char["x1"]) <= _OVERHANG
        and low <= (rule.top + rule.bottom) / 2 <= high
        for rule in rules
    )
