"""Fields, history, codes and evidence of one document, and what must not be found in it."""

from collections.abc import Iterator
from typing import Any

from extractors.model import Evidence, Leaf, Node, PolicyFacts
from flows.evaluate.alike import same_numbers, same_words
from flows.evaluate.gold import Gold
from flows.evaluate.matching import match
from flows.evaluate.measured import Facts, Measured
from flows.evaluate.score import Score
from flows.evaluate.trees import leaves

FIELDS = (
    "title", "policy_number", "doc_type", "effective_from", "original_effective", "published_on",
    "last_review", "next_review", "status", "payer_name",
)  # fmt: skip
Item = dict[str, Any]


def fields(gold: Gold, facts: Facts, out: Measured) -> None:
    """Document fields; every accepted form is right."""
    for name in FIELDS:
        wanted, got = gold["document"].get(name), facts["document"].get(name)
        right = got in (wanted, *gold.get("accept", {}).get(f"document.{name}", ()))
        out.share(f"field {name}", right)
        out.share("fields", right)
        if not right:
            out.miss(f"{name}: {got!r} for {wanted!r}")


def revisions(gold: Gold, facts: Facts, out: Measured) -> None:
    """Rows of the document's own history by date; of those that match, the action."""
    wanted, found = gold["revisions"], facts["revisions"]
    pairs = _dated(wanted, found)
    for number, place in pairs.items():
        actions = (wanted[number]["action"], *wanted[number].get("accept_actions", ()))
        out.share("revision action", found[place]["action"] in actions)
    for number, row in enumerate(wanted):
        if number not in pairs:
            out.miss(f"revision {row['date']} not found")
    for place, row in enumerate(found):
        if place not in pairs.values():
            out.miss(f"revision {row['date']} not in the gold")
    out.score("revisions", Score(len(pairs), len(wanted), len(found)))


def _dated(wanted: list[Item], found: list[Item]) -> dict[int, int]:
    """Rows of one day in printed order; of rows of one day those with the same action belong together."""

    def is_day(want: Item, row: Item) -> bool:
        return (want["date"], want["precision"]) == (row["date"], row["precision"])

    def is_same(want: Item, row: Item) -> bool:
        return is_day(want, row) and row["action"] in (want["action"], *want.get("accept_actions", ()))

    sure = match(wanted, found, is_same)
    rest = [number for number in range(len(wanted)) if number not in sure]
    free = [place for place in range(len(found)) if place not in sure.values()]
    more = match(rest, free, lambda number, place: is_day(wanted[number], found[place]))
    return sure | {rest[one]: free[other] for one, other in more.items()}


def codes(gold: Gold, facts: Facts, out: Measured) -> None:
    """Codes in force; of those that match, the role."""
    wanted = {(c["system"], c["code"]) for c in gold["codes"]}
    found = {(c["system"], c["code"]) for c in facts["codes"]}
    counted = {pair for pair in found if pair in wanted or _counts(pair[0], gold)}
    out.score("codes", Score(len(wanted & counted), len(wanted), len(counted)))
    for pair in sorted(wanted ^ counted):
        out.miss(f"code {' '.join(pair)} {'not found' if pair in wanted else 'not in the gold'}")
    for pair in sorted(wanted & found):
        roles = {c["role"] for c in facts["codes"] if (c["system"], c["code"]) == pair}
        same = [c for c in gold["codes"] if (c["system"], c["code"]) == pair]
        right = roles <= {role for c in same for role in (c["role"], *c.get("accept_roles", ()))}
        out.share("code role", right)
        if not right:
            out.miss(f"code {' '.join(pair)} is {', '.join(sorted(roles))} for {same[0]['role']}")


def _counts(system: str, gold: Gold) -> bool:
    """Whether a find that the gold does not have is an invention."""
    return not (gold.get("codes_partial") or (system.startswith("ICD") and gold.get("icd10_partial")))


def evidence(found: PolicyFacts, out: Measured) -> None:
    """Facts without quote, or without page and box in a document that has pages."""
    for item in _every(found):
        is_placed = found.document.pages is None or (item.page is not None and item.bbox is not None)
        out.share("facts with evidence", bool(item.quote) and is_placed)


def _every(found: PolicyFacts) -> Iterator[Evidence]:
    for part in (found.positions, found.codes, found.revisions):
        yield from (fact.evidence for fact in part)
    for criteria in found.criteria:
        yield from (leaf.evidence for leaf in _leaves_of(criteria.tree))


def _leaves_of(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    else:
        for item in node.items:
            yield from _leaves_of(item)


def forbidden(gold: Gold, facts: Facts, out: Measured) -> None:
    """Items that a careless reader would report: negated, archived, struck through, history only."""
    every = [leaf for block in facts["criteria"] for leaf in leaves(block["tree"])]
    for item in gold.get("must_not_extract", ()):
        found = _reported(item, facts, every)
        out.share("must not be extracted", not found)
        if found:
            out.miss(f"{item['type']} {item.get('value') or ''} must not be extracted: {item.get('why')}")


def _reported(item: Item, facts: Facts, every: list[Item]) -> bool:
    kind, value = item["type"], item.get("value")
    if kind == "code":
        return value in {code["code"] for code in facts["codes"]}
    same = [leaf for leaf in every if leaf["type"] == kind]
    if value is None:
        return bool(same)
    texts = [f"{leaf.get('value')} {leaf['quote']}" for leaf in same]
    return any(same_words(str(value), text) and same_numbers(str(value), text) for text in texts)
