"""Which items of a list are choices or rules."""

from extractors.assembly.choices import marked
from extractors.model import Block
from extractors.outline import Item


def items(*texts, label=""):
    return tuple(Item(text, Block(text), label) for text in texts)


def test_items_whose_bullets_are_no_text_are_list_items():
    assert all(
        item.is_listed for item in marked(items("Age 18", "Failure of two drugs"), "All of the following:")
    )


def test_text_beside_a_printed_list_and_below_other_words_is_no_list():
    mixed = (*items("Age 18", label="•"), *items("Note: age is asked once"))
    assert marked(mixed, "All of the following:") == mixed
    plain = items("First sentence.", "Second sentence.")
    assert marked(plain, "Background") == plain
