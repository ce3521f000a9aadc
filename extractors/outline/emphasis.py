"""Lists set in bold with text in plain type between their items. Layout only, nothing of meaning.

A paragraph that stands flush with a bold list and is followed by plain items and then by the next
bold item belongs below the bold item before it; printed levels alone would end the list there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.model import Block

_BULLETS = "•●▪■◦○▫☐□➢✓"
_INNER = re.compile(rf"\s+[{_BULLETS}]\s+")


def one_per_item(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with list items apart that one line holds together; behind a colon they are one level deeper."""
    for block in blocks:
        parts = _INNER.split(block.text) if block.label in tuple(_BULLETS) else [block.text]
        if len(parts) == 1:
            yield block
            continue
        inner = int(parts[0].rstrip().endswith(":"))
        for place, part in enumerate(part for part in parts if part):
            yield replace(block, text=part, level=block.level + (inner if place else 0))


def below_bold_items(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks with plain-type text between bold items one level deeper."""
    known = list(blocks)
    index = 1
    while index < len(known):
        end = _end_of_inset(known, index) if _opens_inset(known[index - 1], known[index]) else index
        for at in range(index, end):
            known[at] = replace(known[at], level=known[at].level + 1)
        index = max(end, index) + 1
    return tuple(known)


def _opens_inset(item: Block, block: Block) -> bool:
    is_flush = block.kind == "paragraph" and not block.label and block.level == item.level
    return _is_bold_item(item) and is_flush and block.text.rstrip().endswith(":")


def _is_bold_item(block: Block) -> bool:
    return block.is_bold and block.label in tuple(_BULLETS)


def _end_of_inset(blocks: list[Block], start: int) -> int:
    """Where the next bold item of the outer list stands; `start` when something else ends the text."""
    outer = blocks[start - 1]
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if _is_bold_item(block) and (block.label, block.level) == (outer.label, outer.level):
            return index if index > start + 1 else start
        is_header = not block.label and block.text.rstrip().endswith(":")
        if is_header or block.kind not in ("paragraph", "item") or (block.label and block.is_bold):
            return start
    return start
