"""Markdown: deleted words, archived parts, tables and lists, and what wikis add to it."""

from extractors import codes, documents, revisions, sections


def parse(text: str):
    return documents.parse(text.encode(), "text/markdown")


def body(text: str):
    return [block for block in parse(text).blocks if block.role == "body"]


def test_struck_words_are_set_apart():
    block = body("The member has tried ~~three~~ two medicines.\n")[0]
    assert (block.text, block.deleted) == ("The member has tried two medicines.", "three")


def test_html_strikes_inside_markdown_count_too():
    block = body("At least <del>21</del> 18 years old.\n")[0]
    assert (block.text, block.deleted) == ("At least 18 years old.", "21")


def test_a_strike_over_a_whole_item_leaves_nothing_in_force():
    found = body("- ~~ECT was tried.~~\n- One medicine was tried.\n")
    assert [block.text for block in found if block.text] == ["One medicine was tried."]


def test_what_stands_under_an_archived_heading_is_never_in_force():
    document = parse(
        "# Nasal therapy\n\n## Criteria\n\nTwo medicines were tried.\n\n"
        "## Archived guidance\n\n### Criteria\n\n- Three medicines were tried.\n\n### Coding\n\nHCPCS: S0013\n"
    )
    parts = sections.split(document)
    kinds = {block.text: part.kind for part in parts for block in part.blocks}
    assert kinds["Two medicines were tried."] == "criteria"
    assert kinds["Three medicines were tried."] == "archived"
    assert codes.find(document, parts) == ()


def test_headings_have_the_level_that_is_written():
    found = body("# Nasal therapy\n\n## Criteria\n\nText.\n\n### Renewal\n")
    assert [(block.level, block.text) for block in found if block.kind == "heading"] == [
        (1, "Nasal therapy"),
        (2, "Criteria"),
        (3, "Renewal"),
    ]


def test_pipes_make_a_table_with_a_header():
    document = parse(
        "## Revision history\n\n| Date | Change |\n|---|---|\n| 2024-02-09 | Added a trial |\n| 2023-11-01 | Reviewed, no change |\n"
    )
    found = revisions.find(document, sections.split(document))
    assert [(r.date.isoformat(), r.action) for r in found] == [
        ("2024-02-09", "revised"),
        ("2023-11-01", "reviewed"),
    ]


def test_items_keep_their_numbers_and_depth():
    found = body("1. All of these:\n   - Adult\n   - Diagnosis\n2. A plan is sent\n")
    assert [(block.label, block.level, block.text) for block in found] == [
        ("1.", 0, "All of these:"),
        ("•", 1, "Adult"),
        ("•", 1, "Diagnosis"),
        ("2.", 0, "A plan is sent"),
    ]


def test_front_matter_comments_and_attributes_are_no_text():
    document = parse("---\ntitle: Nasal therapy\n---\n<!-- note -->\n## Criteria {.tabset}\n\nAdults only.\n")
    assert document.title == "Nasal therapy"
    assert [block.text for block in document.blocks] == ["Criteria", "Adults only."]


def test_lettered_lines_of_one_paragraph_are_items_of_their_own():
    found = body(
        "All of the following:\nA) The member has tried at least two medicines of the class; AND\n"
        "B) The medicine is prescribed by a specialist in the field of the illness; AND\nC) Adult.\n"
    )
    assert [(block.label, block.text) for block in found] == [
        ("", "All of the following:"),
        ("A)", "The member has tried at least two medicines of the class; AND"),
        ("B)", "The medicine is prescribed by a specialist in the field of the illness; AND"),
        ("C)", "Adult."),
    ]


def test_a_wrapped_line_that_opens_with_a_letter_is_no_item():
    (block,) = body(
        "The member has the illness that is described under the heading of section\nB. Other words.\n"
    )
    assert (
        block.text
        == "The member has the illness that is described under the heading of section B. Other words."
    )
