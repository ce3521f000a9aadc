"""A page of pdfplumber that is drawn faster: its letters are the same, without what nobody here reads.

The library makes an object of every letter, and a table of some thirty values of every object. Here each
letter becomes one table of what the readers of pages ask for; everything but letters goes its usual way.
"""

import struct
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from extractors.documents import pdf_operators

_SPACE = 32
_MOST_LETTERS = 300_000  # of a page: a printed one has some thousands
_BROKEN = (
    *(PSException, ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError),
    *(TypeError, ValueError, struct.error, zlib.error),
)
_NAMES = {b"T*": "do_T_a", b"'": "do__q", b'"': "do__w"}


class Drawn(Page):
    """A page whose letters hold their text, font, size, place and slant, and no colors."""

    def parse_objects(self) -> dict[str, list[Any]]:
        """The letters and drawings of the page, by kind."""
        device = _Letters(self)
        try:
            _Content(self.pdf.rsrcmgr, device).process_page(self.page_obj)
        except _BROKEN:
            return super().parse_objects()  # the library may know better, or says what is wrong
        objects: dict[str, list[Any]] = {"char": device.letters} if device.letters else {}
        for item in self.iter_layout_objects(device.get_result()._objs):
            objects.setdefault(item["object_type"], []).append(item)
        return objects


def drawn(page: Page) -> Drawn:
    """The same page, to be drawn here."""
    return Drawn(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


class _Letters(PDFPageAggregator):
    """Takes the letters of a page down as they are shown, and keeps the drawings as the library does."""

    def __init__(self, page: Drawn) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number)
        self.letters: list[dict[str, Any]] = []
        self._page = page
        self._fonts: dict[int, tuple[Any, dict[int, tuple[str, float]]]] = {}

    def receive_layout(self, ltpage: LTPage) -> None:
        self.result = ltpage

    def render_string_horizontal(self, seq: Any, matrix: Any, pos: Any, font: Any, *state: Any) -> Any:
        """Letters of a level line; the sums are those of the library, in its order."""
        if len(self.letters) > _MOST_LETTERS:
            raise PdfminerException("more letters than a page can hold")
        (x, y), (a, b, c, d, e, f) = pos, matrix
        fontsize, scaling, charspace, wordspace, rise, dxscale, *_ = state
        if b or c or not (a > 0 and d > 0 and fontsize > 0 and scaling > 0):
            return super().render_string_horizontal(seq, matrix, pos, font, *state)
        level = self._level((a, b, c, d, x * a + e, y * d + f), font, fontsize, rise)
        left, known = self._page.mediabox[0], self._known(font)
        needs_space = False
        for piece in seq:
            if not isinstance(piece, bytes):
                x -= piece * dxscale
                needs_space = True
                continue
            for cid in font.decode(piece):
                if needs_space:
                    x += charspace
                text, width = known.get(cid) or self._learned(known, font, cid)
                advance = width * fontsize * scaling
                start = x * a + e
                end = a * advance + start
                letter = level.copy()
                letter["text"] = text
                letter["x0"], letter["x1"] = min(start, end) + left, max(start, end) + left
                self.letters.append(letter)
                x += advance
                if cid == _SPACE and wordspace:
                    x += wordspace
                needs_space = True
        return (x, y)

    def _level(self, matrix: Any, font: Any, fontsize: float, rise: float) -> dict[str, Any]:
        """What the letters of a line have in common."""
        page, (_, _, _, d, _, floor) = self._page, matrix
        low = font.get_descent() * fontsize + rise
        y0, y1 = d * low + floor, d * (low + fontsize) + floor
        top = (page.height - y1) + page.mediabox[1]
        return {
            "object_type": "char",
            "fontname": font.fontname,
            "size": y1 - y0,
            "top": top,
            "bottom": (page.height - y0) + page.mediabox[1],
            "doctop": page.initial_doctop + top,
            "upright": True,
            "matrix": matrix,
        }

    def _known(self, font: Any) -> dict[int, tuple[str, float]]:
        """What is known of the letters of a font; the font is kept, so that its id stays its own."""
        return self._fonts.setdefault(id(font), (font, {}))[1]

    def _learned(self, known: dict[int, tuple[str, float]], font: Any, cid: int) -> tuple[str, float]:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, cid)
        known[cid] = text, font.char_width(cid)
        return known[cid]

    def render_char(self, *args: Any) -> float:
        """A letter of a line that is not level, as the library places it."""
        advance = super().render_char(*args)
        item = self.cur_item._objs.pop()
        self.letters.append(self._page.process_object(item))
        return float(advance)


class _Content(PDFPageInterpreter):
    """Runs the operators of a page, cut by one pattern."""

    def execute(self, streams: Sequence[object]) -> None:
        """Run the streams; one that is running already is not run within itself."""
        mine = [stream for stream in map(stream_value, streams) if self._may_run(stream)]
        content = b"\n".join(stream.get_data() for stream in mine)
        if pdf_operators.has_inline_image(content):
            super().execute(streams)
            return
        self.stream_ids = {stream.objid for stream in mine if stream.objid is not None}
        self._run(content)

    def _may_run(self, stream: PDFStream) -> bool:
        return stream.objid is not None and stream.objid not in self.parent_stream_ids

    def _run(self, content: bytes) -> None:
        operands = self.argstack
        calls = _Calls(self)
        for operator in pdf_operators.read(content, operands):
            count, call = calls[operator]
            if call is None:
                continue
            if not count:
                call()
                continue
            taken = operands[-count:]
            del operands[-count:]
            if len(taken) == count:
                call(*taken)

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        """Show letters; their colors are not kept, and so no copy of the state is."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

    def pop(self, n: int) -> list[Any]:
        """The last operands, taken off the one list of them."""
        taken = self.argstack[-n:] if n else []
        del self.argstack[len(self.argstack) - len(taken) :]
        return taken


class _Calls(dict[bytes, tuple[int, Callable[..., Any] | None]]):
    """How many operands an operator takes, and what it does."""

    def __init__(self, content: _Content) -> None:
        super().__init__()
        self._content = content

    def __missing__(self, operator: bytes) -> tuple[int, Callable[..., Any] | None]:
        name = _NAMES.get(operator) or f"do_{operator.decode('latin-1').replace('*', '_a')}"
        call = getattr(self._content, name, None)
        self[operator] = (call.__code__.co_argcount - 1, call) if call else (0, None)
        return self[operator]
