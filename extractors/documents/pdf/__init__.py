"""PDF -> blocks. Every page is read as text; only the pages that matter are laid out.

The text costs a hundredth of the layout, so a long list is read whole and laid out in a few places.
"""

import contextlib
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extractors.documents import furniture
from extractors.documents.characters import squeeze
from extractors.documents.pdf import blocks as pdf_blocks
from extractors.documents.pdf import columns, ocr, running
from extractors.documents.pdf import lines as pdf_lines
from extractors.documents.pdf import words as pdf_words
from extractors.documents.pdf.drawn import drawing, streams
from extractors.documents.pdf.drawn.faces import Faces
from extractors.documents.pdf.lines import Sheet
from extractors.documents.pdf.tables import frames as pdf_frames
from extractors.documents.pdf.tables import grids, ruled
from extractors.documents.pdf.words import form
from extractors.errors import (
    DocumentTooLarge,
    EncryptedDocument,
    ExtractError,
    NoTextLayer,
    UnreadableDocument,
)
from extractors.model import Block, Page, Warn

streams.install()
_MAX_PAGES = 3000
_LETTER = (612.0, 792.0)  # points of a page whose size is not known
_TEXT_TO_LAY_OUT = 200_000  # characters of a page: a printed one has some thousands
_TEXT_A_PAGE = 12  # characters; less on every page is a scan with a stamp on it
_TEXT_OF_PICTURE = 50  # characters: a page with more is no picture
_PICTURE = 0.8  # of the page that pictures cover
_PICTURES = "pictures of pages and no text"
_REMEDY = "install tesseract and the extra `ocr` to have its words recognized"
_RECOGNIZED = "the page is a picture; its words were recognized, not read"
_ANSWERED = "the form carries answers: only its questions are read"
_UNREADABLE = "The PDF is truncated or damaged: fetch the file again"
_ENCRYPTED = "The PDF opens only with a password: fetch a copy without one"


def read(
    content: bytes,
    select: Callable[[tuple[str, ...]], frozenset[int]] | None = None,
    recognize: ocr.Recognize | None = None,
) -> tuple[tuple[Block, ...], tuple[Page, ...], str | None, tuple[Warn, ...]]:
    """Blocks, pages, title of the metadata, and what could not be read.

    Raises UnreadableDocument, EncryptedDocument, NoTextLayer and DocumentTooLarge.
    """
    texts = _texts(content)
    is_scan = sum(len("".join(text.split())) for text in texts) < _TEXT_A_PAGE * len(texts)
    if is_scan and recognize is None:
        raise NoTextLayer(f"The PDF holds {_PICTURES}: {_REMEDY}")
    wanted = select(texts) if select else frozenset(range(1, len(texts) + 1))
    title, sheets, warnings = _laid_out(content, wanted, texts)
    sheets, told = _recognized(content, sheets, recognize, is_scan=is_scan)
    if is_scan and not any(sheet.lines or sheet.bare for sheet in sheets):
        raise NoTextLayer(f"The PDF holds {_PICTURES}, and no words were recognized in them")
    marked = grids.find(running.mark(sheets))
    blocks = furniture.mark(pdf_blocks.blocks(tuple(columns.split(sheet) for sheet in marked)))
    pages = tuple(Page(s.number, s.width, s.height, s.is_laid_out) for s in sheets)
    return blocks, pages, title, (*warnings, *told)


def _recognized(
    content: bytes, sheets: tuple[Sheet, ...], recognize: ocr.Recognize | None, *, is_scan: bool
) -> tuple[tuple[Sheet, ...], tuple[Warn, ...]]:
    """The sheets with what was recognized on the pages that are pictures, and a word on each of those."""
    found: list[Sheet] = []
    told: list[Warn] = []
    for sheet in sheets:
        if not (sheet.is_picture or (is_scan and sheet.is_laid_out)):
            found.append(sheet)
        elif recognize is None:
            found.append(sheet)
            told.append(Warn("no_text_layer", f"the page is a picture: {_REMEDY}", sheet.number))
        else:
            found.append(replace(sheet, lines=ocr.read(content, sheet.number, sheet.width, recognize)))
            told.append(Warn("ocr", _RECOGNIZED, sheet.number))
    return tuple(found), tuple(told)


def _texts(content: bytes) -> tuple[str, ...]:
    """The text of every page."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _broken(str(error)) from error
    with contextlib.closing(document):
        _refuse_many(len(document))
        texts = tuple(_text(document, index) for index in range(len(document)))
    read_texts = [text for text in texts if text is not None]
    if len(read_texts) * 2 < len(texts) or not texts:
        raise UnreadableDocument(_UNREADABLE)
    return tuple(text or "" for text in texts)


def _refuse_many(count: int) -> None:
    if count > _MAX_PAGES:
        raise DocumentTooLarge(f"The PDF has {count} pages, more than {_MAX_PAGES}: give one policy per file")


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
        pdf = pdfplumber.open(io.BytesIO(content))  # each page is closed after it was read
        sheets = tuple(_sheets(_pages(pdf), wanted, texts, warnings))
        printed = pdf.metadata.get("Title")
    except (PdfminerException, MalformedPDFException, PSException) as error:
        raise _broken(repr(error.args[0]) if error.args else "") from error
    title = squeeze(printed) if isinstance(printed, str) else ""
    return title or None, sheets, tuple(warnings)


def _pages(pdf: Any) -> list[Any]:
    """The pages of the file. Raises PdfminerException where their tree or sizes make no sense."""
    try:
        pages: list[Any] = pdf.pages
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise PdfminerException(error) from error
    _refuse_many(len(pages))
    return pages


def _sheets(
    pages: list[Any], wanted: frozenset[int], texts: tuple[str, ...], warnings: list[Warn]
) -> Iterator[Sheet]:
    if any(text.strip() for text in texts[len(pages) :]):  # which text belongs to which page is not known
        warnings.append(
            Warn("layout_lost", "pages that are not marked as such are read without their layout")
        )
        yield from (pdf_lines.of_text(number, *_LETTER, text) for number, text in enumerate(texts, start=1))
        return
    faces = Faces()
    uncounted = ("",) * (len(pages) - len(texts))
    for page, text in zip(pages, (*texts, *uncounted), strict=False):
        number = page.page_number
        if is_endless := len(text) > _TEXT_TO_LAY_OUT:
            warnings.append(Warn("layout_lost", "the page has more text than can be laid out", number))
        is_known = number <= len(texts)  # of a page that the list of pages does not count there is no text
        if is_endless or (is_known and number not in wanted):
            yield pdf_lines.of_text(number, float(page.width), float(page.height), text)
            continue
        with contextlib.closing(drawing.drawn(page, faces)) as drawn:
            sheet = _sheet(drawn)
            if form.is_filled(drawn):
                warnings.append(Warn("filled_form", _ANSWERED, number))
        if text.strip() and not (sheet.lines or sheet.tables or sheet.watermarks):
            warnings.append(Warn("layout_lost", "the page has text and no layout", number))
            sheet = pdf_lines.of_text(number, float(page.width), float(page.height), text)
        yield sheet


def _sheet(page: Any) -> Sheet:
    words, stamps = pdf_words.words(page)
    tables, frames, left = ruled.read(page, words)
    width = float(page.width)
    lines = pdf_frames.lines(left, frames, width)
    return Sheet(
        page.page_number, width, float(page.height), lines, tables, stamps, is_picture=_is_picture(page)
    )


def _is_picture(page: Any) -> bool:
    """True for a page of next to no text that pictures cover."""
    sizes = ((image["x1"] - image["x0"], image["bottom"] - image["top"]) for image in page.images)
    covered = sum(abs(width * height) for width, height in sizes)
    if not covered >= _PICTURE * float(page.width) * float(page.height):
        return False
    return sum(not char["text"].isspace() for char in page.chars) < _TEXT_OF_PICTURE
