"""Looks that found what the last look found: the rest of a policy's rows stays as it is.

That is most of what a day brings. Whatever could change more than the list of looks (other bytes, a look
of the past, a document read again) is left to the loader, which builds the policy anew.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from warehouse import known
from warehouse.ledger import Attempt, Policy
from warehouse.model import Content, Observation, Timeline
from warehouse.state import State, observations

_LAST = """
with looks as (
    select
        policy_id,
        issue_number,
        max(observed_at) as observed_at,
        min(recorded_at) as known_at
    from core_observations
    where policy_id in (select unnest(?::varchar[]))
    group by policy_id, issue_number
    qualify row_number() over (partition by policy_id order by issue_number desc) = 1
)

select looks.*, any_value(versions.snapshot_ids)
from looks
inner join core_versions as versions
    on looks.policy_id = versions.policy_id and looks.issue_number = versions.issue_number
group by all
"""


@dataclass(frozen=True, slots=True)
class Last:
    """The issue that the last look at a policy found."""

    issue_number: int
    observed_at: datetime
    known_at: datetime
    content: Content


def repeated(
    connection: duckdb.DuckDBPyConnection, attempts: Iterable[Attempt], begun: Container[str]
) -> Iterator[tuple[Policy, Timeline]]:
    """What each policy has more, for those that have further looks and nothing else.

    Args:
        connection: the warehouse, with these attempts among its lines
        attempts: new ones, of policies that were neither declared anew nor read again
        begun: policies of which the same runs have left lines before, so that parts of a look stand there
    """
    by_policy: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_policy[attempt.policy_id].append(attempt)
    state = State(policies=known.policies(connection, by_policy))
    last = _last_looks(connection, by_policy)
    for policy_id, own in by_policy.items():
        policy = state.policy(policy_id)
        is_in_parts = len(policy.document_ids) > 1
        more = None if is_in_parts and policy_id in begun else _more(policy, own, last.get(policy_id))
        if more is not None:
            yield policy, more


def _last_looks(connection: duckdb.DuckDBPyConnection, policy_ids: Iterable[str]) -> dict[str, Last]:
    names = list(policy_ids)
    rows = connection.execute(_LAST, [names]).fetchall() if names else []
    return {
        name: Last(number, seen.replace(tzinfo=UTC), held.replace(tzinfo=UTC), tuple(content))
        for name, number, seen, held, content in rows
    }


def _more(policy: Policy, attempts: list[Attempt], last: Last | None) -> Timeline | None:
    looks = set(observations(policy, attempts))
    if not looks:
        return Timeline((), (), ())
    if last is None or not all(_is_again(look, last) for look in looks):
        return None
    ordered = sorted(looks, key=lambda look: (look.observed_at, look.recorded_at, look.url))
    return Timeline(tuple((look, last.issue_number) for look in ordered), (), ())


def _is_again(look: Observation, last: Last) -> bool:
    is_later = look.observed_at > last.observed_at and look.recorded_at >= last.known_at
    return is_later and look.content == last.content
