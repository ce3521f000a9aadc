"""One measure for each part of the facts of one document, with what was missed or invented."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flows.evaluate import alike
from flows.evaluate.gold import Gold
from flows.evaluate.score import Score, Share

Facts = dict[str, Any]
FIELDS = (
    "title", "policy_number", "doc_type", "effective_from", "original_effective", "published_on",
    "last_review", "next_review", "status", "payer_name",
)  # fmt: skip
_CERTAINTY = (0.95, 0.9, 0.8, 0.7, 0.0)


@dataclass(slots=True)
class Measured:
    """Scores and shares by name, and one line for each miss."""

    scores: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    sums: dict[str, Score] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def score(self, name: str, one: Score) -> None:
        """Add to a score."""
        self.sums[name] = self.sums.get(name, Score()) + one

    def share(self, name: str, is_right: bool) -> None:
        """Add one answer to a share."""
        self.shares[name] = self.shares.get(name, Share()) + Share(int(is_right), 1)

    def miss(self, text: str) -> None:
        """Remember what was wrong."""
        self.misses.append(text)

    def add(self, other: "Measured", where: str) -> None:
        """Take in the measures of one document."""
        for name, score in other.sums.items():
            self.score(name, score)
        for name, share in other.shares.items():
            self.shares[name] = self.shares.get(name, Share()) + share
        self.confusion.update(other.confusion)
        self.misses.extend(f"{where}: {text}" for text in other.misses)


def measure(gold: Gold, facts: Facts) -> Measured:
    """Every part of one document."""
    out = Measured()
    fields(gold, facts, out)
    revisions(gold, facts, out)
    codes(gold, facts, out)
    positions(gold, facts, out)
    criteria(gold, facts, out)
    evidence(facts, out)
    return out


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
    left = list(facts["revisions"])
    matched = 0
    for row in gold["revisions"]:
        hit = next((r for r in left if (r["date"], r["precision"]) == (row["date"], row["precision"])), None)
        if hit is None:
            out.miss(f"revision {row['date']} not found")
            continue
        left.remove(hit)
        matched += 1
        out.share("revision action", hit["action"] in (row["action"], *row.get("accept_actions", ())))
    for row in left:
        out.miss(f"revision {row['date']} not in the gold")
    out.score("revisions", Score(matched, len(gold["revisions"]), len(facts["revisions"])))


def codes(gold: Gold, facts: Facts, out: Measured) -> None:
    """Codes in force; of those that match, the role."""
    wanted = {(c["system"], c["code"]) for c in gold["codes"]}
    found = {(c["system"], c["code"]) for c in facts["codes"]}
    partial = gold.get("codes_partial") or not wanted
    counted = {
        pair
        for pair in found
        if pair in wanted or not (partial or (pair[0].startswith("ICD") and gold.get("icd10_partial")))
    }
    out.score("codes", Score(len(wanted & counted), len(wanted), len(counted)))
    for pair in sorted(wanted ^ counted):
        out.miss(f"code {' '.join(pair)} {'not found' if pair in wanted else 'not in the gold'}")
    for code in gold["codes"]:
        roles = {
            c["role"] for c in facts["codes"] if (c["system"], c["code"]) == (code["system"], code["code"])
        }
        if roles:
            out.share("code role", bool(roles & {code["role"], *code.get("accept_roles", ())}))


def positions(gold: Gold, facts: Facts, out: Measured) -> None:
    """Gold positions found by drug and indication; of those, the stance."""
    left = list(facts["positions"])
    matched = 0
    for wanted in gold["positions"]:
        hits = [p for p in left if _same_place(wanted, p)]
        stances = {wanted["stance"], *wanted.get("accept_stances", ())}
        hit = next((p for p in hits if p["stance"] in stances), hits[0] if hits else None)
        if hit is None:
            out.miss(f"position {wanted['drug']} for {wanted['indication']} not found")
            continue
        matched += 1
        out.share("stance", hit["stance"] in stances)
        out.confusion[wanted["stance"], wanted["stance"] if hit["stance"] in stances else hit["stance"]] += 1
        _calibrate(out, "position", hit, hit["stance"] in stances)
        if hit["stance"] not in stances:
            out.miss(
                f"stance {hit['stance']} for {wanted['stance']}: {wanted['drug']}, {wanted['indication']}"
            )
    known = [p for p in left if any(_same_place(wanted, p) for wanted in gold["positions"])]
    found = len(known) if gold.get("positions_partial") else len({(p["drug"], p["indication"]) for p in left})
    out.score("positions", Score(matched, len(gold["positions"]), max(found, matched)))


def _same_place(wanted: dict[str, Any], got: dict[str, Any]) -> bool:
    return alike.same_drug(wanted["drug"], got["drug"]) and alike.same_indication(
        wanted["indication"], got["indication"]
    )


def criteria(gold: Gold, facts: Facts, out: Measured) -> None:
    """Leaves of each gold block against the block of the same drug, indication and phase."""
    used: set[int] = set()
    for wanted in gold["criteria"]:
        blocks = [block for block in facts["criteria"] if _same_block(wanted, block)]
        used |= {id(block) for block in blocks}
        found = _distinct(leaf for block in blocks for leaf in leaves(block["tree"]))
        _leaves(wanted, found, bool(gold.get("criteria_partial")), out)
        if blocks:
            out.share("logic", any(_logic(block["tree"]) in (wanted["logic"], None) for block in blocks))
    if gold.get("criteria_partial") or gold.get("positions_partial"):
        return
    for block in facts["criteria"]:
        if id(block) not in used:
            extra = sum(1 for _ in leaves(block["tree"]))
            out.score("leaves", Score(0, 0, extra))
            out.miss(
                f"{extra} leaves of {block['drug']} for {', '.join(block['indications'])} ({block['phase']})"
            )


def _same_block(wanted: dict[str, Any], block: dict[str, Any]) -> bool:
    phases = {wanted["phase"], block["phase"]}
    return (
        (len(phases) == 1 or "both" in phases)
        and alike.same_drug(wanted["drug"], block["drug"])
        and any(alike.same_indication(wanted["indication"], code) for code in block["indications"])
    )


def _leaves(wanted: dict[str, Any], found: list[dict[str, Any]], is_partial: bool, out: Measured) -> None:
    left = list(found)
    where = f"{wanted['drug']} for {wanted['indication']} ({wanted['phase']})"
    matched = 0
    for gold in wanted["leaves"]:
        hit = next((leaf for leaf in left if alike.same_leaf(gold, leaf)), None)
        out.score(f"type {gold['type']}", Score(int(hit is not None), 1, int(hit is not None)))
        if hit is None:
            out.miss(f"{where}: {gold['type']} {gold['op']} {gold.get('value')} not found")
            continue
        left.remove(hit)
        matched += 1
        _calibrate(out, "leaf", hit, True)
    for leaf in () if is_partial else left:
        out.score(f"type {leaf['type']}", Score(0, 0, 1))
        _calibrate(out, "leaf", leaf, False)
        out.miss(
            f"{where}: {leaf['type']} {leaf['op']} {leaf.get('value')} not in the gold: {leaf['quote'][:60]}"
        )
    out.score("leaves", Score(matched, len(wanted["leaves"]), matched if is_partial else len(found)))


def leaves(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every leaf of a tree."""
    if "logic" not in node:
        yield node
    for item in node.get("items", ()):
        yield from leaves(item)


def _distinct(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({str(leaf): leaf for leaf in found}.values())


def _logic(node: dict[str, Any]) -> str | None:
    return node.get("logic")


def evidence(facts: Facts, out: Measured) -> None:
    """Facts of a document with pages that have no page, box or quote."""
    has_pages = facts["document"]["pages"] is not None
    every = [*facts["positions"], *(leaf for block in facts["criteria"] for leaf in leaves(block["tree"]))]
    for fact in every:
        is_whole = bool(fact["quote"]) and (not has_pages or (fact["page"] and fact["bbox"]))
        out.share("facts with evidence", bool(is_whole))


def _calibrate(out: Measured, kind: str, fact: dict[str, Any], is_right: bool) -> None:
    bound = next(low for low in _CERTAINTY if fact["confidence"] >= low)
    out.share(f"{kind} confidence >= {bound:g}", is_right)
