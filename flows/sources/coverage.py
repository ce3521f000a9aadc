"""What the declarations watch, counted: payers, states, policies, lives, and what is missing. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flows.sources.model import STATES, Source

_TERRITORIES = {"GU", "VI", "PR", "US"}


@dataclass(frozen=True, slots=True)
class TypeCount:
    """One type of payer, counted."""

    type: str
    payers: int
    policies: int
    documents: int
    verified: int
    lives_known: int
    lives: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is declared, and what is not."""

    by_type: tuple[TypeCount, ...]
    by_kind: tuple[tuple[str, int], ...]
    states: tuple[str, ...]
    states_without_medicaid: tuple[str, ...]
    states_without_plan: tuple[str, ...]
    without_lives: tuple[str, ...]
    unverified: tuple[str, ...]
    only_listed: tuple[str, ...]


def measure(sources: Iterable[Source]) -> Coverage:
    """The coverage of these declarations; fictional payers do not count."""
    real = tuple(source for source in sources if not source.is_fictional)
    types = sorted({source.type for source in real})
    kinds = Counter(document.kind for source in real for document in source.document)
    states = {state for source in real for state in source.states} - {"US"}
    return Coverage(
        by_type=tuple(_count(name, [s for s in real if s.type == name]) for name in types),
        by_kind=tuple(sorted(kinds.items())),
        states=tuple(sorted(states)),
        states_without_medicaid=_without(real, {"medicaid_agency"}),
        states_without_plan=_without(real, {"blues_plan", "regional"}),
        without_lives=tuple(source.id for source in real if source.lives is None),
        unverified=tuple(source.id for source in real if not source.verified),
        only_listed=tuple(s.id for s in real if all(d.kind in {"listing", "inbox"} for d in s.document)),
    )


def _count(name: str, sources: list[Source]) -> TypeCount:
    return TypeCount(
        type=name,
        payers=len(sources),
        policies=sum(len({document.policy for document in source.document}) for source in sources),
        documents=sum(len(source.document) for source in sources),
        verified=sum(source.verified for source in sources),
        lives_known=sum(source.lives is not None for source in sources),
        lives=sum(source.lives or 0 for source in sources),
    )


def _without(sources: Iterable[Source], types: set[str]) -> tuple[str, ...]:
    there = {state for source in sources if source.type in types for state in source.states}
    return tuple(sorted(set(STATES) - there - _TERRITORIES))
