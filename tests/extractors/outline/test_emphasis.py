"""Bold lists with text in plain type between their items, and lines that hold two items."""

from extractors import outline
from extractors.model import Block
from extractors.outline import emphasis


def bullet(text, *, is_bold=False, level=0):
    return Block(text, "item", label="•", level=level, is_bold=is_bold)


def test_plain_items_after_a_flush_header_stand_below_the_bold_item():
    blocks = [
        Block("Widgetol is proven for the following conditions:", is_bold=True),
        bullet("Gout", is_bold=True),
        bullet("Chronic hiccups", is_bold=True),
        Block("Widgetol is proven for chronic hiccups when this is met:", is_bold=True),
        bullet("Hiccups on 10 days a month"),
        bullet("Strabismus", is_bold=True),
    ]
    (header,) = outline.build(blocks)
    assert [item.text for item in header.children] == ["Gout", "Chronic hiccups", "Strabismus"]
    (inset,) = header.children[1].children
    assert [item.text for item in inset.children] == ["Hiccups on 10 days a month"]


def test_the_next_bold_list_is_no_inset():
    blocks = [
        Block("A is proven for the following:", is_bold=True),
        bullet("Gout", is_bold=True),
        Block("B is proven for the following:", is_bold=True),
        bullet("Strabismus", is_bold=True),
    ]
    assert [item.text for item in outline.build(blocks)] == [
        "A is proven for the following:",
        "B is proven for the following:",
    ]


def test_two_items_on_one_line_come_apart():
    parts = list(emphasis.one_per_item([bullet("Gout   • Hiccups (singultus)")]))
    assert [part.text for part in parts] == ["Gout", "Hiccups (singultus)"]


def test_a_header_indented_below_a_bullet_keeps_its_list():
    blocks = [
        Block("A is proven for the following conditions:"),
        bullet("Gout"),
        Block("A is medically necessary for gout when all are met:", level=1),
        Block("Adult", "item", label="○", level=1),
        bullet("Strabismus"),
    ]
    (header,) = outline.build(blocks)
    assert [item.text for item in header.children] == ["Gout", "Strabismus"]
    assert [item.text for item in header.children[0].children[0].children] == ["Adult"]
