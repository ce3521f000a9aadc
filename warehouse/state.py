"""What the ledger says as a whole: payers, policies, looks and extractions. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from warehouse.ledger import Attempt, Declaration, Entry, Extraction, Policy
from warehouse.model import Observation


@dataclass(slots=True)
class State:
    """Payers and policies as last declared, and everything that happened to them."""

    payers: dict[str, Declaration] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    attempts: dict[str, list[Attempt]] = field(default_factory=lambda: defaultdict(list))
    extractions: dict[str, list[Extraction]] = field(default_factory=lambda: defaultdict(list))

    def policy(self, policy_id: str) -> Policy:
        """A policy as declared; one that nobody declared goes by its key."""
        return self.policies.get(policy_id) or Policy(policy_id, policy_id.partition("/")[2], "unknown")


def fold(entries: Iterable[Entry], before: State | None = None) -> State:
    """The state after these lines, over that of before. A policy once declared stays: it has a history."""
    state = before or State()
    for entry in entries:
        if isinstance(entry, Declaration):
            state.payers[entry.payer_id] = _known(state.payers.get(entry.payer_id), entry)
            state.policies |= {policy.policy_id: policy for policy in entry.policies}
        elif isinstance(entry, Attempt):
            state.attempts[entry.policy_id].append(entry)
        elif isinstance(entry, Extraction):
            state.extractions[entry.snapshot_id].append(entry)
    return state


def observations(policy: Policy, attempts: Iterable[Attempt]) -> tuple[Observation, ...]:
    """The looks that found every document of the policy; one that missed a part is no look."""
    if len(policy.document_ids) < 2:
        return tuple(_look((attempt,)) for attempt in attempts if attempt.snapshot_id)
    by_run: dict[str, dict[str, Attempt]] = defaultdict(dict)
    for attempt in attempts:
        by_run[attempt.run_id][attempt.document_id] = attempt
    runs = (tuple(run.get(name) for name in policy.document_ids) for run in by_run.values())
    return tuple(_look(parts) for parts in runs if all(part and part.snapshot_id for part in parts))  # type: ignore[arg-type]


def _look(parts: tuple[Attempt, ...]) -> Observation:
    return Observation(
        observed_at=max(part.fetched_at for part in parts),
        recorded_at=max(part.recorded_at for part in parts),
        content=tuple(str(part.snapshot_id) for part in parts),
        url=parts[0].url,
    )


def _known(before: Declaration | None, now: Declaration) -> Declaration:
    """A payer met only through a file that somebody brought keeps what was declared of it."""
    if before is not None and now.payer_type == "unknown":
        return replace(before, recorded_at=now.recorded_at)
    return now
