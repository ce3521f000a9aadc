"""Statements and criteria -> one position per drug, route, indication and phase, by precedence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from extractors.assembly.leaves import leaves_of
from extractors.assembly.placing import Placed
from extractors.model import Criteria, Evidence, Leaf, Phase, Position
from extractors.stance import Statement
from extractors.vocabulary.mentions import implied_route

_OPEN_SCOPES = frozenset({"any", "all_other", "psychiatric_any", "off_label_any"})
_POSITIVE = frozenset({"covered", "covered_with_criteria"})
_NEGATIVE = frozenset({"investigational", "not_medically_necessary", "benefit_exclusion"})
_ANNOUNCES = re.compile(
    r"\b(?:in|under|for|when|if) (?:(?:any|either|one|all)(?: one)? of )?(?:the )?following\b", re.IGNORECASE
)
_KEYED_SCOPES = frozenset({"headline", "residual"})


Titles: TypeAlias = Mapping[tuple[str, str], Evidence]
_NO_TITLES: Titles = {}


@dataclass(frozen=True, slots=True)
class _Ranked:
    position: Position
    rank: int  # the order of precedence, 1 highest
    order: int  # place in the document
    is_titled: bool = False  # implied by criteria below a line that names the indication
    is_lent: bool = False  # its sentence names no indication


def positions(
    placed: Iterable[Placed], criteria: tuple[Criteria, ...], titles: Titles = _NO_TITLES
) -> tuple[Position, ...]:
    """Headline positions without contradiction, and the side positions (limits, exceptions) as read.

    `titles` are the lines that name an indication, by drug and indication.
    """
    ruled = _ruled(criteria)
    ranked = [
        _Ranked(position, _rank(position), order, is_lent=not item.statement.indications)
        for order, item in enumerate(placed)
        if not _announces(item.statement)
        for position in _spread(item, ruled)
    ]
    implied = _implied(criteria, titles)
    ranked += [
        _Ranked(position, 3, len(ranked) + order, (position.drug, position.indication) in titles)
        for order, position in enumerate(implied)
    ]
    return _settle(ranked)


def _announces(statement: Statement) -> bool:
    """Whether a refusal speaks only of the list behind it: "is not covered in the following situations"."""
    is_bare = statement.stance in _NEGATIVE and statement.scope == "headline" and not statement.indications
    return is_bare and _ANNOUNCES.search(statement.quote) is not None


def refused_drugs(placed: Iterable[Placed]) -> frozenset[str]:
    """Drugs of which the document says only what it does not pay for: general criteria are not theirs."""
    said = [item.statement for item in placed if item.statement.scope == "headline"]
    paid = {statement.drug for statement in said if statement.stance not in _NEGATIVE}
    return frozenset(statement.drug for statement in said) - paid


def stated_indications(placed: Iterable[Placed]) -> dict[str, tuple[str, ...]]:
    """The indications that favourable statements name, per drug."""
    found: dict[str, list[str]] = {}
    for item in placed:
        statement = item.statement
        if statement.stance in _POSITIVE and statement.scope == "headline":
            codes = statement.indications or item.scope.indications
            found.setdefault(statement.drug, []).extend(code for code in codes if code not in _OPEN_SCOPES)
    return {drug: tuple(dict.fromkeys(codes)) for drug, codes in found.items() if codes}


def _ruled(criteria: tuple[Criteria, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for item in criteria:
        closed = (code for code in item.indications if code not in _OPEN_SCOPES)
        found.setdefault(item.drug, []).extend(closed)
    return {drug: tuple(dict.fromkeys(codes)) for drug, codes in found.items()}


def _spread(item: Placed, ruled: dict[str, tuple[str, ...]]) -> Iterable[Position]:
    """One position per indication; a statement without any speaks of its section or of the ruled ones."""
    statement = item.statement
    indications = statement.indications or item.scope.indications
    if not indications and statement.stance in _POSITIVE:
        indications = ruled.get(statement.drug, ())
    for indication in indications or ("any",):
        yield _position(statement, indication, item.evidence)


def _position(statement: Statement, indication: str, evidence: Evidence) -> Position:
    return Position(
        drug=statement.drug,
        route=statement.route,
        indication=indication,
        stance=statement.stance,
        evidence=evidence,
        secondary_stance=statement.secondary,
        reason=statement.reason,
        scope=statement.scope,
        phase=statement.phase,
        setting=statement.setting,
        modifier=statement.modifier,
        criteria_source=statement.criteria_source,
        confidence=statement.confidence,
        flags=statement.flags,
    )


def _implied(criteria: tuple[Criteria, ...], titles: Titles) -> Iterable[Position]:
    """A block of criteria says by itself that the drug is covered when they are met."""
    for item in criteria:
        leaves = leaves_of(item.tree)
        if not leaves or item.phase == "continuation":
            continue
        for indication in item.indications:
            if indication in _OPEN_SCOPES and indication != "any":
                continue  # rules for whatever is not named say nothing of what that is
            route = implied_route(item.drug, (indication,))
            yield Position(
                item.drug, route, indication, "covered_with_criteria",
                titles.get((item.drug, indication), _naming(leaves, indication)),
                confidence=0.9, flags=("implied",),
            )  # fmt: skip


def _naming(leaves: tuple[Leaf, ...], indication: str) -> Evidence:
    """The words of the diagnosis that names an indication, else those of the first criterion."""
    diagnoses = (leaf for leaf in leaves if leaf.type == "diagnosis" and isinstance(leaf.value, list | tuple))
    named = (
        leaf.evidence
        for leaf in diagnoses
        if isinstance(leaf.value, list | tuple) and indication in leaf.value
    )
    return next(named, leaves[0].evidence)


def _rank(position: Position) -> int:
    """The order of precedence: what names more beats what names less, before any polarity."""
    is_generic = position.indication in _OPEN_SCOPES
    if position.stance == "benefit_exclusion" and not is_generic:
        return 2
    if "named_in_list" in position.flags and position.scope == "residual":
        return 6
    if position.scope == "residual":
        return 6 if not is_generic else 7
    if position.stance in _POSITIVE:
        return 5 if is_generic else 3
    return 5 if is_generic else 4


def _settle(ranked: list[_Ranked]) -> tuple[Position, ...]:
    kept: dict[tuple[str, ...], _Ranked] = {}
    for item in ranked:
        key = _key(item.position)
        held = kept.get(key)
        kept[key] = item if held is None else _winner(held, item)
    chosen = sorted(kept.values(), key=lambda item: item.order)
    return tuple(item.position for item in chosen if not _is_redundant(item.position, chosen))


def _key(position: Position) -> tuple[str, ...]:
    scope = "" if position.scope in _KEYED_SCOPES else position.scope
    return (
        position.drug, position.route, position.indication, position.phase or "", scope,
        position.modifier or "", position.setting or "",
    )  # fmt: skip


def _winner(one: _Ranked, other: _Ranked) -> _Ranked:
    if "implied" in other.position.flags:
        is_empty = one.is_lent and one.position.criteria_source == "external"
        return other if other.is_titled and is_empty else one  # words beat silence
    if one.is_lent and one.position.criteria_source == "external" and _polarity(other.position) == 1:
        return one if other.is_lent else other
    better, worse = (other, one) if other.rank < one.rank else (one, other)
    same_rank = one.rank == other.rank or {one.rank, other.rank} == {3, 4}
    opposite = _polarity(better.position) != _polarity(worse.position)
    if same_rank and opposite and better.position.scope == worse.position.scope == "headline":
        return replace(better, position=_flagged(better.position, "conflict"))
    return better


def _polarity(position: Position) -> int:
    if position.stance in _POSITIVE:
        return 1
    return -1 if position.stance in _NEGATIVE else 0


def _flagged(position: Position, flag: str) -> Position:
    return replace(position, flags=tuple(dict.fromkeys((*position.flags, flag))))


def _is_redundant(position: Position, chosen: list[_Ranked]) -> bool:
    """A weaker echo of a position that another statement gives in full."""
    for item in chosen:
        other = item.position
        if other is position or (other.drug, other.stance) != (position.drug, position.stance):
            continue
        same = (other.indication, other.scope) == (position.indication, position.scope)
        if same and _is_narrower(position, other):
            return True
        if position.indication == "any" and position.stance in _POSITIVE and _names_better(other, position):
            return True
    return False


def _is_narrower(position: Position, other: Position) -> bool:
    """The same stance with a phase, setting or looser route that the other holds without."""
    phases: tuple[Phase | None, Phase | None] = (position.phase, other.phase)
    if phases[0] is not None and phases[1] is None:
        return position.modifier == other.modifier
    return position.route == "any" and other.route != "any" and phases[0] == phases[1]


def _names_better(other: Position, position: Position) -> bool:
    is_side = position.criteria_source == "external" or "implied" in position.flags
    return other.indication not in _OPEN_SCOPES and other.scope == "headline" and (
        is_side or position.phase is not None or position.scope == "headline"
    )  # fmt: skip
