"""Sections: which lines open one, of which kind it is, and where a history table ends."""

import pytest

from extractors import sections
from extractors.model import Block, Cell, Document


def heading(text: str, level: int = 1) -> Block:
    return Block(text, "heading", 1, level=level, size=14)


def line(text: str, *, label: str = "", is_bold: bool = False) -> Block:
    return Block(text, "item" if label else "paragraph", 1, label=label, is_bold=is_bold)


def row(*texts: str, header: tuple[str, ...] = ()) -> Block:
    return Block(" ".join(texts), "row", 1, cells=tuple(map(Cell, texts)), header=header, table=1)


def split(*blocks: Block):
    return sections.split(Document("text/html", "0" * 64, blocks))


def brief(*blocks: Block) -> list[tuple[str, str]]:
    return [(part.heading, part.kind) for part in split(*blocks) if part.heading]


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("Background:", "1.", "background"),
        ("Coverage Criteria:", "2.", "criteria"),
        ("Criteria for Medical Necessity:", "", "criteria"),
        ("Continuation Criteria for Approval:", "", "continuation"),
        ("Conditions for which coverage is NOT authorized:", "III.", "limitations"),
        ("References:", "4.", "references"),
    ],
)
def test_a_bold_title_with_a_colon_opens_a_section(text, label, kind):
    found = brief(
        heading("Nasal therapy"), line("Text."), line(text, label=label, is_bold=True), line("Text.")
    )
    assert found[-1] == (f"{label} {text}".strip(), kind)


@pytest.mark.parametrize(
    "text",
    [
        "The product is medically necessary when the following criteria are met:",
        "One of the following:",
        "Member must meet all criteria:",
        "Dose:",
    ],
)
def test_a_bold_rule_with_a_colon_opens_none(text):
    assert len(split(heading("Nasal therapy"), line(text, is_bold=True), line("Text."))) == 1


def test_a_bold_bullet_opens_none():
    assert len(split(heading("Nasal therapy"), line("Initial criteria:", label="•", is_bold=True))) == 1


def test_a_run_in_title_opens_references_and_history_only():
    found = split(
        heading("Nasal therapy"),
        line("Coverage: it is covered."),
        line("References: all from the label unless said otherwise."),
        line("Policy Update Information: reviewed by the committee each year."),
        line("January 2026: one code added."),
    )
    assert [(part.heading, part.kind) for part in found][1:] == [
        ("References", "references"),
        ("Policy Update Information", "history"),
    ]
    assert len(found[2].blocks) == 2


def test_a_history_table_is_a_section_of_its_own_and_the_text_below_is_none_of_it():
    header = ("Reviews, Revisions, and Approvals", "Date")
    found = split(
        heading("Nasal therapy"),
        heading("Criteria", 2),
        line("Two medicines were tried."),
        row("Policy created", "05.08.18", header=header),
        row("Annual review", "05.09.19", header=header),
        line("One scale is used."),
    )
    assert [(part.heading, part.kind) for part in found] == [
        ("Nasal therapy", "policy"),
        ("Criteria", "criteria"),
        ("Reviews, Revisions, and Approvals", "history"),
        ("Criteria", "criteria"),
    ]
    assert [block.text for block in found[-1].blocks] == ["One scale is used."]


def test_a_title_row_names_a_history_table_too():
    found = split(
        heading("Nasal therapy"), line("Text."), row("Change Control", ""), row("1/2023", "New program.")
    )
    assert (found[-1].heading, found[-1].kind) == ("Change Control", "history")


def test_a_table_inside_the_history_opens_no_second_one():
    header = ("Date", "Summary of Changes")
    found = split(
        heading("Nasal therapy"), heading("Policy History", 2), row("01/01/2026", "Age added.", header=header)
    )
    assert [part.heading for part in found] == ["Nasal therapy", "Policy History"]
