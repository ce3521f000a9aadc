"""What the tables hold of a policy already, so that only what is new is compared and written.

The facts of a version follow from its content and from the extractors that read it first, and the changes
between two versions follow from their facts. Where neither document was read again, both stay as they are.
A program that would make other rows keeps nothing: `is_of_today` asks for that.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from extractors.model import Change, Evidence
from warehouse.model import Content, Version

Read = tuple[Content, str]  # a content, and the extractors that first read it so
_MAKERS = tuple(
    f"{name}.py" for name in ("beliefs", "in_force", "kept", "model", "repeats", "state", "timeline")
)
_VERSIONS = (
    "select version_id, policy_id, issue_number, recorded_at, superseded_at, snapshot_ids, extractor_version "
    "from core_versions where policy_id in (select unnest(?::varchar[])) order by policy_id, issue_number"
)
_CHANGES = (
    "select from_version_id, to_version_id, change_type_code, direction_code, drug_code, indication_codes, "
    "phase_code, before_text, after_text, magnitude, flags, before_page, before_quote, before_section_name, "
    "after_page, after_quote, after_section_name from core_changes "
    "where policy_id in (select unnest(?::varchar[])) order by rowid"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Versions whose facts stand in the tables, and pairs of readings whose changes do."""

    versions: Mapping[str, Read | None] = field(default_factory=dict)  # None: to be written again
    changes: Mapping[tuple[Read, Read], tuple[Change, ...]] = field(default_factory=dict)

    def has(self, version: Version) -> bool:
        """Whether the facts of a version stand in the tables as they are."""
        return self.versions.get(version.version_id) == (version.content, version.extractor_version)


NOTHING = Kept()


def kept(
    connection: duckdb.DuckDBPyConnection, policy_ids: Iterable[str], read_again: Container[str] | None
) -> Kept:
    """What the tables hold of some policies; nothing of a content with a snapshot that was read again.

    Args:
        connection: the warehouse
        policy_ids: the policies
        read_again: snapshots; None stands for all
    """
    names = list(policy_ids)
    rows = connection.execute(_VERSIONS, [names]).fetchall()
    reads = {row[0]: _read(row, read_again) for row in rows}
    changes = defaultdict(list)
    for before, after, *change in connection.execute(_CHANGES, [names]).fetchall():
        changes[before, after].append(_change(change))
    pairs = ((one, other) for one, other in _pairs(rows) if reads[one] and reads[other])
    return Kept(reads, {(reads[one], reads[other]): tuple(changes[one, other]) for one, other in pairs})  # type: ignore[misc]


@cache
def _program() -> str:
    folder = Path(__file__).parent
    files = sorted(path for pattern in (*_MAKERS, "normalize/*.py") for path in folder.glob(pattern))
    return hashlib.sha256(b"\n".join(path.read_bytes() for path in files)).hexdigest()


def is_of_today(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the program of today made the rows; says from now on that it did."""
    is_same = connection.execute("select sha256 from _rows").fetchall() == [(_program(),)]
    if not is_same:
        connection.execute("delete from _rows")
        connection.execute("insert into _rows values (?)", [_program()])
    return is_same


def _read(row: tuple[Any, ...], read_again: Container[str] | None) -> Read | None:
    content = tuple(row[5])
    return None if read_again is None or any(part in read_again for part in content) else (content, row[6])


def _pairs(rows: list[tuple[Any, ...]]) -> Iterable[tuple[str, str]]:
    """Versions of issues that follow each other, believed at the same time: these were compared."""
    issues: dict[tuple[str, int], list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        issues[row[1], row[2]].append(row)
    for (policy, number), earlier in issues.items():
        for before in earlier:
            for after in issues.get((policy, number + 1), ()):
                if _overlap(before, after):
                    yield before[0], after[0]


def _overlap(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    ends = [end for end in (one[4], other[4]) if end is not None]
    return not ends or max(one[3], other[3]) < min(ends)


def _change(row: list[Any]) -> Change:
    kind, direction, drug, indications, phase, before, after, magnitude, flags, *sides = row
    return Change(
        kind,
        direction,
        drug,
        tuple(indications),
        phase,
        before,
        after,
        _evidence(*sides[:3]),
        _evidence(*sides[3:]),
        json.loads(magnitude),
        tuple(flags),
    )


def _evidence(page: int | None, quote: str | None, section: str | None) -> Evidence | None:
    return None if quote is None or section is None else Evidence(page, None, quote, section)
