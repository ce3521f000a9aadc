"""One page after the other, drawn line by line: the look of a policy and nothing of its words.

The fonts of symbols are named and not embedded, as typesetters leave them; the private-use code
points stand in an embedded font whose map says so.
"""

import copy
from collections.abc import Callable
from io import BytesIO

from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tools.demo.paper import FONTS

LEFT = 60.0
SIZE = 10.0
LEADING = 14.0
OPENING = "Spravato is medically necessary for treatment-resistant depression when all of the following criteria are met:"
PRIVATE = {0xF0B7: 0x2022, 0xF0A7: 0x25AA, 0xF0D8: 0x203A, 0xF0FC: 0x2713, 0xF0A8: 0x25A1, 0xF06F: 0x25A1,
           0xF071: 0x25A1, 0xF0FE: 0x25A0, 0xF0B3: 0x2265, 0xF0A3: 0x2264}  # fmt: skip
LIGATURES = range(0xFB00, 0xFB07)


def _descriptor(name: str) -> PDFDictionary:
    entries = {"Type": PDFName("FontDescriptor"), "FontName": PDFName(name), "Flags": 4, "ItalicAngle": 0,
               "FontBBox": PDFArray([-100, -200, 1000, 900]), "Ascent": 718, "Descent": -207,
               "CapHeight": 718, "StemV": 88}  # fmt: skip
    return PDFDictionary(entries)


def _named(name: str) -> None:
    face = copy.copy(pdfmetrics.getTypeFace("Helvetica"))
    face.name, face.addObjects = name, lambda document: document.Reference(_descriptor(name), f"{name}Face")
    pdfmetrics.registerTypeFace(face)
    pdfmetrics.registerFont(pdfmetrics.Font(name, name, "WinAnsiEncoding"))


def _mapped() -> None:
    """Vera under another name, whose map also answers for private-use signs and ligatures."""
    font = TTFont("Mapped", str(FONTS / "Vera.ttf"))
    font.face.name = b"MappedSans"  # one face is registered under one name only
    glyphs = font.face.charToGlyph
    for code, shown in PRIVATE.items():
        glyphs[code] = glyphs.get(shown, glyphs[ord("o")])
    for code in LIGATURES:
        glyphs.setdefault(code, glyphs[ord("f")])
    pdfmetrics.registerFont(font)


for _name in ("Wingdings-Regular", "SymbolMT", "AdvPi2"):
    _named(_name)
_mapped()


class Sheet:
    """A page with a place to write at; `top` counts from the upper edge."""

    def __init__(self, canvas: Canvas) -> None:
        """Begin at the top of the page."""
        self.canvas = canvas
        self.top = 60.0

    def at(
        self, x: float, top: float, text: str, font: str = "Helvetica", size: float = SIZE, rise: float = 0.0
    ) -> float:
        """Write at a place; returns where the text ends."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, letter[1] - top + rise, text)
        return x + self.canvas.stringWidth(text, font, size)

    def line(self, text: str, x: float = LEFT, font: str = "Helvetica", size: float = SIZE) -> float:
        """Write a line and go on to the next; returns where the text ends."""
        end = self.at(x, self.top, text, font, size)
        self.top += LEADING * max(1.0, size / SIZE)
        return end

    def wrapped(
        self, text: str, width: float, x: float = LEFT, font: str = "Helvetica", size: float = SIZE
    ) -> None:
        """A paragraph, broken where the next word finds no room."""
        for part in simpleSplit(text, font, size, width):
            self.line(part, x, font, size)

    def heading(self, text: str, size: float = SIZE + 2) -> None:
        """A bold line with air around it."""
        self.top += LEADING / 2
        self.line(text, font="Helvetica-Bold", size=size)
        self.top += LEADING / 4

    def item(self, mark: str, text: str, font: str = "Helvetica", x: float = LEFT + 12) -> float:
        """A mark in a font of its own, and its text."""
        self.at(x, self.top, mark, font)
        return self.line(text, x + 16)

    def runs(self, *runs: tuple[str, str], x: float = LEFT) -> tuple[tuple[float, float], ...]:
        """Pieces of a line, each with the font it is set in; returns where each begins and ends."""
        places = []
        for text, font in runs:
            end = self.at(x, self.top, text, font)
            places.append((x, end))
            x = end
        self.top += LEADING
        return tuple(places)

    def rule(self, x0: float, x1: float, top: float) -> None:
        """A thin level line."""
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x0, letter[1] - top, x1, letter[1] - top)

    def bar(self, x0: float, x1: float, top: float, height: float = 0.7) -> None:
        """A thin filled rectangle, as word processors draw a strike."""
        self.canvas.rect(x0, letter[1] - top, x1 - x0, height, stroke=0, fill=1)

    def grid(self, lefts: tuple[float, ...], right: float, tops: tuple[float, ...]) -> None:
        """The rulings of a table."""
        for top in tops:
            self.rule(lefts[0], right, top)
        for edge in (*lefts, right):
            self.canvas.line(edge, letter[1] - tops[0], edge, letter[1] - tops[-1])

    def next_page(self, top: float = 60.0) -> None:
        """Go on at the top of another page."""
        self.canvas.showPage()
        self.top = top

    def policy(self, number: str = "LK-0412", effective: str = "Effective Date: 03/01/2026") -> None:
        """The head of a policy and the sentence in front of its list."""
        self.line("Larkmoor Health Plan", size=9)
        self.heading("Spravato (esketamine) Nasal Spray", 16)
        self.line("Medical Drug Policy", size=9)
        self.line(f"Policy Number: {number}")
        if effective:
            self.line(effective)
        self.heading("Coverage Criteria")

    def opening(self) -> None:
        """The sentence in front of a list of criteria, all of which must hold."""
        self.wrapped(OPENING, 480)


def draw(paint: Callable[[Sheet], None]) -> bytes:
    """The PDF whose pages a function draws; the same bytes every time."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1)
    paint(Sheet(canvas))
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
