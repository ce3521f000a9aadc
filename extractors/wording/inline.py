"""Inline logic: the criteria found in one line, bound by the words between them.

"A and B" is all, "A or B" is any; stronger marks (a semicolon, a new sentence) bind looser than
plain words. Families say what a criterion is; here is only how they hang together.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extractors.model import Group, Json, Leaf, Logic, Node
from extractors.wording.line import Found, group

_OR = re.compile(
    r"\band/or\b|(?<!\bof\s)(?<!\bto\s)\bor\b|\beither\b", re.IGNORECASE
)  # "failure of or intolerance to" joins no rules
_AND = re.compile(r"\band\b|\bplus\b|\bas well as\b|&", re.IGNORECASE)
_SOONER = re.compile(
    r"\bwhichever\s(?:comes|occurs|is)\s(?:first|sooner|earlier|earliest|shorter|less)\b", re.IGNORECASE
)
_WORDS: tuple[tuple[str, Logic, int | None], ...] = (
    (r"\bnone\sof(?:\sthe\sfollowing)?\b", "none", None),
    (r"\b(?:any|at\sleast|≥)\s(?:one|1)(?:\s\(1\))?\s(?:\(1\)\s)?(?:or\smore\s)?of\b[^:]{0,40}:", "at_least", 1),
    (r"\b(?:at\sleast|any|≥)\s(?:two|2)(?:\s\(2\))?\s(?:or\smore\s)?of\b[^:]{0,40}:", "at_least", 2),
    (r"\b(?:two|2)(?:\s\(2\))?\sor\smore\sof\b[^:]{0,40}:", "at_least", 2),
    (r"\b(?:at\sleast|any|≥)\s(?:three|3)(?:\s\(3\))?\s(?:or\smore\s)?of\b[^:]{0,40}:", "at_least", 3),
    (r"\b(?:either|any|one(?:\s\(1\))?)(?:\sof)?(?:\sthe)?(?:\sfollowing)?[^:]{0,24}:", "any", None),
    (r"\b(?:all|both|each)(?:\sof)?(?:\sthe)?(?:\sfollowing)?[^:]{0,24}:", "all", None),
)  # fmt: skip
_QUANTIFIER = tuple((re.compile(pattern, re.IGNORECASE), logic, n) for pattern, logic, n in _WORDS)


_CLAUSE_AFTER = re.compile(
    r"[^,;.:]{0,40}?,?\s(?P<link>or|and)\s(?P<rest>(?:there\sis|all\sof\sthe|the\s(?:patient|member|individual)\s(?:has|is|was)|documentation\s(?:that|of|shows))\b.{12,200})",
    re.IGNORECASE,
)
_CLAUSE_BEFORE = re.compile(
    r"(?P<rest>(?:the\s)?(?:patient|member|individual)\s[^;:]{15,160}?),?\s(?P<link>or|and)\s(?:(?:the\s)?(?:patient|member|individual)\s)?",
    re.IGNORECASE,
)
_LIST_HEAD = re.compile(
    r"(?i:\b(?:one|any|all|both|either|each|two|three)\b[^.:]{0,30}\b(?:of\s)?(?:the\sfollowing|these)\b[^.:]{0,40}):\s(?=[A-Z])"
)
_NEXT_ITEM = re.compile(r"(?:,\s(?:or\s|and\s)?|\s(?:or|and)\s)(?=[A-Z][a-z]{2,})")


def settled(found: Iterable[Found]) -> tuple[Found, ...]:
    """Findings that do not overlap, by rank, then length, in the order of the text."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (-f.rank, f.start - f.end, f.start)):
        if all(item.end <= other.start or item.start >= other.end for other in kept):
            kept.append(item)
    return tuple(sorted(kept, key=lambda f: (f.start, f.end)))


def bound(text: str, found: tuple[Found, ...]) -> Node | None:
    """The findings of a line as one node."""
    if not found:
        return None
    header = quantifier(text[: found[0].start]) if len(found) > 1 else None
    if header is not None:
        node: Node = group(header[0], tuple(item.node for item in found), header[1])
    else:
        node = _split(text, found)
    if isinstance(node, Group) and _SOONER.search(text):
        both: Logic = "all" if node.logic == "any" else node.logic  # the one that ends first binds
        return _with(replace(node, logic=both), "combine", "whichever_first")
    return node


def is_partly_read(text: str, found: tuple[Found, ...]) -> bool:
    """Whether only some items of a joined list are read: then each item has to speak for itself."""
    head = _LIST_HEAD.search(text)
    if head is None or not found or any(item.start < head.end() for item in found):
        return False
    edges = [head.end(), *(m.end() for m in _NEXT_ITEM.finditer(text, head.end())), len(text)]
    items = list(pairwise(edges))
    is_read = [any(_stands_in(item, a, b) for item in found) for a, b in items]
    return len(items) > 1 and not all(is_read)


def rest(text: str, found: tuple[Found, ...]) -> tuple[str, Logic, bool] | None:
    """A whole clause beside a single finding that no family reads: its words, its link, and whether it is last."""
    if len(found) != 1:
        return None
    after = _CLAUSE_AFTER.match(text, found[0].end)
    if after is not None:
        return after["rest"], _logic_of(after["link"]), True
    before = _CLAUSE_BEFORE.fullmatch(text[: found[0].start])
    return (before["rest"], _logic_of(before["link"]), False) if before else None


def _logic_of(word: str) -> Logic:
    return "any" if word.lower() == "or" else "all"


def _stands_in(item: Found, start: int, end: int) -> bool:
    is_run = isinstance(item.node, Group)
    return start <= item.start < end or (is_run and item.start < end and start < item.end)


def quantifier(text: str) -> tuple[Logic, int | None] | None:
    """What a header says of the list below it."""
    return next(((logic, n) for pattern, logic, n in _QUANTIFIER if pattern.search(text)), None)


def marked(node: Node, marks: dict[str, Json]) -> Node:
    """The node with qualifiers on every leaf that does not have them."""
    if not marks:
        return node
    if isinstance(node, Leaf):
        return replace(node, qualifiers={**marks, **node.qualifiers})
    return replace(node, items=tuple(marked(item, marks) for item in node.items))


def _split(text: str, found: tuple[Found, ...]) -> Node:
    if len(found) == 1:
        return found[0].node
    gaps = [text[a.end : b.start] for a, b in pairwise(found)]
    links = [(_strength(gap), _link(gap)) for gap in gaps]
    top = max(strength for strength, _ in links)
    at_top = {link for strength, link in links if strength == top}
    link = "any" if "any" in at_top else "all"
    cuts = [i + 1 for i, (strength, word) in enumerate(links) if strength == top and word == link]
    parts = [found[a:b] for a, b in zip([0, *cuts], [*cuts, len(found)], strict=True)]
    nodes = tuple(_split(text, part) for part in parts)
    node = _joined("any" if link == "any" else "all", nodes)
    return _with(node, "ambiguous", True) if len(at_top) > 1 else node


def _joined(logic: Logic, nodes: tuple[Node, ...]) -> Node:
    flat: list[Node] = []
    for node in nodes:
        is_same = isinstance(node, Group) and node.logic == logic and not node.qualifiers
        flat.extend(node.items if is_same and isinstance(node, Group) else (node,))
    return group(logic, tuple(flat))


def _link(gap: str) -> str:
    words = [(m.start(), "any") for m in _OR.finditer(gap)] + [(m.start(), "all") for m in _AND.finditer(gap)]
    return max(words)[1] if words else "all"


def _strength(gap: str) -> int:
    if re.search(r"[;☐]|\.\s", gap):
        return 2
    return 1 if re.search(r",\s?(?:and|or)\b|\bOR\b|\bAND\b", gap) else 0


def _with(node: Node, key: str, value: Json) -> Node:
    return replace(node, qualifiers={**node.qualifiers, key: value})
