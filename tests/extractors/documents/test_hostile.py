"""Files made to hurt a reader: each gives facts or one clear refusal, and takes no more time than its size."""

import subprocess
import sys
import zlib

import pytest

from extractors.documents import lengths, parse
from extractors.documents.pdf.drawn import streams
from extractors.errors import ExtractError
from extractors.model import Block, Cell
from extractors.read import read

RULE = "<h1>Spravato policy</h1><p>Spravato is medically necessary when the member is 18 years or older.</p>"


def pdf(objects, *, length=None):
    """A PDF of raw objects, numbered from 1; the first is its catalog. Readers rebuild the missing table."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (place, one) for place, one in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer <</Root 1 0 R /Size 99>>\nstartxref\n0\n%%EOF"


def stream(content, extra=b""):
    packed = zlib.compress(content)
    return b"<</Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream" % (len(packed), extra, packed)


def page(box=b"[0 0 612 792]", content=b"BT /F1 12 Tf 72 700 Td (Spravato is covered for adults.) Tj ET"):
    return [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox "
        + box
        + b" /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
        stream(content),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    ]


def outcome(content, kind):
    """Kind of the document or of the refusal: anything else that is raised fails the test."""
    try:
        return read(content, kind).facts.document.doc_type
    except ExtractError as error:
        return error.kind if "\n" not in str(error) else f"many lines: {error}"


def test_the_plain_page_behind_the_hostile_ones_is_read():
    assert parse(pdf(page()), "pdf").blocks[0].text == "Spravato is covered for adults."


HOSTILE_PDFS = {
    "a page of a billion points": page(box=b"[0 0 1e9 1e9]"),
    "a page without size": page(box=b"null"),
    "a page whose size is a name": page(box=b"[/a /b /c /d]"),
    "a page tree that is its own child": [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [2 0 R] /Count 1>>",
    ],
    "two nodes that are each other's parent": [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R>>",
        b"<</Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R>>",
    ],
    "a number of pages that cannot be": [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 2147483647>>",
    ],
    "nested lists of the file": page(box=b"[" * 20_000 + b"]" * 20_000),
    "nested lists of the page": page(content=b"[" * 50_000),
    "saved states without end": page(content=b"q " * 50_000 + b"BT /F1 12 Tf 72 700 Td (Spravato) Tj ET"),
    "a content that is a reference to itself": [*page()[:3], b"4 0 R"],
    "letters as high as the sky": page(content=b"BT /F1 99999999999 Tf 72 700 Td (Spravato) Tj ET"),
    "notes that lead nowhere": page(
        box=b"[0 0 612 792] /Annots [<</Subtype /Link /Rect [0 0 9 9] /A 99 0 R>>]"
    ),
    "a page of a million letters": page(content=b"BT /F1 1 Tf 72 700 Td (Spravato ) Tj ET " * 120_000),
    "twenty megabytes of nothing, packed": page(content=bytes(20_000_000)),
}


@pytest.mark.parametrize("name", HOSTILE_PDFS)
def test_a_hostile_pdf_is_read_or_refused_in_one_line(name):
    known = {"unreadable", "no_text_layer", "not_a_document", "too_large", "drug_policy", "guidance"}
    assert outcome(pdf(HOSTILE_PDFS[name]), "pdf") in known


HOSTILE_TEXTS = {
    "nested divisions": ("<div>" * 100_000 + RULE, "html"),
    "nested lists": ("<ul><li>" * 20_000 + RULE, "html"),
    "nested tables": ("<table><tr><td>" * 5_000 + RULE, "html"),
    "entities that unfold": (
        '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
        + RULE
        + "&c;" * 99,
        "html",
    ),
    "a cell over all rows": (RULE + '<table><tr><td rowspan="99999999" colspan="99999999">x</table>', "html"),
    "thousands of rows": (RULE + "<table>" + "<tr><td>a</td><td>b</td></tr>" * 3_000 + "</table>", "html"),
    "attributes without end": (RULE + "<p " + "style='x' " * 50_000 + ">x</p>", "html"),
    "a header again and again": (RULE + "<header>x" * 3_000, "html"),
    "one line of a megabyte": (RULE + "<p>" + "words and words, " * 30_000, "html"),
    "one word of a megabyte": (RULE + "<p>" + "1" * 1_000_000, "html"),
    "a list without numbers and end": (RULE + "<ol>" + "<li>a" * 20_000, "html"),
    "a number of any length": (RULE + f"<ol start={'9' * 5_000}><li value={'9' * 5_000}>x", "html"),
    "quotes in quotes": (">" * 20_000 + " Spravato", "markdown"),
    "open brackets": ("# Spravato\n\n" + "[" * 50_000, "markdown"),
    "comments that are opened only": ("# Spravato\n\n" + "<!-- " * 200_000, "markdown"),
    "items without end": ("# Spravato\n\n" + "1. The member is 18 years or older\n" * 500, "markdown"),
    "text that runs backwards": (RULE.replace("18", "\u202e81\u202c").replace("o", "o\u200b"), "html"),
    "zeros in the text": (RULE.replace("m", "m\x00"), "html"),
}


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_a_hostile_text_is_read_or_refused_in_one_line(name):
    text, kind = HOSTILE_TEXTS[name]
    known = {"unreadable", "unsupported_media_type", "not_a_document", "too_large", "drug_policy", "guidance"}
    known |= {"medical_policy", "pa_criteria", "notice"}
    assert outcome(text.encode(), kind) in known


def test_wide_text_without_its_mark_is_refused_and_not_read_as_something_else():
    assert outcome(RULE.encode("utf-16-le"), "html") == "unsupported_media_type"


def test_a_damaged_stream_is_unpacked_up_to_the_damage():
    content = b" ".join(b"%d Tj" % number for number in range(50_000))
    packed = bytearray(zlib.compress(content))
    packed[len(packed) // 2] ^= 0xFF
    found = streams.unpacked(bytes(packed))
    whole = next(n for n, (a, b) in enumerate(zip(content, found, strict=False)) if a != b)
    assert len(content) // 4 < whole <= len(found) <= len(content) * 2
    assert streams.unpacked(zlib.compress(content)[:-5]) == content
    assert streams.unpacked(b"no stream") == b""


def test_a_block_of_any_length_is_broken_after_a_sentence_and_keeps_its_words():
    text = "The member is 18 years or older. " * 2_000
    pieces = lengths.broken([Block(text, "item", label="1.", page=3)])
    assert max(len(piece.text) for piece in pieces) <= lengths.LONGEST
    assert all(piece.text.endswith("older.") and piece.page == 3 for piece in pieces)
    assert [piece.label for piece in pieces] == ["1.", *[""] * (len(pieces) - 1)]
    assert "".join(piece.text for piece in pieces).replace(" ", "") == text.replace(" ", "")


def test_what_is_no_text_is_broken_shorter():
    row = Block("", "row", cells=(Cell("a" * 5_000), Cell("b")), header=("x", "y"), table=1)
    pieces = lengths.broken([row])
    assert {piece.kind for piece in pieces} == {"paragraph"}
    assert max(len(piece.text) for piece in pieces) <= lengths.LONGEST_RUN
    assert "".join(piece.text for piece in pieces) == "a" * 5_000 + "b"


def test_a_block_of_a_usual_length_stays_as_it_is():
    usual = (Block("The member is 18 years or older."), Block("", "row", cells=(Cell("a"), Cell("b"))))
    assert lengths.broken(usual) == usual


SHORT_OF_MEMORY = """
import resource
from extractors.documents import html
size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
page = b"<h1>Spravato policy</h1><table>" + b"<tr><td>a</td><td>b</td></tr>" * 100_000
resource.setrlimit(resource.RLIMIT_AS, (size + 25_000_000,) * 2)
html.read(page)
"""


def test_a_page_that_wants_more_memory_than_there_is_is_not_called_damaged():
    done = subprocess.run([sys.executable, "-c", SHORT_OF_MEMORY], capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == "MemoryError"


@pytest.mark.parametrize("tag", ["div", "b", "font", "svg><g", "ul><li", "table><tr><td"])
@pytest.mark.parametrize("count", [300, 3_000])
def test_what_follows_a_deep_nest_is_read_or_the_page_is_refused(tag, count):
    names = tag.split("><")
    end = "".join(f"</{name}>" for name in reversed(names))
    page = f"<h1>Spravato policy</h1>{f'<{tag}>' * (count // len(names))}{end * (count // len(names))}{RULE}"
    if count == 300:
        assert parse(page.encode(), "html").blocks[-1].text.endswith("18 years or older.")
    else:
        assert outcome(page.encode(), "html") == "too_large"


def test_what_follows_a_text_of_more_than_ten_megabytes_is_read():
    for long in (
        "<p>" + "word " * 2_100_000,
        f"<p title='{'x' * 10_500_000}'>",
        f"<!--{'x' * 10_500_000}-->",
    ):
        found = parse(f"<h1>Spravato policy</h1>{long}</p>{RULE}".encode(), "html")
        assert found.blocks[-1].text.endswith("18 years or older.")


def of_markdown(count, mark):
    nest = "\n".join(f"{'   ' * depth}1. item" for depth in range(count)) if mark == "1." else mark * count
    return f"# Spravato policy\n\n{nest} deepest\n\nThe member is 18 years or older.".encode()


@pytest.mark.parametrize(("mark", "deep", "deeper"), [("1.", 150, 200), (">", 340, 2_000)])
def test_what_follows_a_deep_nest_of_markdown_is_read_or_the_file_is_refused(mark, deep, deeper):
    assert [block.text for block in parse(of_markdown(deep, mark), "md").blocks[-2:]] == [
        "item deepest" if mark == "1." else "deepest",
        "The member is 18 years or older.",
    ]
    for count in (deeper, 355):
        assert outcome(of_markdown(count, mark), "md") == "too_large"


def three_pages(count, kind):
    """A PDF whose list says how many pages it has, and whose second page says what it is."""
    plain = page()
    shown = [
        stream(b"BT /F1 12 Tf 72 700 Td (Page %d speaks of Spravato.) Tj ET" % number) for number in (1, 2, 3)
    ]
    pages = [plain[2].replace(b"4 0 R", b"%d 0 R" % place) for place in (4, 6, 7)]
    tree = b"<</Type /Pages /Kids [3 0 R 8 0 R 9 0 R] /Count %d>>" % count
    second = pages[1].replace(MARKED, kind)
    return pdf([plain[0], tree, pages[0], shown[0], plain[4], shown[1], shown[2], second, pages[2]])


MARKED, UNMARKED = b"/Type /Page", b""


@pytest.mark.parametrize(
    ("count", "kind"), [(3, MARKED), (1, MARKED), (5, MARKED), (-1, MARKED), (3, UNMARKED), (5, UNMARKED)]
)
def test_every_page_is_read_whatever_the_list_of_pages_says(count, kind):
    found = parse(three_pages(count, kind), "pdf")
    texts = [(block.page, block.text) for block in found.blocks]
    assert texts == [(number, f"Page {number} speaks of Spravato.") for number in (1, 2, 3)]


def test_pages_that_are_not_marked_as_such_are_told():
    assert [warning.kind for warning in parse(three_pages(3, UNMARKED), "pdf").warnings] == ["layout_lost"]
    assert parse(three_pages(3, MARKED), "pdf").warnings == ()
