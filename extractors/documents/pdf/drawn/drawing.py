"""A page of pdfplumber that is drawn faster: its letters are the same, without what nobody here reads.

The library makes an object of every letter, and a table of some thirty values of every object. Here the
letters of a shown string are one run, and become letters only where somebody asks for them.
"""

import struct
import zlib
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.psexceptions import PSException
from pdfminer.utils import mult_matrix
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from extractors.documents.pdf.drawn import runs as pdf_runs
from extractors.documents.pdf.drawn import shapes
from extractors.documents.pdf.drawn.content import Content
from extractors.documents.pdf.drawn.faces import Face, Faces
from extractors.documents.pdf.drawn.runs import Run
from extractors.documents.pdf.drawn.values import token, value

_MOST_LETTERS = 300_000  # of a page: a printed one has some thousands
_BROKEN = (
    *(PSException, ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError),
    *(TypeError, ValueError, struct.error, zlib.error),
)


class Drawn(Page):
    """A page whose letters hold their text, font, size, place and slant, and no colors."""

    def __init__(self, page: Page, faces: Faces) -> None:
        super().__init__(page.pdf, page.page_obj, page.page_number, page.initial_doctop)
        self._faces = faces

    def close(self) -> None:
        """Let go of what was drawn."""
        super().close()
        for name in ("_runs", "_chars"):
            self.__dict__.pop(name, None)

    @property
    def runs(self) -> list[Run]:
        """The letters of the page as they are shown, string by string."""
        if not hasattr(self, "_runs"):
            self._draw()
        return self._runs

    @property
    def chars(self) -> list[Any]:
        """The letters of the page, one by one."""
        if not hasattr(self, "_chars"):
            self._chars = [letter for run in self.runs for letter in run.letters]
        return self._chars

    @property
    def objects(self) -> dict[str, list[Any]]:
        """The drawings of the page, by kind; the letters stand apart."""
        if not hasattr(self, "_objects"):
            self._draw()
        return self._objects

    def _draw(self) -> None:
        device = _Letters(self, self._faces)
        try:
            Content(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._runs, self._objects = device.runs, device.shapes
        except _BROKEN:
            objects = self.parse_objects()  # the library may know better, or says what is wrong
            self._runs = [pdf_runs.single(letter) for letter in objects.pop("char", ())]
            self._objects = objects


def drawn(page: Page, faces: Faces | None = None) -> Drawn:
    """The same page, to be drawn here; pages of one document share their faces."""
    return Drawn(page, Faces() if faces is None else faces)


class _Letters(PDFPageAggregator):
    """Takes the letters and drawings of a page down as they are shown."""

    def __init__(self, page: Drawn, faces: Faces) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number)
        self.runs: list[Run] = []
        self.shapes: dict[str, list[Any]] = {}
        self._page = page
        self._faces = faces
        self._count = 0
        self._left, self._above = page.mediabox[:2]
        self._height = page.height

    def receive_layout(self, ltpage: LTPage) -> None:
        self.result = ltpage

    def show(self, state: Any, tokens: list[bytes], ncs: Any, graphics: Any) -> None:
        """Show strings, and numbers that move the next one, as the content writes them."""
        if self._count > _MOST_LETTERS:
            raise PdfminerException("more letters than a page can hold")
        matrix, font, size = mult_matrix(state.matrix, self.ctm), state.font, state.fontsize
        a, b, c, d, _, _ = matrix
        scaling = state.scaling * 0.01
        face = self._faces.of(font, size, scaling)
        if b or c or not (a > 0 and d > 0 and size > 0 and scaling > 0) or face.is_vertical:
            super().render_string(state, [*map(value, tokens)], ncs, graphics)
            return
        spaces = state.wordspace * scaling if face.has_spaces else 0
        self._show(state, matrix, face, tokens, (state.charspace * scaling, spaces))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Show strings that were read already."""
        tokens = [token(piece) for piece in seq]  # raises TypeError for what the library has to judge
        self.show(textstate, tokens, ncs, graphicstate)

    def _show(self, state: Any, matrix: Any, face: Face, tokens: list[bytes], room: Any) -> None:
        (a, _, _, d, e, f), (x, y) = matrix, state.linematrix
        run = self._run((d, y * d + f), face, state.rise)
        start = (x, a, e, self._left, *room)
        source = face, tokens, start, (a, 0, 0, d, x * a + e, y * d + f), self._page.initial_doctop
        end = pdf_runs.laid(run, face, tokens, start)
        if end is None:
            letters, end = pdf_runs.placed(run, *source)
            self._count += len(letters)
            self.runs += map(pdf_runs.single, letters)
        elif run.count:
            run.source = source
            self._count += run.count
            self.runs.append(run)
        state.linematrix = end, y

    def _run(self, line: tuple[float, float], face: Face, rise: float) -> Run:
        """A run at its height; the sums are those of the library, in its order."""
        d, floor = line
        low = face.low + rise
        y0, y1 = d * low + floor, d * (low + face.size) + floor
        top, bottom = (self._height - y1) + self._above, (self._height - y0) + self._above
        return Run(top, bottom, y1 - y0, face.fontname)

    def render_char(self, *args: Any) -> float:
        """A letter of a line that is not level, as the library places it."""
        advance = super().render_char(*args)
        self._count += 1
        self.runs.append(pdf_runs.single(self._page.process_object(self.cur_item._objs.pop())))
        return float(advance)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """A drawing; the two usual shapes are made here."""
        found = shapes.shape(path, self.ctm)
        if found is None:
            super().paint_path(gstate, stroke, fill, evenodd, path)
            self._keep()
            return
        made = shapes.placed(*found, (self._left, self._above, self._height, self._page.initial_doctop))
        made["stroke"], made["fill"] = stroke, fill
        made["stroking_color"], made["non_stroking_color"] = gstate.scolor, gstate.ncolor
        self.shapes.setdefault(made["object_type"], []).append(made)

    def render_image(self, name: str, stream: Any) -> None:
        """A picture."""
        super().render_image(name, stream)
        self._keep()

    def _keep(self) -> None:
        """Take what the library has just made down as it would."""
        made = self.cur_item._objs
        while made and not hasattr(made[-1], "_objs"):
            item = self._page.process_object(made.pop())
            self.shapes.setdefault(item["object_type"], []).append(item)
