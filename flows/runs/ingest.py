"""Files that a person brought, into the archive and on to the warehouse. Needs no Prefect.

Everything is checked before the first byte is written; all lines of the ledger are then written
at once. What was brought before (same document, time and bytes) is not written again.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from flows.errors import UsageError
from flows.reading import recognize
from flows.runs import declare, steps
from flows.runs.clock import clock_of
from flows.settings import Settings
from flows.sources.loader import load
from flows.sources.manifest import Item
from flows.telling.progress import Progress, silent
from flows.telling.summary import DocumentResult, RunSummary
from warehouse import readings
from warehouse.archive import Archive
from warehouse.ledger import Attempt, Declaration, Entry, Extraction, Policy, Run
from warehouse.state import State, fold


def ingest(
    settings: Settings, items: Iterable[Item], now: datetime | None = None, progress: Progress = silent
) -> RunSummary:
    """Archive, read, load and publish the files. Raises UsageError, WarehouseError."""
    chosen, recorded_at = sorted(items, key=lambda item: item.fetched_at), now or datetime.now(UTC)
    archive = Archive(settings.archive)
    entries = archive.entries()
    declarations = _declarations(settings, entries, chosen, recorded_at)
    contents = [_content(item) for item in chosen]
    steps.refuse_locked(settings)
    snapshots = [archive.save(content).snapshot_id for content in contents]
    attempts = [_attempt(*pair, recorded_at) for pair in zip(chosen, snapshots, strict=True)]
    new = _not_yet(entries, attempts)
    runs = [Run(recorded_at, f"ingest-{recorded_at:%Y%m%dT%H%M%S}Z", "ingest", recorded_at, len(new))]
    archive.append([*declarations, *new, *(runs if new else [])])
    steps.extract_pending(settings, clock_of(now), progress)
    loaded = steps.load(settings)
    steps.publish(settings)
    results = _results(archive.entries(), chosen, attempts, set(new))
    return RunSummary(
        results,
        loaded.versions_count,
        loaded.changes,
        steps.check(settings),
        nothing_reached=all(result.is_failed for result in results),
    )


def _content(item: Item) -> bytes:
    try:
        return item.path.read_bytes()
    except OSError as error:
        raise UsageError(f"{item.path}: cannot be read ({error.strerror}); nothing was ingested") from error


def _attempt(item: Item, snapshot_id: str, recorded_at: datetime) -> Attempt:
    """The line of one file. Files of the same moment are one look at a policy in parts."""
    return Attempt(
        recorded_at=recorded_at,
        run_id=f"ingest-{item.fetched_at:%Y%m%dT%H%M%SZ}",
        payer_id=item.payer,
        policy_id=item.policy_id,
        document_id=item.document_id,
        url=item.url or item.path.name,
        fetched_at=item.fetched_at,
        outcome="fetched",
        origin="ingest",
        snapshot_id=snapshot_id,
        media_type=item.media_type,
    )


def _not_yet(entries: Iterable[Entry], attempts: Iterable[Attempt]) -> list[Attempt]:
    known = {_look(entry) for entry in entries if isinstance(entry, Attempt)}
    by_look = {_look(attempt): attempt for attempt in attempts if _look(attempt) not in known}
    return list(by_look.values())


def _look(attempt: Attempt) -> tuple[str, datetime, str | None]:
    return attempt.document_id, attempt.fetched_at, attempt.snapshot_id


def _declarations(
    settings: Settings, entries: tuple[Entry, ...], items: list[Item], recorded_at: datetime
) -> list[Declaration]:
    """Lines for what the ledger does not know yet: declared payers, and payers met through a file."""
    payers = {item.payer for item in items}
    declared = [source for source in load(settings.sources) if source.id in payers]
    lines = declare.news(entries, declared, recorded_at)
    state = fold([*entries, *lines])
    for item in items:
        _refuse_contradiction(state, item)
    met: dict[str, Declaration] = {}
    for item in items:
        if item.policy_id not in state.policies or not _is_benefit_known(state, item):
            line = met.setdefault(item.payer, _met(state, item.payer, recorded_at))
            others = tuple(policy for policy in line.policies if policy.policy_id != item.policy_id)
            policy = Policy(item.policy_id, item.policy, item.benefit, (), (item.document_id,))
            met[item.payer] = replace(line, policies=(*others, policy))
    return [*lines, *met.values()]


def _met(state: State, payer: str, recorded_at: datetime) -> Declaration:
    known = state.payers.get(payer)
    name = known.name if known else payer.replace("_", " ").replace("-", " ").title()
    return Declaration(recorded_at, payer, name, "unknown")


def _is_benefit_known(state: State, item: Item) -> bool:
    return item.benefit == "unknown" or state.policies[item.policy_id].benefit != "unknown"


def _refuse_contradiction(state: State, item: Item) -> None:
    policy = state.policies.get(item.policy_id)
    if policy is None:
        return
    if item.benefit not in {"unknown", policy.benefit} and policy.benefit != "unknown":
        raise UsageError(
            f"{item.where}: {item.policy_id} is a {policy.benefit} policy, not {item.benefit}; "
            "correct the benefit or give the policy another key"
        )
    if policy.document_ids and item.document_id not in policy.document_ids:
        parts = ", ".join(name.partition("/")[2] for name in policy.document_ids)
        raise UsageError(f"{item.where}: {item.policy_id} stands in {parts}; name one of them as the policy")


def _results(
    entries: Iterable[Entry], items: list[Item], attempts: list[Attempt], new: set[Attempt]
) -> tuple[DocumentResult, ...]:
    current = readings.extractor_version(recognize.name())
    read = {
        entry.snapshot_id: entry
        for entry in entries
        if isinstance(entry, Extraction) and entry.extractor_version == current
    }
    results = []
    for item, attempt in zip(items, attempts, strict=True):
        extraction = read[str(attempt.snapshot_id)]
        outcome = extraction.failure or ("fetched" if attempt in new else "unchanged")
        results.append(
            DocumentResult(item.payer, item.document_id, str(item.path), outcome, extraction.detail)
        )
    return tuple(results)
