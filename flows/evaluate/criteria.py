"""Leaves of each gold block against the block of the same drug, indication and phase."""

import json
from collections.abc import Iterable
from typing import Any

from flows.evaluate import alike
from flows.evaluate.gold import Gold
from flows.evaluate.matching import match
from flows.evaluate.measured import Facts, Measured
from flows.evaluate.score import Score
from flows.evaluate.trees import Path, leaves, logic, placed
from flows.evaluate.values import same_leaf

Item = dict[str, Any]
Placed = tuple[Item, Path]
_WEAKER = "in_consultation_with"
QUALIFIERS = ("min_duration", "distinct_classes", "relation", "per", "frequency", "scale", "lookback")


def criteria(gold: Gold, facts: Facts, out: Measured) -> None:
    """Every gold block; blocks of the document that no gold block speaks of are inventions."""
    used: set[int] = set()
    for wanted in gold["criteria"]:
        blocks = [block for block in facts["criteria"] if _same_block(wanted, block)]
        used |= {id(block) for block in blocks}
        _block(wanted, blocks, bool(gold.get("criteria_partial")), out)
    if gold.get("criteria_partial") or gold.get("positions_partial"):
        return
    for block in facts["criteria"]:
        if id(block) not in used:
            _invented(block, out)


def _same_block(wanted: Item, block: Item) -> bool:
    phases = {wanted["phase"], block["phase"]}
    return (
        (len(phases) == 1 or "both" in phases)
        and alike.same_drug(wanted["drug"], block["drug"])
        and any(alike.same_indication(wanted["indication"], code) for code in block["indications"])
    )


def _block(wanted: Item, blocks: list[Item], is_partial: bool, out: Measured) -> None:
    found = _distinct(pair for block in blocks for pair in placed(block["tree"]))
    pairs = match(wanted["leaves"], found, lambda gold, pair: same_leaf(gold, pair[0]))
    where = f"{wanted['drug']} for {wanted['indication']} ({wanted['phase']})"
    for number, gold in enumerate(wanted["leaves"]):
        is_found = number in pairs
        out.score(f"type {gold['type']}", Score(int(is_found), 1, int(is_found)))
        if is_found:
            leaf = found[pairs[number]][0]
            if not is_partial:  # there only the right ones could be judged
                out.judge(leaf["type"], leaf, True)
            _qualifiers(gold, leaf, out)
        else:
            out.miss(f"{where}: {gold['type']} {gold['op']} {gold.get('value')} not found")
    extra = [pair[0] for place, pair in enumerate(found) if place not in pairs.values()]
    for leaf in () if is_partial else extra:
        _extra(leaf, where, out)
    counted = len(pairs) if is_partial else len(found)
    out.score("leaves", Score(len(pairs), len(wanted["leaves"]), counted))
    logic(wanted, {number: found[place][1] for number, place in pairs.items()}, out)


def _extra(leaf: Item, where: str, out: Measured) -> None:
    out.score(f"type {leaf['type']}", Score(0, 0, 1))
    out.judge(leaf["type"], leaf, False)
    told = f"{leaf['type']} {leaf['op']} {leaf.get('value')}"
    out.miss(f"{where}: {told} not in the gold: {leaf['quote'][:60]}")


def _invented(block: Item, out: Measured) -> None:
    where = f"{block['drug']} for {', '.join(block['indications'])} ({block['phase']})"
    for leaf in leaves(block["tree"]):
        out.score("leaves", Score(0, 0, 1))
        _extra(leaf, where, out)


def _distinct(found: Iterable[Placed]) -> list[Placed]:
    """Without the same leaf from the block of another indication."""
    return list({json.dumps(leaf, sort_keys=True): (leaf, path) for leaf, path in found}.values())


def _qualifiers(gold: Item, leaf: Item, out: Measured) -> None:
    """What narrows a matched leaf, as far as the gold states it; an amount counts without its extras."""
    for name in QUALIFIERS:
        if gold.get(name) is not None:
            right = _same_qualifier(gold[name], leaf.get(name))
            out.share(f"qualifier {name}", right)
            out.share("qualifiers", right)


def _same_qualifier(want: Any, got: Any) -> bool:
    if isinstance(want, dict):
        return isinstance(got, dict) and all(_same_part(key, item, got) for key, item in want.items())
    if isinstance(got, list | tuple):  # "by or in consultation with" is the weaker of the two in the gold
        return want == _WEAKER if _WEAKER in got else list(got) == [want]
    if isinstance(want, str):
        return isinstance(got, str) and alike.same_words(want, got)
    return _is_flag(want) == _is_flag(got) and bool(want == got)


def _same_part(key: str, want: Any, got: Item) -> bool:
    """A part of an amount; how often is a `value` in the gold and `times` in a find."""
    return _same_qualifier(want, got.get(key, got.get("times") if key == "value" else None))


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)
