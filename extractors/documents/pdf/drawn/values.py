"""Strings, numbers and names of a PDF's content: what is written there, and what it means."""

import re
from typing import Any

from pdfminer.psparser import LIT

_ROUND, _POINTED = b"(<"
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|(.))", re.DOTALL)
_ESCAPED = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")"}
_ESCAPED |= {b"\\": b"\\"}
_HEX_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{1,2})")


def value(token: bytes) -> float | bytes:
    """What one token of a shown array means: a string, or the number that moves the next one."""
    if token[0] == _ROUND:
        return string(token)
    return digits(token) if token[0] == _POINTED else float(token)


def token(value: float | bytes) -> bytes:
    """A string or number as the content of a page would write it."""
    return b"<%s>" % value.hex().encode() if isinstance(value, bytes) else repr(float(value)).encode()


def string(found: bytes) -> bytes:
    """A string in round brackets."""
    text = found[1:-1]
    return _ESCAPE.sub(_unescaped, text) if b"\\" in text else text


def _unescaped(match: "re.Match[bytes]") -> bytes:
    if match[1]:
        return bytes((int(match[1], 8) & 0xFF,))
    return _ESCAPED.get(match[2] or b"", b"")


def digits(found: bytes) -> bytes:
    """A string in hexadecimal digits."""
    plain = b"".join(found[1:-1].split())
    if len(plain) % 2:
        return bytes.fromhex(plain[:-1].decode()) + bytes((int(plain[-1:], 16),))
    return bytes.fromhex(plain.decode())


def name(found: bytes) -> Any:
    """A name as the library knows it."""
    plain = _HEX_ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), found[1:])
    try:
        return LIT(plain.decode())
    except UnicodeDecodeError:
        return LIT(plain)
