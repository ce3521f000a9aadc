"""Codes in a piece of text: singles, lists, ranges and glued runs, each with its system."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from extractors import dates
from extractors.fields import code_words as words

_EDGE_L, _EDGE_R = r"(?<![A-Za-z0-9.])", r"(?![A-Za-z0-9]|\.\d)"
_TOKENS = {
    "NDC": re.compile(rf"{_EDGE_L}(?:{words.NDC}){_EDGE_R}"),
    "ICD-10-CM": re.compile(rf"{_EDGE_L}(?:{words.ICD}|{words.ICD_PLAIN}){_EDGE_R}"),
    "HCPCS": re.compile(rf"{_EDGE_L}(?:{words.HCPCS}|{words.CPT}){_EDGE_R}"),
    "dotted": re.compile(rf"{_EDGE_L}[A-TV-Z]\d[0-9AB]\.(?:[0-9A-Z]{{1,4}}|[-xX]){_EDGE_R}"),
}
_GLUED = re.compile(
    r"(?<![A-Za-z0-9.])(?:[A-TV-Z]\d[0-9AB](?:(?![A-TV-Z]\d[0-9AB])[0-9A-Z.]){0,5}){2,60}"
    r"(?![A-Za-z0-9]|\.[0-9A-Z])"
)
_LOOKALIKE = re.compile(rf"{_EDGE_L}[A-Za-z0-9.]{{3,8}}{_EDGE_R}")
_DIGITS_MEANT = {"HCPCS": str.maketrans("OolIS", "00115"), "ICD-10-CM": str.maketrans("OolI", "0011")}
_SEVEN = re.compile(r"[A-TV-Z]\d[0-9AB]\.[0-9A-Z]{3}[A-Z]")  # the last letter of such a code starts no other
_STARTS = re.compile(r"(?=[A-TV-Z]\d[0-9AB])")
_SEPARATORS = re.compile(
    r"(?:\s|[,;/*†‡^()&|•]|-|–|—|\bto\b|\bthrough\b|\band\b|\bor\b|\bcodes?\b)+", re.IGNORECASE
)
_ENDED = re.compile(words.ENDED, re.IGNORECASE)
_MAX_CELL = 3000
_DIGIT = re.compile(r"\d")
_KEPT = 512  # texts; each is asked for its codes, whether they lead it, and whether they fill it


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """A code as it is written in a claim, its system and where it stands in the text."""

    system: str
    code: str
    start: int
    end: int


@lru_cache(maxsize=_KEPT)
def find(text: str, system: str | None) -> tuple[CodeSpan, ...]:
    """Find the codes of a text that a column or heading has announced; `system` is what it named."""
    text = text[:_MAX_CELL]
    if system == "skip" or not _DIGIT.search(text):
        return ()
    spans = [*_misread(text, system), *_glued(text, system)]
    for name in _order(system):
        for match in _TOKENS[name].finditer(text):
            span = CodeSpan(
                _system(name, match.group()), _dotted(name, match.group()), match.start(), match.end()
            )
            if not any(span.start < other.end and other.start < span.end for other in spans):
                spans.append(span)
    return tuple(sorted(spans, key=lambda span: span.start))


def fills(text: str, system: str | None) -> bool:
    """True when a text is nothing but codes, ranges and footnote marks."""
    spans = find(text, system)
    rest = list(text)
    for span in spans:
        rest[span.start : span.end] = " " * (span.end - span.start)
    return bool(spans) and not _SEPARATORS.sub("", "".join(rest)).strip()


def leading(text: str, system: str | None) -> tuple[CodeSpan, ...]:
    """The codes with which a line begins: one, or a list or range of them."""
    kept: list[CodeSpan] = []
    place = 0
    for span in find(text[:400], system):
        if _SEPARATORS.sub("", text[place : span.start]).strip():
            break
        kept.append(span)
        place = span.end
    return tuple(kept)


def runs(text: str, spans: Iterable[CodeSpan]) -> Iterator[tuple[str, CodeSpan]]:
    """Each code of a line with what the line says of it; codes in a bare list share what is said."""
    found = sorted(spans, key=lambda span: span.start)
    begins = [0]
    for place, (one, other) in enumerate(pairwise(found), start=1):
        if _SEPARATORS.sub("", text[one.end : other.start]).strip():
            begins.append(place)
    for first, after in pairwise([*begins, len(found)]):
        start = found[first].start if first else 0
        end = found[after].start if after < len(found) else len(text)
        yield from ((text[start:end], span) for span in found[first:after])


def _misread(text: str, system: str | None) -> Iterator[CodeSpan]:
    """Codes in which a letter was read for a digit ("SOO13", "F32.l"), told by the shape that they miss."""
    for match in _LOOKALIKE.finditer(text):
        printed = match.group()
        if printed.isalpha():
            continue
        for name, digits in _DIGITS_MEANT.items():
            meant = printed[0] + printed[1:].translate(digits)
            shape = words.HCPCS if name == "HCPCS" else words.ICD_MISREAD
            is_named = system in (None, name) and any(map(str.isdigit, printed))
            if is_named and meant != printed and re.fullmatch(shape, meant):
                yield CodeSpan(name, meant, match.start(), match.end())
                break


def _order(system: str | None) -> tuple[str, ...]:
    if system == "NDC":
        return ("NDC",)
    if system == "ICD-10-CM":
        return ("ICD-10-CM",)
    return ("dotted", "HCPCS") if system is None else ("HCPCS", "dotted")


def _system(name: str, code: str) -> str:
    if name == "HCPCS":
        return "CPT" if code[0].isdigit() else "HCPCS"
    return "ICD-10-CM" if name == "dotted" else name


def _dotted(name: str, code: str) -> str:
    if name == "ICD-10-CM" and "." not in code and len(code) > 3:
        return f"{code[:3]}.{code[3:]}"
    return code


def _glued(text: str, system: str | None) -> Iterator[CodeSpan]:
    """Split a run of codes that lost its cell breaks at every place where a code can begin."""
    for match in _GLUED.finditer(text):
        if _SEVEN.fullmatch(match.group()):
            continue
        starts = [m.start() + match.start() for m in _STARTS.finditer(match.group())]
        pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], match.end()], strict=True)]
        is_hcpcs = system != "ICD-10-CM" and all(re.fullmatch(words.HCPCS, piece) for piece in pieces)
        name = "HCPCS" if is_hcpcs else "ICD-10-CM"
        if len(pieces) > 1 and all(_is_whole(name, piece) for piece in pieces):
            for start, piece in zip(starts, pieces, strict=True):
                yield CodeSpan(_system(name, piece), _dotted(name, piece), start, start + len(piece))


def _is_whole(name: str, piece: str) -> bool:
    shape = words.HCPCS if name == "HCPCS" else rf"{words.ICD}|{words.ICD_PLAIN}"
    return re.fullmatch(shape, piece) is not None


@lru_cache(maxsize=_KEPT)
def ended_on(text: str) -> date | None:
    """The day through which a row says its code is valid ("code deleted effective 12/31/2025")."""
    for printed in dates.find(text):
        if _ENDED.search(text[max(0, printed.start - 60) : printed.start]):
            return printed.date
    return None
