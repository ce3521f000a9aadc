"""Bytes of a text format -> str: byte order mark, UTF-8, declared charset, Windows-1252, in this order."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""charset\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z0-9_:.-]{2,40})""", re.I)
# Pages that declare Latin-1 mean the Windows page: browsers read them so.
_SYNONYMS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}


def decode(content: bytes, hint: str | None = None) -> str:
    """Text of the bytes; never raises, unreadable bytes become U+FFFD."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _as_declared(content, hint)


def _as_declared(content: bytes, hint: str | None) -> str:
    try:
        return content.decode(_declared(content, hint), errors="replace")
    except (LookupError, UnicodeError):  # a codec that is no charset, such as hex or idna
        return content.decode("cp1252", errors="replace")


def _declared(content: bytes, hint: str | None) -> str:
    match = _DECLARED.search((hint or "").encode("ascii", "ignore")) or _DECLARED.search(content[:4096])
    name = match[1].decode("ascii").lower() if match else "cp1252"
    name = _SYNONYMS.get(name, name)
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return "cp1252"
    # What says UTF-8 and is not was written on a Windows machine.
    return "cp1252" if codec.startswith("utf") else codec
