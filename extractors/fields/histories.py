"""Where a document's own history stands: a section, a run-in title, or a table with its columns."""

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.fields.scope import SectionLike, is_box_of_dates
from extractors.model import Block, Document

_KEPT = 256  # headers; every row has its table's
EDGE = " \t\n:;–—|*•▪-"
"""What may stand around a title, a date or a summary and says nothing."""

ANY_DATE_COLUMN = re.compile(r"\bdate|^(?:month|year|when)\b|effective", re.IGNORECASE)
_HEADING = re.compile(
    r"\b(?:(?:policy|document|revision|version|review|change|update|guideline|approval|"
    r"program) histor(?:y|ies)|"
    r"change (?:control|log)|revision (?:details|log|information|history)|revisions?, and approvals|"
    r"(?:policy|guideline|implementation/?) ?(?:policy )?update information|update information|"
    r"summary of changes|"
    r"policy updates|review/revision|reviews? and revisions?|policy log|history of (?:changes|"
    r"revisions))\b|^history$|"
    r"^(?:policy )?revisions?$",
    re.IGNORECASE,
)


def find(document: Document, sections: tuple[SectionLike, ...]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The heading and the blocks of each history; no block belongs to two."""
    taken: set[int] = set()
    for heading, blocks in _stretches(document, sections):
        fresh = tuple(block for block in blocks if id(block) not in taken)
        taken |= {id(block) for block in fresh}
        if fresh:
            yield heading, fresh


def _stretches(
    document: Document, sections: tuple[SectionLike, ...]
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for section in sections:
        if section.kind == "archived" or is_box_of_dates(section.blocks):
            continue
        if section.kind == "history" or _HEADING.search(section.heading):
            yield section.heading, section.blocks
        else:
            yield from _inside(section)
    if not sections:
        yield from _without_sections(document)


def _inside(section: SectionLike) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """A history that begins inside another section: a run-in title, or a table with history columns."""
    for place, block in enumerate(section.blocks):
        if not block.cells and len(block.text) < 400 and _opens(block.text):
            yield block.text[:60], section.blocks[place:]
            return
        if block.cells and (is_header(block.header) or _is_title_row(block)):
            rows = tuple(b for b in section.blocks[place:] if b.cells)
            yield section.heading or "History", rows
            return


def _without_sections(document: Document) -> Iterator[tuple[str, tuple[Block, ...]]]:
    body = tuple(block for block in document.blocks if block.role == "body")
    opened = [place for place, block in enumerate(body) if len(block.text) < 400 and _opens(block.text)]
    if opened:
        yield body[opened[-1]].text[:60], body[opened[-1] :]


def _opens(text: str) -> bool:
    title = re.split(r"[:|]\s", text.strip(), maxsplit=1)[0].strip(EDGE)
    return len(title) <= 70 and bool(_HEADING.search(title))


def _is_title_row(block: Block) -> bool:
    filled = [cell.text for cell in block.cells if cell.text.strip()]
    return len(filled) == 1 and _opens(filled[0])


@lru_cache(maxsize=_KEPT)
def is_header(header: tuple[str, ...]) -> bool:
    """True for column titles of a history: a date, and a word for change."""
    words = [flat(title) for title in header]
    has_date = any(ANY_DATE_COLUMN.search(title) for title in words)
    has_summary = any(
        re.search(r"summary of change|reviews, revisions|type of revision|description of change|^action$|"
                  r"revision|"
                  r"^changes?$|explanation|^updates?$|^notices?$", title, re.IGNORECASE)
        for title in words
    )  # fmt: skip
    return has_date and has_summary


def flat(title: str) -> str:
    """A title on one line."""
    return re.sub(r"\s+", " ", title).strip()
