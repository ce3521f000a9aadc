"""HTML -> blocks. The tree is walked once; headings, paragraphs, items and rows come out in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import lxml.etree
import lxml.html

from extractors.documents import charset, furniture
from extractors.documents.characters import squeeze
from extractors.documents.html import before as html_before
from extractors.documents.html import chrome, lists
from extractors.documents.html import table as html_table
from extractors.documents.html.text import BREAK, Piece, TextLine, lines
from extractors.documents.labels import split_label
from extractors.errors import DocumentTooLarge, UnreadableDocument
from extractors.model import Block, BlockKind, Role

_OPENERS = frozenset({"button", "summary"})  # what unfolds a folded section is its heading
_OPENED_LEVEL = 4
_BULLETS = "•◦▪"  # of the lists in each other in a cell, where no indentation is kept
_DEEPEST = 350  # elements in each other; a page of a payer has some thirty
_TOO_DEEP = f"The text nests more than {_DEEPEST} elements in each other: fetch the page again, or its PDF"


@dataclass(frozen=True, slots=True)
class _Place:
    """What the element being read is: kind and level of its blocks, and the marks in force."""

    kind: BlockKind = "paragraph"
    level: int = 0
    label: str = ""
    role: Role = "body"
    is_deleted: bool = False
    is_bold: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Walk:
    struck: frozenset[str]
    before: html_before.Before
    numbers: Mapping[Any, int]
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    tables_count: int = 0


def read(content: bytes, hint: str | None = None) -> tuple[tuple[Block, ...], str | None]:
    """Blocks of an HTML file, and its <title>."""
    return read_text(charset.decode(content, hint))


def read_text(text: str) -> tuple[tuple[Block, ...], str | None]:
    """Blocks of HTML that is decoded already, and its <title>."""
    root = _root(text)
    body = root.find("body")
    walk = _Walk(chrome.struck_classes(root), html_before.read(root), lists.numbers(root))
    _element(walk, root if body is None else body, _Place())
    _flush(walk, _Place())
    signs = [Block(sign, role="header") for sign in chrome.machinery(root)]
    title = root.findtext(".//title")
    return (*furniture.mark(walk.blocks), *signs), (squeeze(title) or None) if title else None


def _root(text: str) -> Any:
    # without huge_tree the library ends at a long text or a deep element and drops what follows
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(
            text.replace("\x00", "").encode("utf-8", "replace"), parser=parser
        )
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == lxml.etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error  # no fault of the page
        raise UnreadableDocument(
            "The HTML holds no element that can be read: fetch the page again"
        ) from error
    last = parser.error_log.last_error
    if last is not None and last.type == lxml.etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        raise DocumentTooLarge(_TOO_DEEP)  # what follows is not in the tree
    return root


def _element(walk: _Walk, element: Any, place: _Place) -> None:
    """Read the element's own text and its children; what follows it belongs to the caller."""
    if not isinstance(element.tag, str) or element.tag in chrome.DROPPED:
        return
    inside = _marked(walk, element, place)
    if element.tag == "br":
        walk.pieces.append(BREAK)
    elif element.tag == "table" and not html_table.is_layout(element):
        _flush(walk, place)
        _table(walk, element, inside)
    elif _is_block(element):
        _flush(walk, place)
        _children(walk, element, _opened(walk, element, inside))
    else:
        _children(walk, element, inside)


def _is_block(element: Any) -> bool:
    return element.tag in chrome.BLOCKS or _is_opener(element)


def _is_opener(element: Any) -> bool:
    return element.tag in _OPENERS and (
        element.tag == "summary"
        or element.get("aria-controls") is not None
        or element.get("aria-expanded") is not None
    )


def _children(walk: _Walk, element: Any, place: _Place) -> None:
    if words := walk.before.of(element):
        _write(walk, f"{words} ", place)
    _write(walk, element.text, place)
    for child in element:
        _element(walk, child, place)
        if _is_block(child):
            place = replace(place, label="") if place.label and _has_text(child) else place
        _write(walk, child.tail, place)
    if _is_block(element):
        _flush(walk, place)


def _has_text(element: Any) -> bool:
    return bool(element.text_content().strip())


def _write(walk: _Walk, text: str | None, place: _Place) -> None:
    if text:
        walk.pieces.append(Piece(text, place.is_deleted, place.is_bold))


def _marked(walk: _Walk, element: Any, place: _Place) -> _Place:
    """The place with the marks that the element adds: struck, bold, furniture. Raises DocumentTooLarge."""
    if place.depth == _DEEPEST:
        raise DocumentTooLarge(_TOO_DEEP)
    is_deleted = place.is_deleted or chrome.is_struck(element, walk.struck)
    is_bold = place.is_bold or chrome.is_bold(element)
    role = place.role if place.role != "body" else chrome.role_of(element) or "body"
    if element.tag == "button" and not _is_opener(element):
        role = "header"
    return replace(place, is_deleted=is_deleted, is_bold=is_bold, role=role, depth=place.depth + 1)


def _opened(walk: _Walk, element: Any, place: _Place) -> _Place:
    """The place of the blocks inside a block element."""
    tag = element.tag
    if tag in chrome.HEADINGS:
        return replace(place, kind="heading", level=chrome.HEADINGS[tag], label="", is_bold=True)
    if _is_opener(element):
        return place if place.kind == "heading" else replace(place, kind="heading", level=_OPENED_LEVEL)
    if tag == "li":
        label = lists.label(element, walk.numbers)
        return replace(place, kind="item", level=lists.depth(element), label=label)
    if tag == "dt":
        return replace(place, is_bold=True)
    if place.kind == "paragraph":
        return replace(place, level=place.level + min(6, lists.margin(element)))
    return place


def _table(walk: _Walk, table: Any, place: _Place) -> None:
    walk.tables_count += 1
    for caption in table.iter("caption"):
        _children(walk, caption, replace(place, is_bold=True))
    rows = html_table.rows(table, walk.tables_count, lambda cell: _inline(walk, cell, place))
    walk.blocks.extend(replace(row, role=place.role) for row in rows)


def _inline(walk: _Walk, cell: Any, place: _Place) -> list[Piece]:
    """The content of a cell as pieces; each block element inside it stands on lines of its own."""
    inner = _Walk(walk.struck, walk.before, walk.numbers)
    _children(inner, cell, _marked(walk, cell, place))
    _flush(inner, place)
    pieces: list[Piece] = []
    outer = min((block.level for block in inner.blocks if block.kind == "item"), default=0)
    for block in inner.blocks:
        label = _BULLETS[min(block.level - outer, 2)] if block.label == "•" else block.label
        text = f"{label} {block.text}".strip() if block.text else ""
        pieces += [Piece(text, False, block.is_bold), Piece(f" {block.deleted}", True), BREAK]
    return pieces


def _flush(walk: _Walk, place: _Place) -> None:
    """Turn the text gathered so far into blocks of this place."""
    read_lines = lines(walk.pieces)
    walk.pieces = []
    walk.blocks.extend(_blocks(read_lines, place))


def _blocks(read_lines: tuple[TextLine, ...], place: _Place) -> Iterator[Block]:
    for index, line in enumerate(read_lines):
        label, text = split_label(line.text)
        given = place.label if index == 0 else ""
        kind: BlockKind = "item" if label and place.kind == "paragraph" else place.kind
        if given and given != "•" and label:
            label, text = given, line.text  # a numbered item that quotes another list keeps its own number
        yield Block(
            text=text,
            kind=kind,
            role=place.role,
            deleted=line.deleted,
            label=label or given,
            level=place.level,
            is_bold=line.is_bold or place.kind == "heading",
        )
