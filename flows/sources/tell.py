"""What the declarations watch, told on the terminal."""

from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console

from flows.sources.coverage import Coverage
from flows.telling.terminal import line, table

_HEADS = ("type", "payers", "policies", "documents", "verified", "lives known of", "lives")
_NAMED = 12


def show(out: Console, found: Coverage) -> None:
    """Counts by type of payer, kinds of source, and what is missing."""
    table(out, _HEADS, [tuple(asdict(row).values()) for row in found.by_type], ("type",))
    line(out)
    payers = sum(row.payers for row in found.by_type)
    policies = sum(row.policies for row in found.by_type)
    line(out, f"{payers} payers, {policies} policies, {len(found.states)} states and territories by name")
    line(out, "kinds: " + ", ".join(f"{kind} {count}" for kind, count in found.by_kind))
    line(out)
    line(out, "missing:", style="title")
    for words, names in (
        ("states without a Medicaid agency", found.states_without_medicaid),
        ("states without a Blues or regional plan", found.states_without_plan),
        ("payers with no number of lives", found.without_lives),
        ("payers whose addresses nobody has opened", found.unverified),
        ("payers known by an index page only", found.only_listed),
    ):
        line(out, f"{words} ({len(names)}): {_some(names)}" if names else f"{words}: none", 3)


def _some(names: Sequence[str]) -> str:
    return f"{', '.join(names[:_NAMED])}{' ...' if len(names) > _NAMED else ''}"
