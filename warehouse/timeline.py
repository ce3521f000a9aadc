"""From observations and extractions to versions: the three clocks of one policy. Pure.

An *issue* is a run of consecutive observations of the same content. A *version* is one
understanding of an issue: re-reading it with better extractors gives a further version of the
same issue, with cause `extractor_change`, and ends what was believed before.

    observed    first_seen_at of the issue; last seen comes from the observations
    recorded    recorded_at / superseded_at of the version: what we believed, and until when
    valid       the dates that the payer prints; in force is decided when asked (sql/macros)
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby, pairwise

from extractors.model import Change
from warehouse.model import Belief, Content, Observation, Timeline, Understanding, Version, VersionChange

FLAP = timedelta(days=1)  # a rule that came and went within a day is no news

Compare = Callable[[Understanding, Understanding], tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class _Issue:
    number: int
    name: str
    content: Content
    looks: tuple[Observation, ...]


def build(
    policy_id: str,
    observations: Iterable[Observation],
    beliefs: Mapping[Content, tuple[Belief, ...]],
    compare: Compare,
) -> Timeline:
    """The time line of one policy; the order in which the arguments are given does not matter."""
    issues = _issues(observations, beliefs)
    by_issue: list[tuple[Version, ...]] = []
    for issue in issues:
        previous = by_issue[-1] if by_issue else ()
        by_issue.append(tuple(_versions(policy_id, issue, beliefs[issue.content], previous)))
    return Timeline(
        observations=tuple((look, issue.number) for issue in issues for look in issue.looks),
        versions=tuple(version for versions in by_issue for version in versions),
        changes=tuple(_changes(by_issue, compare)),
    )


def _issues(looks: Iterable[Observation], beliefs: Mapping[Content, tuple[Belief, ...]]) -> list[_Issue]:
    policies = [look for look in looks if any(b.reading for b in beliefs.get(look.content, ()))]
    ordered = sorted(
        set(policies), key=lambda look: (look.observed_at, look.recorded_at, look.content, look.url)
    )
    runs = [tuple(run) for _, run in groupby(ordered, key=lambda look: look.content)]
    seen: dict[Content, int] = {}
    issues = []
    for number, run in enumerate(runs, start=1):
        content = run[0].content
        seen[content] = seen.get(content, 0) + 1
        again = f".{seen[content]}" if seen[content] > 1 else ""
        issues.append(_Issue(number, _name(content) + again, content, run))
    return issues


def _name(content: Content) -> str:
    """Parts that stay while others change name no content: several are named together."""
    whole = content[0] if len(content) == 1 else sha256("+".join(content).encode()).hexdigest()
    return whole[:8]


def _versions(
    policy_id: str, issue: _Issue, beliefs: tuple[Belief, ...], previous: tuple[Version, ...]
) -> Iterable[Version]:
    known_at = min(look.recorded_at for look in issue.looks)
    spans = _spans(sorted(beliefs, key=lambda belief: belief.recorded_at), known_at)
    for number, (belief, reading, versions, until) in enumerate(spans, start=1):
        again = f"~{number}" if number > 1 else ""
        draft = Version(
            version_id=f"{policy_id}@{issue.name}{again}",
            policy_id=policy_id,
            issue_number=issue.number,
            cause_code="extractor_change" if number > 1 else _first_cause(issue),
            change_level_code="first",
            first_seen_at=issue.looks[0].observed_at,
            recorded_at=max(belief.recorded_at, known_at),
            superseded_at=until,
            effective_from_or_seen=issue.looks[0].observed_at.date(),
            is_effective_from_seen=True,
            extractor_versions=versions,
            content=issue.content,
            url=issue.looks[0].url,
            reading=reading,
        )
        yield _dated(draft, _believed_with(draft, previous))


def _spans(
    beliefs: list[Belief], known_at: datetime
) -> list[tuple[Belief, Understanding, tuple[str, ...], datetime | None]]:
    """Beliefs with equal readings become one; each lasts until the next, or is still held."""
    runs = [tuple(run) for _, run in groupby(beliefs, key=lambda belief: belief.reading_id)]
    ends: list[datetime | None] = [run[0].recorded_at for run in runs[1:]]
    spans = []
    for run, until in zip(runs, [*ends, None], strict=True):
        reading = run[0].reading
        if reading is not None and (until is None or until > known_at):
            spans.append((run[0], reading, tuple(b.extractor_version for b in run), until))
    return spans


def _first_cause(issue: _Issue) -> str:
    return "first_seen" if issue.number == 1 else "payer_change"


def _believed_with(version: Version, candidates: tuple[Version, ...]) -> Version | None:
    """The candidate to compare with: believed at the same time, read by the same extractors if one is."""
    held = [other for other in candidates if _overlap(version, other)]
    alike = [other for other in held if _read_alike(version, other)]
    return next(reversed(alike or held), None)


def _overlap(one: Version, other: Version) -> bool:
    start = max(one.recorded_at, other.recorded_at)
    ends = [end for end in (one.superseded_at, other.superseded_at) if end is not None]
    return not ends or start < min(ends)


def _dated(version: Version, previous: Version | None) -> Version:
    """Level of change and the date from which the version counts.

    A payer that edits a rule and leaves the printed date as it was has not said from when the
    edit binds: the version then counts from the day it was seen. A new edition with the same
    rules and the same printed date counts from the same day as the one before it.
    """
    printed = version.reading.document.effective_from
    level = _level(version, previous)
    if previous is not None and previous.reading.document.effective_from == printed:
        if level != "criteria":
            starts_on, is_seen = previous.effective_from_or_seen, previous.is_effective_from_seen
        else:
            starts_on, is_seen = version.first_seen_at.date(), True
    else:
        starts_on, is_seen = printed or version.first_seen_at.date(), printed is None
    return replace(
        version,
        change_level_code=level,
        effective_from_or_seen=starts_on,
        is_effective_from_seen=is_seen,
    )


def _level(version: Version, previous: Version | None) -> str:
    if previous is None:
        return "first"
    if version.reading.criteria_sha256 != previous.reading.criteria_sha256:
        return "criteria"
    return "bytes" if version.reading.text_sha256 == previous.reading.text_sha256 else "text"


def _changes(by_issue: list[tuple[Version, ...]], compare: Compare) -> Iterable[VersionChange]:
    """Changes between issues that follow each other, read by the same extractors."""
    reverted = _reverted([versions[-1] for versions in by_issue if versions])
    for earlier, later in pairwise(by_issue):
        for before in earlier:
            for after in later:
                if _overlap(before, after) and _read_alike(before, after):
                    yield from _pair(before, after, after.issue_number in reverted, compare)


def _read_alike(one: Version, other: Version) -> bool:
    return not set(one.extractor_versions).isdisjoint(other.extractor_versions)


def _pair(before: Version, after: Version, is_reverted: bool, compare: Compare) -> Iterable[VersionChange]:
    ends = [end for end in (before.superseded_at, after.superseded_at) if end is not None]
    for change in compare(before.reading, after.reading):
        yield VersionChange(
            before=before,
            after=after,
            change=change,
            recorded_at=max(before.recorded_at, after.recorded_at),
            superseded_at=min(ends) if ends else None,
            is_reverted=is_reverted,
        )


def _reverted(versions: list[Version]) -> set[int]:
    """Numbers of the issues whose rule changes belong to a flap A-B-A of less than a day."""
    found: set[int] = set()
    for start, first in enumerate(versions):
        for end in range(start + 2, len(versions)):
            if versions[end].first_seen_at - versions[start + 1].first_seen_at > FLAP:
                break
            inside = versions[start + 1 : end + 1]
            if _rules(versions[end]) == _rules(first) and any(_rules(v) != _rules(first) for v in inside):
                found.update(version.issue_number for version in inside)
    return found


def _rules(version: Version) -> str:
    return version.reading.criteria_sha256
