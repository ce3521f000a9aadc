"""Tables without rulings: histories and code lists whose columns are told by their titles."""

from extractors import codes, documents, revisions, sections


def read(content: bytes):
    document = documents.parse(content, None)
    return document, sections.split(document)


def rows(content: bytes):
    return [block for block in documents.parse(content, None).blocks if block.cells]


def history(paper, top: float, entries, lefts=(60, 140, 220), titles=("Status", "Date", "Action")) -> float:
    for left, title in zip(lefts, titles, strict=True):
        paper.text(left, top, title, bold=True)
    return entered(paper, top + 13, entries, lefts)


def entered(paper, top: float, entries, lefts=(60, 140, 220)) -> float:
    for entry in entries:
        count = 1
        for left, cell in zip(lefts, entry, strict=True):
            lines = cell.split("\n")
            paper.lines(left, top, *lines, leading=12)
            count = max(count, len(lines))
        top += 12 * count
    return top


OLDER = (
    (
        "Reviewed",
        "05/14/2020",
        "Committee review. References were brought up to date and no rule was\ntouched.",
    ),
    ("", "01/01/2020", "Coding section: one code added."),
    ("Revised", "06/20/2019", "Committee review. Added an age limit."),
)
NEWER = (
    (
        "Revised",
        "08/11/2022",
        "Committee review. Removed the trial of a second class and clarified\nthe meaning of response.",
    ),
    ("Reviewed", "08/12/2021", "Committee review."),
)


def test_status_date_action_columns_keep_their_rows(draw):
    def paint(paper):
        paper.text(60, 70, "Document History", bold=True, size=13)
        history(paper, 100, (*NEWER, *OLDER))

    document, parts = read(draw(paint))
    found = revisions.find(document, parts)
    assert [(r.date.isoformat(), r.action) for r in found] == [
        ("2022-08-11", "revised"),
        ("2021-08-12", "reviewed"),
        ("2020-05-14", "reviewed"),
        ("2020-01-01", "other"),
        ("2019-06-20", "revised"),
    ]
    assert found[0].summary.endswith("clarified the meaning of response.")
    assert all(r.evidence.page == 1 and r.evidence.bbox for r in found)


def test_an_unruled_history_goes_on_over_the_page_break(draw):
    def paint(paper):
        paper.text(60, 70, "Document History", bold=True, size=13)
        history(paper, 640, NEWER)
        paper.text(60, 760, "Page 1 of 2", size=8)
        paper.next_page()
        entered(paper, 60, (("", "", "of the last sentence carried over."), *OLDER))
        paper.text(60, 760, "Page 2 of 2", size=8)

    document, parts = read(draw(paint))
    found = revisions.find(document, parts)
    assert [r.date.year for r in found] == [2022, 2021, 2020, 2020, 2019]
    assert [r.evidence.page for r in found] == [1, 1, 2, 2, 2]
    assert found[1].summary == "Committee review. of the last sentence carried over."
    assert {block.table for block in document.blocks if block.cells} == {1}


def test_a_table_of_merged_organisations_below_is_no_history(draw):
    def paint(paper):
        paper.text(60, 70, "Document History", bold=True, size=13)
        top = history(paper, 100, NEWER)
        history(
            paper,
            top + 12,
            (
                ("Elder Plan", "02/03/2004", "7.01", "Nasal therapy"),
                ("Older Plan", "05/06/2003", "7.02", "Infusions"),
            ),
            (60, 180, 290, 380),
            ("Former Company", "Last Review Date", "Number", "Title"),
        )

    document, parts = read(draw(paint))
    assert [r.date.year for r in revisions.find(document, parts)] == [2022, 2021]


def test_a_dated_list_gives_a_row_for_each_date_even_after_a_full_line(draw):
    full = "March 2024: Criteria update: a further product joins the list as not preferred, by the same rules as the"

    def paint(paper):
        paper.text(60, 70, "Policy History", bold=True, size=13)
        paper.lines(60, 100, full, "other products of its class and with the same trial of two preferred products now",
                    "January 2023: Coding update: one code added and another one taken away for the product named above",
                    "June 2022: Original policy issued.")  # fmt: skip

    document, parts = read(draw(paint))
    assert [(r.date.isoformat(), r.action) for r in revisions.find(document, parts)] == [
        ("2024-03-01", "revised"),
        ("2023-01-01", "revised"),
        ("2022-06-01", "new"),
    ]


def test_code_lines_without_titles_stay_apart_even_after_a_full_line(draw):
    wide = "a label of our own that is as long as the line and reaches the edge of the page here"

    def paint(paper):
        paper.text(60, 60, "Coding", bold=True, size=13)
        paper.text(60, 90, "HCPCS", bold=True)
        for number, code in enumerate(("J0013", "S0013", "G2082", "G2083")):
            paper.text(60, 110 + 12 * number, code)
            paper.text(150, 110 + 12 * number, wide)

    document, parts = read(draw(paint))
    assert [code.code for code in codes.find(document, parts)] == ["J0013", "S0013", "G2082", "G2083"]


def test_code_and_description_columns_make_rows(draw):
    def paint(paper):
        paper.text(60, 60, "Applicable Codes", bold=True, size=13)
        paper.text(60, 90, "The codes below are listed for reference purposes only.")
        history(paper, 120, (("F33.2", "a recurrent\nkind"), ("F32.2", "a single one")), (60, 200),
                ("ICD-10 Code", "Description"))  # fmt: skip

    document, parts = read(draw(paint))
    found = codes.find(document, parts)
    assert [(code.system, code.code) for code in found] == [("ICD-10-CM", "F33.2"), ("ICD-10-CM", "F32.2")]
    assert all(code.evidence.bbox and code.evidence.page == 1 for code in found)


def test_codes_beside_each_other_in_one_line_are_all_read(draw):
    def paint(paper):
        paper.text(60, 60, "ICD-10 Diagnosis Codes", bold=True, size=13)
        for number in range(4):
            for x, words in (
                (60, f"F32.{number}"),
                (110, "single"),
                (320, f"F33.{number}"),
                (370, "recurrent"),
            ):
                paper.text(x, 93 + 14 * number, words)

    document, parts = read(draw(paint))
    assert sorted(code.code for code in codes.find(document, parts)) == [
        f"F3{kind}.{number}" for kind in (2, 3) for number in range(4)
    ]


def test_centred_titles_head_the_columns_below_them(draw):
    def paint(paper):
        paper.text(60, 60, "Policy History", bold=True, size=13)
        paper.text(82, 90, "Date", bold=True)
        paper.text(280, 90, "Action", bold=True)
        entered(paper, 104, (("12/01/2025", "Annual review. Removed the second\ntrial."), ("06/15/2024", "Reviewed; no changes.")), (66, 160))  # fmt: skip

    document, parts = read(draw(paint))
    assert [(r.date.isoformat(), r.action) for r in revisions.find(document, parts)] == [
        ("2025-12-01", "revised"),
        ("2024-06-15", "reviewed"),
    ]


def test_titles_repeated_at_the_top_of_each_page_are_neither_rows_nor_running_lines(draw):
    pages = ((("12/01/2025", "Removed the second trial."), ("06/15/2024", "Reviewed; no changes.")),
             (("05/05/2023", "Added an age limit."),), (("01/02/2020", "New policy."),))  # fmt: skip

    def paint(paper):
        paper.text(60, 60, "Policy History", bold=True, size=13)
        for number, entries in enumerate(pages):
            paper.text(60, 40, "Larkspur policy", size=8)
            history(paper, 90, entries, (60, 160), ("Date", "Summary of Changes"))
            paper.text(60, 750, f"Page {number + 1} of 3", size=8)
            if number < 2:
                paper.next_page()

    document, parts = read(draw(paint))
    found = revisions.find(document, parts)
    assert [r.date.isoformat() for r in found] == ["2025-12-01", "2024-06-15", "2023-05-05", "2020-01-02"]
    assert {block.table for block in document.blocks if block.cells} == {1}


def test_the_date_may_stand_in_the_last_columns(draw):
    def paint(paper):
        paper.text(60, 60, "Reviews", bold=True, size=13)
        history(
            paper,
            90,
            (
                ("Policy created.", "05.08.18", "08.18"),
                ("Annual review: no significant changes;\nreferences updated.", "04.23.19", "08.19"),
            ),
            (60, 400, 470),
            ("Reviews, Revisions, and Approvals", "Date", "Approval Date"),
        )

    document, parts = read(draw(paint))
    assert [(r.date.isoformat(), r.action) for r in revisions.find(document, parts)] == [
        ("2018-05-08", "new"),
        ("2019-04-23", "reviewed"),
    ]


def test_labelled_values_beside_each_other_are_no_table(draw):
    def paint(paper):
        paper.text(60, 60, "Policy Number: 11.22", bold=True)
        paper.text(320, 60, "Effective Date: 01/01/2026", bold=True)
        paper.lines(60, 90, "This policy says when the nasal product is covered by the plan and for whom it is so,",
                    "and which records the prescriber sends with the request for it to the plan in writing.")  # fmt: skip

    assert rows(draw(paint)) == []


def test_two_bold_words_above_running_text_are_no_table(draw):
    def paint(paper):
        paper.text(60, 60, "Nasal", bold=True)
        paper.text(200, 60, "Products", bold=True)
        paper.lines(
            60, 75, *["This policy says when the nasal product is covered by the plan and for whom."] * 4
        )

    assert rows(draw(paint)) == []
