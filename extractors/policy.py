"""What a policy says of itself: title, number, type, payer, dates, status, and whom it binds.

Composes the readers of extractors/fields; rules about single fields live there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from extractors import dates
from extractors.fields import pairs, payers, reach, scope, status, titles
from extractors.fields.labels import NUMBER_PATTERNS, NUMBER_VALUE
from extractors.fields.pairs import Pair
from extractors.fields.scope import Scope, SectionLike
from extractors.model import Block, Document, DocumentFields

_PATTERNS = tuple(re.compile(rf"(?<![\w.-])(?:{pattern})(?![\w-]|\.\d)") for pattern in NUMBER_PATTERNS)

_DATELINES = 6
_NAMED = re.compile(titles.NAMED_BY_NUMBER, re.IGNORECASE)


def fields(document: Document, sections: Iterable[SectionLike] = ()) -> DocumentFields:
    """Read the fields of a document that is a policy."""
    seen = scope.of(document, sections)
    found = tuple(pairs.find((*seen.head, *_unique(seen)))) or tuple(pairs.find(seen.rest))
    payer = payers.find(seen, document.title if document.media_type == "text/html" else None)
    title = titles.find(document, seen, found, payer)
    state, ended = status.find(seen, found, title)
    effective = _effective(found, seen)
    kind = titles.doc_type(title, seen)
    published = _first(found, "published_on") or (_dateline(seen) if kind == "notice" else None)
    published = published or titles.title_date(title)
    return DocumentFields(
        sha256=document.sha256,
        media_type=document.media_type,
        pages=len(document.pages) or None,
        payer_name=payer,
        title=title,
        policy_number=_number(found, seen),
        doc_type=kind,
        effective_from=effective.date if effective else None,
        effective_precision=effective.precision if effective else None,
        effective_to=ended,
        original_effective=_day(_first(found, "original_effective")),
        published_on=_day(published),
        last_review=_day(_latest(found, "last_review")),
        next_review=_day(_first(found, "next_review")),
        status=state,
        benefit=reach.benefit(title, seen),
        lines_of_business=reach.lines_of_business(title, seen, found),
        jurisdictions=reach.jurisdictions(title, seen, found),
    )


def _unique(seen: Scope) -> Iterator[Block]:
    texts: set[str] = set()
    for block in seen.furniture:
        if block.text not in texts:
            texts.add(block.text)
            yield block


def _day(printed: dates.PrintedDate | None) -> date | None:
    return printed.date if printed else None


def _first(found: Sequence[Pair], field: str) -> dates.PrintedDate | None:
    for pair in found:
        if pair.field == field and (printed := pairs.printed_dates(pair)):
            return printed[0]
    return None


def _latest(found: Sequence[Pair], field: str) -> dates.PrintedDate | None:
    """The last of a list of dates."""
    for pair in found:
        if pair.field == field and (printed := pairs.printed_dates(pair)):
            return max(printed, key=lambda p: p.date)
    return None


def _effective(found: Sequence[Pair], seen: Scope) -> dates.PrintedDate | None:
    """The labelled date; else the revision's own date; else a date that stands alone in the footer."""
    labelled = _first(found, "effective_from")
    if labelled or any(pair.field == "effective_from" for pair in found):
        return labelled
    return _latest(found, "revised") or _lone_footer_date(seen)


def _dateline(seen: Scope) -> dates.PrintedDate | None:
    """The date on a line of its own above the text of a notice."""
    return next((printed for line in seen.top_lines[:_DATELINES] if (printed := dates.fills(line))), None)


def _lone_footer_date(seen: Scope) -> dates.PrintedDate | None:
    for block in seen.furniture:
        if block.role in ("header", "footer"):
            for line in block.text.split("\n"):
                if printed := dates.fills(line):
                    return printed
    return None


def _number(found: Sequence[Pair], seen: Scope) -> str | None:
    for pair in found:
        value = NUMBER_VALUE.match(pair.value) if pair.field == "policy_number" else None
        if value and any(c.isdigit() for c in value.group()) and not dates.fills(value.group()):
            return value.group().strip(" .:-")
    for pair in found:
        if pair.field == "title" and titles.is_number(pair.value):
            return pair.value.strip()
    for line in seen.top_lines:
        if named := _NAMED.fullmatch(line.strip()):
            return named[1]
        for pattern in _PATTERNS:
            if match := pattern.fullmatch(line.strip()):
                return match.group()
    return None
