"""Tables of uses and positions: a row is read as a sentence, a row of codes is none."""

from extractors.assembly import statuses
from extractors.model import Block, Cell

HEADER = ("Condition", "Drug", "Coverage status")


def row(*cells, header=HEADER):
    return Block(" | ".join(cells), "row", page=1, cells=tuple(map(Cell, cells)), header=header)


def lines(*rows):
    return [text for _, text in statuses.lines(rows)]


def test_a_row_says_its_position_after_what_it_is_of():
    assert lines(row("PTSD", "IV\nketamine", "Not covered")) == ["PTSD, IV ketamine: Not covered"]
    assert lines(row("Covered", "Ketamine", header=("Status", "Service"))) == ["Ketamine: Covered"]


def test_a_row_without_a_position_or_without_a_use_is_no_sentence():
    assert lines(row("PTSD", "IV ketamine", ""), row("", "", "Covered"), row("PTSD", "Ketamine")) == []


def test_other_tables_are_left_to_their_readers():
    assert lines(row("G2082", "Esketamine visit", "Covered"), row("F33.2", "Depression", "Covered")) == []
    assert lines(row("PTSD", "Covered", header=("Condition", "Criteria"))) == []
    assert lines(row("2025-01-01", "Draft", header=("Date", "Status"))) == []
    assert lines(row("a", "Covered", "Covered", header=("Use", "Status", "Decision"))) == []
    assert [*statuses.lines([Block("Ketamine: covered", "paragraph")])] == []
