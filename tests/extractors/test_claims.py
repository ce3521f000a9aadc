"""What histories claim against what a person read in them; a third of the rows claim nothing."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from extractors import claims, wire
from extractors.model import DocumentFields, Evidence, PolicyFacts, Reading, Revision

GOLDEN = Path(__file__).parents[1] / "golden" / "claims.jsonl"
ROWS = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
ABSENT = {"drug": "esketamine_spravato", "indications": [], "before": None, "after": None}


def row(summary, action="revised"):
    evidence = Evidence(2, None, f"03/2025 {summary}"[:400], "Policy History")
    return Revision(date(2025, 3, 1), "month", action, summary, evidence)


def claimed(summary, drugs=("esketamine_spravato",), action="revised"):
    return claims.find((row(summary, action),), drugs)


@pytest.mark.parametrize("golden", ROWS, ids=[golden["id"] for golden in ROWS])
def test_a_row_claims_what_a_person_read_in_it(golden):
    found = [
        {"type": c.type, "direction": c.direction, "drug": c.drug, "indications": list(c.indications)}
        | {"before": c.before, "after": c.after}
        for c in claimed(golden["summary"])
    ]
    assert found == [ABSENT | expected for expected in golden["expected"]]


def test_a_third_of_the_golden_rows_claim_nothing():
    assert len(ROWS) >= 25
    assert sum(not golden["expected"] for golden in ROWS) * 3 >= len(ROWS)


def test_a_claim_has_the_sentence_the_page_and_the_date_with_its_precision():
    (claim,) = claimed("Annual review. Removed the psychotherapy requirement. References renewed.")
    assert claim.evidence.quote.startswith("Removed the psychotherapy requirement")
    assert (claim.evidence.page, claim.date, claim.precision) == (2, date(2025, 3, 1), "month")


def test_a_claim_that_names_no_drug_is_of_none_where_the_document_is_about_two():
    (claim,) = claimed("Added psychotherapy requirement.", ("esketamine_spravato", "ketamine_racemic"))
    assert claim.drug is None


def test_first_and_last_editions_claim_no_change():
    assert claimed("Added criteria for treatment-resistant depression.", action="new") == ()
    assert claimed("Removed coverage for treatment-resistant depression.", action="archived") == ()


def test_a_reading_keeps_its_claims_and_one_from_before_has_none():
    facts = PolicyFacts(
        DocumentFields("s", "text/html", None), claims=claimed("Added psychotherapy requirement.")
    )
    reading = Reading(facts, "t", "c")
    assert wire.reading_from_bytes(wire.reading_to_bytes(reading)) == reading
    old = json.loads(wire.reading_to_bytes(reading))
    del old["facts"]["claims"]
    assert wire.reading_from_bytes(json.dumps(old).encode()) == replace(
        reading, facts=replace(facts, claims=())
    )
    assert "claims" not in wire.to_json(facts, "f")


def test_a_long_row_is_read_in_no_time():
    text = "added from two to " * 60 + "the number of the antidepressants " * 60
    assert len(claimed(text[:1200])) <= 40
