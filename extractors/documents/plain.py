"""Plain text -> blocks: a paragraph or a labelled line each."""

import re

from extractors.documents import charset, furniture
from extractors.documents.characters import squeeze
from extractors.documents.labels import split_label
from extractors.model import Block

_GAP = re.compile(r"\n[ \t]*\n")
_TAB_STOP = 4


def read(content: bytes, hint: str | None = None) -> tuple[tuple[Block, ...], str | None]:
    """Blocks of a text file; it has no title of its own."""
    text = charset.decode(content, hint).replace("\r\n", "\n").replace("\r", "\n")
    blocks: list[Block] = []
    for chunk in _GAP.split(text):
        is_first = True
        for line in chunk.split("\n"):
            _add(blocks, line, is_new=is_first)
            is_first = False
    return furniture.mark(blocks), None


def _add(blocks: list[Block], line: str, *, is_new: bool) -> None:
    words = squeeze(line)
    if not words:
        return
    label, rest = split_label(words)
    if not (is_new or label) and blocks:
        last = blocks.pop()
        blocks.append(Block(f"{last.text} {words}", last.kind, label=last.label, level=last.level))
        return
    level = (len(line.expandtabs(_TAB_STOP)) - len(line.expandtabs(_TAB_STOP).lstrip())) // _TAB_STOP
    blocks.append(Block(rest, "item" if label else "paragraph", label=label, level=level))
