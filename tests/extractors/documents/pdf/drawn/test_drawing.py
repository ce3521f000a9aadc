"""A page drawn here holds what pdfplumber's own page holds: letters, words and drawings, to the last digit."""

import io
from pathlib import Path

import pdfplumber
import pytest

from extractors.documents.pdf.drawn import operators, runs
from extractors.documents.pdf.drawn import values as pdf_values
from extractors.documents.pdf.drawn.drawing import drawn
from extractors.documents.pdf.drawn.faces import Faces
from extractors.documents.pdf.tables import edges
from extractors.documents.pdf.words import is_slanted, joined
from extractors.documents.pdf.words import letters as pdf_letters

ROOT = Path(__file__).parents[5]
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


NO_STROKES = pdf_letters.strokes((), ())
TABLES = {"snap_tolerance": 4, "join_tolerance": 4, "intersection_tolerance": 4}


def words_of_the_library(page):
    upright = page.filter(lambda item: item["object_type"] != "char" or not is_slanted(item))
    for word in upright.extract_words(x_tolerance_ratio=0.2, y_tolerance=2, return_chars=True):
        place = tuple(word[side] for side in ("x0", "top", "x1", "bottom"))
        yield place, pdf_letters.look(word, NO_STROKES, frozenset())


def words_of_runs(page):
    upright = [run for run in page.runs if not (run.letter and is_slanted(run.letter))]
    return list(joined.words(upright, NO_STROKES))


def doubled(letters):
    return pdf_letters.doubled(list(letters))


def assert_same(content, step=1):
    with pdfplumber.open(io.BytesIO(content)) as theirs, pdfplumber.open(io.BytesIO(content)) as ours:
        faces = Faces()
        for page, other in zip(theirs.pages[::step], ours.pages[::step], strict=True):
            mine = drawn(other, faces)
            assert words_of_runs(mine) == list(words_of_the_library(page))
            assert doubled(runs.crowded(mine.runs)) == doubled(page.chars)
            assert letters(mine) == letters(page)
            assert drawings(mine) == drawings(page)
            assert edges.cells(mine) == page.debug_tablefinder(TABLES).cells
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
    "run within a run": b"BT /F1 12 Tf 72 700 Td (one  wordy) Tj 26 0 Td (x) Tj -9 0 Td ( ) Tj 3 1 Td (y) Tj ET",
    "parts of a word": b"BT /F1 12 Tf 72 700 Td [(ab) -190 (cd) -250 (ef)] TJ (gh) Tj ( ) Tj (ij ) Tj (k) Tj ET",
    "steps back": b"BT /F1 12 Tf 72 700 Td [(ab) 900 (c) 300 (d)] TJ [(over) 2000 (over)] TJ ET",
    "printed twice": b"BT /F1 12 Tf 72 700 Td (twice) Tj .5 0 Td (twice) Tj 0 -30 Td [(t) 250 (t) 300 (t) 240 (t)] TJ ET",
    "letters apart": b"BT /F1 12 Tf 2.3 Tc 72 700 Td (apart) Tj 2.5 Tc (more) Tj -9 Tc (back) Tj 1 Tc -20 Tw (a b) Tj ET",
    "note": b"BT /F1 12 Tf 72 700 Td (criteria) Tj /F1 7 Tf 4 Ts (12) Tj 0 Ts /F1 12 Tf (, m) Tj /F1 6 Tf 5 Ts (2) Tj ET",
    "heights": b"BT /F1 12 Tf 72 700 Td (a) Tj 7 1.5 Td (b) Tj 7 1.5 Td (c) Tj 7 -4.9 Td (d) Tj 7 0 Td (e < f >g) Tj ET",
    "tall and flat": b"BT /F1 12 Tf 1 0 0 2 72 600 Tm (tall) Tj 3 0 0 1 72 500 Tm (wide one) Tj .001 0 0 .001 9 9 Tm (dot) Tj ET",
    "saved": b"q BT /F1 9 Tf 1 Tc 9 9 Td (in) Tj ET Q q 2 0 0 2 0 0 cm BT (none) Tj ET Q Q q BT /F1 5 Tf (out) Tj ET Q",
    "clips": b"1 2 3 4 re W* n 5 6 7 re W n 9 9 50 50 re W 8 8 re f 1 1 40 40 re W n f n 5 5 m 9 9 l 9 9 9 9 re n S",
    "brackets": b"BT /F1 9 Tf 9 9 Td [(a]) -9 (b] TJ) 9] TJ [(c) /N (d)] TJ [ (e) -4\n(f) ] TJ [(g)(h)]TJ [-9.1.2 (i)] TJ ET",
    "glued": b"BT/F1 9 Tf 9 9Td(a)Tj 1 2Td(b)Tj/F1 8Tf(c)Tj[(d)]TJ T*(e)' 5-4 Td(f)Tj 1 true 2 null 3 Td<67>Tj q1 0 0 1 2 2 cm ET",
    "doubtful numbers": b"BT /F1 9 Tf -- 9 9 Td (a) Tj 1 - 2 Td (b) Tj 4 4Td (c) Tj 1 2 3 ET 4 4 Td (d) Tj . 5 5 Td (e) Tj ET",
    "words run on": b"q\tq BT ET Q Q q true BT /F1 9 Tf 5 5 Td (a) Tj T*(b)Tj ET Q q_ Q BT 5 5 Td (c) Tj ET q1 Q EMC",
    "left to the library": b"BT /F1 9 Tf 9 9 Td [(a) /N (b)] TJ 8.<45 0 Td\n(c) Tj <41> Tj ET",
    "table": b"9 9 80 40 re 9 49 80 40 re S 50 9 m 50 89 l S 9 9.5 m 89 9.5 l S 60 9 m 70 89 l S 1 1 m 1 2 l 2 2 l h S",
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
    for operator, ready in operators.read(b"1 0 0 1 72.5 -.5 cm [(a(b)c) 3 <41>] TJ /A#42 gs", held):
        seen.append((operator, [*held, *(ready or ())]))
        held.clear()
    assert [(operator, [getattr(value, "name", value) for value in values]) for operator, values in seen] == [
        (b"cm", [1.0, 0.0, 0.0, 1.0, 72.5, -0.5]),
        (b"TJ", [[b"a(b)c", 3.0, b"A"]]),
        (b"gs", ["AB"]),
    ]


def test_a_string_is_shown_as_the_content_writes_it():
    assert list(operators.read(b"[(a\\)b) -3 <41>] TJ", [])) == [
        (operators.SHOW, ([b"(a\\)b)", b"-3", b"<41>"],)),
    ]
    assert [pdf_values.value(token) for token in (b"(a\\)b)", b"-3", b"<41>")] == [b"a)b", -3.0, b"A"]
    assert [pdf_values.value(pdf_values.token(value)) for value in (b"a)b\xff", -3.25)] == [
        b"a)b\xff",
        -3.25,
    ]
