"""Runs the content of a page: pdfminer's interpreter, with a quick way for the operators of most pages."""

from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value

from extractors.documents.pdf.drawn import operators

_NAMES = {b"T*": "do_T_a", b"'": "do__q", b'"': "do__w"}
_QUICK = {
    **{b"Tm": "text_at", b"Td": "text_moved", b"re": "rectangle", b"g": "gray", b"G": "line_gray"},
    **{b"rg": "color", b"RG": "line_color", b"m": "begin", b"l": "line_to"},
    **{operators.SHOW: "show", operators.SELECT: "select"},
}  # with operands that are what they should be
_UNKNOWN = -1


class Content(PDFPageInterpreter):
    """Runs the operators of a page, cut by one pattern."""

    device: Any

    def execute(self, streams: Sequence[object]) -> None:
        """Run the streams; one that is running already is not run within itself."""
        mine = [stream for stream in map(stream_value, streams) if self._may_run(stream)]
        content = b"\n".join(stream.get_data() for stream in mine)
        if operators.has_inline_image(content):
            super().execute(streams)
            return
        self.stream_ids = {stream.objid for stream in mine if stream.objid is not None}
        self._run(content)

    def _may_run(self, stream: PDFStream) -> bool:
        return stream.objid is not None and stream.objid not in self.parent_stream_ids

    def _run(self, content: bytes) -> None:
        operands = self.argstack
        calls = _Calls(self)
        for operator, ready in operators.read(content, operands):
            count, call, quick = calls[operator]
            if ready is not None:
                if len(ready) == count:
                    quick(*ready)
                    continue
                operands.extend(ready)
            if count == _UNKNOWN:
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

    def do_q(self) -> None:
        """Save the state; its values are kept and no copy of its objects."""
        kept: Any = self.ctm, self.textstate.__dict__.copy(), self.graphicstate.__dict__.copy()
        self.gstack.append(kept)

    def do_Q(self) -> None:  # noqa: N802
        """Restore the state."""
        if self.gstack:
            self.restore()
            self.gstack.pop()

    def restore(self) -> None:
        """Restore the state that was saved last, and keep it."""
        if not self.gstack:
            self.do_q()
            return
        kept: Any = self.gstack[-1]
        self.ctm = kept[0]
        self.textstate.__dict__.update(kept[1])
        self.graphicstate.__dict__.update(kept[2])
        self.device.set_ctm(self.ctm)

    def show(self, tokens: list[bytes]) -> None:
        """Show strings as the content writes them."""
        if self.textstate.font is not None:
            self.device.show(self.textstate, tokens, self.graphicstate.ncs, self.graphicstate)

    def select(self, name: Any, size: float) -> None:
        """Set the font and its size."""
        font = self.fontmap.get(name.name)
        if font is None:
            self.do_Tf(name, size)
        else:
            self.textstate.font, self.textstate.fontsize = font, size

    def text_at(self, *matrix: float) -> None:
        """Set the matrix of the text."""
        self.textstate.matrix = matrix  # type: ignore[assignment]
        self.textstate.linematrix = (0, 0)

    def text_moved(self, x: float, y: float) -> None:
        """Move to the beginning of another line."""
        state = self.textstate
        a, b, c, d, e, f = state.matrix
        state.matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
        state.linematrix = (0, 0)

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle to the path."""
        right, top = x + width, y + height
        self.curpath += (("m", x, y), ("l", right, y), ("l", right, top), ("l", x, top), ("h",))

    def begin(self, x: float, y: float) -> None:
        """Begin a path."""
        self.curpath.append(("m", x, y))

    def line_to(self, x: float, y: float) -> None:
        """Add a straight line to the path."""
        self.curpath.append(("l", x, y))

    def gray(self, level: float) -> None:
        """Set the color of fillings."""
        self.graphicstate.ncolor, self.graphicstate.ncs = level, self.csmap["DeviceGray"]

    def line_gray(self, level: float) -> None:
        """Set the color of lines."""
        self.graphicstate.scolor, self.graphicstate.scs = level, self.csmap["DeviceGray"]

    def color(self, *parts: float) -> None:
        """Set the color of fillings."""
        self.graphicstate.ncolor, self.graphicstate.ncs = parts, self.csmap["DeviceRGB"]  # type: ignore[assignment]

    def line_color(self, *parts: float) -> None:
        """Set the color of lines."""
        self.graphicstate.scolor, self.graphicstate.scs = parts, self.csmap["DeviceRGB"]  # type: ignore[assignment]


class _Calls(dict[bytes, tuple[int, Callable[..., Any], Callable[..., Any]]]):
    """How many operands an operator takes, what it does, and what it does with plain numbers."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content
        self[operators.SHOW] = 1, content.show, content.show
        self[operators.SELECT] = 2, content.select, content.select
        self[operators.AGAIN] = 0, content.restore, content.restore

    def __missing__(self, operator: bytes) -> tuple[int, Callable[..., Any], Callable[..., Any]]:
        name = _NAMES.get(operator) or f"do_{operator.decode('latin-1').replace('*', '_a')}"
        call = getattr(self._content, name, None)
        if call is None:
            self[operator] = _UNKNOWN, _nothing, _nothing
        else:
            quick = getattr(self._content, _QUICK[operator]) if operator in _QUICK else call
            self[operator] = call.__code__.co_argcount - 1, call, quick
        return self[operator]


def _nothing(*_: Any) -> None:
    """An operator that leaves nothing on the page."""
