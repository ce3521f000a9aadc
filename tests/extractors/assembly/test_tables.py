"""Tables with a column of indications and one of criteria."""

import pytest

from extractors import outline
from extractors.assembly import tables
from extractors.model import Block, Cell

HEADER = ("Indication", "Criteria")


def row(*cells, header=HEADER, page=1):
    return Block(" | ".join(cells), "row", page=page, cells=tuple(map(Cell, cells)), header=header)


def test_the_lines_of_a_cell_nest_by_their_labels():
    (read,) = tables.rows(
        [
            row(
                "Gout",
                "BOTH of the following:\n1. Adult with gout that is\nrefractory\n2. ONE of:\na. First\nb. Second",
            )
        ]
    )
    (header,) = read.items
    assert (read.name, header.text) == ("Gout", "BOTH of the following:")
    assert [item.text for item in header.children] == ["Adult with gout that is refractory", "ONE of:"]
    assert [item.text for item in header.children[1].children] == ["First", "Second"]


def test_a_row_without_a_name_goes_on_with_the_row_before_it():
    (read,) = tables.rows([row("Gout", "ONE of the following:\n1. First"), row("", "2. Second", page=2)])
    assert [item.text for item in read.items[0].children] == ["First", "Second"]


def test_a_page_without_a_header_row_loses_no_row():
    taken = ("Hiccups", "When the member is symptomatic")
    read = tables.rows([row("Gout", "1. First"), row("Strabismus", "1. Other", header=taken, page=2)])
    assert [one.name for one in read] == ["Gout", "Hiccups", "Strabismus"]


def test_other_tables_are_left_alone():
    codes = ("HCPCS Code", "Description")
    doses = ("Indication", "Dose")
    assert tables.rows([row("J0000", "Injection", header=codes)]) == ()
    assert tables.rows([row("Gout", "1 mg", header=doses)]) == ()


def test_a_first_line_that_binds_needs_no_colon():
    (read,) = tables.rows([row("Gout", "Used for ONE of the following\n1. First\n2. Second")])
    assert [item.text for item in read.items[0].children] == ["First", "Second"]


def test_another_bullet_in_a_cell_stands_below_the_one_before_it():
    (read,) = tables.rows(
        [row("Gout", "Both of:\n• Adult\n• One of the following:\n◦ First\n◦ Second\n• Third")]
    )
    assert [item.text for item in read.items[0].children] == ["Adult", "One of the following:", "Third"]
    assert [item.text for item in read.items[0].children[1].children] == ["First", "Second"]


def test_rows_of_topics_and_requirements_are_list_items():
    topics = ("Criterion", "Requirement")
    blocks = [
        row("Age", "≥ 18 years", header=topics),
        row("Severity", "One of the following:\n• First score\n• Second score", header=topics),
    ]
    read = outline.build(tables.listed(blocks))
    assert [item.text for item in read] == ["Age: ≥ 18 years", "One of the following:"]
    assert [item.text for item in read[1].children] == ["First score", "Second score"]


def test_rows_of_questions_beside_boxes_are_list_items():
    boxes = ("#", "Criteria", "Yes", "No")
    read = outline.build(tables.listed([row("1", "Is the member an adult?", "☐", "☐", header=boxes)]))
    assert [item.text for item in read] == ["Is the member an adult?"]


@pytest.mark.parametrize(
    "header", [("Code", "Description"), ("Scale", "Criteria"), ("Item", "Description"), ("Date", "Changes")]
)
def test_a_table_of_no_requirements_gives_no_list_items(header):
    blocks = [row("One", "Member is an adult", header=header)]
    assert [block.kind for block in tables.listed(blocks)] == ["row"]


def test_a_limit_for_each_phase_is_a_list_item_that_names_the_phase():
    limits = ("Phase of treatment", "Quantity limit")
    read = outline.build(tables.listed([row("Induction", "24 devices per 28 days", header=limits)]))
    assert [item.text for item in read] == ["Induction: 24 devices per 28 days"]
