"""PDF pages from flowables, the same bytes every time: no clock, no random identifiers.

Knows fonts, pages and running lines; knows nothing of payers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import reportlab
from reportlab import rl_config
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

rl_config.useA85 = 0

FONTS = Path(reportlab.__file__).parent / "fonts"
for _name, _file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf"), ("Vera-Italic", "VeraIt.ttf")):
    pdfmetrics.registerFont(TTFont(_name, str(FONTS / _file)))
pdfmetrics.registerFontFamily(
    "Vera", normal="Vera", bold="Vera-Bold", italic="Vera-Italic", boldItalic="Vera-Bold"
)


@dataclass(frozen=True, slots=True)
class Face:
    """The four cuts of a typeface as reportlab names them."""

    regular: str
    bold: str
    italic: str


SANS = Face("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
SERIF = Face("Times-Roman", "Times-Bold", "Times-Italic")
VERA = Face("Vera", "Vera-Bold", "Vera-Italic")


@dataclass(frozen=True, slots=True)
class Press:
    """How one issue is printed: nothing here is part of the text."""

    face: Face = SANS
    size: float = 9.5
    size_of_page: tuple[float, float] = letter
    margin: float = 54
    bottom: float = 72
    top: float = 54
    producer: str = "Composer 4.1"
    creator: str = "Policy desk"


PagePainter = Callable[[Canvas, int, int], None]
"""Draws the running lines of one page: canvas, number of the page, number of pages."""


def print_pdf(story: Callable[[], list[Flowable]], press: Press, title: str, paint: PagePainter) -> bytes:
    """The story as PDF; laid out twice, because the running lines name the number of pages."""
    _, pages = _build(story(), press, title, paint, 0)
    content, _ = _build(story(), press, title, paint, pages)
    return content


def _build(
    story: list[Flowable], press: Press, title: str, paint: PagePainter, pages: int
) -> tuple[bytes, int]:
    buffer = BytesIO()
    width, height = press.size_of_page
    frame = Frame(
        press.margin, press.bottom, width - 2 * press.margin, height - press.top - press.bottom, 0, 0, 0, 0
    )
    template = PageTemplate("page", [frame], onPage=lambda canvas, doc: paint(canvas, doc.page, pages))
    document = BaseDocTemplate(
        buffer,
        pagesize=press.size_of_page,
        pageTemplates=[template],
        invariant=1,
        pageCompression=1,
        title=title,
        producer=press.producer,
        creator=press.creator,
    )
    document.build(story)
    return buffer.getvalue(), document.page
