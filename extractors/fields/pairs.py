"""Label and value pairs in the boxes, lines, tables and footers that describe a document.

Finds them and says where; deciding which one counts is done by the readers of each field.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors import dates
from extractors.fields.labels import DATE_LABELS, LEADER, PENDING, SEPARATOR, SERVICES, TEXT_LABELS
from extractors.model import Block

_DATES = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{field}>{words})" for field, words in DATE_LABELS) + r")"
    r"(?=[^A-Za-z0-9]{0,90}(?:\d|tb[da]\b|t\.b\.|xx[/-]|to be det|pending|jan|feb|mar|apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec))",
    re.IGNORECASE,
)
_TEXTS = re.compile(
    r"(?:^|(?<=\s\s)|(?<=\|))\s{0,4}(?:"
    + "|".join(f"(?P<{field}>{words})" for field, words in TEXT_LABELS)
    + rf")(?:(?={SEPARATOR})\s{{0,4}}(?:[:|#=]|[.…]{{2,80}})"
    + r"|(?:(?<=no\.|ber|nbr)|(?<=#))\s{1,3}(?=[A-Z]{0,6}[-.]?\d))",  # a number needs no colon
    re.IGNORECASE,
)
_LABEL_CELL = re.compile(
    r"(?:"
    + "|".join(f"(?P<{field}>{words})" for field, words in (*DATE_LABELS, *TEXT_LABELS))
    + r")[\s:#.*]{0,6}",
    re.IGNORECASE,
)
_SERVICES = re.compile(rf"\s{{0,4}}{SERVICES}\s{{0,4}}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled value and the block it stands in; the value of a date field starts with the date."""

    field: str
    value: str
    block: Block


def find(blocks: Iterable[Block]) -> Iterator[Pair]:
    """Find the labelled values of the blocks, in reading order."""
    headers: set[tuple[int | None, tuple[str, ...]]] = set()
    for block in blocks:
        if not block.cells:
            yield from _in_lines(block, block.text)
            continue
        if block.header and (block.table, block.header) not in headers:
            headers.add((block.table, block.header))
            yield from _in_cells(block, block.header)
        texts = tuple(cell.text for cell in block.cells)
        yield from _in_cells(block, texts)
        yield from _under_header(block, texts)


def printed_dates(pair: Pair) -> tuple[dates.PrintedDate, ...]:
    """The dates at the beginning of a value: one, or a list of them."""
    found = dates.find(pair.value, labelled=True)
    if not found or _SERVICES.sub("", pair.value[: found[0].start]).strip(LEADER + "(*"):
        return ()
    return found


def _in_lines(block: Block, text: str) -> Iterator[Pair]:
    labels = tuple(_DATES.finditer(text))
    for match, end in zip(labels, (*(label.start() for label in labels[1:]), len(text)), strict=False):
        value = text[match.end() : end].lstrip(LEADER + "(")
        if dates.at_start(value[:40], labelled=True) or PENDING.match(value):
            yield Pair(str(match.lastgroup), value.split("\n\n")[0][:400], block)
    for line in text.split("\n\n"):
        for match in _TEXTS.finditer(line):
            value = line[match.end() :].lstrip(LEADER)
            yield Pair(str(match.lastgroup), _until_next_label(value), block)


def _until_next_label(value: str) -> str:
    following = [m.start() for pattern in (_TEXTS, _DATES) for m in pattern.finditer(value) if m.start() > 0]
    return value[: min(following, default=len(value))].strip()


def _in_cells(block: Block, texts: tuple[str, ...]) -> Iterator[Pair]:
    skip = False
    for place, text in enumerate(texts):
        if skip:
            skip = False
            continue
        label = _LABEL_CELL.fullmatch(text.strip())
        following = (texts[at] for at in range(place + 1, len(texts))) if label else ()
        value = next((other for other in following if other.strip()), "")
        if label and value:
            yield Pair(str(label.lastgroup), value.lstrip(LEADER).strip(), block)
            skip = True
        else:
            yield from _in_lines(block, text)


def _under_header(block: Block, texts: tuple[str, ...]) -> Iterator[Pair]:
    labels = [_LABEL_CELL.fullmatch(title.strip()) for title in block.header]
    if sum(label is not None for label in labels) < 2:
        return
    for label, text in zip(labels, texts, strict=False):
        if label and text.strip() and not _LABEL_CELL.fullmatch(text.strip()):
            yield Pair(str(label.lastgroup), text.strip(), block)
