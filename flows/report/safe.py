"""Payer text made harmless to show: no control signs, hidden marks of direction, formulas, odd links."""

import re
import unicodedata

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_HIDDEN = frozenset("\u200b\u200e\u200f\u061c\u2060\ufeff")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?")


def plain(value: object) -> str:
    """Text as it can be shown anywhere: what steers a screen or a parser becomes a visible mark."""
    return "" if value is None else "".join(map(_sign, str(value)))


def cell(value: object) -> str:
    """Text as a cell of a table for spreadsheets: what would be run as a formula gets an apostrophe."""
    text = plain(value)
    is_formula = text.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def link(url: object) -> str:
    """The address where it is one of the web, else nothing: a script is never a link."""
    text = plain(url).strip()
    return text if re.match(r"https?://[^\s]", text, re.IGNORECASE) else ""


def _sign(sign: str) -> str:
    if sign in "\n\t":
        return sign
    if sign in _HIDDEN:
        return ""
    is_noncharacter = (ord(sign) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF
    if sign in _BIDI or is_noncharacter or unicodedata.category(sign) in ("Cc", "Cs"):
        return "\ufffd"
    return sign
