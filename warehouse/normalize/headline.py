"""Which position of a version speaks for it on a drug, route and indication. Pure."""

from collections.abc import Iterable

from extractors.model import Position

_WHOLE = frozenset({"headline", "residual", "jurisdiction"})  # the scopes that can speak for the whole


def headlines(positions: Iterable[Position]) -> frozenset[int]:
    """The numbers, from 1, of the positions that speak: one at most for each drug, route and indication."""
    best: dict[tuple[str, str, str], tuple[tuple[object, ...], int]] = {}
    for number, position in enumerate(positions, start=1):
        if position.scope in _WHOLE and position.modifier is None:
            question = (position.drug, position.route, position.indication)
            rank = (_rank(position, number), number)
            best[question] = min(best.get(question, rank), rank)
    return frozenset(number for _, number in best.values())


def _rank(position: Position, number: int) -> tuple[object, ...]:
    """The start of treatment, the whole and every setting come first, then what is surest."""
    return (
        position.phase == "continuation",
        position.scope != "headline",
        position.setting is not None,
        -position.confidence,
        str(number),  # as ids are ordered
    )
