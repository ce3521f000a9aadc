"""Histories of every shape: tables with columns in any order, lists, rows over pages."""

from dataclasses import replace

import pytest

from extractors import revisions, sections
from extractors.fields import actions
from extractors.model import Block, Cell, Document, Page


def row(*texts: str, header: tuple[str, ...] = (), page: int | None = 1) -> Block:
    return Block(
        " ".join(texts), "row", page, cells=tuple(Cell(text) for text in texts), header=header, table=1
    )


def line(text: str, page: int = 1) -> Block:
    return Block(text, "paragraph", page)


def find(*blocks: Block, heading: str = "Policy History"):
    opening = (Block(heading, "heading", 1, level=1, size=14),) if heading else ()
    document = Document("application/pdf", "0" * 64, (*opening, *blocks), (Page(1, 612, 792),))
    return revisions.find(document, sections.split(document))


def brief(found) -> list[tuple[str, str, str]]:
    return [(r.date.isoformat(), r.precision, r.action) for r in found]


def test_status_date_action_columns():
    header = ("Status", "Date", "Action")
    found = find(
        row("Revised", "08/10/2023", "Committee review. One criterion added.", header=header),
        row("", "12/29/2021", "Coding section updated.", header=header),
        row("Reviewed", "05/12/2021", "Committee review. References updated.", header=header),
        heading="Document History",
    )
    assert brief(found) == [
        ("2023-08-10", "day", "revised"),
        ("2021-12-29", "day", "other"),
        ("2021-05-12", "day", "reviewed"),
    ]
    assert found[0].summary == "Committee review. One criterion added."


def test_type_summary_date_columns_and_rows_that_run_over_a_page():
    header = ("Type of Revision", "Summary of Changes", "Date")
    found = find(
        row("Selected Revision", "Step added.", "7/1/2025", header=header),
        row("", "Age limit removed.", "", header=header, page=2),
        row("Annual Revision", "No criteria changes.", "8/15/2025", header=header, page=2),
        heading="Revision Details",
    )
    assert brief(found) == [("2025-07-01", "day", "revised"), ("2025-08-15", "day", "reviewed")]
    assert found[0].summary == "Step added. Age limit removed."
    assert found[0].evidence.page == 1


def test_two_dates_in_a_row_take_the_date_column_and_not_the_committee():
    header = ("Reviews, Revisions, and Approvals", "Date", "P&T Approval Date")
    found = find(row("Policy created.", "05.08.18", "08.18", header=header), heading="")
    assert brief(found) == [("2018-05-08", "day", "new")]


def test_months_in_an_unruled_list():
    found = find(
        line("Policy reviewed every year by the committee."),
        line("January 2026: Coding change: one code added effective 1/1/2026."),
        line("July 2025: Criteria update: one drug added."),
        line("June 2022: Original medical policy criteria issued."),
        heading="Policy Implementation/Update Information",
    )
    assert brief(found) == [
        ("2026-01-01", "month", "revised"),
        ("2025-07-01", "month", "revised"),
        ("2022-06-01", "month", "new"),
    ]


def test_rows_without_a_header_in_two_columns():
    found = find(
        row("11/15/06", "New coverage guideline."),
        row("07/15/07", "Reviewed guideline: maintain current coverage."),
        row("", "References renewed."),
        row("10/01/09", "Revision to guideline; codes."),
        heading="GUIDELINE UPDATE INFORMATION:",
    )
    assert [r.action for r in found] == ["new", "reviewed", "revised"]
    assert found[1].summary.endswith("References renewed.")


def test_the_word_revised_before_the_date():
    found = find(line("Revised: 02/21/2025 One step removed."), line("Reviewed: 02/20/2024"))
    assert brief(found) == [("2025-02-21", "day", "revised"), ("2024-02-20", "day", "reviewed")]


def test_a_change_control_table_inside_another_section():
    blocks = (
        Block("Additional Programs", "heading", 1, level=1),
        line("Supply limits may be in place."),
        row("Program", "Prior Authorization - Spravato"),
        row("Change Control", ""),
        row("1/2023", "New program."),
        row("3/2024", "Annual review with no change to coverage criteria."),
    )
    document = Document("application/pdf", "0" * 64, blocks, (Page(1, 612, 792),))
    found = revisions.find(document, sections.split(document))
    assert brief(found) == [("2023-01-01", "month", "new"), ("2024-03-01", "month", "reviewed")]


def test_a_label_before_several_dates_gives_a_row_for_each():
    found = find(
        line("Created: 03/2019"), line("Revised: 07/2021, 01/2024 and 02/2025"), line("Reviewed: 05/2025")
    )
    assert brief(found) == [
        ("2019-03-01", "month", "new"),
        ("2021-07-01", "month", "revised"),
        ("2024-01-01", "month", "revised"),
        ("2025-02-01", "month", "revised"),
        ("2025-05-01", "month", "reviewed"),
    ]


def test_the_column_of_changes_is_read_before_names_and_numbers():
    header = ("Change Date", "Changed By", "Description of Change", "Version")
    found = find(row("07/01/2023", "Staff", "Criteria implementation.", "1", header=header))
    assert brief(found) == [("2023-07-01", "day", "new")]
    assert found[0].summary.startswith("Criteria implementation.")


def test_a_table_of_other_titles_below_the_history_is_not_read():
    history, other = ("Status", "Date", "Action"), ("Former company", "Last Review Date", "Number", "Title")
    below = replace(row("Elder Plan", "02/03/2004", "7.01", "Nasal therapy", header=other), table=2)
    found = find(row("Revised", "08/10/2023", "Age added.", header=history), below)
    assert brief(found) == [("2023-08-10", "day", "revised")]


def test_a_long_summary_is_cut():
    (found,) = find(row("01/01/2026", "One criterion was added. " * 40))
    assert len(found.summary) <= 300
    assert found.summary.endswith("…")


def test_a_policy_without_history_has_no_rows():
    assert find(line("On 01/01/2026 the rule begins."), heading="Policy") == ()


@pytest.mark.parametrize(
    ("status", "summary", "action"),
    [
        (None, "Policy created.", "new"),
        (None, "New program", "new"),
        (None, "Original policy issued", "new"),
        (None, "1Q 2024 annual review: no significant changes; references updated", "reviewed"),
        (None, "Updated background; added criteria for a new indication", "revised"),
        (None, "Criteria clarified without change to clinical intent; wording updated", "revised"),
        (None, "Review and revision of the guideline", "revised"),
        (None, "P&T approved new criteria.", "new"),
        (None, "Policy archived", "archived"),
        (None, "Removed the step. Archived previous policy version X1", "revised"),
        (None, "Posted", "other"),
        ("Annual Revision", "No criteria changes.", "reviewed"),
        ("Annual Revision", "Age added", "revised"),
        ("Replace policy", "Literature added; policy statements unchanged", "revised"),
        ("Interim review", "Added a threshold. Codes updated.", "revised"),
        ("Annual review", "Literature added; policy statement unchanged.", "reviewed"),
        ("Annual review", "Committee meeting", "reviewed"),
        ("New", "Document issued", "new"),
        ("", "Codes updated", "other"),
        (None, "Annual Review: Update rules to drop a step. Coding Reviewed: No changes.", "revised"),
        (None, "Annual Review: No changes. Coding reviewed: no changes.", "reviewed"),
        (None, "Annual Review: Initial committee review of the new product.", "new"),
        (None, "Criteria implementation.", "new"),
        (None, "Retired the former section on infusions", "revised"),
        (None, "Retired", "archived"),
    ],
)
def test_a_row_is_classified_by_its_status_then_by_its_words(status, summary, action):
    assert actions.classify(status, summary) == action
