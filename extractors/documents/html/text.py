"""Inline content of an HTML element -> lines of text with what was struck out set apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.documents.characters import squeeze

_SENTENCE_END = re.compile(r"[.;:?!)\]]$|\b(?:and|or)$", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or a line break where `text` is a newline."""

    text: str
    is_deleted: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line: text in force, struck text, and whether all of it is bold."""

    text: str
    deleted: str = ""
    is_bold: bool = False


BREAK = Piece("\n")


def lines(pieces: Iterable[Piece]) -> tuple[TextLine, ...]:
    """Lines of the pieces; a line that breaks within a sentence is joined to the next."""
    found: list[TextLine] = []
    for run in _runs(pieces):
        line = _line(run)
        if not line.text and not line.deleted:
            continue
        if found and _goes_on(found[-1], line):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
    return tuple(found)


def _runs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if piece is BREAK:
            yield run
            run = []
        else:
            run.append(piece)
    yield run


def _line(run: list[Piece]) -> TextLine:
    live = [piece for piece in run if not piece.is_deleted]
    seen = [piece for piece in live if piece.text.strip()]
    return TextLine(
        squeeze("".join(_spaced(run, deleted=False))),
        squeeze("".join(_spaced(run, deleted=True))),
        bool(seen) and all(piece.is_bold for piece in seen),
    )


def _spaced(run: list[Piece], *, deleted: bool) -> Iterator[str]:
    """The chosen pieces; where others stood between two of them, a space keeps them apart."""
    is_gap = False
    for piece in run:
        if piece.is_deleted != deleted:
            is_gap = True
            continue
        if is_gap and deleted:
            yield " "
        is_gap = False
        yield piece.text


def _goes_on(before: TextLine, after: TextLine) -> bool:
    if not before.text or not after.text or _SENTENCE_END.search(before.text):
        return False
    return after.text[0].islower() and not re.match(r"[a-z]{1,4}[.)]\s|o\s", after.text)


def _joined(before: TextLine, after: TextLine) -> TextLine:
    return TextLine(
        f"{before.text} {after.text}",
        f"{before.deleted} {after.deleted}".strip(),
        before.is_bold and after.is_bold,
    )
