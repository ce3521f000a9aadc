"""The document's own history: every row of its table or list, ruled or not, in printed order.

Rows run over pages and columns come in any order; a row begins where a date stands in its place.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors import dates
from extractors.fields import actions
from extractors.fields.scope import SectionLike
from extractors.model import Block, Document, Evidence, Revision

_SUMMARY_CHARS = 300
_QUOTE_CHARS = 400
_HEADING = re.compile(
    r"\b(?:(?:policy|document|revision|version|review|change|update|guideline|approval|"
    r"program) histor(?:y|ies)|"
    r"change (?:control|log)|revision (?:details|log|information|history)|revisions?, and approvals|"
    r"(?:policy|guideline|implementation/?) ?(?:policy )?update information|update information|"
    r"summary of changes|"
    r"policy updates|review/revision|reviews? and revisions?|policy log|history of (?:changes|"
    r"revisions))\b|^history$|"
    r"^(?:policy )?revisions?$",
    re.IGNORECASE,
)
_DATE_COLUMN = re.compile(
    r"^(?:(?!p ?& ?t|approval|next|effective).)*\b(?:date|dates|when|revised on)\b", re.IGNORECASE
)
_ANY_DATE_COLUMN = re.compile(r"\bdate|^(?:month|year|when)\b|effective", re.IGNORECASE)
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
_EDGE = " \t\n:;–—|*•▪-"


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
    for heading, blocks in _histories(document, tuple(sections)):
        rows += _join(_rows(blocks, heading))
    return tuple(_revision(row) for row in rows)


def block_ids(document: Document, sections: Iterable[SectionLike] = ()) -> frozenset[int]:
    """Identities of the blocks that belong to a history: nothing in them is in force."""
    return frozenset(id(block) for _, blocks in _histories(document, tuple(sections)) for block in blocks)


def _revision(row: _Row) -> Revision:
    summary = re.sub(r"\s+", " ", row.summary).strip(_EDGE)
    quote = f"{row.printed.raw} {summary}".strip()[:_QUOTE_CHARS]
    return Revision(
        date=row.printed.date,
        precision=row.printed.precision,
        action=actions.classify(row.status, summary),
        summary=summary if len(summary) <= _SUMMARY_CHARS else summary[: _SUMMARY_CHARS - 1].rstrip() + "…",
        evidence=Evidence(row.block.page, row.block.box, quote, row.section),
    )


# --- where the history stands ------------------------------------------------------------------


def _histories(
    document: Document, sections: tuple[SectionLike, ...]
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    taken: set[int] = set()
    for heading, blocks in _stretches(document, sections):
        fresh = tuple(block for block in blocks if id(block) not in taken)
        taken |= {id(block) for block in fresh}
        if fresh:
            yield heading, fresh


def _stretches(
    document: Document, sections: tuple[SectionLike, ...]
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for section in sections:
        if section.kind == "archived":
            continue
        if section.kind == "history" or _HEADING.search(section.heading):
            yield section.heading, section.blocks
        else:
            yield from _inside(section)
    if not sections:
        yield from _without_sections(document)


def _inside(section: SectionLike) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """A history that begins inside another section: a run-in title, or a table with history columns."""
    for place, block in enumerate(section.blocks):
        if not block.cells and len(block.text) < 400 and _opens(block.text):
            yield block.text[:60], section.blocks[place:]
            return
        if block.cells and (_is_history_header(block.header) or _is_title_row(block)):
            rows = tuple(b for b in section.blocks[place:] if b.cells)
            yield section.heading or "History", rows
            return


def _without_sections(document: Document) -> Iterator[tuple[str, tuple[Block, ...]]]:
    body = tuple(block for block in document.blocks if block.role == "body")
    opened = [place for place, block in enumerate(body) if len(block.text) < 400 and _opens(block.text)]
    if opened:
        yield body[opened[-1]].text[:60], body[opened[-1] :]


def _opens(text: str) -> bool:
    title = re.split(r"[:|]\s", text.strip(), maxsplit=1)[0].strip(_EDGE)
    return len(title) <= 70 and bool(_HEADING.search(title))


def _is_title_row(block: Block) -> bool:
    filled = [cell.text for cell in block.cells if cell.text.strip()]
    return len(filled) == 1 and _opens(filled[0])


def _is_history_header(header: tuple[str, ...]) -> bool:
    words = [_flat(title) for title in header]
    has_date = any(_ANY_DATE_COLUMN.search(title) for title in words)
    has_summary = any(
        re.search(r"summary of change|reviews, revisions|type of revision|description of change|^action$|"
                  r"revision|"
                  r"^changes?$|explanation|^updates?$|^notices?$", title, re.IGNORECASE)
        for title in words
    )  # fmt: skip
    return has_date and has_summary


# --- rows --------------------------------------------------------------------------------------


def _rows(blocks: tuple[Block, ...], heading: str) -> Iterator[_Row | str]:
    """Rows, and in between the text that continues the row before it."""
    header: tuple[str, ...] = ()
    for block in blocks:
        if block.role != "body" or not (block.text.strip() or block.cells):
            continue
        if not block.cells:
            yield from _from_text(block, heading)
            continue
        texts = tuple(cell.text.strip() for cell in block.cells)
        if _is_history_header(texts) and not any(dates.fills(text) for text in texts):
            header = texts
            continue
        yield from _from_cells(
            block, texts, block.header if _is_history_header(block.header) else header, heading
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
        text for place, text in enumerate(texts)
        if place not in (date_place, status_place) and not dates.fills(text)
    ]  # fmt: skip
    status = texts[status_place] if status_place is not None and status_place < len(texts) else None
    printed = dates.find(texts[date_place], labelled=True)
    behind = texts[date_place][printed[0].end :].strip(_EDGE) if printed else ""
    if not dates.fills(texts[date_place]) and behind and len(printed) == 1:
        rest.insert(0, behind)
    yield _Row(printed[0], status, " ".join(text for text in rest if text), block, heading)


def _date_place(texts: tuple[str, ...], header: tuple[str, ...]) -> int | None:
    """The cell that holds the row's date: the column named so, else the first filled by a date."""
    named = [
        place
        for pattern in (_DATE_COLUMN, _ANY_DATE_COLUMN)
        for place, title in enumerate(header)
        if pattern.search(_flat(title)) and place < len(texts)
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
    places = [p for p, title in enumerate(header) if _STATUS_COLUMN.search(_flat(title)) and p != date_place]
    for place in places:
        others = [
            t
            for p, t in enumerate(header)
            if p not in (place, date_place) and _SUMMARY_COLUMN.search(_flat(t))
        ]
        if others:
            return place
    return None


def _from_text(block: Block, heading: str) -> Iterator[_Row | str]:
    """Lines of a list: "January 2026: ...", "01/01/26 ...", "Revised: 02/21/2025 ..."."""
    for line in block.text.split("\n"):
        printed = _line_date(line)
        if printed is None:
            yield line
            continue
        lead = line[: printed.start].strip(_EDGE)
        word = _LEADING_ACTION.match(lead)
        summary = line[printed.end :].strip(_EDGE)
        yield _Row(printed, word.group("word") if word else None, summary or lead, block, heading)


def _line_date(line: str) -> dates.PrintedDate | None:
    """The date that opens a line, bare or behind an action word."""
    for printed in dates.find(line[:80])[:1]:
        lead = line[: printed.start].strip(_EDGE + "([")
        behind = line[printed.end : printed.end + 1]
        if not lead and (behind in (" ", ":", "\t", "", "-", "–", ")", ",", ".", "|", ";")):
            return printed
        if _LEADING_ACTION.match(lead):
            return printed
    return None


def _flat(title: str) -> str:
    return re.sub(r"\s+", " ", title).strip()
