"""Single lines against the node, and single statements against the stance, that a person read in them."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from extractors import stance
from extractors.criteria import Line, read_line
from extractors.model import Evidence, Leaf, Node
from extractors.stance import Context, Statement
from flows.evaluate.measured import Measured
from flows.evaluate.score import Score
from flows.evaluate.shape import SampleLine, SampleStatement

Item = dict[str, Any]
_CORE = ("type", "op", "value", "unit")
_GROUP = ("logic", "n", "items")
_SILENT_SECTIONS = frozenset({"background", "revision_history"})  # no statement is read there at all
_NARROWER = {"iv": ("iv_infusion", "iv_push"), "oral_sublingual": ("oral", "sublingual_buccal")}
_OF_THE_SECTION = {"same_as_section", "any"}


def lines(rows: Iterable[SampleLine], out: Measured) -> None:
    """The exact tree, the leaves by type, op, value and unit, and the qualifiers of all of them."""
    for row in rows:
        want, got = _bare(row.expected), read(row)
        out.share("line: exact tree", want == got)
        out.score("line: leaves", _shared(_leaves(want), _leaves(got)))
        out.score("line: qualifiers", _shared(_qualifiers(want), _qualifiers(got)))
        if want != got:
            out.miss(f"{row.id}: {_told(got)} for {_told(want)}")


def read(row: SampleLine) -> Item | None:
    """The node of a line as the samples write it."""
    line = Line(row.text, Evidence(None, None, row.text, ""), row.drug, tuple(row.indications), row.phase)  # type: ignore[arg-type]
    node = read_line(line)
    return None if node is None else json.loads(json.dumps(_shape(node)))


def _shape(node: Node) -> Item:
    if isinstance(node, Leaf):
        core = {name: getattr(node, name) for name in _CORE}
        return {key: item for key, item in {**core, **node.qualifiers}.items() if item is not None}
    size = {} if node.n is None else {"n": node.n}
    return {"logic": node.logic, **size, "items": [_shape(item) for item in node.items], **node.qualifiers}


def _bare(node: Item | None) -> Item | None:
    """A node without the keys that the sample spells out as null."""
    if node is None:
        return None
    kept = {key: item for key, item in node.items() if item is not None}
    return {**kept, "items": [_bare(item) for item in node["items"]]} if "items" in node else kept


def _leaves(node: Item | None) -> Counter[str]:
    if node is None:
        return Counter()
    if "items" in node:
        return sum((_leaves(item) for item in node["items"]), Counter())
    return Counter([json.dumps([node.get(name) for name in _CORE])])


def _qualifiers(node: Item | None) -> Counter[str]:
    if node is None:
        return Counter()
    kind = node.get("type", "group")
    own = ((key, item) for key, item in node.items() if key not in (*_CORE, *_GROUP))
    found = Counter(json.dumps([kind, key, item], sort_keys=True) for key, item in own)
    return sum((_qualifiers(item) for item in node.get("items", ())), found)


def _shared(want: Counter[str], got: Counter[str]) -> Score:
    return Score((want & got).total(), want.total(), got.total())


def _told(node: Item | None) -> str:
    return json.dumps(node, ensure_ascii=False)


def statements(rows: Iterable[SampleStatement], out: Measured) -> None:
    """Stance with drug, route and indication; no row where none is due, and no other stance."""
    for row in rows:
        sample = row.model_dump()
        if sample.get("section") in _SILENT_SECTIONS:
            continue
        found = stance.read(row.text, Context(drugs=(row.drug,)))
        right = is_read(sample, found)
        out.share("statements", right)
        if not right:
            told = [(one.stance, one.drug, one.route, one.indications) for one in found]
            out.miss(f"{row.id}: {told} for {row.stance}, {row.drug}, {row.route}, {row.indications}")


def is_read(sample: Item, found: tuple[Statement, ...]) -> bool:
    """Whether the statements are those of the sample, with what it says `also`, and no other stance."""
    if sample["stance"] is None:
        return not found
    wanted = [sample, *({**sample, **more} for more in sample.get("also", ()))]
    stances = {item["stance"] for item in wanted}
    return all(_is_stated(item, found) for item in wanted) and {one.stance for one in found} <= stances


def _is_stated(item: Item, found: tuple[Statement, ...]) -> bool:
    if item["stance"] == "not_addressed":
        return True  # silence need not be said
    same = [
        one
        for one in found
        if one.stance == item["stance"]
        and one.drug in (item["drug"], "any")
        and one.route in (item["route"], "any", *_NARROWER.get(item["route"], ()))
    ]
    named = {code for one in same for code in one.indications}
    return bool(same) and set(item["indications"]) - _OF_THE_SECTION <= named
