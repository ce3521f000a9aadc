"""Two readings of a policy to the list of rules that changed, each once, in a stable order.

Positions first: a new indication with its criteria is one change of scope, not one for each
criterion. Then criteria, tree by tree. The same difference for several indications is one change,
and for both phases one change of phase "both". Codes are told in one change without a direction.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from extractors.changes import direction, magnitude, words
from extractors.changes.canonical import Block, Rules, Tree, root, rules, rules_of
from extractors.changes.drafts import Draft, flags_of, tree_drafts
from extractors.changes.rules import Types
from extractors.changes.stances import Stated, covers
from extractors.model import Change, Code, Direction, Evidence, Phase, PolicyFacts

_EMPTY = Tree(root(()))


def compare(before: PolicyFacts, after: PolicyFacts, types: Types | None = None) -> tuple[Change, ...]:
    """The rules that differ between two versions; empty when none does, up to rounding and rewording.

    Args:
        before: the facts of the older version.
        after: the facts of the newer version.
        types: what is known of each criterion type; the types of all families by default.
    """
    old, new = rules(before, types), rules(after, types)
    drafts = [*_position_drafts(old, new)]
    told = {(draft.drug, draft.indication) for draft in drafts}
    for block in sorted({*old.trees, *new.trees}):
        if not (block[:2] in told and (_is_bare(old, block) or _is_bare(new, block))):
            drafts += tree_drafts(block, old.trees.get(block, _EMPTY), new.trees.get(block, _EMPTY))
    return tuple(sorted([*_merged(drafts), *_code_change(before, after)], key=_order))


def _is_bare(rules_: Rules, block: Block) -> bool:
    """Whether a version has no criteria at all for the drug and indication."""
    return not any(tree.root.items for other, tree in rules_.trees.items() if other[:2] == block[:2])


# --- positions --------------------------------------------------------------------------------


def _position_drafts(old: Rules, new: Rules) -> Iterator[Draft]:
    before = {item.key: item for item in old.stated}
    after = {item.key: item for item in new.stated}
    for key in sorted({*before, *after}):
        ours, theirs = before.get(key), after.get(key)
        if ours and theirs:
            if ours.stance != theirs.stance and not (ours.is_implied and theirs.is_implied):
                yield _position_draft(
                    "stance_change", direction.stance(ours.stance, theirs.stance), ours, theirs
                )
        elif theirs and not (theirs.is_implied or _is_said(theirs, old)):
            yield _position_draft("position_added", _new(theirs, old), None, theirs)
        elif ours and not (ours.is_implied or _is_said(ours, new)):
            yield _position_draft("position_removed", direction.opposite(_new(ours, new)), ours, None)
    yield from _unstated("position_added", old, new)
    yield from _unstated("position_removed", new, old)


def _is_said(item: Stated, rules_: Rules) -> bool:
    """Whether a version says the same of the indication for more routes, phases or settings."""
    return any(
        other.stance == item.stance and other.key[:2] == item.key[:2] and covers(other, item.key)
        for other in rules_.stated
    )


def _new(item: Stated, without: Rules) -> Direction:
    is_carved_out = any(other.is_positive and covers(other, item.key) for other in without.stated)
    return direction.new_position(item.stance, is_carved_out=is_carved_out)


def _position_draft(kind: str, way: Direction, before: Stated | None, after: Stated | None) -> Draft:
    known = [item for item in (before, after) if item]
    narrowed = known[0].key[2:]
    return Draft(
        type=kind,
        direction=way,
        drug=known[0].key[0],
        indication=known[0].key[1],
        phase=_phase(known[0]),
        key="\n".join([*narrowed, *(item.stance if item else "" for item in (before, after))]),
        before=words.position(before.position) if before else None,
        after=words.position(after.position) if after else None,
        before_evidence=before.position.evidence if before else None,
        after_evidence=after.position.evidence if after else None,
        magnitude=magnitude.stance_magnitude(
            before.stance if before else None, after.stance if after else None
        ),
        flags=flags_of(flag for item in known for flag in item.position.flags),
    )


def _phase(item: Stated) -> Phase | None:
    phases: dict[str, Phase] = {"initial": "initial", "continuation": "continuation"}
    return phases.get(item.key[3])


def _unstated(
    kind: Literal["position_added", "position_removed"], without: Rules, having: Rules
) -> Iterator[Draft]:
    """Criteria for an indication of which the other version says nothing, and no position to say so."""
    silent = {pair for pair in _pairs(having) if pair not in _pairs(without)}
    spoken = {item.key[:2] for item in (*having.stated, *without.stated)}
    for drug, indication in sorted(silent - spoken):
        leaf = next(
            rule.leaf
            for block, tree in having.trees.items()
            if block[:2] == (drug, indication)
            for rule in rules_of(tree.root)
        )
        is_added = kind == "position_added"
        text, evidence = "covered with criteria", leaf.evidence
        yield Draft(
            type=kind,
            direction="scope_added" if is_added else "scope_removed",
            drug=drug,
            indication=indication,
            phase=None,
            key="criteria",
            before=None if is_added else text,
            after=text if is_added else None,
            before_evidence=None if is_added else evidence,
            after_evidence=evidence if is_added else None,
            magnitude=magnitude.stance_magnitude(
                None if is_added else "covered_with_criteria", "covered_with_criteria" if is_added else None
            ),
        )


def _pairs(rules_: Rules) -> set[tuple[str, str]]:
    return {block[:2] for block, tree in rules_.trees.items() if tree.root.items}


# --- one change for one difference ------------------------------------------------------------


def _merged(drafts: Iterable[Draft]) -> Iterator[Change]:
    """Drafts that say the same of several indications and phases, as one change."""
    alike: dict[tuple[str, ...], list[Draft]] = {}
    for draft in drafts:
        alike.setdefault((draft.drug, draft.type, draft.direction, draft.key), []).append(draft)
    for group in alike.values():
        phases: dict[str, set[Phase | None]] = {}
        for draft in group:
            phases.setdefault(draft.indication, set()).add(draft.phase)
        for span in {frozenset(found) for found in phases.values()}:
            indications = {name for name, found in phases.items() if found == span}
            yield _change([draft for draft in group if draft.indication in indications], span)


def _change(group: list[Draft], span: frozenset[Phase | None]) -> Change:
    first = min(group, key=lambda draft: (draft.before or "", draft.after or "", _evidence_order(draft)))
    return Change(
        type=first.type,
        direction=first.direction,
        drug=first.drug,
        indications=tuple(sorted({draft.indication for draft in group})),
        phase="both" if len(span) > 1 else next(iter(span)),
        before=first.before,
        after=first.after,
        before_evidence=first.before_evidence,
        after_evidence=first.after_evidence,
        magnitude=first.magnitude,
        flags=tuple(sorted({flag for draft in group for flag in draft.flags})),
    )


def _evidence_order(draft: Draft) -> tuple[tuple[int, str], tuple[int, str]]:
    return _place(draft.before_evidence), _place(draft.after_evidence)


def _place(evidence: Evidence | None) -> tuple[int, str]:
    return (evidence.page or 0, evidence.quote) if evidence else (0, "")


def _order(change: Change) -> tuple[str, ...]:
    told = (change.drug, change.phase or "", change.type, ",".join(change.indications), change.direction)
    return (*told, change.before or "", change.after or "")


# --- codes ------------------------------------------------------------------------------------


def _code_change(before: PolicyFacts, after: PolicyFacts) -> Iterator[Change]:
    """Codes that came and went, in one change: billing, not a rule."""
    ours = {(code.system, code.code, code.role): code for code in before.codes}
    theirs = {(code.system, code.code, code.role): code for code in after.codes}
    out = [ours[key] for key in sorted(ours.keys() - theirs.keys())]
    in_ = [theirs[key] for key in sorted(theirs.keys() - ours.keys())]
    if out or in_:
        yield Change(
            type="code_change",
            direction="neutral_codes",
            drug=_drug_of_codes([*out, *in_], before, after),
            indications=(),
            phase=None,
            before=words.codes(out),
            after=words.codes(in_),
            before_evidence=out[0].evidence if out else None,
            after_evidence=in_[0].evidence if in_ else None,
            magnitude={"codes_out": len(out), "codes_in": len(in_), "weight": 0.0},
        )


def _drug_of_codes(codes: Iterable[Code], *versions: PolicyFacts) -> str:
    """The one drug of the codes, else the one drug of the policy, else "any"."""
    named = {code.drug for code in codes if code.drug}
    spoken = {position.drug for facts in versions for position in facts.positions}
    for drugs in (named, spoken):
        if len(drugs) == 1:
            return drugs.pop()
    return "any"
