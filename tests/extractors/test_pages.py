"""Pages that can hold no fact are not laid out, and no fact is lost by it."""

import contextlib
import io
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen import canvas

from extractors.pages import select
from extractors.read import read

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "real"
PAYERS = sorted(path for path in REAL.glob("*/*.pdf") if path.read_bytes().startswith(b"%PDF"))
PAGES = 60
NAMED = 31
TITLED = 50


def left_out(content):
    """The pages that screening does not lay out."""
    with contextlib.closing(pypdfium2.PdfDocument(content)) as pdf:
        texts = tuple(page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pdf)
    return set(range(1, len(texts) + 1)) - select(texts)


def a_name(number, row):
    """A made-up name that no other row has."""
    parts = ("bal", "cor", "dex", "fen", "gol", "lum", "mir", "nor", "pra", "sul", "tri", "vel")
    return "".join((parts[row % 12], parts[row // 12], parts[number % 12], parts[number // 12], "ib")).title()


def drug_list():
    """A drug list of many pages: one names a tracked drug, one carries a title of its own."""
    made = io.BytesIO()
    sheet = canvas.Canvas(made, pagesize=letter)
    for number in range(1, PAGES + 1):
        sheet.setFont("Helvetica-Bold", 14)
        sheet.drawString(72, 730, "Medical Drug List" if number == 1 else "Index" if number == TITLED else "")
        sheet.setFont("Helvetica", 9)
        for row in range(30):
            name = "Spravato (esketamine)" if (number, row) == (NAMED, 7) else a_name(number, row)
            sheet.drawString(72, 700 - 18 * row, f"J{number:02}{row:02}")
            sheet.drawString(160, 700 - 18 * row, name)
            sheet.drawString(380, 700 - 18 * row, "Prior authorization required")
        sheet.drawString(280, 40, f"Page {number} of {PAGES}")
        sheet.showPage()
    sheet.save()
    return made.getvalue()


def policy_with_references():
    """A policy whose last pages cite."""
    made = io.BytesIO()
    sheet = canvas.Canvas(made, pagesize=letter)
    rules = ("Esketamine (Spravato)", "Coverage Criteria", "Spravato is medically necessary when the patient")
    cited = [
        f"{n}. Author{n} A, et al. A study of moods. J Moods. 20{n:02}; {n}(2):1-9." for n in range(10, 40)
    ]
    for lines in (rules, ("Coding", "HCPCS J0013"), ("References", *cited), cited):
        for row, text in enumerate(lines):
            sheet.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 12)
            sheet.drawString(72, 730 - 18 * row, text)
        sheet.showPage()
    sheet.save()
    return made.getvalue()


@pytest.mark.parametrize("made", [drug_list, policy_with_references], ids=lambda made: made.__name__)
def test_screening_leaves_pages_out_and_changes_no_fact(made):
    content = made()
    assert left_out(content)
    assert read(content).facts == read(content, every_page=True).facts


def test_a_long_list_is_laid_out_where_it_names_a_drug_or_bears_a_title():
    texts = ["one line\nPage 1"] * PAGES
    texts[NAMED - 1] = "J0013 Spravato"
    texts[TITLED - 1] = "Index\nA to Z"
    assert select(tuple(texts)) == {1, 2, 3, NAMED - 1, NAMED, TITLED}


def test_a_title_that_runs_along_the_pages_is_no_reason_to_lay_them_out():
    assert select(("Index\nA to Z",) * PAGES) == {1, 2, 3}


@pytest.mark.real
@pytest.mark.skipif(not PAYERS, reason="no real documents beside the project")
@pytest.mark.parametrize("path", PAYERS, ids=lambda path: path.stem)
def test_screening_changes_no_fact_of_a_payers_document(path):
    content = path.read_bytes()
    if not left_out(content):
        pytest.skip("every page of it is laid out")
    assert read(content).facts == read(content, every_page=True).facts
