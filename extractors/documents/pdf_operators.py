"""The content of a PDF page as operators and operands, cut by one pattern.

Gives what pdfminer's own reader of content gives, which looks at every token by itself; what the
pattern does not know (images within the text of the content) is left to that reader.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from pdfminer.psparser import LIT

Operand: TypeAlias = Any

_INLINE_IMAGE = re.compile(rb"(?<![^\s\[\]()<>{}/%])BI(?![^\s\[\]()<>{}/%])")
_NUMBER = rb"[-+]?(?:\d++(?:\.\d*+)?|\.\d++)"
_STRING = rb"\((?:[^()\\]++|\\.)*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_PLAIN = rb"[^#/%\[\]()<>{}\s]"
_TOKEN = re.compile(
    rb"(?P<numbers>" + _NUMBER + rb"(?:\s++" + _NUMBER + rb")*+)"
    rb"|(?P<word>[A-Za-z]" + _PLAIN + rb"*+|['\"])"
    rb"|(?P<array>\[(?:[^()<>\[\]/%A-Za-z]++|" + _STRING + rb"|" + _HEX + rb")*+\])"
    rb"|(?P<string>" + _STRING + rb")"
    rb"|(?P<tag>/" + _PLAIN + rb"*\s*<<[^<>()%]*>>\s*BDC(?!" + _PLAIN + rb"))"
    rb"|(?P<name>/" + _PLAIN + rb"*(?:\#" + _PLAIN + rb"*)*)"
    rb"|(?P<hex>" + _HEX + rb"(?!>))"
    rb"|(?P<dict><<[^<>()%]*>>)"
    rb"|(?P<nested>\()"
    rb"|(?P<mark><<|>>|[\[\]])"
    rb"|%[^\r\n]*",
    re.DOTALL,
)
_PART = re.compile(rb"(" + _NUMBER + rb")|(" + _STRING + rb")|(" + _HEX + rb")", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|(.))", re.DOTALL)
_ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")"}
_ESCAPED |= {b"\\": b"\\"}
_SIDE = re.compile(rb"\\.|[()]", re.DOTALL)
_HEX_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{1,2})")
_TRUTH = {b"true": True, b"false": False}


def has_inline_image(content: bytes) -> bool:
    """True when the content may hold an image of its own."""
    return _INLINE_IMAGE.search(content) is not None


def read(content: bytes, operands: list[Operand]) -> Iterator[bytes]:
    """The operators of the content, one by one; what stands before each is put at the end of `operands`.

    Tags with properties say nothing of a place and are left out.
    """
    outer: list[list[Operand]] = []
    held, place = operands, 0
    while True:
        for match in _TOKEN.finditer(content, place):
            kind = match.lastgroup
            if kind == "numbers":
                held.extend(map(float, match[0].split()))
            elif kind == "word" and match[0] not in _TRUTH:
                if not outer:
                    yield match[0]
            elif kind in _OPERANDS:
                held.append(_OPERANDS[kind](match[0]))
            elif kind == "mark":
                held = _bracketed(match[0], held, outer)
            elif kind == "nested":
                place = _end_of_string(content, match.end())
                held.append(_string(content[match.start() : place]))
                break
        else:
            return


def _bracketed(mark: bytes, held: list[Operand], outer: list[list[Operand]]) -> list[Operand]:
    """The list that is filled from here on: a new one, or the one around it."""
    if mark in (b"[", b"<<"):
        outer.append(held)
        return []
    if not outer:
        return held
    around = outer.pop()
    around.append(held if mark == b"]" else {})
    return around


def _array(found: bytes) -> list[Operand]:
    return [
        float(number) if number else _string(string) if string else _hex(digits)
        for number, string, digits in _PART.findall(found)
    ]


def _string(found: bytes) -> bytes:
    text = found[1:-1]
    return _ESCAPE.sub(_unescaped, text) if b"\\" in text else text


def _unescaped(match: "re.Match[bytes]") -> bytes:
    if match[1]:
        return bytes((int(match[1], 8) & 0xFF,))
    return _ESCAPED.get(match[2] or b"", b"")


def _hex(found: bytes) -> bytes:
    digits = b"".join(found[1:-1].split())
    if len(digits) % 2:
        return bytes.fromhex(digits[:-1].decode()) + bytes((int(digits[-1:], 16),))
    return bytes.fromhex(digits.decode())


def _name(found: bytes) -> Operand:
    plain = _HEX_ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), found[1:])
    try:
        return LIT(plain.decode())
    except UnicodeDecodeError:
        return LIT(plain)


def _end_of_string(content: bytes, place: int) -> int:
    """Behind the bracket that closes the string that opened just before `place`."""
    depth = 1
    for match in _SIDE.finditer(content, place):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return len(content)


def _nothing(_: bytes) -> Operand:
    return {}


_OPERANDS: dict[str | None, Callable[[bytes], Operand]] = {
    "word": _TRUTH.__getitem__,
    "array": _array,
    "string": _string,
    "name": _name,
    "hex": _hex,
    "dict": _nothing,  # of the operators only tags take one
}
