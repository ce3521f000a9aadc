"""Bytes -> Reading: sniff, parse, judge, extract, hash. The one door from the archive to the facts."""

from extractors.changes import criteria_sha256
from extractors.documents import parse
from extractors.documents.clean import text_sha256
from extractors.facts import facts
from extractors.model import Reading
from extractors.pages import select


def read(content: bytes, media_type: str | None = None, *, drugs: tuple[str, ...] = ()) -> Reading:
    """Everything that one file says; raises ExtractError when it cannot be read."""
    document = parse(content, media_type, select=lambda pages: select(pages, drugs))
    found = facts(document, drugs=drugs)
    return Reading(found, text_sha256(document), criteria_sha256(found))
