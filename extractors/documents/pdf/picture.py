"""One page of a PDF as a picture, with a box drawn around the words of a fact."""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageDraw

from extractors.errors import UnreadableDocument
from extractors.model import Box

_PIXELS_A_POINT = 2.0
_MOST_PIXELS = 4000  # a poster of a page is drawn smaller
_MARGIN_PT = 3.0
_RED, _WIDTH = (200, 0, 0), 3
_SHEET_PIXELS_A_POINT = 1.5  # enough to read on a screen
_SHEET_COLOURS, _FAST = 32, Image.Quantize.FASTOCTREE


def draw(content: bytes, page: int, box: Box | None, *, pixels_a_point: float = _PIXELS_A_POINT) -> bytes:
    """The page, counted from 1, as PNG. Raises UnreadableDocument where there is no such page."""
    with _opened(content, page) as found:
        return _drawn(found, box, pixels_a_point)


def _drawn(sheet: pypdfium2.PdfPage, box: Box | None, pixels_a_point: float) -> bytes:
    scale = min(pixels_a_point, _MOST_PIXELS / max(*sheet.get_size(), 1.0))
    picture = sheet.render(scale=scale).to_pil().convert("RGB")
    if box is not None:
        corners = (
            (box.x0 - _MARGIN_PT) * scale,
            (box.top - _MARGIN_PT) * scale,
            (box.x1 + _MARGIN_PT) * scale,
            (box.bottom + _MARGIN_PT) * scale,
        )
        ImageDraw.Draw(picture).rectangle(corners, outline=_RED, width=_WIDTH)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a small PNG, and its size in points, so that boxes can be drawn over it."""

    png: bytes
    width_pt: float
    height_pt: float


def sheet(content: bytes, page: int) -> Sheet:
    """The page, counted from 1, without a box. Raises UnreadableDocument where there is no such page."""
    with _opened(content, page) as found:
        width, height = found.get_size()
        scale = min(_SHEET_PIXELS_A_POINT, _MOST_PIXELS / max(width, height, 1.0))
        picture = found.render(scale=scale).to_pil().convert("RGB").quantize(_SHEET_COLOURS, _FAST)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return Sheet(out.getvalue(), width, height)


def size(content: bytes, page: int) -> tuple[float, float]:
    """Width and height of the page in points. Raises UnreadableDocument where there is no such page."""
    with _opened(content, page) as found:
        width, height = found.get_size()
    return float(width), float(height)


@contextlib.contextmanager
def _opened(content: bytes, page: int) -> Iterator[pypdfium2.PdfPage]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"The PDF cannot be drawn ({error}): fetch the file again") from error
    with contextlib.closing(document):
        if not 1 <= page <= len(document):
            raise UnreadableDocument(f"The PDF has {len(document)} pages and no page {page}")
        with contextlib.closing(document[page - 1]) as found:
            yield found
