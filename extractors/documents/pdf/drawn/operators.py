"""The content of a PDF page as operators and operands, cut by one pattern.

Gives what pdfminer's own reader of content gives, which looks at every token by itself; what the
pattern does not know (images within the text of the content) is left to that reader. The operators
that make up nearly all of a page are cut together with their operands.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from extractors.documents.pdf.drawn import values

Operand: TypeAlias = Any
Call: TypeAlias = tuple[bytes, Sequence[Operand] | None]
Cut: TypeAlias = Callable[[bytes], tuple[Call, ...] | None]

SHOW = b"[TJ"  # shows strings that are still as the content writes them; no operator has this name
AGAIN = b"Q/q"  # restores a state and saves it again
SELECT = b"/Tf"  # selects a font by its name and a number

_INLINE_IMAGE = re.compile(rb"(?<![^\s\[\]()<>{}/%])BI(?![^\s\[\]()<>{}/%])")
_NUMBER = rb"[-+]?(?:\d++(?:\.\d*+)?|\.\d++)"
_STRING = rb"\((?:[^()\\]++|\\.)*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_PLAIN = rb"[^#/%\[\]()<>{}\s]"
_ARRAY = rb"\[(?:[^()<>\[\]/%A-Za-z]++|" + _STRING + rb"|" + _HEX + rb")*+\]"
_END = rb"(?!" + _PLAIN + rb")"
_MANY = _NUMBER + rb"(?:\s++" + _NUMBER + rb")*+"
_WORD = rb"[A-Za-z]" + _PLAIN + rb"*+|['\"]"
_SINGLE = (
    rb"(?P<numbers>" + _MANY + rb")"
    rb"|(?P<word>" + _WORD + rb")"
    rb"|(?P<array>" + _ARRAY + rb")"
    rb"|(?P<string>" + _STRING + rb")"
    rb"|(?P<tag>/" + _PLAIN + rb"*+(?:\s*+<<[^<>()%]*>>\s*BDC|\s++BMC)" + _END + rb")"
    rb"|(?P<name>/" + _PLAIN + rb"*(?:\#" + _PLAIN + rb"*)*)"
    rb"|(?P<hex>" + _HEX + rb"(?!>))"
    rb"|(?P<dict><<[^<>()%]*>>)"
    rb"|(?P<nested>\()"
    rb"|(?P<mark><<|>>|[\[\]])"
    rb"|%[^\r\n]*"
)
_STRICT = re.compile(_SINGLE, re.DOTALL)
# What most pages are made of, in plain loops over kinds of bytes; what does not come out as it should is
# read again by the strict pattern.
_QUICK = re.compile(
    rb"(?P<call>[-+.\d][-+.\d\s]*+(?:re\s++W\*?\s++n" + _END + rb"|[A-Za-z]" + _PLAIN + rb"*+)?)"
    rb"|(?P<words>[A-Za-z][A-Za-z*\s]*(?:(?<=\s)|" + _END + rb"))"
    rb"|(?P<show>\[[^\]]*+\]\s*+TJ" + _END + rb""
    rb"|(?:" + _STRING + rb"|" + _HEX + rb")\s*+Tj" + _END + rb")"
    rb"|(?P<select>/" + _PLAIN + rb"++\s++" + _NUMBER + rb"\s++Tf" + _END + rb")"
    rb"|" + _SINGLE,
    re.DOTALL,
)
_SHOWN = re.compile(_STRING + rb"|" + _HEX + rb"|" + _NUMBER, re.DOTALL)
_SQUARE, _SQUARE_END = b"[]"
_BARE = 4  # bytes of "[]TJ"
_SHORT = 16  # bytes
_CLIP = 6  # four numbers and two operators stand before the last one
_CLIPPED: tuple[Call, ...] = ((b"n", ()),)
_NO_OPERATOR = b""  # what stands before it is put with the operands
_IDLE = frozenset((b"ET", b"W", b"W*", b"EMC", b"BX", b"EX"))
_SIDE = re.compile(rb"\\.|[()]", re.DOTALL)
_TRUTH = {b"true": True, b"false": False}


def has_inline_image(content: bytes) -> bool:
    """True when the content may hold an image of its own."""
    return b"BI" in content and _INLINE_IMAGE.search(content) is not None


def read(content: bytes, operands: list[Operand]) -> Iterator[Call]:
    """The operators of the content, one by one, with the operands that stand right before each.

    Where those are None, what stands before the operator was put at the end of `operands`. Tags say
    nothing of a place and are left out, and so are operators that leave nothing on a page.
    """
    outer: list[list[Operand]] = []
    held, place, pattern = operands, 0, _QUICK
    while True:
        for match in pattern.finditer(content, place):
            kind = match.lastgroup
            if kind in _CALLS:
                calls = _CALLS[kind](match[0])
                if calls is None:
                    place, pattern = match.start(), _STRICT
                    break
                yield from calls
            elif kind == "word" and match[0] not in _TRUTH:
                if not outer:
                    yield match[0], None
            elif kind in _OPERANDS:
                _OPERANDS[kind](match[0], held)
            elif kind == "mark" or kind == "nested":
                place = match.end()
                if kind == "mark":
                    held = _bracketed(match[0], held, outer)
                else:
                    place = _end_of_string(content, place)
                    held.append(values.string(content[match.start() : place]))
                pattern = _STRICT if outer else _QUICK
                break
        else:
            return


def _words(found: bytes) -> tuple[Call, ...] | None:
    """Operators without operands; what is restored only to be saved again is one of them."""
    words = [word for word in found.split() if word not in _IDLE]
    calls: list[Call] = []
    for word in words:
        if word == b"q" and calls and calls[-1][0] == b"Q":
            calls[-1] = AGAIN, None
        else:
            calls.append((word, None))
    return None if _TRUTH.keys() & set(words) else tuple(calls)


def _called(found: bytes) -> tuple[Call, ...] | None:
    """Numbers and their operator, if one follows; a path that only clips leaves nothing but its end."""
    parts = found.split()
    operator = parts.pop() if parts[-1][:1].isalpha() else _NO_OPERATOR
    is_clip = operator == b"n" and len(parts) > 1
    if is_clip:
        if len(parts) != _CLIP or parts[4] != b"re":
            return None
        del parts[4:]
    try:
        numbers = [*map(float, parts)]
    except ValueError:
        return None
    if operator in _TRUTH:
        return None
    return _CLIPPED if is_clip else ((operator, numbers),)


def _shown(found: bytes) -> tuple[Call, ...] | None:
    """Strings that are shown; None where something else stands between them."""
    tokens = _SHOWN.findall(found)
    if found[0] == _SQUARE:
        rest = len(found) - sum(map(len, tokens))
        is_whole = rest == _BARE or (rest == _BARE + 1 and found[-3] != _SQUARE_END)
        if not is_whole and not _is_all(found, tokens):
            return None
    return ((SHOW, (tokens,)),)


def _is_all(found: bytes, tokens: list[bytes]) -> bool:
    """True when nothing but space stands between the tokens of an array."""
    body = found[1 : found.rindex(b"]")]
    return b"".join(b"".join(tokens).split()) == b"".join(body.split())


def _selected(found: bytes) -> tuple[Call, ...] | None:
    name, size, _ = found.split()
    return ((SELECT, (values.name(name), float(size))),)


def _remembered(cut: Cut) -> Cut:
    """The same; what is short is often said again."""
    short = lru_cache(maxsize=4096)(cut)
    return lambda found: short(found) if len(found) <= _SHORT else cut(found)


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
    return [*map(values.value, _SHOWN.findall(found))]


def _end_of_string(content: bytes, place: int) -> int:
    """Behind the bracket that closes the string that opened just before `place`."""
    depth = 1
    for match in _SIDE.finditer(content, place):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return len(content)


def _numbers(found: bytes, held: list[Operand]) -> None:
    held.extend(map(float, found.split()))


def _one(made: Callable[[bytes], Operand]) -> Callable[[bytes, list[Operand]], None]:
    return lambda found, held: held.append(made(found))


def _nothing(_: bytes) -> Operand:
    return {}


_CALLS: dict[str | None, Cut] = {
    "call": _remembered(_called),
    "words": _remembered(_words),
    "show": _shown,
    "select": _remembered(_selected),
}
_OPERANDS: dict[str | None, Callable[[bytes, list[Operand]], None]] = {
    "numbers": _numbers,
    "word": _one(_TRUTH.__getitem__),
    "array": _one(_array),
    "string": _one(values.string),
    "name": _one(values.name),
    "hex": _one(values.digits),
    "dict": _one(_nothing),  # of the operators only tags take one
}
