"""The values of one policy's history: looks, beliefs, versions, changes. Frozen, no behaviour."""

from dataclasses import dataclass
from datetime import date, datetime

from extractors.model import Change, Reading
from extractors.wire import StoredReading

Content = tuple[str, ...]  # the snapshots of a policy's documents, in declared order
Understanding = Reading | StoredReading


@dataclass(frozen=True, slots=True)
class Observation:
    """One look at a policy that found all of its documents."""

    observed_at: datetime
    recorded_at: datetime
    content: Content
    url: str


@dataclass(frozen=True, slots=True)
class Belief:
    """What one version of the extractors read in a content; no reading = not a policy."""

    recorded_at: datetime
    extractor_version: str
    reading_id: str
    reading: Understanding | None


@dataclass(frozen=True, slots=True)
class Version:
    """One understanding of one issue of a policy."""

    version_id: str
    policy_id: str
    issue_number: int
    cause_code: str
    change_level_code: str
    first_seen_at: datetime
    recorded_at: datetime
    superseded_at: datetime | None
    effective_from_or_seen: date
    is_effective_from_seen: bool
    extractor_versions: tuple[str, ...]  # all that read the same in it, in the order they did
    content: Content
    url: str
    reading: Understanding

    @property
    def extractor_version(self) -> str:
        """The first extractors that read this."""
        return self.extractor_versions[0]


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One rule that differs between two versions that follow each other."""

    before: Version
    after: Version
    change: Change
    recorded_at: datetime
    superseded_at: datetime | None
    is_reverted: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that is known of one policy over time."""

    observations: tuple[tuple[Observation, int], ...]  # with the number of the issue seen
    versions: tuple[Version, ...]
    changes: tuple[VersionChange, ...]
