"""What the name of a file claims that it is. A hint: the bytes decide, when they are read."""

from pathlib import PurePosixPath

_SUFFIXES = {
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}


def type_by_suffix(path: str) -> str | None:
    """The media type that a file's name claims."""
    return _SUFFIXES.get(PurePosixPath(path).suffix.lower())
