"""Collected facts to the tables of warehouse/reference. Inferred stances and weak sources stay out."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tools.reference.codes import codes
from tools.reference.rules import rules
from tools.reference.words import (
    BOTH,
    DRAFTS,
    ENDED,
    ESKETAMINE,
    INDICATIONS,
    KETAMINE_ONLY,
    ORDER,
    ROUTES,
    STANCES,
    UNPLACED,
)

ROOT = Path(__file__).parents[2]
FACTS = ROOT.parent / "shared" / "reference" / "reported_policies.jsonl"
TARGET = ROOT / "warehouse" / "reference"
_HERE = Path(__file__).parent
_USABLE = {"payer_page", "payer_notice", "document_copy"}
_POSITIVE = {"covered", "covered_with_criteria", "case_by_case"}
Row = dict[str, Any]

COLUMNS = {
    "payers": ("payer_id", "payer_name", "payer_type_code", "state_codes"),
    "policies": (
        "policy_id",
        "payer_id",
        "document_key",
        "policy_title",
        "policy_number",
        "benefit_code",
        "line_of_business_codes",
    ),
    "versions": (
        "record_id",
        "policy_id",
        "order_number",
        "order_basis",
        "version_label",
        "title_name",
        "doc_type_code",
        "status_code",
        "effective_from",
        "effective_precision_code",
        "effective_to",
        "original_effective_on",
        "published_on",
        "last_review_on",
        "next_review_on",
        "counts_from",
        "is_counts_from_seen",
        "source_kind_code",
        "confidence_code",
        "url",
        "reported_changes",
    ),
    "positions": ("record_id", "drug_code", "route_code", "indication_code", "stance_code"),
    "criteria": (
        "record_id",
        "drug_code",
        "indication_code",
        "type_code",
        "operator_code",
        "value_text",
        "unit_code",
        "distinct_classes",
        "weeks_each",
        "episode_scope_code",
        "scale_name",
        "relation_code",
    ),
    "codes": ("record_id", "drug_code", "code_system", "code", "last_code", "edit_code"),
}


def usable(records: Iterable[Row]) -> tuple[Row, ...]:
    """Records read on payers' own pages, notices or copies of their documents, with some confidence."""
    return tuple(r for r in records if r["source_kind"] in _USABLE and r["confidence"] in {"high", "medium"})


def tables(records: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows of every table, in a fixed order."""
    found = [(record, *_known(record)) for record in usable(records)]
    rows: dict[str, list[Row]] = {
        "payers": _payers(found),
        "policies": _policies(found),
        "versions": _versions(found),
        "positions": [row for record, _, _ in found for row in _positions(record)],
        "criteria": [row for record, _, _ in found for row in _criteria(record)],
        "codes": [row for record, _, _ in found for row in codes(record)],
    }
    return rows


def text(table: str, rows: Iterable[Row]) -> str:
    """A table as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[table], lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read_facts(path: Path = FACTS) -> list[Row]:
    """The collected facts, a record per line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _read(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


_PAYERS = {row["payer"]: row for row in _read("payers.csv")}
_DOCUMENTS = {
    (row["payer"], row["document_key"]): {**row, "payer_id": _PAYERS[row["payer"]]["payer_id"]}
    for row in _read("documents.csv")
}


def _known(record: Row) -> tuple[dict[str, str], dict[str, str]]:
    payer = _PAYERS[record["payer"]]
    return payer, _DOCUMENTS[record["payer"], record["document_key"]]


def _policy_id(document: dict[str, str]) -> str:
    return f"{document['payer_id']}/{document['policy_key']}"


def _payers(found: list[tuple[Row, Row, Row]]) -> list[Row]:
    states: dict[str, set[str]] = {}
    for record, payer, _ in found:
        states.setdefault(payer["payer_id"], set()).update(s for s in record.get("states", ()) if len(s) == 2)
    known = {payer["payer_id"]: payer for _, payer, _ in found}
    return [
        {
            "payer_id": name,
            "payer_name": known[name]["payer_name"],
            "payer_type_code": known[name]["payer_type_code"],
            "state_codes": _list(sorted(states[name])),
        }
        for name in sorted(known)
    ]


def _policies(found: list[tuple[Row, Row, Row]]) -> list[Row]:
    rows = {}
    for record, payer, document in found:
        rows[_policy_id(document)] = {
            "policy_id": _policy_id(document),
            "payer_id": payer["payer_id"],
            "document_key": record["document_key"],
            "policy_title": record["policy_title"],
            "policy_number": record.get("policy_number", ""),
            "benefit_code": document["benefit_code"],
            "line_of_business_codes": _list(document["line_of_business_codes"].split()),
        }
    return [rows[name] for name in sorted(rows)]


def _versions(found: list[tuple[Row, Row, Row]]) -> list[Row]:
    rows: dict[str, list[Row]] = {}
    for record, _, document in found:
        rows.setdefault(_policy_id(document), []).append(_version(record, _policy_id(document)))
    return [row for name in sorted(rows) for row in _ordered(rows[name])]


def _ordered(rows: list[Row]) -> Iterator[Row]:
    """Dated texts by date, then those without a date in the order that the facts give."""

    def place(row: Row) -> tuple[bool, str, int]:
        return (not row["counts_from"], row["counts_from"], ORDER.get(row["record_id"], 0))

    for number, row in enumerate(sorted(rows, key=place), start=1):
        yield {**row, "order_number": number}


def _version(record: Row, policy_id: str) -> Row:
    printed = record.get("effective_on", "")
    counts_from, is_seen = _counts_from(record)
    return {
        "record_id": record["record_id"],
        "policy_id": policy_id,
        "order_basis": record.get("version_order_basis", "") or _order_basis(counts_from),
        "status_code": "draft" if record["record_id"] in DRAFTS else "",
        "version_label": record.get("version_label", ""),
        "title_name": record["policy_title"],
        "doc_type_code": _doc_type(record),
        "effective_from": _day(printed),
        "effective_precision_code": {10: "day", 7: "month", 4: "year"}.get(len(printed), ""),
        "effective_to": _ended(record),
        "counts_from": _day(counts_from),
        "is_counts_from_seen": str(is_seen).lower(),
        "source_kind_code": record["source_kind"],
        "confidence_code": record["confidence"],
        "url": record["url"],
        "reported_changes": "; ".join(record.get("reported_changes", ())),
        **{name: _day(record.get(name, "")) for name in _PRINTED},
    }


_PRINTED = ("original_effective_on", "published_on", "last_review_on", "next_review_on")


def _counts_from(record: Row) -> tuple[str, bool]:
    """The first day for which the text is vouched: its own effective date, else the day it was dated.

    A text whose only effective date is that of the first edition is vouched for from its last review.
    """
    effective, review = record.get("effective_on", ""), record.get("last_review_on", "")
    is_first_edition = effective == record.get("original_effective_on", "")
    if effective and not (is_first_edition and review > effective):
        return effective, False
    return max(record.get("published_on", ""), review), True


def _day(text: str) -> str:
    return text if not text else f"{text}-01-01"[:10]


def _ended(record: Row) -> str:
    found = ENDED.match(record.get("superseded_or_archived", ""))
    if found is None:
        return ""
    day = found[2]
    # the last day in force is printed there, the first day no longer in force is kept here
    return f"{day[:8]}{int(day[8:]) + 1:02}" if found[1] == "revision ended" else day


def _order_basis(counts_from: str) -> str:
    return "dated" if counts_from else "undated; placed after the dated texts"


def _doc_type(record: Row) -> str:
    kinds = {"pa_form": "pa_form", "coverage_bulletin": "notice", "cross_reference_only": "notice"}
    return kinds.get(record["record_type"], "medical_policy")


def _positions(record: Row) -> Iterator[Row]:
    stated = {**record.get("stance", {}), **record.get("other_stances", {})}
    for name, stance in stated.items():
        if name in UNPLACED or stance.startswith("inferred"):
            continue
        for drug, route in _drugs(record, name):
            yield {
                "record_id": record["record_id"],
                "drug_code": drug,
                "route_code": route,
                "indication_code": INDICATIONS[name],
                "stance_code": STANCES.get(stance, stance),
            }


def _drugs(record: Row, name: str) -> tuple[tuple[str, str], ...]:
    if name in KETAMINE_ONLY:
        return KETAMINE_ONLY[name]
    if record["drug"] == "esketamine":
        return ESKETAMINE
    if record["drug"] == "both":
        is_ketamine = name == "anesthesia_procedural"
        return (("ketamine_racemic", "iv_infusion"),) if is_ketamine else BOTH.get(record["record_id"], ())
    return tuple(("ketamine_racemic", ROUTES[route]) for route in record["routes"])


def _criteria(record: Row) -> Iterator[Row]:
    """Rules for esketamine; the facts tie no comparable value to ketamine alone."""
    if record["drug"] == "ketamine":
        return
    covered = tuple(
        INDICATIONS[name] for name, stance in record.get("stance", {}).items() if stance in _POSITIVE
    )
    labelled = tuple(name for name in covered if name in {"trd", "mdd_si"})
    for rule in rules(record.get("criteria", {}), labelled):
        yield {"record_id": record["record_id"], "drug_code": "esketamine_spravato", **rule}
