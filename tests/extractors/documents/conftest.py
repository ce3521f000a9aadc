"""PDF pages drawn for one quirk each."""

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

Painter = Callable[[Canvas], None]


class Paper:
    """Draws pages with the origin at the top left, as the blocks count."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.size = 10.0
        self.font = "Helvetica"

    def text(
        self, x: float, top: float, words: str, *, bold: bool = False, size: float | None = None
    ) -> float:
        """Write a line and give its width."""
        font = "Helvetica-Bold" if bold else self.font
        self.canvas.setFont(font, size or self.size)
        self.canvas.drawString(x, letter[1] - top, words)
        return self.canvas.stringWidth(words, font, size or self.size)

    def lines(self, x: float, top: float, *texts: str, leading: float = 12.0, bold: bool = False) -> float:
        """Write lines below each other and give the place of the next."""
        for number, words in enumerate(texts):
            self.text(x, top + number * leading, words, bold=bold)
        return top + len(texts) * leading

    def rule(self, x0: float, x1: float, top: float) -> None:
        """Draw a thin horizontal line."""
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x0, letter[1] - top, x1, letter[1] - top)

    def strike(self, x: float, top: float, words: str) -> float:
        """Write a line and draw a rule through the middle of its letters."""
        width = self.text(x, top, words)
        self.rule(x, x + width, top - 0.28 * self.size)
        return width

    def grid(self, lefts: list[float], right: float, tops: list[float]) -> None:
        """Draw the rulings of a table."""
        edges = [*lefts, right]
        for top in tops:
            self.rule(edges[0], edges[-1], top)
        for edge in edges:
            self.canvas.line(edge, letter[1] - tops[0], edge, letter[1] - tops[-1])

    def next_page(self) -> None:
        """Begin another page."""
        self.canvas.showPage()


@pytest.fixture
def draw():
    """Bytes of a PDF whose pages a function draws."""

    def made(paint: Callable[[Paper], None], **options) -> bytes:
        buffer = BytesIO()
        canvas = Canvas(buffer, pagesize=letter, invariant=1, **options)
        paint(Paper(canvas))
        canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return made
