"""Fonts in one size: what the strings of a page show in them, remembered, since pages repeat them."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from pdfminer.pdffont import PDFUnicodeNotDefined

from extractors.documents.pdf.drawn import signs, values

Part: TypeAlias = tuple[str, tuple[float, ...], float, float, int, bool]
"""Text ("" for a blank), widths of all letters but the last, the last and least width, count; a space?"""

LEAST = 1e-4  # points: a letter that moves the next one by less may share its place
SPACE = 32
_ODD: tuple[Part, ...] = (("", (), 0.0, float("-inf"), 1, False),)
_LONGEST = 64  # bytes of a string that is kept for the next time
_MOST = 20_000  # strings kept of a font and size
_MOST_FACES = 500


class Face(dict[bytes, Any]):
    """A font in one size: what each string of the content shows in it, or how far a number moves the next."""

    def __init__(self, font: Any, size: float, scaling: float, letters: dict[int, tuple[str, float]]) -> None:
        super().__init__()
        self.font, self.size, self.scaling = font, size, scaling
        self.step = 0.001 * size * scaling
        self.low, self.fontname = font.get_descent() * size, font.fontname
        self.is_vertical, self.has_spaces = font.is_vertical(), not font.is_multibyte()
        self._letters = letters
        self._table = signs.table(font.fontname)

    def __missing__(self, token: bytes) -> Any:
        value = values.value(token)
        made = tuple(self._parts(value)) if isinstance(value, bytes) else value * self.step
        if len(token) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[token] = made
        return made

    def letter(self, cid: int) -> tuple[str, float]:
        """The text of a letter, and its width on the line."""
        found = self._letters.get(cid)
        if found is None:
            found = self._letters[cid] = _text(self.font, cid), self.font.char_width(cid)
        return found[0], found[1] * self.size * self.scaling

    def _parts(self, string: bytes) -> Iterable[Part]:
        """The string cut at its blanks, each a part of its own."""
        parts: list[Part] = []
        said: list[tuple[str, float]] = []
        for cid in self.font.decode(string):
            text, width = self.letter(cid)
            if not text or width < LEAST or (cid == SPACE and not text.isspace()):
                return _ODD
            if not text.isspace():
                said.append((signs.shown(text, self._table), width))
                continue
            if said:
                parts.append(_said(said))
                said = []
            parts.append(("", (), width, width, 1, cid == SPACE))
        return [*parts, _said(said)] if said else parts


def _said(letters: list[tuple[str, float]]) -> Part:
    widths = [width for _, width in letters]
    text = "".join([text for text, _ in letters])
    return text, tuple(widths[:-1]), widths[-1], min(widths), len(widths), False


def _text(font: Any, cid: int) -> str:
    try:
        text: str = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return f"(cid:{cid})"
    return text


class Faces(dict[tuple[int, float, float], Face]):
    """The fonts of a document in their sizes; each keeps its font, so that the font's id stays its own."""

    def __init__(self) -> None:
        super().__init__()
        self._fonts: dict[int, tuple[Any, dict[int, tuple[str, float]]]] = {}

    def of(self, font: Any, size: float, scaling: float) -> Face:
        """The face of a font in a size."""
        key = id(font), size, scaling
        found = self.get(key)
        if found is None:
            if len(self) >= _MOST_FACES:
                self.clear()
                self._fonts.clear()
            _, letters = self._fonts.setdefault(id(font), (font, {}))
            found = self[key] = Face(font, size, scaling, letters)
        return found
