"""Codes of a record as rows: codes and ranges, with what was done to them; words are no code."""

from tools.reference.codes import codes


def made(drug="esketamine", **printed):
    return [
        (row["drug_code"], row["code_system"], row["code"], row["last_code"], row["edit_code"])
        for row in codes({"record_id": "r", "drug": drug, "codes": printed})
    ]


def test_codes_ranges_and_edits_are_rows():
    assert made(hcpcs=["J3490 (removed)"], cpt=["96365-96368"], icd10=["F32.A (added)", "R52"]) == [
        ("esketamine_spravato", "HCPCS", "J3490", "", "removed"),
        ("esketamine_spravato", "CPT", "96365", "96368", "named"),
        ("esketamine_spravato", "ICD-10-CM", "F32.A", "", "added"),
        ("esketamine_spravato", "ICD-10-CM", "R52", "", "named"),
    ]


def test_what_is_told_in_words_is_no_code():
    assert made(hcpcs=["2 codes (A1/A2)", "ketamine - no specific code"], icd10=["12 codes"]) == []


def test_a_text_about_both_drugs_says_of_neither_that_the_code_is_its_own():
    assert made("both", hcpcs=["S0013"]) == [("", "HCPCS", "S0013", "", "named")]
