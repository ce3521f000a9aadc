"""Annotations of a page: what lies over it and is none of its text. One that makes no sense is no loss."""

from typing import Any

from pdfminer.psexceptions import PSException


def of(page: Any) -> tuple[Any, ...]:
    """The annotations of a page, none where their entries cannot be read."""
    try:
        return tuple(page.annots)
    except (AttributeError, LookupError, TypeError, ValueError, PSException):
        return ()


def name(value: Any) -> str:
    """A name of the PDF as plain text."""
    named = getattr(value, "name", value)
    return named.decode("latin-1") if isinstance(named, bytes) else str(named or "")
