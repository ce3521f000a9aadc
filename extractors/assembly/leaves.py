"""One line of a criteria list -> leaf or small group, through the criterion families."""

import re
from dataclasses import replace

from extractors.assembly.scopes import Scope
from extractors.criteria import Line, read_line
from extractors.model import Block, Evidence, Group, Leaf, Node

_NO_RULE = re.compile(
    r"^\W*(?:notes?\b|refer to\b|see\b|examples?\b|e\.g\.|please\b|thanks?\b|https?:|www\.|\[|table \d|"
    r"appendix\b|"
    r"definitions?\b|abbreviations?\b|footnote)|\bnot been (?:systematically )?(?:evaluated|studied)\b|"
    r"^\W*(?:fda|the fda)\b|^\W*+(?:\w\S*+\W*+)?$",
    re.IGNORECASE,
)
_COURSE = re.compile(
    r"\b(?:continu\w+|renewal|treatment|use|therapy)\b[^.;:]{0,60}\b(?:beyond|past|longer than|after|"
    r"exceeding)\s+(\d{1,3}|four|six|eight|"
    r"twelve)\s*-?\s*(day|week|month|year)s?\b[^.;]{0,60}\bnot (?:been )?(?:established|covered|approved|"
    r"authorized|recommended)",
    re.IGNORECASE,
)
_BARRED_WORDS = 16
_YES_DENIES = re.compile(
    r"\?.{0,40}\byes\b\W{0,5}(?:deny|denied|stop|do not approve|not approved|not eligible)\b|"
    r"\bif yes\b[^.?]{0,60}\b(?:den(?:y|ied|ial)|not (?:be )?(?:approved|covered|eligible))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:\d{1,2}\W+)?(?:does|do|is|are|has|have|had|did|was|will)\s(?:the\s|this\s)?\w+\s"
    r"(?:currently\s)?(?:have|had|has|been|being)?\s*",
    re.IGNORECASE,
)
_WORD_NUMBERS = {"four": 4, "six": 6, "eight": 8, "twelve": 12}
_FILLER = frozenset(
    re.findall(
        r"\w+",
        "a an the of for to in on at by with is are be been being was were will would shall must should has "
        "have had that this these those which who whom their his her its it as and member members patient "
        "patients individual individuals requested request please also currently provider prescriber",
    )
)
_NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "twelve": "12",
}  # fmt: skip


def evidence_of(block: Block, quote: str, scope: Scope) -> Evidence:
    """The place of a line: its block's page and box, its own words."""
    return Evidence(block.page, block.box, quote, scope.section)


def line(text: str, block: Block, scope: Scope, header: str = "") -> Node | None:
    """What the families read in the line; None where it says no criterion they know."""
    if not text.strip() or _NO_RULE.search(text):
        return _course(text, block, scope)
    if _YES_DENIES.search(text):
        return _denied(text, block, scope)
    found = _read(text, text, block, scope, header or scope.section)
    return found if found is not None else _course(text, block, scope)


def _read(text: str, printed: str, block: Block, scope: Scope, heading: str) -> Node | None:
    read = Line(
        text=text,
        evidence=evidence_of(block, printed, scope),
        drug=scope.drugs[0] if scope.drugs else "",
        indications=scope.indications,
        phase=scope.phase or "initial",
        heading=heading,
    )
    return read_line(read)


def barred(text: str, block: Block, scope: Scope, *, is_of_none: bool = False) -> Node | None:
    """A condition, of those we know, in a list of what bars the drug ("may not be approved for: ...").

    Where the list's header says "none of", the condition stands in it as present.
    """
    node = None if len(text.split()) > _BARRED_WORDS else _absent(text, text, block, scope)
    return replace(node, op="present") if is_of_none and isinstance(node, Leaf) else node


def _denied(text: str, block: Block, scope: Scope) -> Node | None:
    """What a question asks that is denied when it is answered with yes must not be."""
    asked = _ASKS.sub("", text.partition("?")[0])
    return _absent(asked, text, block, scope) or other(f"not {asked}", block, scope)


def _absent(condition: str, text: str, block: Block, scope: Scope) -> Node | None:
    node = _read(f"no {condition}", text, block, scope, scope.section)
    known = node is not None and all(leaf.type == "exclusion" for leaf in leaves_of(node))
    return node if known else None


def _course(text: str, block: Block, scope: Scope) -> Leaf | None:
    """A course that ends: no continuation beyond a printed time."""
    match = _COURSE.search(text)
    if match is None:
        return None
    value = _WORD_NUMBERS.get(match.group(1).lower()) or int(match.group(1))
    unit = match.group(2).lower()
    return Leaf(
        type="other",
        op="required",
        value=f"no continuation beyond {value} {unit}",
        unit=None,
        evidence=evidence_of(block, text, scope),
        qualifiers={"max_course": {"value": value, "unit": unit}},
    )


def other(text: str, block: Block, scope: Scope) -> Leaf | None:
    """A rule that no family reads, in words that survive emphasis, spacing and punctuation."""
    value = short_value(text)
    if not value or _NO_RULE.search(text):
        return None
    return Leaf("other", "required", value, None, evidence_of(block, text, scope), confidence=0.6)


def short_value(text: str) -> str:
    """Lower case words that carry meaning, numbers as digits."""
    words = re.findall(r"[a-z0-9]+(?:[./][0-9]+)?", text.lower().replace("’", "").replace("'", ""))
    kept = [_NUMBER_WORDS.get(word, word) for word in words if word not in _FILLER]
    return " ".join(word for index, word in enumerate(kept) if index == 0 or kept[index - 1] != word)


def flagged(node: Node, *flags: str) -> Node:
    """The node with more flags."""
    added = tuple(flag for flag in flags if flag and flag not in node.flags)
    return replace(node, flags=(*node.flags, *added)) if added else node


def leaves_of(node: Node) -> tuple[Leaf, ...]:
    """Every leaf below the node, in order."""
    if isinstance(node, Leaf):
        return (node,)
    return tuple(leaf for item in node.items for leaf in leaves_of(item))


def group(logic: str, items: tuple[Node, ...], n: int | None = None, flags: tuple[str, ...] = ()) -> Node:
    """A group without needless nesting: one child stands alone, all in all is flat."""
    if len(items) == 1 and logic in ("all", "any"):
        return flagged(items[0], *flags)
    flat: list[Node] = []
    for item in items:
        is_same = isinstance(item, Group) and item.logic == logic and logic in ("all", "any")
        if is_same and isinstance(item, Group) and not item.qualifiers:
            flat.extend(item.items)
        else:
            flat.append(item)
    return Group(logic, tuple(flat), n, flags=flags)  # type: ignore[arg-type]
