"""Bytes -> Reading: parse, judge, extract, calibrate, doubt, hash. The one door from bytes to facts."""

from extractors import doubts
from extractors.changes import criteria_sha256
from extractors.confidence import calibrated
from extractors.documents import Recognize, parse
from extractors.documents.clean import text_sha256
from extractors.facts import facts
from extractors.model import Reading
from extractors.pages import select


def read(
    content: bytes,
    media_type: str | None = None,
    *,
    drugs: tuple[str, ...] = (),
    recognize: Recognize | None = None,
) -> Reading:
    """Everything that one file says; raises ExtractError when it cannot be read."""
    document = parse(content, media_type, select=lambda pages: select(pages, drugs), recognize=recognize)
    found = facts(document, drugs=drugs)
    told = doubts.marked(calibrated(found), document)
    return Reading(told, text_sha256(document), criteria_sha256(found))
