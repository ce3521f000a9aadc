"""Doubt that a document casts on its facts: lost signs, letters for digits."""

import pytest

from extractors.read import read

OPENING = (
    "# Spravato\n\nSpravato is medically necessary for treatment-resistant depression when all are met:\n\n"
)


def leaf(line: str):
    found = read(f"{OPENING}* {line}\n* The prescriber is a psychiatrist\n".encode(), "md").facts
    return found.criteria[0].tree.items[0]


@pytest.mark.parametrize("line", ["Age 18 years", "Member age 18 years", "PHQ-9 score 15 at baseline"])
def test_a_bound_without_a_sign_is_suspect(line):
    found = leaf(line)
    assert "suspect" in found.flags
    assert found.confidence <= 0.6


@pytest.mark.parametrize(
    "line",
    ["Age ≥ 18 years", "The member is 18 years of age or older", "Age is at least 18 years", "Age 18 years or older",
     "PHQ-9 score of 15 or more at baseline", "PHQ-9 score > 15"],
)  # fmt: skip
def test_a_bound_with_a_sign_is_not(line):
    assert "suspect" not in leaf(line).flags


def codes(*cells: str, column: str = "HCPCS Code"):
    rows = "".join(f"<tr><td>{cell}</td><td>label</td></tr>" for cell in cells)
    page = (
        "<html><body><h1>Spravato</h1><p>Spravato is medically necessary when criteria are met.</p>"
        f"<h2>Applicable Codes</h2><table><tr><th>{column}</th><th>Description</th></tr>{rows}</table></body></html>"
    )
    found = read(page.encode(), "html").facts
    return [code.code for code in found.codes], [w.kind for w in found.warnings]


def test_letters_read_for_digits_are_mended_and_told():
    assert codes("SOO13", "G2O82", "J0013") == (["S0013", "G2082", "J0013"], ["code_misread"] * 2)
    assert codes("F32.l", "F33.O", column="ICD-10-CM Code") == (["F32.1", "F33.0"], ["code_misread"] * 2)


def test_what_is_no_code_stays_none_and_what_is_one_stays_as_it_is():
    assert codes("JOO1B", "SIDS", "OOOOO") == ([], [])
    assert codes("S72.001S", "T40.2X5A", column="ICD-10-CM Code") == (["S72.001S", "T40.2X5A"], [])


def test_codes_that_lost_their_cells_fall_apart_with_their_dots():
    assert codes("F33.0F33.1F33.2", column="ICD-10-CM Code")[0] == ["F33.0", "F33.1", "F33.2"]
