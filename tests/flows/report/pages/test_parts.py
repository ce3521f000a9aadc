"""Parts of a page on their own: matrix, time line, difference, excerpt, pictures."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractors.documents.pdf.picture import sheet, size
from extractors.errors import UnreadableDocument
from flows.asking.answers import ask
from flows.report.names import diff_page, fact_anchor, slug, version_page
from flows.report.pages.diff import text_pairs
from flows.report.pages.excerpt import excerpt
from flows.report.pages.matrix import matrix
from flows.report.pages.timeline import timeline


def test_a_name_of_a_file_stays_and_leaves_no_folder():
    assert version_page("acme/spravato@1f3a") == "versions/acme.spravato.1f3a.html"
    assert diff_page("acme/spravato@1f3a", "acme/spravato@77aa") == "diffs/acme.spravato.1f3a..77aa.html"
    assert fact_anchor("acme/spravato@1f3a:c1.2") == "fact-c1.2"
    assert slug("../../etc/passwd").startswith("etc")


def test_the_matrix_keeps_silence_absence_and_refusal_apart(book):
    found = matrix(book)
    codes = {cell.look.code for line in found.lines for cell in line.cells}
    assert {"covered_with_criteria", "investigational", "not_addressed", "not_medically_necessary"} <= codes
    assert found.indications[0] == "trd"
    assert found.indications[-1] == "all_other"
    without = matrix(type(book)(**{**_fields(book), "positions": (), "versions": ()}))
    assert {cell.look.code for line in without.lines for cell in line.cells} <= {"not_observed"}


def test_a_report_is_shown_as_one_and_its_silence_says_nothing(book):
    reported = tuple({**row, "basis_code": "reported", "quote": None} for row in book.positions)
    found = matrix(type(book)(**{**_fields(book), "positions": reported, "versions": ()}))
    cells = [cell for line in found.lines for cell in line.cells]
    assert any(cell.is_reported and cell.link.startswith("payers/") for cell in cells)
    assert all(cell.is_reported or cell.look.code == "not_observed" for cell in cells)


def test_a_time_line_has_no_gap_within_a_stance(book):
    versions = [row for row in book.versions if row["policy_id"] == "larkmoor/ketamine_esketamine"]
    line = timeline(book, versions, book.news)
    trd = next(lane for lane in line.lanes if lane.title.endswith("intranasal: TRD"))
    assert [bar.look.code for bar in trd.bars] == ["investigational", "covered_with_criteria"]
    assert trd.bars[0].left + trd.bars[0].width == pytest.approx(trd.bars[1].left, abs=0.02)
    assert timeline(book, [], ()) is None


def test_what_is_only_told_stands_before_what_is_held_and_apart_from_it(book):
    policy = "larkmoor/ketamine_esketamine"
    held = [row for row in book.versions if row["policy_id"] == policy and row["basis_code"] == "observed"]
    first = min(row["in_force_from"] for row in held)
    key = {"drug_code": "esketamine_spravato", "route_code": "intranasal", "indication_code": "trd"}
    told = {**key, "policy_id": policy, "stance_code": "investigational", "basis_code": "payer_reported"}
    told |= {"in_force_from": date(2018, 1, 1), "in_force_to": first}
    edition = {**held[0], "basis_code": "payer_reported", "in_force_from": date(2017, 1, 1)}
    line = timeline(_with(book, told_of_policy={policy: (told,)}), [edition, *held], book.news)
    trd = next(lane for lane in line.lanes if lane.title.endswith("intranasal: TRD"))
    assert [bar.basis for bar in trd.bars] == ["payer_reported", "observed", "observed"]
    assert trd.bars[0].left + trd.bars[0].width == pytest.approx(trd.bars[1].left, abs=0.02)
    assert "not seen by us" in trd.bars[0].span
    assert [(mark.left, mark.text[:10]) for mark in line.editions] == [(0, "2017-01-01")]
    assert line.is_told
    assert not timeline(_with(book, told_of_policy={}), held, ()).is_told


def test_a_policy_that_is_only_reported_has_a_line_too(book):
    told = {
        "drug_code": "ketamine_racemic",
        "route_code": "any",
        "indication_code": "trd",
        "policy_id": "p/q",
    }
    told |= {"stance_code": "investigational", "basis_code": "reported"}
    told |= {"in_force_from": date(2022, 1, 1), "in_force_to": None}
    version = {**book.versions[0], "policy_id": "p/q", "basis_code": "reported"}
    line = timeline(_with(book, told_of_policy={"p/q": (told,)}), [version], ())
    (bar,) = line.lanes[0].bars
    assert (bar.left, bar.width, bar.basis) == (0, 100, "reported")


def test_a_difference_marks_words_and_leaves_out_what_stays():
    before = [f"Paragraph {n}." for n in range(20)] + ["At least three trials are asked."]
    after = [*before[:20], "At least two trials are asked."]
    pairs = text_pairs(before, after)
    assert [pair.kind for pair in pairs] == ["skipped", "same", "same", "changed"]
    assert [piece.text for piece in pairs[-1].before if piece.mark == "gone"] == ["three"]
    assert [piece.text for piece in pairs[-1].after if piece.mark == "new"] == ["two"]


def test_added_and_removed_paragraphs_stand_alone():
    assert [pair.kind for pair in text_pairs(["a"], ["a", "b"])] == ["same", "new"]
    assert [pair.kind for pair in text_pairs(["a", "b"], ["a"])] == ["same", "gone"]
    assert text_pairs([], []) == ()


def test_a_quote_is_found_in_its_place():
    lines = ["Before.", "It is said that ketamine is covered for pain.", "After."]
    found = excerpt(lines, "ketamine is  covered")
    assert (found.before, found.head, found.marked, found.after) == (
        "Before.",
        "It is said that ",
        "ketamine is covered",
        "After.",
    )
    assert excerpt(lines, "not there at all") is None
    assert excerpt(lines, "") is None


def test_a_sheet_is_a_small_picture_with_its_size_in_points():
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    canvas.drawString(50, 200, "Spravato")
    canvas.save()
    drawn = sheet(out.getvalue(), 1)
    assert (drawn.width_pt, drawn.height_pt) == size(out.getvalue(), 1) == (400, 300)
    assert Image.open(io.BytesIO(drawn.png)).size == (600, 450)
    for page in (0, 2):
        with pytest.raises(UnreadableDocument):
            sheet(out.getvalue(), page)
    with pytest.raises(UnreadableDocument):
        size(b"no pdf", 1)


def _with(book, **more):
    return type(book)(**{**_fields(book), **more})


def _fields(book):
    return {name: getattr(book, name) for name in book.__slots__}


def test_the_queries_of_the_tutorial_answer_on_the_demo(demo):
    text = (Path(__file__).parents[4] / "docs" / "tutorial.md").read_text("utf-8")
    queries = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert len(queries) >= 5
    for query in queries:
        assert ask(demo.coverage, query.strip().rstrip(";"))
