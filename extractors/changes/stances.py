"""The positions of a policy in canonical form: one stance for each drug, route and indication.

A position is implied, and rules nothing of its own, when a residual ("all other indications")
says the same, when the reader only inferred it, or when "not as monotherapy" repeats the criterion
of an antidepressant taken along. Silence (not_addressed) is no position. The reason and the
secondary stance are wording. Which stance is more open is data in equivalences.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from extractors.changes.equivalences import (
    POSITIVE_RANK,
    SAME_SCOPE,
    STANCE_PRECEDENCE,
    STANCE_RANK,
    WIDE_INDICATIONS,
)
from extractors.model import Position
from extractors.vocabulary import drugs

Key: TypeAlias = "tuple[str, str, str, str, str, str, str]"
"""Drug, indication, route, phase, scope, setting, modifier; an empty text = not narrowed."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One position in force under its key."""

    key: Key
    stance: str
    position: Position
    is_implied: bool = False

    @property
    def rank(self) -> int:
        """Openness of the stance, 0 to 5."""
        return STANCE_RANK[self.stance]

    @property
    def is_positive(self) -> bool:
        """Whether the payer may pay."""
        return self.rank >= POSITIVE_RANK


def stated(positions: Iterable[Position], combined: Iterable[tuple[str, str]]) -> tuple[Stated, ...]:
    """The positions in force, each key once.

    Args:
        positions: as read.
        combined: drug and indication pairs whose criteria demand an antidepressant along.
    """
    found: dict[Key, Stated] = {}
    for position in sorted(positions, key=_precedence):
        if position.stance in STANCE_RANK:
            found.setdefault(_key(position), Stated(_key(position), position.stance, position))
    pairs = frozenset(combined)
    marked = [replace(item, is_implied=_is_implied(item, found, pairs)) for item in found.values()]
    return tuple(sorted(marked, key=lambda item: item.key))


def covers(broad: Stated, narrow: Key) -> bool:
    """Whether a position speaks for a narrower key of the same drug."""
    drug, indication, *rest = broad.key
    same_drug = drug == narrow[0]
    return same_drug and _holds(indication, narrow[1]) and all(map(_admits, rest, narrow[2:]))


def _holds(broad: str, narrow: str) -> bool:
    return broad in ("any", narrow) or narrow in WIDE_INDICATIONS.get(broad, frozenset())


def _admits(broad: str, narrow: str) -> bool:
    return broad in ("", "any", narrow)


def _key(position: Position) -> Key:
    route = position.route
    if route == "any":
        route = drugs.ROUTES.get(position.drug) or route
    phase = "" if position.phase in (None, "both") else str(position.phase)
    scope = SAME_SCOPE.get(position.scope, position.scope)
    return (
        position.drug,
        position.indication,
        route,
        phase,
        "" if scope == "headline" else scope,
        position.setting or "",
        position.modifier or "",
    )


def _precedence(position: Position) -> tuple[bool, int, bool, int, str]:
    order = STANCE_PRECEDENCE.index(position.stance) if position.stance in STANCE_PRECEDENCE else 99
    is_inferred = "inferred" in position.flags
    return (
        position.scope == "residual",
        order,
        is_inferred,
        position.evidence.page or 0,
        position.evidence.quote,
    )


def _is_implied(item: Stated, found: dict[Key, Stated], combined: frozenset[tuple[str, str]]) -> bool:
    drug, indication = item.key[:2]
    if "inferred" in item.position.flags:
        return True
    if "monotherapy" in item.key and not item.is_positive and (drug, indication) in combined:
        return True
    return any(other.stance == item.stance and _is_broader(other, item) for other in found.values())


def _is_broader(broad: Stated, narrow: Stated) -> bool:
    """Whether a refusal in general already says what a refusal by name repeats."""
    if broad.is_positive or broad.key == narrow.key:
        return False
    if broad.key[1] == "all_other":
        return narrow.key[1] != "any" and covers(replace(broad, key=_anything(broad.key)), narrow.key)
    return covers(broad, narrow.key)


def _anything(key: Key) -> Key:
    return key[0], "any", *key[2:]
