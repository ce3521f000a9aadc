"""The document's own history: every row of its table or list, ruled or not, in printed order.

Rows run over pages and columns come in any order; a row begins where a date stands in its place.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors import dates
from extractors.fields import actions, histories
from extractors.fields.scope import SectionLike
from extractors.model import Block, Document, Evidence, Revision

_SUMMARY_CHARS = 300
_QUOTE_CHARS = 400
_DATE_COLUMN = re.compile(
    r"^(?:(?!p ?& ?t|approval|next|effective).)*\b(?:date|dates|when|revised on)\b", re.IGNORECASE
)
_STATUS_COLUMN = re.compile(
    r"^(?:status|type|action)\b|\btype of (?:revision|change)\b|\bchange type\b", re.IGNORECASE
)
_SUMMARY_COLUMN = re.compile(
    r"summary|description|change|reviews?, revisions|comment|detail|explanation|action|reason|note|revision",
    re.IGNORECASE,
)
_LEADING_ACTION = re.compile(
    r"^(?P<word>(?:last |policy |annual )?(?:revised|reviewed|new|updated|created|archived|retired|"
    r"original|approved|"
    r"revision|review|adopted|issued|origination|effective))(?: date| on| effective)?\s{0,3}[:–—-]?\s{0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Row:
    printed: dates.PrintedDate
    status: str | None
    summary: str
    block: Block
    section: str


def find(document: Document, sections: Iterable[SectionLike] = ()) -> tuple[Revision, ...]:
    """Find the rows of the document's history, oldest or newest first as printed."""
    rows: list[_Row] = []
    for heading, blocks in histories.find(document, tuple(sections)):
        rows += _join(_rows(blocks, heading))
    return tuple(_revision(row) for row in rows)


def block_ids(document: Document, sections: Iterable[SectionLike] = ()) -> frozenset[int]:
    """Identities of the blocks that belong to a history: nothing in them is in force."""
    return frozenset(id(block) for _, blocks in histories.find(document, tuple(sections)) for block in blocks)


def _revision(row: _Row) -> Revision:
    summary = re.sub(r"\s+", " ", row.summary).strip(histories.EDGE)
    quote = f"{row.printed.raw} {summary}".strip()[:_QUOTE_CHARS]
    return Revision(
        date=row.printed.date,
        precision=row.printed.precision,
        action=actions.classify(row.status, summary),
        summary=summary if len(summary) <= _SUMMARY_CHARS else summary[: _SUMMARY_CHARS - 1].rstrip() + "…",
        evidence=Evidence(row.block.page, row.block.box, quote, row.section),
    )


# --- rows --------------------------------------------------------------------------------------


def _rows(blocks: tuple[Block, ...], heading: str) -> Iterator[_Row | str]:
    """Rows, and in between the text that continues the row before it."""
    header: tuple[str, ...] = ()
    tables: set[int | None] = set()
    for block in blocks:
        if block.role != "body" or not (block.text.strip() or block.cells):
            continue
        if not block.cells:
            yield from _from_text(block, heading)
            continue
        if histories.is_header(block.header):
            tables.add(block.table)
        elif tables - {block.table} and _is_other_table(block.header):
            continue
        texts = tuple(cell.text.strip() for cell in block.cells)
        if histories.is_header(texts) and not any(dates.fills(text) for text in texts):
            header = texts
            continue
        yield from _from_cells(
            block, texts, block.header if histories.is_header(block.header) else header, heading
        )


def _is_other_table(header: tuple[str, ...]) -> bool:
    """Titles of at least three columns that name no change: below a history, such rows are none of it."""
    titles = [histories.flat(title) for title in header if title.strip()]
    return len(titles) > 2 and not any(
        _SUMMARY_COLUMN.search(title) or dates.find(title, labelled=True) for title in titles
    )


def _join(parts: Iterable[_Row | str]) -> list[_Row]:
    rows: list[_Row] = []
    for part in parts:
        if isinstance(part, _Row):
            rows.append(part)
        elif rows and len(rows[-1].summary) < 4 * _SUMMARY_CHARS:
            last = rows[-1]
            rows[-1] = _Row(last.printed, last.status, f"{last.summary} {part}", last.block, last.section)
    return rows


def _from_cells(
    block: Block, texts: tuple[str, ...], header: tuple[str, ...], heading: str
) -> Iterator[_Row | str]:
    date_place = _date_place(texts, header)
    if date_place is None:
        yield " ".join(text for text in texts if text)
        return
    status_place = _status_place(header, date_place)
    rest = [
        text for place, text in sorted(enumerate(texts), key=lambda cell: not _is_summary(header, cell[0]))
        if place not in (date_place, status_place) and not dates.fills(text)
    ]  # fmt: skip
    status = texts[status_place] if status_place is not None and status_place < len(texts) else None
    printed = dates.find(texts[date_place], labelled=True)
    behind = texts[date_place][printed[0].end :].strip(histories.EDGE) if printed else ""
    if not dates.fills(texts[date_place]) and behind and len(printed) == 1:
        rest.insert(0, behind)
    yield _Row(printed[0], status, " ".join(text for text in rest if text), block, heading)


def _date_place(texts: tuple[str, ...], header: tuple[str, ...]) -> int | None:
    """The cell that holds the row's date: the column named so, else the first filled by a date."""
    named = [
        place
        for pattern in (_DATE_COLUMN, histories.ANY_DATE_COLUMN)
        for place, title in enumerate(header)
        if pattern.search(histories.flat(title)) and place < len(texts)
    ]
    for place in named:
        if dates.at_start(texts[place], labelled=True):
            return place
    for place, text in enumerate(texts):
        if dates.fills(text) or (place == 0 and dates.at_start(text)):
            return place
    return None


def _status_place(header: tuple[str, ...], date_place: int) -> int | None:
    """The status column; "Action" is one only where another column holds the summary."""
    places = [
        p
        for p, title in enumerate(header)
        if _STATUS_COLUMN.search(histories.flat(title)) and p != date_place
    ]
    for place in places:
        others = [
            t
            for p, t in enumerate(header)
            if p not in (place, date_place) and _SUMMARY_COLUMN.search(histories.flat(t))
        ]
        if others:
            return place
    return None


def _is_summary(header: tuple[str, ...], place: int) -> bool:
    """True for a column whose title says that the change is told there."""
    title = histories.flat(header[place]) if place < len(header) else ""
    return bool(_SUMMARY_COLUMN.search(title)) and not re.search(
        r"\bby\b|number|version", title, re.IGNORECASE
    )


def _from_text(block: Block, heading: str) -> Iterator[_Row | str]:
    """Lines of a list: "January 2026: ...", "01/01/26 ...", "Revised: 02/21/2025 ..."."""
    for line in block.text.split("\n"):
        printed = _line_date(line)
        if printed is None:
            yield line
            continue
        lead = line[: printed.start].strip(histories.EDGE)
        word = _LEADING_ACTION.match(lead)
        summary = line[printed.end :].strip(histories.EDGE)
        dated = _dates_only(line[printed.start :]) if word else ()
        for each in dated or (printed,):
            said = "" if dated else summary
            yield _Row(each, word.group("word") if word else None, said or lead, block, heading)


def _dates_only(text: str) -> tuple[dates.PrintedDate, ...]:
    """The dates of a line such as "Revised: 07/2021, 01/2024" that holds several and nothing else."""
    found = dates.find(text)
    rest = text
    for printed in reversed(found):
        rest = rest[: printed.start] + rest[printed.end :]
    return found if len(found) > 1 and not re.sub(r"\band\b|[\s,;&/.]", "", rest) else ()


def _line_date(line: str) -> dates.PrintedDate | None:
    """The date that opens a line, bare or behind an action word."""
    for printed in dates.find(line[:80])[:1]:
        lead = line[: printed.start].strip(histories.EDGE + "([")
        behind = line[printed.end : printed.end + 1]
        if not lead and (behind in (" ", ":", "\t", "", "-", "–", ")", ",", ".", "|", ";")):
            return printed
        if _LEADING_ACTION.match(lead):
            return printed
    return None
