"""Payer text made harmless to show: no control signs, hidden marks of direction, formulas, odd links."""

import re
import sys
import unicodedata

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_HIDDEN = frozenset("\u200b\u200e\u200f\u061c\u2060\ufeff")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STEERS_IN_JSON = re.compile("[\x7f-\x9f\u200b\u200e\u200f\u061c\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
_NAMED = re.compile(r"(?<=://)[^/?#\s@]*(?::[^?#\s@]*)?@")
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


def public(url: str) -> str:
    """An address without the name and password that it may carry."""
    return _NAMED.sub("", url)


def escaped(text: str) -> str:
    """JSON with what steers a screen written as escapes: the values stay as they are."""
    return _STEERS_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def complain(text: str) -> None:
    """Say each line of a text on standard error, as this program."""
    for row in text.split("\n"):
        print(f"ketcov: {plain(row)}", file=sys.stderr)


def _sign(sign: str) -> str:
    if sign in "\n\t":
        return sign
    if sign in _HIDDEN:
        return ""
    is_noncharacter = (ord(sign) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF
    if sign in _BIDI or is_noncharacter or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp"):
        return "\ufffd"
    return sign
