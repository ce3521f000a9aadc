"""Codes of tables, lists, ranges and glued cells, with the role of their group."""

from datetime import date

import pytest

from extractors import codes, sections
from extractors.fields import code_shapes
from extractors.model import Block, Cell, Document, Page


def row(*texts: str, header: tuple[str, ...] = ()) -> Block:
    return Block(" ".join(texts), "row", 1, cells=tuple(Cell(text) for text in texts), header=header, table=1)


def line(text: str) -> Block:
    return Block(text, "paragraph", 1)


def heading(text: str) -> Block:
    return Block(text, "heading", 1, level=1, size=14)


def find(*blocks: Block):
    document = Document("application/pdf", "0" * 64, blocks, (Page(1, 612, 792),))
    return codes.find(document, sections.split(document))


def brief(found) -> list[tuple[str, str, str]]:
    return [(c.system, c.code, c.role) for c in found]


def test_a_table_takes_system_and_role_from_the_line_above():
    header = ("HCPCS Codes", "Description")
    found = find(
        heading("Coding Information"),
        line("This list may not be all-inclusive; a listed code is no promise that it is covered."),
        line("Considered medically necessary when the criteria above are met:"),
        row("J0013", "our own words", header=header),
        row("G2082", "our own words", header=header),
    )
    assert brief(found) == [("HCPCS", "J0013", "covered"), ("HCPCS", "G2082", "covered")]


def test_groups_change_role_and_system_line_by_line():
    found = find(
        heading("Coding"),
        line("When services may be Medically Necessary when criteria are met:"),
        line("CPT"),
        row("96365", "infusion"),
        line("ICD-10 Procedure"),
        row("0CQ30ZZ", "some repair"),
        line("ICD-10 Diagnosis"),
        row("F33.0-F33.9", "depression"),
        line("When services are Investigational and Not Medically Necessary:"),
        line("HCPCS"),
        row("J3490", "unclassified"),
    )
    assert brief(found) == [
        ("CPT", "96365", "covered"),
        ("ICD-10-CM", "F33.0", "covered"),
        ("ICD-10-CM", "F33.9", "covered"),
        ("HCPCS", "J3490", "not_covered"),
    ]


def test_a_code_may_be_covered_in_one_group_and_not_in_another():
    found = find(
        heading("Coding"),
        line("Covered when criteria are met:"),
        row("J3490", "x"),
        line("Not covered:"),
        row("J3490", "x"),
    )
    assert brief(found) == [("HCPCS", "J3490", "covered"), ("HCPCS", "J3490", "not_covered")]


def test_a_neutral_list_only_lists():
    found = find(heading("Applicable Codes"), row("J0013", "x", header=("HCPCS Code", "Description")))
    assert brief(found) == [("HCPCS", "J0013", "listed")]


def test_codes_of_history_references_and_background_prose_are_not_listed():
    found = find(
        heading("Esketamine"),
        heading("Background"),
        line("Code J3490 was used in a trial."),
        heading("References"),
        line("J1234 of a journal"),
        heading("Policy History"),
        row("01/01/2026", "Code S0013 removed", header=("Date", "Summary of Changes")),
    )
    assert found == ()


def test_codes_below_an_archived_heading_are_not_listed_even_under_a_coding_heading():
    coding = Block("Coding", "heading", 1, level=2, size=12)
    found = find(heading("Esketamine"), heading("Archived"), coding, line("HCPCS: S0013"), row("J3490", "x"))
    assert found == ()


def test_a_rule_above_a_table_gives_its_codes_no_role():
    bold = Block("The product is medically necessary when these rules are met:", "paragraph", 1, is_bold=True)
    header = ("Medication", "Dosing", "HCPCS")
    found = find(heading("Criteria"), bold, row("Spravato", "84 mg", "J0013", header=header))
    assert brief(found) == [("HCPCS", "J0013", "listed")]


def test_a_numbered_group_takes_role_and_system_from_the_heading_above():
    groups = [Block("Group 1 Codes", "heading", 1, level=3, size=11) for _ in range(2)]
    header = ("Code", "Description")
    found = find(
        heading("Coding Information"),
        Block("ICD-10-CM Codes that Support Medical Necessity", "heading", 1, level=2, size=12),
        groups[0],
        row("F33.2", "x", header=header),
        Block("ICD-10-CM Codes that DO NOT Support Medical Necessity", "heading", 1, level=2, size=12),
        groups[1],
        row("F34.1", "x", header=header),
    )
    assert brief(found) == [("ICD-10-CM", "F33.2", "covered"), ("ICD-10-CM", "F34.1", "not_covered")]


def test_a_page_whose_layout_was_not_read_lists_no_codes():
    blocks = (heading("Codes"), line("HCPCS: J0013"), Block("HCPCS: J3490", "paragraph", 2))
    pages = (Page(1, 612, 792), Page(2, 612, 792, is_laid_out=False))
    document = Document("application/pdf", "0" * 64, blocks, pages)
    assert [c.code for c in codes.find(document, sections.split(document))] == ["J0013"]


def test_a_code_column_counts_wherever_the_table_stands():
    header = ("Medication", "Dosing", "HCPCS", "Maximum Units")
    found = find(heading("Background"), row("Spravato", "84 mg", "C9399** J3490**", "9999", header=header))
    assert [c.code for c in found] == ["C9399", "J3490"]
    assert {c.drug for c in found} == {"esketamine_spravato"}


def test_codes_in_a_sentence_count_behind_a_cue():
    found = find(heading("Policy"), line("Bill procedure codes G2082 and G2083 once a visit."))
    assert [c.code for c in found] == ["G2082", "G2083"]


def test_a_row_that_says_deleted_keeps_its_last_day():
    header = ("HCPCS Code", "Description")
    (found,) = find(
        heading("Codes"), row("S0013", "esketamine (Code deleted effective 12/31/2025)", header=header)
    )
    assert (found.valid_to, found.drug) == (date(2025, 12, 31), "esketamine_spravato")


def test_the_quote_is_the_code_and_never_its_descriptor():
    (found,) = find(
        heading("Codes"), row("96365", "words that are not ours", header=("CPT Code", "Description"))
    )
    assert found.evidence.quote == "96365"


@pytest.mark.parametrize(
    ("text", "system", "expected"),
    [
        ("F0631F0632F32AF3289", "ICD-10-CM", ["F06.31", "F06.32", "F32.A", "F32.89"]),
        ("T1491XAF321", "ICD-10-CM", ["T14.91XA", "F32.1"]),
        ("G2082G2083", None, ["G2082", "G2083"]),
        ("96365-96368", "HCPCS", ["96365", "96368"]),
        ("F33.x, F32.0 – F32.5", None, ["F33.x", "F32.0", "F32.5"]),
        ("50458-028-02", "NDC", ["50458-028-02"]),
        ("H0031", "ICD-10-CM", ["H00.31"]),
        ("H0031", None, ["H0031"]),
        ("0CQ30ZZ", None, []),
        ("J3490", "skip", []),
        ("PHQ-9 of 15", None, []),
    ],
)
def test_shapes_of_codes(text, system, expected):
    assert [span.code for span in code_shapes.find(text, system)] == expected


def test_codes_of_one_line_are_found_between_their_descriptors():
    found = find(
        heading("Applicable Codes"),
        line("HCPCS: J0013 our own words, more of them; S0013 (deleted 12/31/2025); G2082, G2083"),
    )
    assert brief(found) == [("HCPCS", code, "listed") for code in ("J0013", "S0013", "G2082", "G2083")]
    assert [code.valid_to for code in found] == [None, date(2025, 12, 31), None, None]


def test_what_follows_a_bare_list_is_said_of_all_its_codes():
    found = find(heading("Coding"), line("HCPCS: S0013, G2082 deleted 12/31/2025"))
    assert [code.valid_to for code in found] == [date(2025, 12, 31)] * 2


def test_a_line_of_diagnoses_does_not_name_the_codes_below_the_next_heading():
    found = find(
        heading("Applicable Codes"),
        line("ICD-10-CM: F32.2, F33.2"),
        heading("Codes not covered"),
        line("J3490 when billed for an infusion"),
    )
    assert brief(found)[-1] == ("HCPCS", "J3490", "not_covered")
