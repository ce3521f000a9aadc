"""Snapshots and what the extractors of today read in them.

A reading belongs to a snapshot and a version of the extractors. The version is a hash of the
extractors' source and of the libraries they read with: whoever edits a rule cannot forget to
count it up, and a rule that changes nothing it reads makes no new facts.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

import extractors
from extractors.documents import Recognize
from extractors.errors import ExtractError
from extractors.model import Leaf, Node, Reading
from extractors.read import read
from warehouse.archive import Archive
from warehouse.ledger import Attempt, Entry, Extraction, Removal

_LIBRARIES = ("lxml", "markdown-it-py", "pdfminer.six", "pdfplumber", "pypdfium2")
Reader: TypeAlias = Callable[[bytes, str | None], Reading]
_REFUSALS = {"challenge_page": "blocked"}  # every other page that is no document is not_a_policy


@dataclass(frozen=True, slots=True)
class Pending:
    """A snapshot that the extractors of today have not read."""

    snapshot_id: str
    media_type: str | None


@dataclass(frozen=True, slots=True)
class Recognizer:
    """A reader of pictures from outside this house, and its name with its versions."""

    name: str
    recognize: Recognize


@cache
def extractor_version(recognizer: str = "") -> str:
    """Twelve hexadecimal digits that change whenever the extractors could read differently.

    Args:
        recognizer: name of the reader of pictures at hand: with one, scanned pages are read too.
    """
    digest = hashlib.sha256(recognizer.encode())
    root = Path(extractors.__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(f"{path.relative_to(root)}\n".encode())
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()[:12]


def pending(
    archive: Archive,
    entries: Iterable[Entry] | None = None,
    recognizer: Recognizer | None = None,
    limits: Mapping[str, float] | None = None,
) -> tuple[Pending, ...]:
    """Archived snapshots without an extraction by the extractors of today, oldest first.

    Args:
        archive: where the ledger is
        entries: its lines, where they were read already
        recognizer: the reader of pictures that is at hand
        limits: what ends a reading today, by kind of failure: a snapshot that failed on less is read again
    """
    current = _version(recognizer)
    found: dict[str, Pending] = {}
    done: set[str] = set()
    for entry in archive.entries() if entries is None else entries:
        if isinstance(entry, Attempt) and entry.snapshot_id:
            found.setdefault(entry.snapshot_id, Pending(entry.snapshot_id, entry.media_type))
        elif isinstance(entry, Extraction) and entry.extractor_version == current:
            done.add(entry.snapshot_id)
            if _is_raised(entry, limits or {}):
                done.remove(entry.snapshot_id)
        elif isinstance(entry, Removal):
            for name in entry.snapshot_ids:
                found.pop(name, None)
    return tuple(item for item in found.values() if item.snapshot_id not in done)


def _is_raised(entry: Extraction, limits: Mapping[str, float]) -> bool:
    """True where the limit that ended the reading is higher by now."""
    return entry.limit is not None and limits.get(entry.failure or "", 0.0) > entry.limit


def _version(recognizer: Recognizer | None) -> str:
    return extractor_version(recognizer.name if recognizer else "")


def extract(
    archive: Archive,
    item: Pending,
    recorded_at: datetime,
    recognizer: Recognizer | None = None,
    reader: Reader | None = None,
) -> Extraction:
    """Read one snapshot, keep the reading and write the ledger line; a failure is a line too."""
    entry = extraction(archive, item, recorded_at, recognizer, reader)
    archive.append([entry])
    return entry


def extraction(
    archive: Archive,
    item: Pending,
    recorded_at: datetime,
    recognizer: Recognizer | None = None,
    reader: Reader | None = None,
) -> Extraction:
    """Read one snapshot and keep the reading; answers the ledger line, which is not written yet.

    Args:
        archive: where the snapshot is and the reading goes
        item: the snapshot
        recorded_at: the time of the line
        recognizer: the reader of pictures that is at hand, by whoever reads
        reader: makes a reading of the bytes, or raises ExtractError; None reads in this process
    """
    by = reader or partial(read, recognize=recognizer.recognize if recognizer else None)
    try:
        reading = by(archive.read(item.snapshot_id), item.media_type)
    except ExtractError as error:
        entry = replace(_failed(item, recorded_at, error.kind, str(error)), limit=error.limit)
    else:
        entry = _done(archive, item, recorded_at, reading)
    return replace(entry, extractor_version=_version(recognizer))


def _failed(item: Pending, recorded_at: datetime, failure: str, detail: str) -> Extraction:
    return Extraction(
        recorded_at=recorded_at,
        snapshot_id=item.snapshot_id,
        extractor_version=extractor_version(),
        failure=failure,
        detail=detail,
    )


def _done(archive: Archive, item: Pending, recorded_at: datetime, reading: Reading) -> Extraction:
    if reading.facts.document.doc_type == "not_a_document":
        first = reading.facts.warnings[0]
        return _failed(item, recorded_at, _REFUSALS.get(first.kind, "not_a_policy"), first.detail)
    return Extraction(
        recorded_at=recorded_at,
        snapshot_id=item.snapshot_id,
        extractor_version=extractor_version(),
        reading_id=archive.save_reading(reading),
    )


def quotes(archive: Archive, snapshot_id: str) -> frozenset[tuple[str, int | None]]:
    """The words, each with its page, of every fact that was last read in a snapshot."""
    ids = [
        entry.reading_id
        for entry in archive.entries()
        if isinstance(entry, Extraction) and entry.snapshot_id == snapshot_id and entry.reading_id
    ]
    if not ids:
        return frozenset()
    found = archive.load_reading(ids[-1]).facts
    evidence = [position.evidence for position in found.positions]
    evidence += [leaf.evidence for criteria in found.criteria for leaf in _leaves(criteria.tree)]
    return frozenset((item.quote, item.page) for item in evidence)


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    else:
        for item in node.items:
            yield from _leaves(item)
