"""Snapshots and what the extractors of today read in them.

A reading belongs to a snapshot and a version of the extractors. The version is a hash of the
extractors' source and of the libraries they read with: whoever edits a rule cannot forget to
count it up, and a rule that changes nothing it reads makes no new facts.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import extractors
from extractors.errors import ExtractError
from extractors.model import Reading
from extractors.read import read
from warehouse.archive import Archive
from warehouse.ledger import Attempt, Entry, Extraction

_LIBRARIES = ("lxml", "markdown-it-py", "pdfminer.six", "pdfplumber", "pypdfium2")
_REFUSALS = {"challenge_page": "blocked"}  # every other page that is no document is not_a_policy


@dataclass(frozen=True, slots=True)
class Pending:
    """A snapshot that the extractors of today have not read."""

    snapshot_id: str
    media_type: str | None


@cache
def extractor_version() -> str:
    """Twelve hexadecimal digits that change whenever the extractors could read differently."""
    digest = hashlib.sha256()
    root = Path(extractors.__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(f"{path.relative_to(root)}\n".encode())
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()[:12]


def pending(archive: Archive, entries: Iterable[Entry] | None = None) -> tuple[Pending, ...]:
    """Archived snapshots without an extraction by the extractors of today, oldest first."""
    current = extractor_version()
    found: dict[str, Pending] = {}
    done: set[str] = set()
    for entry in archive.entries() if entries is None else entries:
        if isinstance(entry, Attempt) and entry.snapshot_id:
            found.setdefault(entry.snapshot_id, Pending(entry.snapshot_id, entry.media_type))
        elif isinstance(entry, Extraction) and entry.extractor_version == current:
            done.add(entry.snapshot_id)
    return tuple(item for item in found.values() if item.snapshot_id not in done)


def extract(archive: Archive, item: Pending, recorded_at: datetime) -> Extraction:
    """Read one snapshot, keep the reading and write the ledger line; a failure is a line too."""
    try:
        reading = read(archive.read(item.snapshot_id), item.media_type)
    except ExtractError as error:
        entry = _failed(item, recorded_at, error.kind, str(error))
    else:
        entry = _done(archive, item, recorded_at, reading)
    archive.append([entry])
    return entry


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
