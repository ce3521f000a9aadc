"""What a document is about: names that belong together, classes of products, the use in a title."""

from extractors import subject
from extractors.documents import parse


def document(body):
    return parse(f"<html><body>{body}</body></html>".encode(), "text/html")


def test_two_names_printed_together_are_one_drug_named_by_its_brand():
    page = document("<p>zetatoxinB (Myorex®) is a toxin.</p>")
    assert subject.together(page, ("zetatoxinB", "Myorex", "Other")) == ("Myorex (zetatoxinB)", "Other")


def test_the_stem_of_further_products_is_a_drug_of_its_own():
    page = document("<p>alomab (Zorvax), alomab-xyzw (Quintara)</p>")
    assert subject.together(page, ("alomab", "Zorvax")) == ("alomab", "Zorvax")


def test_names_apart_stay_apart():
    page = document("<p>Zorvax and Quintara are products.</p>")
    assert subject.together(page, ("Zorvax", "Quintara")) == ("Zorvax", "Quintara")
