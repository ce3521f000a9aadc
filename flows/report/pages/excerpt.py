"""Where a quote stands in the running text: for documents that have no pages."""

from collections.abc import Sequence
from dataclasses import dataclass

_KNOWN_BY = 40  # characters of a quote that runs over several paragraphs


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The paragraph with the quote, split at it, and its neighbours."""

    before: str
    head: str
    marked: str
    tail: str
    after: str


def excerpt(lines: Sequence[str], quote: object) -> Excerpt | None:
    """The first place of the quote; None where it cannot be found."""
    wanted = " ".join(str(quote or "").split())
    if not wanted:
        return None
    for known in (wanted, wanted[:_KNOWN_BY]):
        for place, text in enumerate(lines):
            start = text.find(known)
            if start >= 0:
                end = start + len(known) if known == wanted else len(text)
                return Excerpt(
                    before=lines[place - 1] if place else "",
                    head=text[:start],
                    marked=text[start:end],
                    tail=text[end:],
                    after=lines[place + 1] if place + 1 < len(lines) else "",
                )
    return None
