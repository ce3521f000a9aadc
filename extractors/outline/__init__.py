"""Blocks of one section -> nested items by label grammar and indentation. Says nothing of meaning."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extractors.model import Block
from extractors.outline import emphasis, labels, logic

_DEEPEST = 40  # levels of a list
_NOTE_WORDS = ("note:", "note -", "notes:", "*note", "†", "‡")
_DURATION_WORDS = (
    "approval duration", "approval length", "approval period", "authorization", "coverage duration",
    "duration of approval", "duration of authorization", "length of", "initial authorization",
    "reauthorization", "approve for", "approved for", "approval for",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A list item or paragraph with what stands below it; `connective` is its trailing and/or."""

    text: str
    block: Block
    label: str = ""
    children: tuple["Item", ...] = ()
    connective: str | None = None

    @property
    def is_listed(self) -> bool:
        """True for an item with a label, bullet or box; False for plain text."""
        return bool(self.label)

    @property
    def is_header(self) -> bool:
        """True when the text announces what follows."""
        return self.text.rstrip(" *†‡^").endswith((":", ": –", "-", "–")) or bool(self.children)


@dataclass(slots=True)
class _Open:
    """An item being built."""

    text: str
    block: Block
    label: str
    readings: tuple[labels.Reading, ...]
    level: int
    connective: str | None = None
    children: list["_Open"] = field(default_factory=list)
    is_list: bool = False

    def take(self, child: "_Open") -> None:
        """One more child; a labelled one makes this the head of a list."""
        self.children.append(child)
        self.is_list = self.is_list or bool(child.label)

    def close(self) -> Item:
        children = tuple(child.close() for child in self.children)
        return Item(self.text, self.block, self.label, children, self.connective)


class _Builder:
    """Keeps the chain of open items while blocks arrive in reading order."""

    def __init__(self) -> None:
        self.root = _Open("", Block(""), "", (), -1)
        self.chain: list[_Open] = [self.root]

    def add(self, block: Block) -> None:
        word = logic.connective_line(block.text)
        if word is not None:
            self._pending(word)
            return
        label, text = (block.label, block.text) if block.label else labels.cut(block.text)
        if label and labels.readings(label):
            self._listed(block, label, text)
        else:
            self._plain(block)

    def _pending(self, word: str) -> None:
        """A connective on its own line closes the item before it at the next item's depth."""
        for item in self.chain[1:]:
            if item.connective is None:
                item.connective = f"?{word}"

    def _listed(self, block: Block, label: str, text: str) -> None:
        found = labels.readings(label)
        text, word = logic.cut_connective(text)
        item = _Open(text, block, label, found, block.level, word)
        depth = self._depth_of(item)
        self._settle(depth)
        self.chain = self.chain[:depth]
        self._below(item)

    def _below(self, item: _Open) -> None:
        """Put the item below the last one; what is nested deeper than any policy stands side by side."""
        self.chain = self.chain[:_DEEPEST]
        self.chain[-1].take(item)
        self.chain.append(item)

    def _settle(self, depth: int) -> None:
        """Give the waiting connective to the item that the new one is a sibling of."""
        for index, item in enumerate(self.chain):
            if item.connective and item.connective.startswith("?"):
                item.connective = item.connective[1:] if index == depth else None

    def _depth_of(self, item: _Open) -> int:
        """How many open items stay above the new one."""
        for depth in range(len(self.chain) - 1, 0, -1):
            reading = _follows(self.chain[depth], item)
            if reading is not None:
                item.readings = (reading,)
                return depth
        for depth in range(len(self.chain), 0, -1):  # a paragraph between two items closed the first
            if item.readings[0].style != "bullet" and _goes_on(self.chain[depth - 1].children, item):
                return depth
        is_first = any(reading.ordinal == 1 for reading in item.readings)
        if is_first and item.readings[0].style != "bullet":
            item.readings = tuple(r for r in item.readings if r.ordinal == 1)[:1]
            return self._first_depth(item)
        return self._level_depth(item)

    def _first_depth(self, item: _Open) -> int:
        """A new numbering opens below the last item, or below the one that is less indented."""
        last = self.chain[-1]
        if last.text.rstrip().endswith(":") or item.level >= last.level:
            return len(self.chain)
        return self._level_depth(item)

    def _level_depth(self, item: _Open) -> int:
        for depth in range(len(self.chain) - 1, 0, -1):
            above = self.chain[depth]
            if above.level < item.level or not above.label:
                return depth + 1
            if above.level == item.level and above.text.rstrip().endswith(":") and not _same(above, item):
                return depth + 1
        return 1

    def _plain(self, block: Block) -> None:
        text, word = logic.cut_connective(block.text)
        last = self.chain[-1]
        if self._continues(last, block):
            last.text, last.connective = f"{last.text} {text}", word or last.connective
            return
        item = _Open(text, block, "", (), block.level, word)
        if text.rstrip(" *").endswith(":") and not text.lower().startswith(_NOTE_WORDS):
            self.chain = self.chain[: self._plain_depth(block)]
            self._below(item)
            return
        self.chain[self._attach_depth(block) - 1].take(item)

    def _plain_depth(self, block: Block) -> int:
        """A paragraph that announces a list stands below the items that it is indented under."""
        depth = 1
        for index, above in enumerate(self.chain[1:], start=1):
            if above.label and above.level >= block.level:
                break
            if above.label:
                depth = index + 1
        return depth

    def _attach_depth(self, block: Block) -> int:
        """Plain text stands below what it is indented under; flush with a list, it ends the list.

        A note belongs to the item before it, an approval duration to the block that it ends.
        """
        start = block.text.lstrip("*• ").lower()
        is_note = block.kind != "paragraph" or start.startswith(_NOTE_WORDS)
        lowest = 2 if is_note or tells_duration(start) else 1
        depth = len(self.chain)
        while depth > lowest:
            above = self.chain[depth - 1]
            if above.level < block.level + is_note or (_waits(above) and not _has_come(above, block)):
                break
            depth -= 1
        return depth

    def _continues(self, last: _Open, block: Block) -> bool:
        """A sentence broken by a page or a line: no full stop before, a small letter after."""
        if last is self.root or not last.text or last.children or last.connective:
            return False
        start = block.text.lstrip()[:1]
        return (start.islower() or start in "([") and last.text.rstrip()[-1:] not in ".;:"


def tells_duration(text: str) -> bool:
    """Whether a paragraph begins as one that says how long an approval of the block above holds."""
    return text.lstrip("*• ").lower().startswith(_DURATION_WORDS)


def _waits(above: _Open) -> bool:
    """Whether an item announces a text that has not come yet, or has come in plain paragraphs."""
    announces = above.text.rstrip(" *").endswith((":", "-", "–"))
    return announces and not above.is_list


def _has_come(above: _Open, block: Block) -> bool:
    """Whether what an item announces stands below it already, further in than a text."""
    return bool(above.children) and block.level < above.children[0].level


def _goes_on(closed: list[_Open], item: _Open) -> bool:
    """Whether the item is the next one after the last labelled of these."""
    last = next((child for child in reversed(closed) if child.label), None)
    return last is not None and _follows(last, item) is not None


def _same(above: _Open, item: _Open) -> bool:
    return bool(above.readings) and any(
        (reading.style, reading.wrap) == (above.readings[0].style, above.readings[0].wrap)
        for reading in item.readings
    )


def _follows(above: _Open, item: _Open) -> labels.Reading | None:
    """The reading under which the item is the next sibling of the open one."""
    for own in above.readings:
        for new in item.readings:
            if (own.style, own.wrap) != (new.style, new.wrap):
                continue
            if own.style == "bullet" and above.level == item.level:
                return new
            if own.style != "bullet" and new.ordinal in (own.ordinal + 1, own.ordinal + 2):
                above.readings = (own,)
                return new
    return None


def build(blocks: Iterable[Block]) -> tuple[Item, ...]:
    """The items of one section, nested; rows and headings are left to their own readers."""
    builder = _Builder()
    for block in emphasis.below_bold_items(emphasis.one_per_item(blocks)):
        if block.kind in ("paragraph", "item") and block.text.strip():
            builder.add(block)
    return tuple(_settled(child) for child in builder.root.close().children)


def _settled(item: Item) -> Item:
    """The item with what waits settled; a word behind the last of its parts joins it to what follows it."""
    word = None if item.connective and item.connective.startswith("?") else item.connective
    children = tuple(_settled(child) for child in item.children)
    if children and children[-1].connective:
        word = children[-1].connective
        children = (*children[:-1], replace(children[-1], connective=None))
    return replace(item, connective=word, children=children)
