"""Bytes -> Reading: parse, judge, extract, calibrate, doubt, hash. The one door from bytes to facts."""

from functools import partial

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
    every_page: bool = False,
) -> Reading:
    """Everything that one file says; raises ExtractError when it cannot be read.

    `every_page` lays out the pages that can hold no fact as well, which takes longer and finds the same.
    """
    chosen = None if every_page else partial(select, drugs=drugs)
    document = parse(content, media_type, select=chosen, recognize=recognize)
    found = facts(document, drugs=drugs)
    told = doubts.marked(calibrated(found), document)
    return Reading(told, text_sha256(document), criteria_sha256(found))
