"""Fields of a PDF form: boxes that are marks of a list on a blank form, and answers on a filled one.

A field is laid over the page and is none of its text: what a person typed into one is never read.
"""

from collections.abc import Iterator
from typing import Any

from extractors.documents.pdf.words import notes
from extractors.model import Box

_TEXT = "Tx"
_OFF = "Off"


def boxes(page: Any) -> Iterator[tuple[Box, str]]:
    """The check boxes and radio buttons of a page: where they stand, and "☑" or "☐"."""
    for field in _fields(page):
        state = notes.name(field["data"].get("AS"))
        if state:
            place = Box(*(float(field[side]) for side in ("x0", "top", "x1", "bottom")))
            yield place, "☐" if state == _OFF else "☑"


def is_filled(page: Any) -> bool:
    """True when somebody ticked a box of the page or wrote into a field of it."""
    return any(mark == "☑" for _, mark in boxes(page)) or any(_is_written(item) for item in _fields(page))


def _fields(page: Any) -> Iterator[Any]:
    return (note for note in notes.of(page) if notes.name(note["data"].get("Subtype")) == "Widget")


def _is_written(field: Any) -> bool:
    value = field["data"].get("V")
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value or "")
    return notes.name(field["data"].get("FT")) == _TEXT and bool(text.strip("\xfe\xff\x00 "))
