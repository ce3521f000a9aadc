"""Pages that are pictures: refused or told without a reader, read and flagged with one."""

import pytest

from extractors.documents import parse
from extractors.documents.pdf.ocr import PIXELS_A_POINT, SeenWord
from extractors.errors import NoTextLayer
from extractors.model import Box, Group
from extractors.read import read
from flows.reading import recognize
from tools.traps.make import DOCUMENTS

SCAN = (DOCUMENTS / "scanned.pdf").read_bytes()
ONE_PAGE = (DOCUMENTS / "one_page_scanned.pdf").read_bytes()
LINES = (
    "Spravato policy",
    "Spravato is medically necessary for treatment-resistant depression when these are met:",
    "« The member is 18 years of age or older",
    "« The prescriber is a psychiatrist",
)


def written(*lines: str, confidence: float = 0.95):
    """A reader that sees these lines on every picture."""

    def look(_: bytes) -> tuple[SeenWord, ...]:
        seen = []
        for number, line in enumerate(lines):
            x = 60.0
            for word in line.split():
                sides = (x, 60 + 14 * number, x + 5 * len(word), 70 + 14 * number)
                box = Box(*(side * PIXELS_A_POINT for side in sides))
                seen.append(SeenWord(word, box, (number,), confidence))
                x += 5 * len(word) + 3
        return tuple(seen)

    return look


def test_a_scan_without_a_reader_names_the_extra():
    with pytest.raises(NoTextLayer, match="extra `ocr`"):
        parse(SCAN, "pdf")


def test_one_scanned_page_among_others_is_told_and_the_others_are_read():
    reading = read(ONE_PAGE, "pdf")
    assert [(warning.kind, warning.page) for warning in reading.facts.warnings] == [("no_text_layer", 2)]
    assert reading.facts.positions


def test_what_a_reader_sees_becomes_lines_with_places_and_bullets():
    blocks = parse(SCAN, "pdf", recognize=written(*LINES)).blocks
    assert [(block.label, block.text) for block in blocks][2:] == [
        ("•", "The member is 18 years of age or older"),
        ("•", "The prescriber is a psychiatrist"),
    ]
    assert blocks[0].box == Box(60.0, 60.0, 133.0, 70.0)


def test_facts_of_a_picture_are_flagged_and_less_sure():
    found = read(SCAN, "pdf", recognize=written(*LINES)).facts
    tree = found.criteria[0].tree
    assert isinstance(tree, Group)
    assert all("ocr" in leaf.flags and leaf.confidence < 0.85 for leaf in tree.items)
    assert all("ocr" in position.flags for position in found.positions)
    assert [(warning.kind, warning.page) for warning in found.warnings] == [("ocr", 1)]


def test_a_reader_that_sees_nothing_it_is_sure_of_leaves_a_scan_unread():
    for reader in (written(), written("dirt", confidence=0.1)):
        with pytest.raises(NoTextLayer, match="no words"):
            parse(SCAN, "pdf", recognize=reader)


def test_a_page_with_text_is_never_given_to_the_reader():
    content = (DOCUMENTS / "private_use_bullets.pdf").read_bytes()
    assert parse(content, "pdf", recognize=written("nonsense")) == parse(content, "pdf")


@pytest.mark.skipif(not recognize.name(), reason="tesseract or the extra `ocr` is not installed")
def test_tesseract_reads_the_scanned_policy():
    found = read(SCAN, "pdf", recognize=recognize.reader()).facts
    assert found.document.policy_number == "LK-0412"
    assert [leaf.type for leaf in found.criteria[0].tree.items] == [
        "age_min", "prescriber_specialty", "concomitant_antidepressant",
    ]  # fmt: skip
