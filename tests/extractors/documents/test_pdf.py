"""PDF pages with one quirk each: strikes, running lines, stamps, bullets, broken words, broken files."""

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from extractors import documents
from extractors.errors import (
    EmptyFile,
    EncryptedDocument,
    ExtractError,
    NoTextLayer,
    UnreadableDocument,
    UnsupportedMediaType,
)

FILLER = (
    "The plan reviews each request for this nasal product against the rules printed on these pages below."
)


def body(content: bytes):
    return [block for block in documents.parse(content, None).blocks if block.role == "body"]


def roles(content: bytes) -> dict[str, str]:
    return {block.text: block.role for block in documents.parse(content, None).blocks}


def test_a_rule_through_the_letters_deletes_them(draw):
    def paint(paper):
        width = paper.text(60, 100, "The member is at least ")
        width += paper.strike(60 + width, 100, "twenty-one")
        paper.text(60 + width, 100, " eighteen years old")

    block = body(draw(paint))[0]
    assert block.text.split() == ["The", "member", "is", "at", "least", "eighteen", "years", "old"]
    assert block.deleted == "twenty-one"


def test_a_rule_below_the_letters_only_underlines(draw):
    def paint(paper):
        width = paper.text(60, 100, "Prior approval is needed")
        paper.rule(60, 60 + width, 101.5)

    block = body(draw(paint))[0]
    assert (block.text, block.deleted) == ("Prior approval is needed", "")


def test_a_struck_cell_of_a_table_is_set_apart(draw):
    def paint(paper):
        paper.grid([60, 160], 400, [90, 108, 126, 144])
        paper.text(64, 103, "Code", bold=True)
        paper.text(164, 103, "Label", bold=True)
        paper.text(64, 121, "J0013")
        paper.text(164, 121, "nasal spray")
        paper.strike(64, 139, "S0013")
        paper.strike(164, 139, "nasal spray, old code")

    rows = [block for block in body(draw(paint)) if block.cells]
    assert [row.cells[0].text for row in rows] == ["J0013", ""]
    assert rows[1].cells[0].deleted == "S0013"


def test_running_lines_page_numbers_and_print_dates_are_no_body(draw):
    def paint(paper):
        for page in (1, 2, 3):
            paper.text(60, 40, "Larkspur Health - Medical Policy 11.22", size=9)
            paper.text(60, 120 + 30 * page, f"{FILLER} Part {page}.", size=9)
            paper.text(60, 700, "Marks belong to their owners and are used with leave.", size=7)
            paper.text(60, 750, f"Page {page} of 3", size=8)
            paper.text(300, 750, f"1/{page}/2026, 10:1{page} AM", size=8)
            if page < 3:
                paper.next_page()

    found = documents.parse(draw(paint), None).blocks
    assert [block.text[:20] for block in found if block.role == "body"] == [FILLER[:20]] * 3
    assert {block.role for block in found} >= {"body", "header"}


def test_boilerplate_at_the_same_height_of_most_pages_is_furniture_wherever_it_stands(draw):
    note = "Contract language takes precedence over this document in every state and for every plan."

    def paint(paper):
        for page in (1, 2, 3, 4):
            paper.text(
                60, 100 + 20 * page, f"Rule number {page} of the plan is printed here and nowhere else."
            )
            paper.text(60, 640, note, size=7)
            if page < 4:
                paper.next_page()

    assert roles(draw(paint))[note] == "footer"


def test_a_connective_at_the_top_of_several_pages_is_no_running_line(draw):
    def paint(paper):
        for page in (1, 2, 3):
            paper.text(280, 60, "-AND-", bold=True)
            paper.text(60, 90 + 20 * page, f"The member meets rule number {page} of this program.")
            if page < 3:
                paper.next_page()

    assert [block.text for block in body(draw(paint))].count("-AND-") == 3


def test_a_contents_list_beside_a_box_is_set_apart(draw):
    def paint(paper):
        paper.text(60, 60, "Table of Contents", bold=True)
        for number, name in enumerate(("Coverage", "Applicable Codes", "References", "Policy History")):
            paper.text(60, 74 + 12 * number, f"{name} {'.' * (60 - 2 * len(name))} {number + 1}")
        paper.lines(360, 60, "Related Policies", "• Other Nasal Products Here", "• Infusions In The Office",
                    "• Mood Disorder Services", "• Devices For The Mood")  # fmt: skip

    found = documents.parse(draw(paint), None).blocks
    assert [block.text.split(" .")[0] for block in found if block.role == "contents"] == [
        "Table of Contents", "Coverage", "Applicable Codes", "References", "Policy History",
    ]  # fmt: skip


def test_a_stamp_across_the_page_is_a_watermark(draw):
    def paint(paper):
        paper.canvas.saveState()
        paper.canvas.translate(200, 300)
        paper.canvas.rotate(45)
        paper.canvas.setFont("Helvetica-Bold", 60)
        paper.canvas.drawString(0, 0, "DRAFT")
        paper.canvas.restoreState()
        paper.text(60, 100, FILLER, size=9)

    found = documents.parse(draw(paint), None).blocks
    assert [(b.text, b.role) for b in found if b.role == "watermark"] == [("DRAFT", "watermark")]
    assert [block.text for block in found if block.role == "body"] == [FILLER]


def test_a_huge_status_word_is_a_watermark_and_a_huge_title_is_not(draw):
    def paint(paper):
        paper.text(60, 90, "Nasal therapy", size=32)
        paper.text(100, 400, "ARCHIVED", size=70)
        paper.lines(60, 200, *[FILLER[:80]] * 4)

    found = documents.parse(draw(paint), None).blocks
    assert [block.text for block in found if block.role == "watermark"] == ["ARCHIVED"]
    assert body(draw(paint))[0].text == "Nasal therapy"


def test_bullets_of_symbol_fonts_are_labels(draw):
    def paint(paper):
        paper.canvas.setFont("Symbol", 10)
        paper.canvas.drawString(60, 692, "\u2022")
        paper.text(75, 100, "Age is 18 years or older")
        paper.text(60, 120, "o")
        paper.text(75, 120, "Diagnosis is confirmed")

    found = body(draw(paint))
    assert [(block.kind, block.label, block.text) for block in found] == [
        ("item", "•", "Age is 18 years or older"),
        ("item", "○", "Diagnosis is confirmed"),
    ]


def test_bullets_that_are_drawn_are_labels_too(draw):
    def paint(paper):
        for top in (100, 118):
            paper.canvas.circle(64, 792 - top + 3.5, 2, stroke=0, fill=1)
        paper.canvas.rect(60, 792 - 136, 8, 8, stroke=1, fill=0)
        paper.lines(
            76,
            100,
            "Age is 18 years or older",
            "Diagnosis is confirmed",
            "Chart notes are attached",
            leading=18,
        )

    found = body(draw(paint))
    assert [(block.label, block.text) for block in found] == [
        ("•", "Age is 18 years or older"),
        ("•", "Diagnosis is confirmed"),
        ("☐", "Chart notes are attached"),
    ]


def test_a_word_broken_at_the_line_end_is_joined_only_if_it_stands_whole_elsewhere(draw):
    def paint(paper):
        paper.text(
            60, 100, "Coverage of esketamine therapy ends when the depression is in full remission here."
        )
        paper.lines(
            60,
            140,
            "The request for a further course of treatment must show a response to the ther-",
            "apy given for depression that is known to the treating practice as treatment-",
            "resistant and was treated before",
            leading=12,
        )

    text = " ".join(block.text for block in body(draw(paint)))
    assert "response to the therapy given" in text
    assert "treatment-resistant" in text


def test_small_capitals_make_one_word(draw):
    def paint(paper):
        width = paper.text(60, 100, "C", bold=True, size=14)
        width += paper.text(60 + width, 100, "OVERAGE", bold=True, size=11)
        width += 4
        width += paper.text(60 + width, 100, "P", bold=True, size=14)
        paper.text(60 + width, 100, "OLICY", bold=True, size=11)
        paper.lines(60, 130, *[FILLER] * 4)

    assert body(draw(paint))[0].text == "COVERAGE POLICY"


def test_raised_footnote_marks_are_dropped_and_exponents_kept(draw):
    def paint(paper):
        width = paper.text(60, 100, "The member is aged eighteen years")
        paper.text(60 + width, 96, "3", size=6)
        paper.text(60 + width + 6, 100, "or older")
        width = paper.text(60, 130, "The dose is 300 mg/m")
        paper.text(60 + width, 126, "2", size=6)

    text = [block.text for block in body(draw(paint))]
    assert text[0] == "The member is aged eighteen years or older"
    assert text[1].endswith("mg/m2")


def test_each_block_knows_its_page_and_box(draw):
    def paint(paper):
        paper.text(60, 100, "First page rule")
        paper.next_page()
        paper.text(90, 300, "Second page rule")

    first, second = body(draw(paint))
    assert (first.page, second.page) == (1, 2)
    assert abs(second.box.x0 - 90) < 1
    assert second.box.top < 300 < second.box.bottom + 3


def test_a_ruled_table_goes_on_over_the_page_break_under_its_header(draw):
    def paint(paper):
        lefts = [60, 160]
        for page, rows in enumerate((["01/02/2026", "03/04/2025"], ["05/06/2024", "07/08/2023"])):
            paper.grid(lefts, 500, [60, 78, 96, 114])
            paper.text(64, 73, "Date", bold=True)
            paper.text(164, 73, "Summary of Changes", bold=True)
            for number, day in enumerate(rows):
                paper.text(64, 91 + 18 * number, day)
                paper.text(164, 91 + 18 * number, "Criteria revised.")
            if page == 0:
                paper.next_page()

    rows = [block for block in body(draw(paint)) if block.cells]
    assert [row.cells[0].text for row in rows] == ["01/02/2026", "03/04/2025", "05/06/2024", "07/08/2023"]
    assert {row.table for row in rows} == {1}
    assert {row.header for row in rows} == {("Date", "Summary of Changes")}


def test_the_title_of_a_table_is_not_its_header(draw):
    def paint(paper):
        paper.grid([60, 160], 400, [90, 108, 126, 144])
        paper.text(64, 103, "Dosing reference", bold=True)
        paper.text(64, 121, "HCPCS", bold=True)
        paper.text(164, 121, "Maximum units", bold=True)
        paper.text(64, 139, "J0013")
        paper.text(164, 139, "84 per day")

    rows = [block for block in body(draw(paint)) if block.cells]
    assert rows[0].text == "Dosing reference"
    assert rows[1].header == ("HCPCS", "Maximum units")


def is_one_clear_line(error: ExtractError) -> bool:
    text = str(error)
    return len(text) > 20 and "\n" not in text


@pytest.mark.parametrize(
    ("content", "media_type", "expected"),
    [
        (b"", "application/pdf", EmptyFile),
        (b"   \n", None, EmptyFile),
        (b"%PDF-1.7\n1 0 obj\n<<", "application/pdf", UnreadableDocument),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "application/pdf", UnsupportedMediaType),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff\xfe\x00\x01", None, UnsupportedMediaType),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(content, media_type, expected):
    with pytest.raises(expected) as caught:
        documents.parse(content, media_type)
    assert is_one_clear_line(caught.value)


def test_a_truncated_pdf_is_unreadable(draw):
    content = draw(lambda paper: paper.lines(60, 100, *[FILLER] * 30))
    with pytest.raises(UnreadableDocument) as caught:
        documents.parse(content[: len(content) // 3], "application/pdf")
    assert is_one_clear_line(caught.value)


def test_a_pdf_with_a_password_is_told_as_such(draw):
    locked = StandardEncryption("open sesame", ownerPassword="owner", canPrint=0)
    content = draw(lambda paper: paper.text(60, 100, FILLER), encrypt=locked)
    with pytest.raises(EncryptedDocument) as caught:
        documents.parse(content, "application/pdf")
    assert is_one_clear_line(caught.value)


def test_a_pdf_that_only_forbids_printing_is_read(draw):
    locked = StandardEncryption("", ownerPassword="owner", canPrint=0)
    assert body(draw(lambda paper: paper.text(60, 100, FILLER, size=9), encrypt=locked))[0].text == FILLER


def test_a_scanned_pdf_has_no_text_layer(draw):
    content = draw(lambda paper: paper.canvas.rect(0, 0, 612, 792, fill=1))
    with pytest.raises(NoTextLayer) as caught:
        documents.parse(content, None)
    assert is_one_clear_line(caught.value)


def test_html_that_was_saved_as_pdf_is_read_as_html():
    page = b"<!DOCTYPE html><html><body><h1>Sign in</h1><p>Your session has expired.</p></body></html>"
    assert documents.parse(page, "application/pdf").media_type == "text/html"
