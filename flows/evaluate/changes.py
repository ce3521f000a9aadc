"""Changes of rules told between two editions, against those that a person read between them."""

from extractors.changes import compare
from extractors.model import PolicyFacts
from flows.evaluate.gold import Gold, Step
from flows.evaluate.matching import match
from flows.evaluate.measured import Measured
from flows.evaluate.score import Score

_SILENT = ("neutral", "neutral_codes")


def measure(step: Step, before: PolicyFacts, after: PolicyFacts, out: Measured) -> None:
    """Changes found and invented; a step in which no rule changed has to stay silent."""
    wanted = [change for change in step.changes if change["direction"] not in _SILENT]
    told = [(c.type, c.direction) for c in compare(before, after) if c.direction not in _SILENT]
    pairs = match(wanted, told, _same)
    allowed = match(step.changes, told, lambda change, one: change["type"] == one[0])
    extra = [one for place, one in enumerate(told) if place not in {*pairs.values(), *allowed.values()}]
    out.score("rule changes", Score(len(pairs), len(wanted), len(pairs) + len(extra)))
    if not wanted:
        out.share("steps without a rule change told as none", not told)
    for number, change in enumerate(wanted):
        if number not in pairs:
            out.miss(f"change of {change['type']} ({change['direction']}) not found")
    for kind, direction in extra:
        out.miss(f"change of {kind} ({direction}) invented")


def _same(change: Gold, one: tuple[str, str]) -> bool:
    return change["type"] == one[0] and one[1] in (change["direction"], *change.get("accept_directions", ()))
