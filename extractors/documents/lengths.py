"""Blocks of a length that rules are read in: what is longer than any printed paragraph is broken.

Rules are found in a line with the help of the words around them, which costs the more the longer the
line is. The longest paragraph of a real policy has some three thousand characters; a file without a
single line break has one of millions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.model import Block

LONGEST = 10_000  # characters of a block
LONGEST_RUN = 1_000  # characters of a block that has no space in so many: that is no text


def broken(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same words in blocks that are not too long: after a sentence where one ends, else at a space."""
    return tuple(piece for block in blocks for piece in _pieces(block))


def _pieces(block: Block) -> Iterator[Block]:
    text = block.text or " ".join(cell.text for cell in block.cells)
    longest = _longest(text)
    if len(text) <= longest:
        yield block
        return
    kind = "paragraph" if block.kind == "row" else block.kind  # no table has a row like that
    whole = replace(block, text=text, kind=kind, cells=(), header=(), deleted=block.deleted[:longest])
    start = 0
    while start < len(text):
        end = start + _end(text[start : start + longest], len(text) - start)
        if words := text[start:end].strip():
            yield replace(whole, text=words)
            whole = replace(whole, kind="paragraph", label="", deleted="")
        start = end


def _longest(text: str) -> int:
    has_run = len(text) > LONGEST_RUN and any(len(word) > LONGEST_RUN for word in text.split())
    return LONGEST_RUN if has_run else LONGEST


def _end(text: str, left: int) -> int:
    """Where to break: after the last sentence of the second half, else after its last space."""
    if len(text) == left:
        return left
    half = len(text) // 2
    ends = [text.rfind(mark, half) + 1 for mark in (". ", "; ", ": ", " ")]
    return next((end for end in ends if end), len(text))
