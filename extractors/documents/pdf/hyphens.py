"""Words broken at the end of a line: joined where the document holds them whole elsewhere."""

import re

from extractors.documents.pdf.lines import Sheet

_WORD = re.compile(r"[a-z]{1,40}")


def words(sheets: tuple[Sheet, ...]) -> frozenset[str]:
    """Every word of the document in small letters: what a broken word is looked up in."""
    texts = (word.text for sheet in sheets for line in sheet.lines for word in line.words)
    cells = (cell for sheet in sheets for grid in sheet.tables for row in grid.rows for cell in row.texts)
    return frozenset(found for text in (*texts, *cells) for found in _WORD.findall(text.lower()))


def is_broken(text: str, part: str) -> bool:
    """True when a line ends within a word that the next line goes on with."""
    return text.endswith("-") and text[-2:-1].isalpha() and part[:1].islower()


def join(parts: list[str], words: frozenset[str]) -> str:
    """The lines as one text; a hyphen that only broke a known word goes."""
    text = ""
    for part in parts:
        goes_on = text.endswith("-") and text[-2:-1].isalpha() and part[:1].isalpha()
        if is_broken(text, part) and _is_word(text, part, words):
            text = text[:-1]
        text = f"{text}{part}" if goes_on or not text else f"{text} {part}"
    return text


def _is_word(text: str, part: str, words: frozenset[str]) -> bool:
    """True when the document holds the word whole elsewhere: its hyphen only broke the line."""
    head = _WORD.findall(text[-40:-1].lower())[-1:]
    tail = _WORD.match(part.lower())
    return bool(head) and tail is not None and f"{head[0]}{tail.group()}" in words
