"""A document whose address carries the number of its edition: the next numbers are looked for.

A next edition counts only where its bytes read as a document: many hosts answer 200 to any number.
"""

import re

from flows.fetch.ask import Ask
from flows.fetch.direct import fetch, known_at
from flows.fetch.outcome import Capture, Found
from flows.fetch.session import Session
from flows.reading.readers import is_document

_PLACE = "{version}"
_FURTHEST = 3  # editions that may have come between two visits


def find(session: Session, ask: Ask) -> Found:
    """The newest edition that stands at one of the next numbers, else the last one known."""
    template = ask.document.url
    current = _known_version(ask)
    newest: Capture | None = None
    version: str | None = current
    for _ in range(_FURTHEST):
        version = following(version) if version else None
        found = fetch(session, template.replace(_PLACE, version), ask.clock) if version else None
        if not isinstance(found, Capture) or not _reads(session, found):
            break
        newest = found
    return Found(newest or known_at(session, ask, template.replace(_PLACE, current)))


def following(version: str) -> str | None:
    """The next number with as many digits, or the next letter; None after the last one."""
    if version.isdigit():
        return f"{int(version) + 1:0{len(version)}d}"
    return None if version in {"z", "Z"} else chr(ord(version) + 1)


def _known_version(ask: Ask) -> str:
    declared = str(ask.document.version)
    if ask.known is None:
        return declared
    before, _, after = ask.document.url.partition(_PLACE)
    found = re.fullmatch(rf"{re.escape(before)}(\w{{1,6}}){re.escape(after)}", ask.known.url)
    return max(found[1], declared, key=lambda version: (len(version), version)) if found else declared


def _reads(session: Session, found: Capture) -> bool:
    return is_document(session.settings, found.content, found.media_type)
