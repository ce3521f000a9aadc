"""Tables of criteria -> list items: the first cell names an indication or a topic, the other one rules.

A row without a first cell goes on with the row before it; a table that continues on the next page
under no header of its own belongs to the table before it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors import outline
from extractors.model import Block, Box, Cell
from extractors.outline import Item, labels, logic

_NAMES = re.compile(
    r"^\W*(?:(?:covered|approved|approvable|labeled|specific|fda[- ]approved|medical|clinical)\s+)?"
    r"(?:indications?|diagnos[ei]s|conditions?|diseases?|disease states?|disorders?)\W*(?:\(s\))?\W*$",
    re.IGNORECASE,
)
_PRODUCTS = re.compile(r"^\W*(?:drugs?|medications?|products?|agents?)(?: names?)?\W*$", re.IGNORECASE)
_RULES = re.compile(
    r"^\W*(?:[\w-]+\s+){0,3}(?:criteri(?:a|on)|requirements?|conditions for (?:approval|coverage))\b.{0,40}$",
    re.IGNORECASE,
)
_TOPICS = re.compile(
    r"(?:\w+ ){0,2}(?:criteri(?:a|on)|requirements?|category|categories|elements?|domains?|topics?|items?|"
    r"parameters?|components?|areas?|factors?|types?|approvals?|authori[sz]ations?|requests?)",
    re.IGNORECASE,
)
_DETAILS = re.compile(
    r"(?:\w+ ){0,2}(?:details?|descriptions?|specifics|explanations?|standards?|must be met)", re.IGNORECASE
)
_PHASES = re.compile(
    r"(?:treatment |dosing |dose )?phase(?: of (?:treatment|therapy|dosing))?|weeks?", re.IGNORECASE
)
_LIMITS = re.compile(
    r"(?:(?:quantity|dose|dosing|maximum|coverage) )?(?:limits?|limitations?)", re.IGNORECASE
)
_ANSWERS = re.compile(
    r"(?:yes|no|y|n|n a|yes no|y n|(?:criteri(?:a|on) )?(?:not )?met|number|check(?:ed)?|comments?|notes?|"
    r"response|answer|initials?|page)?",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"\s*(?:[≥≤<>=\d]|(?:\S+\s+){0,2}\S+$)")  # what needs its topic to say something
_OF_PHASE = re.compile(
    r"^\W{0,6}(?:initial|new|renewal|re-?\s?authori[sz]|re-?certif|continu)", re.IGNORECASE
)
_BULLET = 4
_LEVELS = {"decimal": 1, "lower_alpha": 2, "upper_alpha": 0, "lower_roman": 3, "upper_roman": 0}


@dataclass(frozen=True, slots=True)
class Row:
    """The name of an indication or drug, the block it stands in and the items of its criteria."""

    name: str
    block: Block
    items: tuple[Item, ...]


def rows(blocks: Iterable[Block]) -> tuple[Row, ...]:
    """The indications, or drugs, of every table with a column of them and one of criteria."""
    found: list[tuple[Block, str, list[str]]] = []
    for block, name, rule in _pairs(blocks):
        if not name and found:
            found[-1][2].append(rule)
        elif name and (rule or not _NAMES.match(name)):
            found.append((block, name, [rule]))
    return tuple(_row(block, name, rules) for block, name, rules in found if any(rules))


def listed(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a section with the rows of a table of requirements as list items."""
    for block in blocks:
        columns = _requirements(block.header) if block.cells else None
        if columns is None:
            yield block
            continue
        name, rule = _cut(tuple(cell.text for cell in block.cells), columns)
        lines = _lines(rule)
        needs_name = _FRAGMENT.match(rule) or _OF_PHASE.match(name)
        if lines and len(lines) == 1 and columns[0] != columns[1] and needs_name:
            lines = [f"{name}: {lines[0]}"]
        for index, part in enumerate(_parts(block, lines)):
            is_head = index == 0 or not part.label
            yield replace(part, kind="item", label="•", level=0) if is_head else part


def _requirements(header: tuple[str, ...]) -> tuple[int, int] | None:
    """The columns of topic and rule; twice the same where a rule stands beside boxes for the answer."""
    titles = [" ".join(re.findall(r"\w+", text)) for text in header]
    told = [index for index, text in enumerate(titles) if not _ANSWERS.fullmatch(text)]
    if len(told) == 1 and len(titles) > 1 and _RULES.match(titles[told[0]]):
        return told[0], told[0]
    if len(told) != 2:
        return None
    first, second = (titles[index] for index in told)
    if _PHASES.fullmatch(first) and _LIMITS.fullmatch(second):
        return told[0], told[1]
    is_ruled = _RULES.match(second) or (_RULES.match(first) and _DETAILS.fullmatch(second))
    return (told[0], told[1]) if is_ruled and _TOPICS.fullmatch(first) else None


def _pairs(blocks: Iterable[Block]) -> Iterator[tuple[Block, str, str]]:
    """Name and rule of every row, with the rows that were taken for the header of a page."""
    columns: tuple[int, int] | None = None
    width, header = 0, tuple[str, ...]()
    for block in blocks:
        if not block.cells:
            continue
        known = _columns(block.header)
        if known is not None:
            columns, width, header = known, len(block.header), block.header
        elif columns is None or len(block.cells) != width:
            columns = None
            continue
        elif block.header != header:
            header = block.header
            if len(header) == width:
                yield block, *_cut(header, columns)
        yield block, *_cut(tuple(cell.text for cell in block.cells), columns)


def _columns(header: tuple[str, ...]) -> tuple[int, int] | None:
    flat = [" ".join(text.split()) for text in header]
    names = [index for index, text in enumerate(flat) if _NAMES.match(text) or _PRODUCTS.match(text)]
    rules = [index for index, text in enumerate(flat) if _RULES.match(text)]
    return (names[0], rules[0]) if len(names) == 1 and len(rules) == 1 and names != rules else None


def _cut(cells: tuple[str, ...], columns: tuple[int, int]) -> tuple[str, str]:
    name, rule = (cells[index] if index < len(cells) else "" for index in columns)
    return " ".join(name.split()), rule.strip()


def _row(block: Block, name: str, rules: list[str]) -> Row:
    parts = _parts(block, _lines("\n".join(rules)))
    return Row(name, replace(block, text=name), _below_first(outline.build(parts)))


def _parts(block: Block, lines: list[str]) -> list[Block]:
    """The lines of a cell; another bullet than the ones before stands one level deeper."""
    bullets: list[str] = []
    found = []
    for line in lines:
        part = _block(block, line)
        if part.label and part.level == _BULLET:
            bullets += [part.label] if part.label not in bullets else []
            part = replace(part, level=_BULLET + bullets.index(part.label))
        found.append(part)
    return found


def _below_first(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """A first line that binds a list ("used for ONE of the following") holds it, also without a colon."""
    first = items[0]
    is_open = not first.label and not first.children and len(items) > 1
    if is_open and logic.quantifier(first.text) is not None:
        return (replace(first, children=items[1:]),)
    return items


def _lines(text: str) -> list[str]:
    """Printed lines, a line without a label joined to the one it goes on from."""
    found: list[str] = []
    for line in (" ".join(part.split()) for part in text.split("\n")):
        if not line:
            continue
        if found and not labels.cut(line)[0]:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _block(row: Block, line: str) -> Block:
    label, text = labels.cut(line)
    styles = labels.readings(label)
    level = _LEVELS.get(styles[0].style, _BULLET) if styles else 0
    kind = row.kind if not label else "item"
    return Block(
        text=text, kind="paragraph" if kind == "row" else kind, page=row.page, label=label, level=level,
        box=_box(row.cells), is_bold=row.is_bold,
    )  # fmt: skip


def _box(cells: tuple[Cell, ...]) -> Box | None:
    boxes = [cell.box for cell in cells if cell.box is not None]
    if not boxes:
        return None
    return Box(
        min(box.x0 for box in boxes), min(box.top for box in boxes),
        max(box.x1 for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip
