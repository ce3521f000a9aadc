"""The review queue: facts that want a person, and the decisions, which are lines of the archive's ledger.

A decision never touches what the extractors said; it stands beside it, bound to the payer's words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from flows.asking.answers import Row, ask
from flows.errors import UnknownName, UsageError
from flows.runs import steps
from flows.settings import Settings
from warehouse.archive import Archive
from warehouse.ledger import Decision
from warehouse.readings import quotes

_QUEUE = "select * from out_review_queue order by is_open desc, len(flags) desc, confidence, review_id"
_FACT = """
select facts.*, versions.snapshot_ids, versions.media_type, versions.url
from stg_reviewed_facts as facts inner join core_versions as versions using (version_id)
where facts.review_id = ? order by facts.fact_id limit 1
"""
_SHORTEST_ID = 4


def queue(copy: Path, payer: str | None = None, *, every: bool = False) -> list[Row]:
    """The facts that wait for a decision, the most doubted first; also the decided ones with `every`."""
    found = [row for row in ask(copy, _QUEUE) if every or row["is_open"]]
    return [row for row in found if payer in (None, row["payer_id"])]


def fact(copy: Path, review_id: str) -> Row:
    """One fact in force by its id or the beginning of it. Raises UnknownName, UsageError."""
    ids = [str(row["review_id"]) for row in ask(copy, "select distinct review_id from stg_reviewed_facts")]
    found = [one for one in ids if one == review_id] or [
        one for one in ids if len(review_id) >= _SHORTEST_ID and one.startswith(review_id)
    ]
    if not found:
        raise UnknownName("fact", review_id, ids, "`ketcov review` lists those that wait")
    if len(found) > 1:
        raise UsageError(f"{review_id!r} is the beginning of {len(found)} facts; give more of it")
    queued = [row for row in ask(copy, _QUEUE) if row["review_id"] == found[0]]
    return {**ask(copy, _FACT, [found[0]])[0], **(queued[0] if queued else {})}


def decide(
    settings: Settings,
    review_id: str,
    verdict: str,
    reviewer: str,
    reason: str,
    value: str | None,
    now: datetime,
) -> Decision:
    """Keep a decision in the ledger, then bring warehouse and copy up to it.

    Raises UsageError, UnknownName, WarehouseError.
    """
    for name, given in (("--by", reviewer), ("--reason", reason), ("--value", value or verdict)):
        if not given.strip():
            raise UsageError(f"{name} is empty; say it in a few words")
    row = fact(settings.coverage, review_id)
    steps.refuse_locked(settings)
    decision = Decision(
        recorded_at=now,
        policy_id=str(row["policy_id"]),
        type=str(row["type_code"]),
        quote=str(row["quote"]),
        said=str(row["said_text"]),
        verdict=verdict,
        reviewer=reviewer.strip(),
        reason=reason.strip(),
        value=value,
    )
    Archive(settings.archive).append([decision])
    steps.load(settings)
    steps.publish(settings)
    return decision


def decisions(settings: Settings) -> Iterator[Row]:
    """Every decision ever made, in order, as the ledger has it."""
    for entry in Archive(settings.archive).entries():
        if isinstance(entry, Decision):
            yield asdict(entry)


def source_of(archive: Archive, row: Row) -> str:
    """The snapshot that a fact was read in: of a policy in several files, the one with its words."""
    snapshots = [str(name) for name in _listed(row["snapshot_ids"])]
    if len(snapshots) == 1:
        return snapshots[0]
    return next((name for name in snapshots if _holds(archive, name, row)), snapshots[0])


def _holds(archive: Archive, snapshot_id: str, row: Row) -> bool:
    return (row["quote"], row["page"]) in quotes(archive, snapshot_id)


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
