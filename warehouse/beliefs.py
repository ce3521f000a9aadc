"""Archived readings to time lines: which extractors believed what of which content."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from extractors.changes import compare, criteria_sha256
from extractors.model import Change, PolicyFacts, Reading
from extractors.wire import StoredReading
from warehouse.archive import Archive
from warehouse.kept import NOTHING, Kept
from warehouse.ledger import Extraction, Policy
from warehouse.model import Belief, Content, Timeline, Understanding
from warehouse.state import State, observations
from warehouse.timeline import Compare, build

_NO_POLICY = ""  # the reading id of a content that is no policy


def timelines(
    archive: Archive, state: State, policy_ids: Iterable[str], held: Kept = NOTHING
) -> Iterator[tuple[Policy, Timeline]]:
    """The time line of each policy, from its own lines of the ledger; what was compared is not again."""
    for policy_id in policy_ids:
        policy = state.policy(policy_id)
        looks = observations(policy, state.attempts.get(policy_id, ()))
        contents = {look.content for look in looks}
        beliefs = {content: _beliefs(archive, state, content) for content in contents}
        yield policy, build(policy_id, looks, beliefs, _comparison(beliefs, held))


def _comparison(beliefs: Mapping[Content, tuple[Belief, ...]], held: Kept) -> Compare:
    reads = {
        id(belief.reading): (content, belief.extractor_version)
        for content, own in beliefs.items()
        for belief in own
    }

    def changes(before: Understanding, after: Understanding) -> tuple[Change, ...]:
        known = held.changes.get((reads[id(before)], reads[id(after)]))
        return compare(before.facts, after.facts) if known is None else known

    return changes


def _beliefs(archive: Archive, state: State, content: Content) -> tuple[Belief, ...]:
    """One belief for every version of the extractors that read all parts of a content."""
    by_part = [{e.extractor_version: e for e in state.extractions.get(part, ())} for part in content]
    versions = [version for version in by_part[0] if all(version in part for part in by_part)]
    return tuple(_belief(archive, [part[version] for part in by_part]) for version in versions)


def _belief(archive: Archive, parts: list[Extraction]) -> Belief:
    recorded_at: datetime = max(part.recorded_at for part in parts)
    ids = [part.reading_id for part in parts]
    if not all(ids):
        return Belief(recorded_at, parts[0].extractor_version, _NO_POLICY, None)
    reading = _together([archive.load_reading(str(reading_id)) for reading_id in ids])
    return Belief(recorded_at, parts[0].extractor_version, "+".join(map(str, ids)), reading)


def _together(readings: list[StoredReading]) -> Understanding:
    """The facts of a policy in several documents; the first speaks for the whole."""
    if len(readings) == 1:
        return readings[0]
    first = readings[0].facts
    facts = PolicyFacts(
        document=replace(first.document, pages=None),
        sections=tuple(item for reading in readings for item in reading.facts.sections),
        positions=tuple(item for reading in readings for item in reading.facts.positions),
        criteria=tuple(item for reading in readings for item in reading.facts.criteria),
        codes=tuple(item for reading in readings for item in reading.facts.codes),
        revisions=tuple(item for reading in readings for item in reading.facts.revisions),
        warnings=tuple(item for reading in readings for item in reading.facts.warnings),
        claims=tuple(item for reading in readings for item in reading.facts.claims),
    )
    texts = "\n".join(reading.text_sha256 for reading in readings)
    return Reading(facts, sha256(texts.encode()).hexdigest(), criteria_sha256(facts))
