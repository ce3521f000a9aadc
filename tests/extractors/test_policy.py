"""What hand-made documents of each publisher family say of themselves."""

from datetime import date

import pytest

from extractors import policy, sections
from extractors.model import Block, Cell, Document, Page


def row(*texts: str, header: tuple[str, ...] = (), page: int | None = 1, table: int = 1) -> Block:
    cells = tuple(Cell(text) for text in texts)
    return Block(" ".join(texts), "row", page, cells=cells, header=header, table=table)


def line(text: str, page: int | None = 1, **given) -> Block:
    return Block(text, given.pop("kind", "paragraph"), page, **given)


def heading(text: str, page: int | None = 1, level: int = 1, size: float = 16) -> Block:
    return Block(text, "heading", page, level=level, size=size, is_bold=True)


BODY = line(
    "The plan pays for the drug when the rules below hold, and the member meets every one of them. " * 4
)


def fields(*blocks: Block, pages: int = 2):
    paged = any(block.page for block in blocks)
    sheet = tuple(Page(n, 612, 792) for n in range(1, pages + 1)) if paged else ()
    document = Document("application/pdf" if paged else "text/html", "0" * 64, (*blocks, BODY), sheet)
    return policy.fields(document, sections.split(document))


def test_a_header_box_with_leaders_gives_number_date_and_title():
    got = fields(
        line("Drug Coverage Policy"),
        line("Effective Date ............ 02/01/2026"),
        line("Next Review Date ....... 02/01/2027"),
        line("Coverage Policy Number....... IP9901"),
        heading("Nasal Esketamine Products"),
    )
    assert (got.policy_number, got.title, got.doc_type) == (
        "IP9901",
        "Nasal Esketamine Products",
        "drug_policy",
    )
    assert (got.effective_from, got.effective_precision) == (date(2026, 2, 1), "day")
    assert got.next_review == date(2027, 2, 1)
    assert got.status == "active"


def test_two_labels_on_one_line_are_two_fields():
    got = fields(
        heading("Medical Policy"),
        line("Subject:   Ketamine Infusion for Depression"),
        line("Document#: MED.99129    Publish Date: 09/27/2023"),
        line("Status: Revised      Last Review Date: 08/10/2023"),
    )
    assert (got.title, got.policy_number) == ("Ketamine Infusion for Depression", "MED.99129")
    assert (got.published_on, got.last_review) == (date(2023, 9, 27), date(2023, 8, 10))
    assert (got.effective_from, got.status) == (None, "active")


def test_label_cells_give_their_right_hand_neighbour():
    got = fields(
        row("Program Number", "2025 P 9168-3"),
        row("Program", "Prior Authorization/Medical Necessity"),
        row("Medications", "Spravato® (esketamine)"),
        row("P&T Approval Date", "1/2023, 5/2024, 3/2025"),
        row("Effective Date", "6/1/2025"),
    )
    assert got.policy_number == "2025 P 9168-3"
    assert got.title == "Prior Authorization/Medical Necessity - Spravato (esketamine)"
    assert got.doc_type == "pa_criteria"
    assert (got.effective_from, got.last_review) == (date(2025, 6, 1), date(2025, 3, 1))


def test_header_row_of_a_two_column_box_is_a_pair_too():
    got = fields(row("Effective Date", "6/1/2025", header=("Program Number", "2025 P 9168-3")))
    assert got.policy_number == "2025 P 9168-3"


def test_values_may_stand_below_their_labels():
    header = ("Policy Number", "Original Effective Date", "Current Effective Date", "Last Review Date")
    got = fields(
        heading("Esketamine Nasal Spray"),
        row("5.01.99", "March 2020", "07/01/2025", "05/2025", header=header),
    )
    assert got.policy_number == "5.01.99"
    assert (got.original_effective, got.effective_from) == (date(2020, 3, 1), date(2025, 7, 1))
    assert got.last_review == date(2025, 5, 1)


def test_dotted_dates_and_a_reference_number():
    got = fields(
        heading("Clinical Policy: Esketamine (Spravato)"),
        line("Reference Number: CP.PMN.999"),
        line("Effective Date: 06.01.19"),
        line("Last Review Date: 08.25"),
        line("Line of Business: Commercial, HIM, Medicaid"),
    )
    assert (got.title, got.policy_number) == ("Clinical Policy: Esketamine (Spravato)", "CP.PMN.999")
    assert (got.effective_from, got.last_review) == (date(2019, 6, 1), date(2025, 8, 1))
    assert got.lines_of_business == ("commercial", "exchange", "medicaid")


def test_a_bare_number_of_a_known_shape_and_a_revised_date_stand_in():
    got = fields(
        line("09-J9000-66"),
        line("Original Effective Date: 11/15/06"),
        line("Reviewed:10/08/25"),
        line("Revised: 01/01/26"),
        heading("Subject: Esketamine (Spravato) Nasal Spray"),
        line("This medical coverage guideline is no promise of payment."),
    )
    assert (got.policy_number, got.title) == ("09-J9000-66", "Esketamine (Spravato) Nasal Spray")
    assert (got.original_effective, got.last_review) == (date(2006, 11, 15), date(2025, 10, 8))
    assert got.effective_from == date(2026, 1, 1)


def test_the_footer_speaks_when_the_first_page_is_silent():
    got = fields(
        heading("Medical Drug List"),
        line("Last Updated April 2, 2026", role="footer"),
        line("Last Updated April 2, 2026", page=2, role="footer"),
    )
    assert (got.doc_type, got.published_on, got.effective_from) == ("drug_list", date(2026, 4, 2), None)


def test_a_month_alone_in_the_footer_is_the_version_of_a_policy_without_dates():
    got = fields(line("Corporate Medical Policy: Preferred Nasal Drugs"), line("January 2026", role="footer"))
    assert (got.title, got.effective_from, got.effective_precision) == (
        "Preferred Nasal Drugs",
        date(2026, 1, 1),
        "month",
    )


def test_a_date_at_the_end_of_a_title_tells_the_publication():
    got = fields(heading("Spravato 7.12.23", page=None), heading("Updated guidance", page=None, level=3))
    assert (got.title, got.published_on, got.doc_type) == ("Spravato 7.12.23", date(2023, 7, 12), "guidance")


def test_a_date_in_an_archived_section_does_not_count():
    got = fields(
        heading("Spravato", page=None),
        line("Members need a test first.", page=None),
        heading("Archived 1/5/23 Guidance", page=None, level=2),
        line("Effective Date: 01/05/2023", page=None),
    )
    assert (got.effective_from, got.published_on, got.status) == (None, None, "active")


@pytest.mark.parametrize(
    ("banner", "status", "ended"),
    [
        ("ARCHIVED", "retired", None),
        ("This policy was replaced on June 5, 2023", "superseded", date(2023, 6, 5)),
        ("Retirement Date: 12/31/2024", "retired", date(2024, 12, 31)),
        ("DRAFT", "draft", None),
        ("Effective Date: TBD", "draft", None),
        ("This version is not yet in effect", "future", None),
        ("Archived previous policy version 2025D0069O", "active", None),
        ("Effective Date: 01/01/2099", "active", None),
    ],
)
def test_banners_tell_the_status(banner, status, ended):
    got = fields(heading("Esketamine Nasal Spray"), line(banner))
    assert (got.status, got.effective_to) == (status, ended)


def test_a_watermark_is_a_banner():
    got = fields(heading("Esketamine Nasal Spray"), line("SUPERSEDED", role="watermark"))
    assert got.status == "superseded"


@pytest.mark.parametrize(
    ("blocks", "payer"),
    [
        ((line("© 2025 Northmere Health Plan. All rights reserved."),), "Northmere Health Plan"),
        ((line("Northmere Health Plan", role="header"),), "Northmere Health Plan"),
        ((line("Ohio Department of Medicaid"),), "Ohio Department of Medicaid"),
        (
            (line("It is the policy of health plans affiliated with Tessel Healthcare to pay."),),
            "Tessel Healthcare",
        ),
        ((line("© CPT Only – American Medical Association"),), None),
        ((line("Behavioral Health"),), None),
    ],
)
def test_the_payer_is_named_as_printed_or_not_at_all(blocks, payer):
    assert fields(heading("Esketamine Nasal Spray"), *blocks).payer_name == payer


@pytest.mark.parametrize(
    ("title", "doc_type"),
    [
        ("Quantity Limit List", "quantity_list"),
        ("2026 Comprehensive Formulary", "drug_list"),
        ("Spravato Prior Authorization Request Form", "pa_form"),
        ("Billing and Coding: Esketamine", "billing_article"),
        ("Provider Notice: Spravato", "notice"),
        ("Medical Policy: Sinus Surgery", "medical_policy"),
    ],
)
def test_the_title_tells_the_type_of_document(title, doc_type):
    assert fields(heading(title)).doc_type == doc_type


def test_benefit_and_states_come_from_titles_and_sentences():
    got = fields(
        line("Northmere Community Plan"),
        line("Medical Benefit Drug Policy"),
        heading("Spravato (Esketamine)"),
        line("This policy only applies to the state of Louisiana and Texas."),
        line("It does not apply to the state of Ohio."),
    )
    assert (got.benefit, got.jurisdictions) == ("medical", ("LA", "TX"))
    assert got.lines_of_business == ("medicaid_mco",)


def test_a_date_of_services_stands_behind_its_label_in_a_line_and_in_a_cell():
    said = "This policy is effective for dates of service on or after April 1, 2026."
    assert fields(heading("Nasal Esketamine"), line(said)).effective_from == date(2026, 4, 1)
    got = fields(
        heading("Ketamine for Depression"),
        line("Original Effective Date: For services performed on or after 10/01/2015"),
        row("Revision Effective Date", "For services performed on or after 01/01/2024"),
    )
    assert (got.original_effective, got.effective_from) == (date(2015, 10, 1), date(2024, 1, 1))


def test_the_last_of_several_revisions_is_the_one_in_force():
    for said in ("Revised: March 15, 2024; January 8, 2026", "Revision Date(s): 3/15/2024, 1/8/2026"):
        assert fields(heading("Nasal Esketamine"), line(said)).effective_from == date(2026, 1, 8)


def test_an_approval_is_a_review():
    assert fields(heading("Ketamine"), line("Committee approval: 01/08/2026")).last_review == date(2026, 1, 8)
    assert fields(heading("Ketamine"), row("Last Approved", "02/12/2025")).last_review == date(2025, 2, 12)


def test_a_number_stands_behind_its_label_without_a_colon():
    assert fields(heading("Nasal Esketamine"), line("Policy No. 9.99.629")).policy_number == "9.99.629"
    assert fields(heading("Nasal Esketamine"), line("Number of doses in a week")).policy_number is None


@pytest.mark.parametrize("above", ["DRAFT FOR PUBLIC COMMENT", "Proposed policy for review only"])
def test_what_says_that_a_text_is_a_draft_is_no_title(above):
    got = fields(heading(above), heading("Ketamine (IV)"))
    assert got.title == "Ketamine (IV)"


def test_what_stands_behind_policy_is_its_number_where_it_is_one():
    got = fields(heading("Ketamine"), line("Policy: MM-099"))
    assert (got.title, got.policy_number) == ("Ketamine", "MM-099")
    got = fields(line("Policy: Ketamine Infusions"))
    assert (got.title, got.policy_number) == ("Ketamine Infusions", None)


def test_a_heading_of_policy_and_number_is_the_number_and_no_title():
    got = fields(heading("Policy 2024-17"), heading("Nasal Esketamine"))
    assert (got.title, got.policy_number) == ("Nasal Esketamine", "2024-17")


def test_a_number_behind_a_sign_is_a_number():
    assert fields(heading("Nasal Esketamine"), line("Guideline # 123.45")).policy_number == "123.45"


def test_a_title_that_says_archived_ends_the_whole_document():
    got = fields(
        heading("ARCHIVED: Ketamine for chronic pain"),
        line("Archived effective January 1, 2024. See policy 9.99.999 for current information."),
        line("Policy Number: 9.99.111"),
        line("Effective Date: January 1, 2019"),
        heading("Policy", level=2),
    )
    assert (got.status, got.effective_to) == ("retired", date(2024, 1, 1))
    assert (got.policy_number, got.effective_from) == ("9.99.111", date(2019, 1, 1))


def test_a_notice_is_published_on_its_dateline_and_not_on_the_day_in_its_title():
    got = fields(
        heading("Provider bulletin"),
        line("October 3, 2025"),
        heading("Changes to nasal esketamine beginning December 1, 2025", size=20),
    )
    assert (got.doc_type, got.published_on) == ("notice", date(2025, 10, 3))


def test_a_policy_that_will_take_effect_is_not_in_force_yet():
    got = fields(heading("Nasal Esketamine"), line("This policy will take effect on February 1, 2027."))
    assert (got.effective_from, got.status) == (date(2027, 2, 1), "future")


def test_criteria_of_a_preferred_drug_list_are_no_list():
    got = fields(heading("Medicaid Preferred Drug List Criteria"), line("Drug: Nasal esketamine"))
    assert got.doc_type == "pa_criteria"


def test_a_clinical_policy_bulletin_is_no_notice():
    said = line("This Clinical Policy Bulletin addresses nasal esketamine.")
    assert fields(heading("Nasal Esketamine"), said).doc_type == "drug_policy"


def test_a_heading_of_an_earlier_version_is_no_banner_of_this_one():
    got = fields(
        heading("Nasal Esketamine"),
        heading("Coverage criteria", level=2),
        line("The drug is covered when the rules hold."),
        heading("Prior version (effective through 12/31/2025)", level=2),
        line("The drug was covered when other rules held."),
    )
    assert (got.status, got.effective_to) == ("active", None)
