"""Criterion families. One module per family; a new family is a new module here, nothing else.

A family has `TYPES` (what the comparison knows of its types), `find` (what it reads in a line) and, if it
can tell, `CUES`: those of its patterns of which one matches in every line that it reads something in.
Families do not know each other; overlaps and logic between them are settled outside.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from extractors.model import CriterionType, Leaf, Node
from extractors.wording import inline, linetext, nesting, no_demand
from extractors.wording.cues import Cues
from extractors.wording.line import Found, Line, group

__all__ = ["CUES", "FAMILIES", "TYPES", "Line", "other", "read_line"]

FAMILIES = tuple(
    import_module(f"{__name__}.{name}") for _, name, _ in sorted(iter_modules(__path__), key=lambda m: m[1])
)
TYPES: Mapping[str, CriterionType] = {
    **{kind.name: kind for family in FAMILIES for kind in family.TYPES},
    "other": CriterionType("other"),
}

_ANYTHING = re.compile("")
CUES = Cues({family: getattr(family, "CUES", (_ANYTHING,)) for family in FAMILIES})
"""Which families may find something in a text."""

_KEPT = 1024  # lines of which it is remembered what they state; lists ask for theirs several times


@lru_cache(maxsize=_KEPT)
def read_line(line: Line) -> Node | None:
    """The criterion or the small tree that one line states; None where it states none."""
    clean = linetext.ready(line)
    if not clean.text:
        return None
    node = nesting.read(clean, _flat)
    return inline.marked(node, dict(clean.marks)) if node is not None else None


def other(line: Line) -> Leaf:
    """A rule that no family reads, in its own words, shortened."""
    words = re.sub(r"\s+", " ", linetext.ready(line).text).strip(" .;:").lower()
    return Leaf("other", "required", words[:160], None, line.evidence, {}, 0.5, ("unread",))


def _flat(line: Line) -> Node | None:
    found = inline.settled(item for family in CUES.may_say(line.text) for item in family.find(line))
    if found and no_demand.is_told(line.text):
        return None
    if "ketamine" not in line.drug and inline.is_partly_read(line.text, found):
        return None
    return _with_rest(line, found) or inline.bound(line.text, found)


def _with_rest(line: Line, found: tuple[Found, ...]) -> Node | None:
    """The one finding of a line beside a clause that stays in its own words, for drugs of any field."""
    told = inline.rest(line.text, found) if "ketamine" not in line.drug else None
    if told is None or not isinstance(found[0].node, Leaf) or found[0].node.type == "other":
        return None
    words, logic, is_last = told
    unread = other(replace(line, text=words))
    return group(logic, (found[0].node, unread) if is_last else (unread, found[0].node))
