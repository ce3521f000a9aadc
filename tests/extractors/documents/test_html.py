"""HTML pages with one quirk each: deleted words, archived parts, tables, nested lists, page furniture."""

import pytest

from extractors import codes, documents, revisions, sections


def parse(body: str):
    return documents.parse(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "text/html")


def body(html: str):
    return [block for block in parse(html).blocks if block.role == "body"]


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_deleted_words_are_set_apart(tag):
    block = body(f"<p>The member has tried <{tag}>three</{tag}> two medicines.</p>")[0]
    assert block.text == "The member has tried two medicines."
    assert block.deleted == "three"


def test_words_struck_by_a_style_are_deleted():
    style = "text-decoration: line-through"
    block = body(f'<p>At least <span style="{style}">21</span> 18 years old.</p>')[0]
    assert (block.text, block.deleted) == ("At least 18 years old.", "21")


def test_a_deleted_item_leaves_no_text_in_force():
    found = body("<ul><li><del>ECT was tried.</del></li><li>One medicine was tried.</li></ul>")
    assert [block.text for block in found if block.text] == ["One medicine was tried."]


def test_what_stands_under_an_archived_heading_is_of_that_kind():
    document = parse(
        "<h2>Criteria</h2><p>Two medicines were tried.</p>"
        "<h2>Archived</h2><h3>Criteria</h3><p>Three medicines were tried.</p>"
        "<p>HCPCS: J3490</p><h3>Coding</h3><p>HCPCS: S0013</p>"
    )
    parts = sections.split(document)
    kinds = {block.text: part.kind for part in parts for block in part.blocks}
    assert kinds["Two medicines were tried."] == "criteria"
    assert kinds["Three medicines were tried."] == "archived"
    assert codes.find(document, parts) == ()


def test_navigation_footer_and_scripts_are_no_body():
    found = parse(
        "<nav><a href='/'>Home</a></nav><h1>Nasal therapy</h1><p>It is covered.</p>"
        "<footer>All rights reserved</footer><script>var a = 'covered';</script><style>p {}</style>"
    ).blocks
    assert [block.text for block in found if block.role == "body"] == ["Nasal therapy", "It is covered."]


def test_a_side_box_with_the_dates_of_the_policy_is_body_whatever_is_invisible_in_it():
    found = body(
        "<p>A policy.</p><aside>E\u200bffective date: 01/01/2026</aside><aside>Related links</aside>"
    )
    assert [block.text for block in found] == ["A policy.", "Effective date: 01/01/2026"]


def test_depth_of_nested_lists_is_the_depth_of_the_tree():
    found = body(
        "<ol><li>All of these:<ol type='a'><li>Adult</li><li>One of these:<ul><li>Scale</li></ul></li></ol></li></ol>"
    )
    assert [(block.level, block.text) for block in found] == [
        (0, "All of these:"),
        (1, "Adult"),
        (1, "One of these:"),
        (2, "Scale"),
    ]


def test_a_history_table_gives_its_rows_without_page_or_box():
    document = parse(
        "<h2>Policy History</h2><table><tr><th>Date</th><th>Action</th></tr>"
        "<tr><td>01/02/2026</td><td>Revised. One criterion <s>added</s> removed.</td></tr>"
        "<tr><td>01/03/2025</td><td>Annual review, no changes.</td></tr></table>"
    )
    found = revisions.find(document, sections.split(document))
    assert [(r.date.isoformat(), r.action) for r in found] == [
        ("2026-01-02", "revised"),
        ("2025-01-03", "reviewed"),
    ]
    assert "added" not in found[0].summary
    assert found[0].evidence.page is None
    assert found[0].evidence.bbox is None


def test_a_code_table_gives_codes_and_a_struck_code_none():
    document = parse(
        "<h2>Coding</h2><table><tr><th>HCPCS Code</th><th>Label</th></tr>"
        "<tr><td>J0013</td><td>nasal spray</td></tr><tr><td><del>S0013</del></td><td>old code</td></tr></table>"
    )
    assert [code.code for code in codes.find(document, sections.split(document))] == ["J0013"]


def test_entities_ligatures_and_soft_hyphens_are_read_as_letters():
    assert body("<p>Ef&shy;fi&#xFB01;cacy &ge; 50&nbsp;%</p>")[0].text == "Effificacy ≥ 50 %"


def test_a_folded_section_keeps_its_heading_and_its_text():
    found = body("<details><summary>Renewal criteria</summary><p>A response is shown.</p></details>")
    assert [(block.kind, block.text) for block in found] == [
        ("heading", "Renewal criteria"),
        ("paragraph", "A response is shown."),
    ]


def test_a_list_in_a_list_of_a_cell_keeps_its_depth_in_its_bullets():
    inner = "<ul><li>One of:<ul><li>First</li></ul></li><li>Last</li></ul>"
    (row,) = body(
        f"<table><tr><th>Use</th><th>Criteria</th></tr><tr><td>Gout</td><td>{inner}</td></tr></table>"
    )
    assert row.cells[1].text == "• One of:\n◦ First\n• Last"
