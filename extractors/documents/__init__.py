"""Bytes to Document: one module per format."""

import hashlib
from collections.abc import Callable
from typing import TypeAlias

from extractors.documents import html, lengths, markdown, pdf, plain
from extractors.documents.pdf.ocr import Recognize
from extractors.documents.sniff import HTML, MARKDOWN, PDF, sniff
from extractors.errors import DocumentTooLarge
from extractors.model import Document

__all__ = ["Recognize", "Select", "parse", "sniff"]

Select: TypeAlias = Callable[[tuple[str, ...]], frozenset[int]]

_MAX_BYTES = 100 * 1024 * 1024


def parse(
    content: bytes,
    media_type: str | None = None,
    *,
    select: Select | None = None,
    recognize: Recognize | None = None,
) -> Document:
    """Read a file into blocks in reading order.

    Args:
        content: The file.
        media_type: Declared type or file suffix; the content decides.
        select: Answers, given the text of every PDF page, which pages (from 1) need their layout;
            the others give plain text. None lays out every page.
        recognize: Reads the pictures of pages that have no text; None leaves them unread.
    """
    if len(content) > _MAX_BYTES:
        raise DocumentTooLarge(
            f"The file has {len(content) // 2**20} MB, more than 100: give one policy per file"
        )
    found = sniff(content, media_type)
    sha256 = hashlib.sha256(content).hexdigest()
    if found == PDF:
        blocks, pages, title, warnings = pdf.read(content, select, recognize)
        return Document(found, sha256, lengths.broken(blocks), pages, title, warnings)
    reader = {HTML: html.read, MARKDOWN: markdown.read}.get(found, plain.read)
    blocks, title = reader(content, media_type)
    return Document(found, sha256, lengths.broken(blocks), title=title)
