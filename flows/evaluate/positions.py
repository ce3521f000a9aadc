"""Gold positions found by drug and indication; of those, the stance and the route."""

from typing import Any

from flows.evaluate import alike
from flows.evaluate.gold import Gold
from flows.evaluate.matching import match
from flows.evaluate.measured import Facts, Measured
from flows.evaluate.score import Score

Item = dict[str, Any]


def positions(gold: Gold, facts: Facts, out: Measured) -> None:
    """One find for each gold position; a find that is contradicted in the same breath is not right.

    Finds beside the gold cost precision and are not judged: a gold names the main positions of a list.
    """
    wanted, found = gold["positions"], facts["positions"]
    pairs = _pairs(wanted, found)
    for number, item in enumerate(wanted):
        if number in pairs:
            _matched(item, found[pairs[number]], facts, wanted, out)
        else:
            out.miss(f"position {item['drug']} for {item['indication']} not found")
    known = [one for one in found if any(same_place(item, one) for item in wanted)]
    extra = {} if gold.get("positions_partial") else {_key(one): one for one in found if one not in known}
    for one in extra.values():
        out.miss(f"position {one['drug']} for {one['indication']}: {one['stance']} not in the gold")
    out.score("positions", Score(len(pairs), len(wanted), len(pairs) + len(extra)))


def same_place(wanted: Item, got: Item) -> bool:
    """Whether a gold position and a find speak of the same drug and indication."""
    return alike.same_drug(wanted["drug"], got["drug"]) and alike.same_indication(
        wanted["indication"], got["indication"]
    )


def _pairs(wanted: list[Item], found: list[Item]) -> dict[int, int]:
    """Those that agree first; one find may answer for the same place told twice (two lists, two lines)."""
    sure = match(wanted, found, lambda item, one: same_place(item, one) and one["stance"] in _stances(item))
    for number, item in enumerate(wanted):
        if number not in sure:
            same = [place for place, one in enumerate(found) if same_place(item, one)]
            free = [place for place in same if place not in sure.values()]
            twin = [place for place in same if found[place]["stance"] in _stances(item)]
            if free or twin:
                sure[number] = (twin or free)[0]
    return sure


def _matched(item: Item, one: Item, facts: Facts, wanted: list[Item], out: Measured) -> None:
    others = {stance for other in wanted if same_place(other, one) for stance in _stances(other)}
    against = [
        other["stance"]
        for other in facts["positions"]
        if _speaks_of(other) == _speaks_of(one) and other["stance"] not in others
    ]
    stance = one["stance"] if one["stance"] not in _stances(item) else (against or [item["stance"]])[0]
    right = stance == item["stance"]
    out.share("stance", right)
    out.confusion[item["stance"], stance] += 1
    out.judge("position", one, right)
    out.share("route", "any" in (item.get("route"), one["route"]) or item.get("route") == one["route"])
    if not right:
        out.miss(f"stance {stance} for {item['stance']}: {item['drug']}, {item['indication']}")


def _stances(item: Item) -> set[str]:
    return {item["stance"], *item.get("accept_stances", ())}


def _speaks_of(one: Item) -> tuple[Any, ...]:
    place = (one["drug"], one["route"], one["indication"], one["scope"], one["phase"])
    return (*place, one.get("setting"), one.get("modifier"))


def _key(one: Item) -> tuple[str, str]:
    return (one["drug"], one["indication"])
