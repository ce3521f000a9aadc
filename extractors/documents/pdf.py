"""PDF -> blocks. Every page is read as text; only the pages that matter are laid out.

The text costs a hundredth of the layout, so a long list is read whole and laid out in a few places.
"""

import contextlib
import io
from collections.abc import Callable, Iterator
from typing import Any

import pdfplumber
import pypdfium2
from pdfplumber.utils.exceptions import PdfminerException

from extractors.documents import (
    furniture,
    pdf_blocks,
    pdf_columns,
    pdf_furniture,
    pdf_grids,
    pdf_lines,
    pdf_tables,
    pdf_words,
)
from extractors.documents.characters import squeeze
from extractors.documents.pdf_lines import Sheet
from extractors.errors import (
    DocumentTooLarge,
    EncryptedDocument,
    ExtractError,
    NoTextLayer,
    UnreadableDocument,
)
from extractors.model import Block, Page, Warn

_MAX_PAGES = 3000
_TEXT_A_PAGE = 12  # characters; less on every page is a scan with a stamp on it
_UNREADABLE = "The PDF is truncated or damaged: fetch the file again"
_ENCRYPTED = "The PDF opens only with a password: fetch a copy without one"


def read(
    content: bytes, select: Callable[[tuple[str, ...]], frozenset[int]] | None = None
) -> tuple[tuple[Block, ...], tuple[Page, ...], str | None, tuple[Warn, ...]]:
    """Blocks, pages, title of the metadata, and what could not be read.

    Raises UnreadableDocument, EncryptedDocument, NoTextLayer and DocumentTooLarge.
    """
    texts = _texts(content)
    wanted = select(texts) if select else frozenset(range(1, len(texts) + 1))
    title, sheets, warnings = _laid_out(content, wanted, texts)
    marked = pdf_grids.find(pdf_furniture.mark(sheets))
    blocks = furniture.mark(pdf_blocks.blocks(tuple(pdf_columns.split(sheet) for sheet in marked)))
    pages = tuple(Page(s.number, s.width, s.height, s.is_laid_out) for s in sheets)
    return blocks, pages, title, warnings


def _texts(content: bytes) -> tuple[str, ...]:
    """The text of every page."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _broken(str(error)) from error
    with contextlib.closing(document):
        if len(document) > _MAX_PAGES:
            raise DocumentTooLarge(
                f"The PDF has {len(document)} pages, more than {_MAX_PAGES}: give one policy per file"
            )
        texts = tuple(_text(document, index) for index in range(len(document)))
    read_texts = [text for text in texts if text is not None]
    if len(read_texts) * 2 < len(texts) or not texts:
        raise UnreadableDocument(_UNREADABLE)
    if sum(len("".join(text.split())) for text in read_texts) < _TEXT_A_PAGE * len(texts):
        raise NoTextLayer("The PDF holds pictures of pages and no text: it needs character recognition first")
    return tuple(text or "" for text in texts)


def _text(document: Any, index: int) -> str | None:
    try:
        page = document[index]
        with contextlib.closing(page), contextlib.closing(page.get_textpage()) as text_page:
            text: str = text_page.get_text_bounded()
    except pypdfium2.PdfiumError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _broken(reason: str) -> ExtractError:
    is_locked = "password" in reason.lower() or "security" in reason.lower()
    return EncryptedDocument(_ENCRYPTED) if is_locked else UnreadableDocument(_UNREADABLE)


def _laid_out(
    content: bytes, wanted: frozenset[int], texts: tuple[str, ...]
) -> tuple[str | None, tuple[Sheet, ...], tuple[Warn, ...]]:
    warnings: list[Warn] = []
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            sheets = tuple(_sheets(pdf, wanted, texts, warnings))
            printed = pdf.metadata.get("Title")
    except PdfminerException as error:
        raise _broken(repr(error.args[0]) if error.args else "") from error
    title = squeeze(printed) if isinstance(printed, str) else ""
    return title or None, sheets, tuple(warnings)


def _sheets(
    pdf: Any, wanted: frozenset[int], texts: tuple[str, ...], warnings: list[Warn]
) -> Iterator[Sheet]:
    for page, text in zip(pdf.pages, texts, strict=False):
        number = page.page_number
        if number not in wanted:
            yield pdf_lines.of_text(number, float(page.width), float(page.height), text)
            continue
        with contextlib.closing(page):
            sheet = _sheet(page)
        if text.strip() and not (sheet.lines or sheet.tables or sheet.watermarks):
            warnings.append(Warn("layout_lost", "the page has text and no layout", number))
            sheet = pdf_lines.of_text(number, float(page.width), float(page.height), text)
        yield sheet


def _sheet(page: Any) -> Sheet:
    words, stamps = pdf_words.words(page)
    tables, left = pdf_tables.read(page, words)
    return Sheet(
        page.page_number, float(page.width), float(page.height), pdf_lines.lines(left), tables, stamps
    )
