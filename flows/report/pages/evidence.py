"""The archived bytes behind a version: pictures of its pages with places for boxes, and its running text.

A picture is named by the hash of the file and the page, so a second report draws nothing twice.
Bytes that are missing or cannot be drawn are a note on the page; the report goes on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractors.documents import parse
from extractors.documents.pdf.picture import sheet, size
from extractors.errors import ExtractError
from extractors.model import Block
from flows.asking.answers import Row
from flows.report.files import put
from flows.review.cases import source_of
from warehouse.archive import Archive
from warehouse.errors import ArchiveCorrupt

PDF = "application/pdf"
_LINE_CHARACTERS = 55  # a printed line this long goes on in the next one
_ENDS = (".", ":", ";", "?", "!")
_BULLETS = ("•", "○", "▪", "-", "–", "*", "☐", "☒")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the box of a fact lies on its page, in percent of the page."""

    anchor: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as it is shown: its file, its size in points, and the boxes of its facts."""

    file: str
    page: int
    width_pt: float
    height_pt: float
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Boxed:
    """A fact that stands on a page: its anchor and its row with page and bbox_pt."""

    anchor: str
    row: Row


def pictures(
    archive: Archive, folder: Path, version: Row, facts: Iterable[Boxed]
) -> tuple[tuple[PagePicture, ...], tuple[str, ...]]:
    """The pages that hold facts, drawn once; and what could not be drawn. Raises Unwritable."""
    if version["media_type"] != PDF:
        return (), ()
    sheets: dict[tuple[str, int], list[Boxed]] = {}
    for fact in facts:
        if fact.row["page"] is not None:
            snapshot = _snapshot(archive, version, fact.row)
            sheets.setdefault((snapshot, int(str(fact.row["page"]))), []).append(fact)
    found, notes = [], []
    for (snapshot, page), boxed in sorted(sheets.items(), key=lambda item: item[0]):
        try:
            found.append(_picture(archive, folder, snapshot, page, boxed))
        except (ArchiveCorrupt, ExtractError) as error:
            notes.append(f"page {page} cannot be shown: {error}")
    return tuple(found), tuple(notes)


def lines(archive: Archive, version: Row) -> tuple[str, ...]:
    """The paragraphs of a version without running headers. Raises ArchiveCorrupt, ExtractError."""
    found: list[str] = []
    for snapshot in _listed(version["snapshot_ids"]):
        document = parse(archive.read(snapshot), str(version["media_type"]), select=lambda _: frozenset())
        body = (_text(block) for block in document.blocks if block.role == "body")
        found.extend(_paragraphs(text for text in body if text))
    return tuple(found)


def _snapshot(archive: Archive, version: Row, row: Row) -> str:
    try:
        return source_of(archive, {**row, "snapshot_ids": version["snapshot_ids"]})
    except ArchiveCorrupt:
        return _listed(version["snapshot_ids"])[0]


def _picture(archive: Archive, folder: Path, snapshot: str, page: int, boxed: list[Boxed]) -> PagePicture:
    target = folder / f"{snapshot[:16]}-{page}.png"
    content = archive.read(snapshot)
    if target.exists():
        width, height = size(content, page)
    else:
        drawn = sheet(content, page)
        width, height = drawn.width_pt, drawn.height_pt
        put(target, drawn.png)
    frames = tuple(_frame(fact, width, height) for fact in boxed if fact.row["bbox_pt"])
    return PagePicture(target.name, page, width, height, frames)


def _frame(fact: Boxed, width: float, height: float) -> Frame:
    x0, top, x1, bottom = (float(corner) for corner in fact.row["bbox_pt"])  # type: ignore[attr-defined]
    return Frame(
        fact.anchor,
        round(100 * x0 / width, 2),
        round(100 * top / height, 2),
        round(100 * (x1 - x0) / width, 2),
        round(100 * (bottom - top) / height, 2),
    )


def _text(block: Block) -> str:
    cells = " | ".join(cell.text for cell in block.cells)
    return " ".join(f"{block.label} {block.text or cells}".split())


def _paragraphs(printed: Iterable[str]) -> list[str]:
    """Printed lines joined to paragraphs: a full line without an end goes on."""
    found: list[str] = []
    is_open = False
    for text in printed:
        if is_open and not text.startswith(_BULLETS):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
        is_open = len(text) >= _LINE_CHARACTERS and not text.endswith(_ENDS)
    return found


def _listed(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
