"""The route of a drug: of the product first, then of the text, then of the use."""

import pytest

from extractors.vocabulary import drugs
from extractors.vocabulary.mentions import find_mentions, implied_route

PRODUCTS = [drug for drug in drugs.DRUGS if drug.route]


@pytest.mark.parametrize("drug", PRODUCTS, ids=lambda drug: drug.code)
def test_a_product_has_the_route_of_its_line_whatever_else_the_text_names(drug):
    said = find_mentions(f"{drug.names[0]} is covered after an oral antidepressant and TMS")
    assert drug.code in said.drugs
    assert said.route_of(drug.code, ("trd",)) == drug.route == implied_route(drug.code, ("trd",))


def test_a_drug_without_a_route_of_its_own_has_that_of_the_text():
    said = find_mentions("Ketamine given by IV infusion for depression")
    assert said.route_of("ketamine_racemic", ("mdd",)) == "iv_infusion"


def test_labelled_uses_imply_a_route_and_others_none():
    assert implied_route("ketamine_racemic", ("anesthesia_sedation",)) == "iv_im"
    assert implied_route("ketamine_racemic", ("trd",)) == "any"
