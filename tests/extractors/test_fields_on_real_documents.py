"""Fields, histories and codes of real payer documents against the facts that a person read in them."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from extractors import codes, documents, lists, policy, revisions, sections

REAL = Path(__file__).parents[3] / "shared" / "real"
GOLD = sorted(path for path in (REAL / "gold").glob("*.json") if not path.name.startswith("ohio_spravato"))
TRACKED = re.compile(r"ketamine|spravato|ketalar", re.IGNORECASE)
FIELDS = (
    "title",
    "policy_number",
    "doc_type",
    "effective_from",
    "effective_precision",
    "original_effective",
    "published_on",
    "last_review",
    "next_review",
    "status",
)

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not GOLD, reason="the real payer documents are not beside the project"),
]


def select(pages: tuple[str, ...]) -> frozenset[int]:
    """Every page of a policy; of a long list the first page and those that name a tracked drug."""
    if len(pages) <= 60:
        return frozenset(range(1, len(pages) + 1))
    return frozenset({1} | {number for number, text in enumerate(pages, start=1) if TRACKED.search(text)})


@cache
def read(gold_path: Path):
    gold, document, parts = read_parts(gold_path)
    found = policy.fields(document, parts)
    listed = lists.find(document)
    every = (*codes.find(document, parts), *listed.codes)
    return gold, found, revisions.find(document, parts), every, listed


def plain(heading: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", heading.lower()))


@cache
def read_parts(gold_path: Path):
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    path = next(REAL.rglob(gold["file"]))
    document = documents.parse(
        path.read_bytes(), None if path.suffix == ".pdf" else "text/markdown", select=select
    )
    return gold, document, sections.split(document)


def read_headings(gold_path: Path) -> frozenset[str]:
    return frozenset(plain(part.heading) for part in read_parts(gold_path)[2])


def is_right(gold: dict, found, field: str) -> bool:
    value = getattr(found, field)
    printed = value.isoformat() if hasattr(value, "isoformat") else value
    document = gold["document"]
    accepted = gold.get("accept", {}).get(f"document.{field}", [])
    if field == "effective_precision" and found.effective_from is None:
        return is_right(gold, found, "effective_from")
    if field == "effective_precision" and document["effective_from"] is None:
        return is_right(gold, found, "effective_from")
    return printed == document.get(field) or printed in accepted


def matched_revisions(gold: dict, found):
    """Gold rows with the found row of the same date, in printed order."""
    left = list(found)
    for row in gold["revisions"]:
        hit = next(
            (r for r in left if (r.date.isoformat(), r.precision) == (row["date"], row["precision"])), None
        )
        if hit is not None:
            left.remove(hit)
            yield row, hit


def expected_codes(gold: dict) -> Counter:
    return Counter({(c["system"], c["code"]) for c in gold.get("codes", [])})


def found_codes(gold: dict, found) -> set[tuple[str, str]]:
    got = {(code.system, code.code) for code in found}
    wanted = set(expected_codes(gold))
    is_partial = gold.get("codes_partial") or not gold.get("codes")
    return {
        pair
        for pair in got
        if pair in wanted or not (is_partial or (pair[0] == "ICD-10-CM" and gold.get("icd10_partial")))
    }


def test_titles_numbers_types_and_dates_are_exact():
    misses = []
    for path in GOLD:
        gold, found, *_ = read(path)
        misses += [
            f"{path.stem}.{field}: {getattr(found, field)!r} for {gold['document'].get(field)!r}"
            for field in FIELDS
            if not is_right(gold, found, field)
        ]
    print("\n".join(misses))
    assert 1 - len(misses) / (len(GOLD) * len(FIELDS)) >= 0.97


def test_payers_are_named_as_printed():
    misses = [
        f"{path.stem}: {found.payer_name!r} for {gold['document']['payer_name']!r}"
        for path in GOLD
        for gold, found, *_ in [read(path)]
        if not is_right(gold, found, "payer_name")
    ]
    print("\n".join(misses))
    assert 1 - len(misses) / len(GOLD) >= 0.95


def test_every_row_of_the_histories_is_read():
    matched = wanted = got = right = 0
    for path in GOLD:
        gold, _, found, *_ = read(path)
        pairs = list(matched_revisions(gold, found))
        matched, wanted, got = matched + len(pairs), wanted + len(gold["revisions"]), got + len(found)
        hits = {id(hit) for _, hit in pairs}
        for row, hit in pairs:
            if hit.action in (row["action"], *row.get("accept_actions", [])):
                right += 1
            else:
                print(f"{path.stem} {row['date']}: {hit.action} for {row['action']}")
        dates_hit = Counter(row["date"] for row, _ in pairs)
        missed = Counter(row["date"] for row in gold["revisions"]) - dates_hit
        extra = [(str(r.date), r.summary[:50]) for r in found if id(r) not in hits]
        if missed or extra:
            print(f"{path.stem}: missed {dict(missed)} extra {extra}")
    f1 = 2 * matched / (wanted + got)
    print(f"F1 {f1:.3f}, action {right / matched:.3f}")
    assert f1 >= 0.98
    assert right / matched >= 0.90


def test_histories_keep_the_printed_order():
    for path in GOLD:
        gold, _, found, *_ = read(path)
        if len(found) == len(gold["revisions"]):
            assert [r.date.isoformat() for r in found] == [r["date"] for r in gold["revisions"]], path.stem


def test_codes_in_force_are_found_with_their_role():
    matched = wanted = got = right = roles = 0
    for path in GOLD:
        gold, _, _, found, _ = read(path)
        want, have = set(expected_codes(gold)), found_codes(gold, found)
        matched, wanted, got = matched + len(want & have), wanted + len(want), got + len(have)
        if want ^ have:
            print(f"{path.stem}: missed {sorted(want - have)} extra {sorted(have - want)}")
        for code in gold.get("codes", []):
            given = {c.role for c in found if (c.system, c.code) == (code["system"], code["code"])}
            if given:
                roles += 1
                is_role = bool(given & {code["role"], *code.get("accept_roles", [])})
                right += is_role
                if not is_role:
                    print(f"{path.stem} {code['code']}: {sorted(given)} for {code['role']}")
    f1 = 2 * matched / (wanted + got)
    print(f"F1 {f1:.3f}, role {right / roles:.3f}")
    assert f1 >= 0.98
    assert right / roles >= 0.95


def test_every_row_and_code_of_a_pdf_points_at_its_page_and_place():
    for path in GOLD:
        _, fields, rows, found, _ = read(path)
        if fields.media_type == "application/pdf":
            assert all(fact.evidence.page and fact.evidence.bbox for fact in (*rows, *found)), path.stem


def test_most_main_headings_of_policies_are_sections():
    """Lists are left out: the classes of a drug list are rows of its tables."""
    matched = wanted = 0
    for path in GOLD:
        gold = read(path)[0]
        if gold["document"]["doc_type"] in ("drug_list", "quantity_list"):
            continue
        headings = read_headings(path)
        matched += sum(plain(name) in headings for name in gold["sections"])
        wanted += len(gold["sections"])
    print(f"{matched} of {wanted}")
    assert matched / wanted >= 0.95


def test_codes_that_stand_only_in_a_history_are_not_listed():
    for path in GOLD:
        gold, _, _, found, _ = read(path)
        banned = {item["value"] for item in gold.get("must_not_extract", []) if item.get("type") == "code"}
        assert not banned & {code.code for code in found}, path.stem


def test_the_drug_list_gives_its_tracked_rows_and_no_others():
    path = next(path for path in GOLD if path.stem.startswith("priorityhealth"))
    gold, _, _, _, listed = read(path)
    stances = {(p.drug, p.indication, p.stance) for p in listed.positions}
    assert stances == {
        ("ketamine_racemic", "any", "benefit_exclusion"),
        ("ketamine_racemic", "anesthesia_sedation", "covered_with_criteria"),
        ("esketamine_spravato", "any", "covered_with_criteria"),
    }
    assert {p.evidence.page for p in listed.positions} <= {p["page"] for p in gold["positions"]}
    assert [leaf.type for entry in listed.criteria for leaf in entry.tree.items] == ["prior_auth_required"]
    ended = {c.code: c.valid_to.isoformat() for c in listed.codes if c.valid_to}
    assert ended == {"S0013": "2025-12-31"}
    assert all(p.evidence.bbox for p in listed.positions)


def test_the_quantity_list_gives_the_limits_of_named_drugs():
    path = next(path for path in GOLD if "Quantity" in path.stem)
    gold = read(path)[0]
    document = documents.parse(next(REAL.rglob(gold["file"])).read_bytes(), None)
    names = tuple(sorted({entry["drug"] for entry in gold["criteria"]}))
    leaves = [
        (
            entry.page,
            leaf.value,
            (leaf.qualifiers.get("per") or {}).get("value"),
            leaf.qualifiers.get("product"),
        )
        for entry in lists.find(document, names).criteria
        for leaf in entry.tree.items
    ]
    misses = [
        entry["drug"]
        for entry in gold["criteria"]
        for leaf in entry["leaves"]
        if (entry["page"], leaf["value"], (leaf.get("per") or {}).get("value"), entry["generic_printed"])
        not in leaves
    ]
    print(misses)
    assert len(misses) / len(gold["criteria"]) <= 0.03
    assert lists.find(document) == lists.ListFacts()
