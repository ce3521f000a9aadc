"""A history of invented payers, as large as asked: its readings, its ledger, and the tables they make.

Three policies a payer, one look a month at each, a new edition every few months; every third edition
changes a rule, the others only words. Ten payers are written line by line and loaded by the loader
itself. Further payers are copies of those ten under other names, in the ledger by text and in the tables
by SQL, so that the rows have the shape that the loader writes and a large history takes seconds.

Snapshots have no bytes: they are read already. Only the ten first payers have readings on the disk, so
only their policies can be built again.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import duckdb

from extractors.model import (
    Box,
    Code,
    Criteria,
    DocumentFields,
    Evidence,
    Group,
    Leaf,
    PolicyFacts,
    Position,
    Reading,
    Revision,
)
from flows.reading import recognize
from warehouse.archive import Archive
from warehouse.ledger import Attempt, Declaration, Entry, Extraction, Policy, Run
from warehouse.lines import line_from_entry
from warehouse.load import catch_up
from warehouse.readings import extractor_version

WRITTEN = 10  # payers that are written line by line
POLICIES = {"esketamine": "medical", "esketamine-rx": "pharmacy", "ketamine": "medical"}
TYPES = ("blues_plan", "regional", "national_commercial", "medicaid_agency", "pbm")
DRUGS = {
    "esketamine": ("esketamine_spravato", "intranasal", ("trd", "mdd_acute_suicidality")),
    "esketamine-rx": ("esketamine_spravato", "intranasal", ("trd", "mdd_acute_suicidality")),
    "ketamine": ("ketamine", "intravenous", ("trd", "crps", "ptsd")),
}
STANCES = ("investigational", "case_by_case", "covered_with_criteria", "covered")
LEAVES = ("age_min", "step_therapy_trials", "diagnosis_confirmed", "prescriber_specialty", "rems_enrollment")
LAST = datetime(2026, 10, 15, 6, tzinfo=UTC)


def payer(number: int) -> str:
    """The id of a payer, of the same length for all of them."""
    return f"payer{number:05d}"


def moment(month: int, months: int) -> datetime:
    """The look of a month; the last month is that of LAST."""
    back = months - 1 - month
    years, ahead = divmod(LAST.month - 1 - back, 12)
    return LAST.replace(year=LAST.year + years, month=ahead + 1)


def edition(number: int, key: str, month: int) -> int:
    """Which edition stands on the page in a month: a new one after three to five months."""
    pace = 3 + (number + len(key)) % 3
    return (month + number % pace) // pace


def snapshot_id(number: int, key: str, edition_number: int) -> str:
    """A hash that begins with the tens of the payer and the edition: copies have snapshots of their own."""
    digest = sha256(f"{number} {key} {edition_number}".encode()).hexdigest()
    return f"{number // WRITTEN:04d}{edition_number:04d}{digest[8:]}"


def reading(number: int, key: str, edition_number: int, counts_from: date, leaves: int = 50) -> Reading:
    """What was read in one edition: a stance for each use, trees of ten leaves, codes, a history."""
    rules = edition_number // 3  # two of three editions change no rule
    drug, route, uses = DRUGS[key]
    said = f"{number} {key} {edition_number}"
    facts = PolicyFacts(
        DocumentFields(
            snapshot_id(number, key, edition_number), "application/pdf", 12, effective_from=counts_from
        ),
        positions=tuple(_position(drug, route, use, number + rules, said) for use in uses),
        criteria=tuple(_tree(drug, uses[n % len(uses)], n, rules, said) for n in range(max(1, leaves // 10))),
        codes=tuple(Code("ICD-10-CM", f"F3{n}.2", "covered", _words(f"code {n} {said}")) for n in range(4)),
        revisions=(Revision(counts_from, "day", "reviewed", f"review {said}", _words(f"review {said}")),),
    )
    return Reading(
        facts, sha256(said.encode()).hexdigest(), sha256(f"{number} {key} {rules}".encode()).hexdigest()
    )


def written(archive: Archive, numbers: range, months: int, leaves: int = 50) -> Iterator[list[Entry]]:
    """The ledger of some payers, a list of lines for each month; their readings go to the archive."""
    yield [_declaration(number, moment(0, months)) for number in numbers]
    known: set[str] = set()
    for month in range(months):
        at = moment(month, months)
        lines: list[Entry] = []
        for number in numbers:
            for key in POLICIES:
                made = edition(number, key, month)
                look = _attempt(number, key, made, at)
                lines.append(look)
                if look.snapshot_id not in known:
                    known.add(str(look.snapshot_id))
                    found = archive.save_reading(reading(number, key, made, at.date(), leaves))
                    lines.append(Extraction(at, str(look.snapshot_id), _version(), found))
        lines.append(Run(at, f"track-{at:%Y%m%dT%H%M%S.%fZ}", "track", at, len(numbers) * len(POLICIES)))
        yield lines


def make(folder: Path, payers: int, months: int) -> tuple[Archive, Path]:
    """An archive and a warehouse that know of so many payers, a multiple of ten, and are in step."""
    archive, warehouse = Archive(folder / "archive"), folder / "warehouse.duckdb"
    pages = [[line_from_entry(line) for line in lines] for lines in written(archive, range(WRITTEN), months)]
    archive.ledger.write_bytes(b"".join(line for lines in pages for line in lines))
    catch_up(archive, warehouse)
    copies = range(1, payers // WRITTEN)
    with archive.ledger.open("wb") as file:
        for lines in pages:
            file.writelines(lines)
            for copy in copies:
                file.writelines(_renamed(line, copy) for line in lines if b'"kind": "run"' not in line)
    with duckdb.connect(warehouse) as connection:
        _copy(connection, payers // WRITTEN)
        connection.execute("update _position set ledger_bytes = ?", [archive.ledger.stat().st_size])
    return archive, warehouse


def bring(archive: Archive, number: int, key: str, day: int) -> None:
    """One new edition of one policy, fetched and read, a day or more after the history ends."""
    at, made = LAST + timedelta(days=day), 1000 + day
    look = _attempt(number, key, made, at)
    found = archive.save_reading(reading(number, key, made, at.date()))
    archive.append([look, Extraction(at, str(look.snapshot_id), _version(), found)])


def look_again(archive: Archive, numbers: range, months: int, day: int) -> None:
    """One more look at every policy of some payers that finds what the last look found."""
    at = LAST + timedelta(days=day)
    last = months - 1
    archive.append(
        _attempt(number, key, edition(number, key, last), at) for number in numbers for key in POLICIES
    )


def _version() -> str:
    return extractor_version(recognize.name())


def _declaration(number: int, at: datetime) -> Declaration:
    name = payer(number)
    policies = tuple(
        Policy(f"{name}/{key}", f"Policy {key}", benefit, ("commercial",), (f"{name}/{key}",))
        for key, benefit in POLICIES.items()
    )
    return Declaration(
        at, name, f"Payer {number}", TYPES[number % len(TYPES)], ("OH",), 1000, policies=policies
    )


def _attempt(number: int, key: str, made: int, at: datetime) -> Attempt:
    name = f"{payer(number)}/{key}"
    run_id, url = f"track-{at:%Y%m%dT%H%M%S.%fZ}", f"https://{name}.example/policy.pdf"
    line = Attempt(at, run_id, payer(number), name, name, url, at, "fetched", http_status=200)
    return replace(line, snapshot_id=snapshot_id(number, key, made), media_type="application/pdf")


def _words(words: str) -> Evidence:
    return Evidence(3, Box(72.0, 120.5, 540.0, 132.5), f"The plan says in so many words: {words}", "Coverage")


def _position(drug: str, route: str, use: str, turn: int, said: str) -> Position:
    stance = STANCES[(turn + len(use)) % len(STANCES)]
    return Position(drug, route, use, stance, _words(f"{stance} {use} {said}"))  # type: ignore[arg-type]


def _tree(drug: str, use: str, place: int, rules: int, said: str) -> Criteria:
    leaves = tuple(
        Leaf(kind, ">=", 1 + (n + (rules if place == 0 else 0)) % 4, "unit", _words(f"{kind} {n} {said}"))
        for n, kind in enumerate((*LEAVES, *LEAVES))
    )
    phase = "continuation" if place % 2 else "initial"
    return Criteria(drug, (use,), phase, Group("all", leaves), 3)  # type: ignore[arg-type]


# --- copies under other names ------------------------------------------------------------------


def _renamed(line: bytes, copy: int) -> bytes:
    """A ledger line of the first ten payers as one of the copy: every id differs in the same four digits."""
    tens = f"{copy:04d}".encode()
    return line.replace(b"payer0000", b"payer" + tens).replace(b'_id": "0000', b'_id": "' + tens)


_COPIED = {
    "core_payers": ("payer_id",),
    "core_policies": ("policy_id", "payer_id"),
    "core_observations": ("policy_id", "url"),
    "core_versions": ("version_id", "policy_id", "payer_id", "url"),
    "core_in_force": ("version_id", "policy_id"),
    "core_positions": ("position_id", "version_id", "quote"),
    "core_criteria": ("node_id", "parent_node_id", "version_id", "quote"),
    "core_codes": ("version_id", "quote"),
    "core_revisions": ("version_id", "summary"),
    "core_changes": ("policy_id", "payer_id", "from_version_id", "to_version_id", "change_id"),
    "core_paths": ("version_id",),
    "raw_attempts": ("payer_id", "policy_id", "document_id", "url", "snapshot_id"),
    "raw_extractions": ("snapshot_id",),
}
_WORDS = ("quote", "summary", "change_id")  # told apart by the payer they are copied to


def _copy(connection: duckdb.DuckDBPyConnection, copies: int) -> None:
    for table, columns in _COPIED.items():
        own = "where is_declared" if table == "core_payers" else ""
        connection.execute(f"create temp table _first as select * from {table} {own}")
        changed = ", ".join(f"{_told(column)} as {column}" for column in columns)
        if table == "core_versions":
            changed += f", list_transform(snapshot_ids, lambda id: {_tens('id', 1)}) as snapshot_ids"
        connection.execute(
            f"insert into {table} by name select _first.* replace ({changed}) from _first, "
            f"(select lpad(n::varchar, 4, '0') as tens from range(1, {copies}) as copies(n)) order by tens"
        )
        connection.execute("drop table _first")
    connection.execute("checkpoint")


def _told(column: str) -> str:
    if column == "change_id":
        return "md5(change_id || tens)[:16]"
    if column in _WORDS:
        return f"{column} || ' ' || tens"
    if column == "snapshot_id":
        return _tens("snapshot_id", 1)
    return f"replace(replace({column}, 'payer0000', 'payer' || tens), '@0000', '@' || tens)"


def _tens(value: str, place: int) -> str:
    return f"tens || {value}[{place + 4}:]"
