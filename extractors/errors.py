"""Errors of the whole project; the root lives in the lowest house so that every house can inherit.

PipelineError
├── ExtractError               operational: this document fails, the run goes on, a row is written
│   ├── EmptyFile              no bytes
│   ├── UnsupportedMediaType   neither PDF, HTML nor Markdown
│   ├── UnreadableDocument     truncated, corrupt
│   ├── EncryptedDocument      needs a password
│   ├── NoTextLayer            scanned pages without text
│   └── DocumentTooLarge       more bytes or pages than one file may have
├── FetchError                 flows/errors.py
├── DeclarationError           flows/errors.py
└── WarehouseError             warehouse/errors.py
"""

from typing import ClassVar


class PipelineError(Exception):
    """Any error this project raises on purpose; its text is one line: what, where, what to do."""


class ExtractError(PipelineError):
    """A document that cannot be read. `kind` is the state written beside the attempt."""

    kind: ClassVar[str] = "unreadable"
    limit: float | None = None  # what ended the reading, where a limit did that a person may raise


class EmptyFile(ExtractError):
    """The file has no bytes."""

    kind = "empty"


class UnsupportedMediaType(ExtractError):
    """The bytes are neither PDF, HTML nor Markdown."""

    kind = "unsupported_media_type"


class UnreadableDocument(ExtractError):
    """The bytes start like a known format and break off or make no sense."""

    kind = "unreadable"


class EncryptedDocument(ExtractError):
    """The document opens only with a password."""

    kind = "encrypted"


class NoTextLayer(ExtractError):
    """Every page is a picture: there is nothing to read without character recognition."""

    kind = "no_text_layer"


class DocumentTooLarge(ExtractError):
    """More bytes or pages than one document may have."""

    kind = "too_large"
