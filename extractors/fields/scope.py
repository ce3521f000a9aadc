"""Which blocks of a document may speak about the document itself: first page, furniture, in force.

Text under an archived heading, struck-through text, contents and references never do.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from extractors.model import Block, Document

_SILENT = frozenset({"archived", "references", "example", "contents", "evidence", "background", "history"})
_HEAD_BLOCKS = 60
_APPROVAL = re.compile(r"^committee approval\b", re.IGNORECASE)  # names the payer, and no past rule
_BOX_LINES = 10
_BOX_LINE = 80  # characters
_NEXT = re.compile(r"next (?:scheduled )?(?:review|rev)\b", re.IGNORECASE)
_DATED = re.compile(r"(?:effective|last review)", re.IGNORECASE)


class SectionLike(Protocol):
    """What the field readers need of a section."""

    @property
    def heading(self) -> str:
        """The heading as printed."""

    @property
    def kind(self) -> str:
        """The kind of section."""

    @property
    def page(self) -> int | None:
        """The page of the heading."""

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks below the heading."""


@dataclass(frozen=True)
class Scope:
    """The blocks that describe the document, and their lines."""

    head: tuple[Block, ...]  # first page or first blocks, body and furniture, reading order
    furniture: tuple[Block, ...]  # running headers, footers, watermarks and print dates
    rest: tuple[Block, ...]  # other body blocks in force

    @cached_property
    def top_lines(self) -> tuple[str, ...]:
        """Lines of the head, top first."""
        return lines(self.head)

    @cached_property
    def furniture_lines(self) -> tuple[str, ...]:
        """Lines of the furniture, each once."""
        return tuple(dict.fromkeys(lines(self.furniture)))

    @cached_property
    def all_lines(self) -> tuple[str, ...]:
        """Every line in force."""
        return tuple(dict.fromkeys(lines((*self.head, *self.furniture, *self.rest))))


def of(document: Document, sections: Iterable[SectionLike] = ()) -> Scope:
    """Sort a document's blocks by what they may say about it."""
    parts = tuple(sections)
    silent = {
        id(block)
        for number, section in enumerate(parts)
        if section.kind in _SILENT - {"background", "evidence"}
        and not (section.kind == "archived" and not any(part.blocks for part in parts[:number]))  # a title
        and not _APPROVAL.search(section.heading)
        and not is_box_of_dates(section.blocks)
        for block in section.blocks
    }
    past = {part.heading for part in parts[1:] if part.kind == "archived"}  # says it of what stands below
    silent |= {id(block) for block in document.blocks if block.kind == "heading" and block.text in past}
    body = [block for block in document.blocks if block.role == "body" and id(block) not in silent]
    furniture = tuple(b for b in document.blocks if b.role in ("header", "footer", "watermark", "print_date"))
    first = document.blocks[0].page if document.blocks else None
    if first is None:
        head = body[:_HEAD_BLOCKS]
    else:
        head = [
            b for b in document.blocks if b.page == first and (b.role != "contents") and id(b) not in silent
        ]
    known = {id(block) for block in head}
    return Scope(tuple(head), furniture, tuple(block for block in body if id(block) not in known))


def is_box_of_dates(blocks: Iterable[Block]) -> bool:
    """True for the short lines of a side box that name the next review: today's dates and no history."""
    texts = [block.text for block in blocks if block.text.strip()]
    return (
        len(texts) <= _BOX_LINES
        and all(len(text) <= _BOX_LINE for text in texts)
        and any(_NEXT.match(text) for text in texts)
        and any(_DATED.match(text) for text in texts)
    )


def lines(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The printed lines of blocks; a table row gives one line per cell."""
    texts = (text for b in blocks for text in ([c.text for c in b.cells] if b.cells else [b.text]))
    return tuple(line.strip() for text in texts for line in text.split("\n") if line.strip())
