"""A page drawn here holds what pdfplumber's own page holds: letters and drawings, to the last digit."""

import io
from pathlib import Path

import pdfplumber
import pytest

from extractors.documents import pdf_operators
from extractors.documents.pdf_drawing import drawn

ROOT = Path(__file__).parents[3]
REAL = ROOT.parent / "shared" / "real"
GOLDEN = sorted((ROOT / "tests" / "golden" / "documents").glob("*.pdf"))
PAYERS = sorted(path for path in REAL.glob("*/*.pdf") if path.read_bytes().startswith(b"%PDF"))
SAID = ("text", "fontname", "size", "x0", "x1", "top", "bottom", "doctop", "upright", "object_type")
DRAWN = ("x0", "x1", "top", "bottom", "fill", "stroke", "non_stroking_color", "stroking_color", "object_type")


def letters(page):
    return [(*(char[key] for key in SAID), char["matrix"][:4]) for char in page.chars]


def drawings(page):
    shapes = (*page.lines, *page.rects, *page.curves, *page.images)
    return [tuple(shape.get(key) for key in DRAWN) for shape in shapes]


def assert_same(content, step=1):
    with pdfplumber.open(io.BytesIO(content)) as theirs, pdfplumber.open(io.BytesIO(content)) as ours:
        for page, mine in zip(theirs.pages[::step], map(drawn, ours.pages[::step]), strict=True):
            assert letters(mine) == letters(page)
            assert drawings(mine) == drawings(page)
            page.close()
            mine.close()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_documents_are_drawn_as_the_library_draws_them(path):
    assert_same(path.read_bytes())


@pytest.mark.real
@pytest.mark.skipif(not PAYERS, reason="no real documents beside the project")
@pytest.mark.parametrize("path", PAYERS, ids=lambda path: path.stem)
def test_documents_of_payers_are_drawn_as_the_library_draws_them(path):
    assert_same(path.read_bytes(), step=20)


def page_of(content, *, rotate=0):
    """A PDF of one page with this content; Helvetica goes by F1."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Rotate %d/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R/F#232 5 0 R>>/XObject<</X 6 0 R>>>>>>" % rotate,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Matrix[1 0 0 1 40 50]/Resources<</Font<</F1 5 0 R>>"
        b"/XObject<</X 6 0 R>>>>/Length 47>>stream\nBT /F1 9 Tf (inner) Tj ET /X Do 1 1 30 20 re f \nendstream",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 7\n0000000000 65535 f \n" + table + b"trailer<</Size 7/Root 1 0 R>>\n"
    return made + head + b"startxref\n%d\n%%%%EOF" % len(made)


ODD = {
    "kerned": b"BT /F1 12 Tf 72 700 Td [(pa)-20.5(y) 30 (er) -.5 <414> -300 (\\101\\12)] TJ ET",
    "spaced": b"BT /F1 12 Tf 2 Tc 5 Tw 80 Tz 72 700 Td (a b c) Tj 3 Ts (up) Tj T* (next) ' 1 2 (set) \" ET",
    "nested strings": b"BT /F1 12 Tf 72 700 Td (one (two (three)) \\) four\\\n) Tj (\\x\\)) Tj ET",
    "turned": b"BT /F1 12 Tf 0 1 -1 0 200 300 Tm (turned) Tj 1 0 .3 1 72 600 Tm (slanted) Tj ET",
    "mirrored": b"BT /F1 12 Tf -1 0 0 1 300 300 Tm (mirror) Tj 1 0 0 -1 72 600 Tm (flipped) Tj ET",
    "negative size": b"BT /F1 -12 Tf 72 700 Td (below) Tj /F1 0 Tf (nothing) Tj ET",
    "within": b"q 2 0 0 2 10 10 cm /X Do Q BT /F1 12 Tf 72 700 Td (after) Tj ET",
    "tagged": b"/P <</MCID 0>>BDC BT /F1 12 Tf 72 700 Td (one) Tj ET EMC /Span<</A[1 2]/B(x)>> BDC 0 0 9 9 re f EMC",
    "numbers run on": b"BT/F1 12 Tf 72-12Td(a)Tj 1.5.5 Td(b)Tj --3 4 Td +.5 -.5 Td (c)Tj 4. 5. Td (d)Tj ET",
    "comment": b"BT /F1 12 Tf % a (comment) Tj\n72 700 Td (seen) Tj ET",
    "odd names": b"BT /F#232 12 Tf 72 700 Td (named) Tj /None 12 Tf (unknown) Tj ET",
    "open array": b"BT /F1 12 Tf 72 700 Td [(lost) Tj ET",
    "open string": b"BT /F1 12 Tf 72 700 Td (kept) Tj (lost Tj ET",
    "too few operands": b"BT /F1 12 Tf 72 Td (a) Tj 700 72 700 Td (b) Tj ET true false null 3 w 1 J 0 0 m 9 9 l S",
    "unknown operator": b"BT /F1 12 Tf 72 700 Td 7 FOO 1 2 BAR (a) Tj ET << /A << /B 1 >> >> BDC EMC",
    "image in the content": b"q 10 0 0 10 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q BT /F1 9 Tf (x) Tj ET",
    "strokes": b"1 0 0 RG .5 g 10 10 100 1 re f 5 5 m 5 90 l S 0 0 m 9 9 20 20 30 0 c h B [3 2] 0 d 4 4 m 8 8 l s",
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("rotate", [0, 90, 180])
def test_odd_content_is_drawn_as_the_library_draws_it(name, rotate):
    assert_same(page_of(ODD[name], rotate=rotate))


def test_the_odd_pages_hold_letters():
    with pdfplumber.open(io.BytesIO(page_of(ODD["kerned"]))) as pdf:
        assert "".join(char["text"] for char in pdf.pages[0].chars).startswith("payer")


def test_operands_stay_with_their_operator():
    held = []
    seen = []
    for operator in pdf_operators.read(b"1 0 0 1 72.5 -.5 cm [(a(b)c) 3 <41>] TJ /A#42 gs", held):
        seen.append((operator, list(held)))
        held.clear()
    assert [(operator, [getattr(value, "name", value) for value in values]) for operator, values in seen] == [
        (b"cm", [1.0, 0.0, 0.0, 1.0, 72.5, -0.5]),
        (b"TJ", [[b"a(b)c", 3.0, b"A"]]),
        (b"gs", ["AB"]),
    ]
