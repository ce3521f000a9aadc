"""How list items nest, and where plain paragraphs between them stand."""

from extractors import outline
from extractors.documents import parse
from extractors.model import Block


def tree(items):
    return [(item.label, item.text, tree(item.children)) if item.children else item.text for item in items]


def of_html(html):
    return outline.build(b for b in parse(html.encode(), "text/html").blocks if b.kind != "heading")


def item(label, text, level=0):
    return Block(text, "item", label=label, level=level)


def plain(text, level=0):
    return Block(text, "paragraph", level=level)


def test_labels_nest_by_their_grammar():
    blocks = [
        item("I.", "Initial", 0),
        item("A.", "Depression (must meet all):", 1),
        item("1.", "Adult", 2),
        item("2.", "One of the following:", 2),
        item("a.", "First", 3),
        item("b.", "Second", 3),
        item("B.", "Other", 1),
    ]
    assert tree(outline.build(blocks)) == [
        (
            "I.",
            "Initial",
            [
                (
                    "A.",
                    "Depression (must meet all):",
                    ["Adult", ("2.", "One of the following:", ["First", "Second"])],
                ),
                "Other",
            ],
        )
    ]


def test_an_i_after_an_h_is_a_letter_and_after_nothing_a_numeral():
    letters = [item(f"{letter}.", letter) for letter in "abcdefghij"]
    assert tree(outline.build(letters)) == list("abcdefghij")
    numerals = [item("a.", "First:"), item("i.", "one", 1), item("ii.", "two", 1)]
    assert tree(outline.build(numerals)) == [("a.", "First:", ["one", "two"])]


def test_a_connective_on_its_own_line_closes_the_item_before_it():
    built = outline.build([item("a.", "One"), plain("-OR-"), item("b.", "Two")])
    assert [i.connective for i in built] == ["or", None]


def test_a_paragraph_after_a_list_ends_it():
    html = "<p>Covered when ALL of:</p><ul><li>Adult</li><li>Tried two</li></ul><p>All else is unproven.</p>"
    assert tree(of_html(html)) == [
        ("", "Covered when ALL of:", ["Adult", "Tried two"]),
        "All else is unproven.",
    ]


def test_a_paragraph_under_a_line_that_announces_it_stays_below():
    html = "<ol><li>Adults only</li><li>Renewal –</li></ol><p>Depression: yes.</p><p>Pain: no.</p>"
    assert tree(of_html(html)) == ["Adults only", ("2.", "Renewal –", ["Depression: yes.", "Pain: no."])]


def test_an_indented_paragraph_belongs_to_its_item():
    built = outline.build(
        [item("1.", "Tried two", 0), plain("Each for six weeks", 2), item("2.", "Adult", 0)]
    )
    assert tree(built) == [("1.", "Tried two", ["Each for six weeks"]), "Adult"]


def test_a_duration_flush_with_the_items_closes_their_block():
    blocks = [
        item("A.", "Depression (must meet all):", 1),
        item("1.", "Adult", 3),
        plain("Approval duration: 6 months", 3),
        item("B.", "Pain:", 1),
    ]
    assert tree(outline.build(blocks))[0] == (
        "A.",
        "Depression (must meet all):",
        ["Adult", "Approval duration: 6 months"],
    )


def test_a_sentence_broken_by_a_page_is_one_item():
    built = outline.build([item("1.", "Tried two antidepressants of"), plain("different classes")])
    assert tree(built) == ["Tried two antidepressants of different classes"]


def test_a_letter_goes_on_the_list_that_a_paragraph_interrupted():
    blocks = [
        item("A.", "Initial"),
        plain("All of these:"),
        item("(1)", "One of:"),
        item("(a)", "First"),
        item("(b)", "Second"),
        item("B.", "Renewal"),
        item("(1)", "Response"),
    ]
    assert tree(outline.build(blocks)) == [
        "Initial",
        ("", "All of these:", [("(1)", "One of:", ["First", "Second"])]),
        ("B.", "Renewal", ["Response"]),
    ]


def test_text_less_indented_than_what_was_announced_stands_beside_it():
    blocks = [
        item("•", "There is no history of:", 1),
        plain("Aneurysm", 3),
        plain("Hemorrhage", 3),
        plain("The drug is refused for all other uses.", 0),
    ]
    assert tree(outline.build(blocks)) == [
        ("•", "There is no history of:", ["Aneurysm", "Hemorrhage"]),
        "The drug is refused for all other uses.",
    ]
