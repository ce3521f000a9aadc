"""The text of a document without its sheet: what a hash of the text is made of.

Furniture, deleted words, and every break of line, page and paragraph stay out, so that a file that
was only printed again has the same hash.
"""

import hashlib
import re
from collections.abc import Iterator

from extractors.model import Block, Document

_FOLDED = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-", "…": "..."}
)
_SPACES = re.compile(r"\s+")
_LEADERS = re.compile(r"(?:\.\s?){5,}\s{0,3}\d{0,4}")  # dots to a page number of the contents


def text_sha256(document: Document) -> str:
    """Hash of the words in force, in reading order; quotes, dashes and spaces count alike."""
    digest = hashlib.sha256()
    for text in _texts(document):
        words = _LEADERS.sub("", text.translate(_FOLDED))
        digest.update(_SPACES.sub("", words).encode("utf-8", "replace"))
    return digest.hexdigest()


def _texts(document: Document) -> Iterator[str]:
    """Label and text of each body block; a table's header once, however often it is printed."""
    headed: set[int | None] = set()
    for block in document.blocks:
        if block.role != "body":
            continue
        if block.header and block.table not in headed:
            headed.add(block.table)
            yield from block.header
        if not _repeats_header(block):
            yield block.label
            yield block.text or "".join(cell.text for cell in block.cells)


def _repeats_header(block: Block) -> bool:
    return bool(block.header) and tuple(cell.text for cell in block.cells) == block.header
