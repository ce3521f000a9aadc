"""Positions and criteria of whole documents, each an invented page of one family of layouts."""

from extractors.documents import parse
from extractors.facts import facts
from extractors.model import Group


def read(body, *drugs):
    return facts(parse(f"<html><body>{body}</body></html>".encode(), "text/html"), drugs=drugs)


def stances(found):
    return {(one.drug, one.indication): one.stance for one in found.positions}


def quotes(found):
    return {one.indication: one.evidence.quote for one in found.positions}


def blocks(found):
    return {(one.drug, *one.indications, one.phase): types(one.tree) for one in found.criteria}


def types(node):
    return [t for item in node.items for t in types(item)] if isinstance(node, Group) else [node.type]


ADULT = "<li>Member is 18 years of age or older</li>"


def test_a_list_of_uses_shares_the_position_of_its_header():
    found = read(
        "<h1>Widgetol Policy</h1><h2>Coverage Rationale</h2>"
        "<p>Widgetol is proven in the treatment of the following conditions:</p>"
        "<ul><li>Gout</li><li>Treatment-resistant depression</li></ul>"
        "<p>Widgetol is unproven and not medically necessary for the treatment of the following conditions:</p>"
        "<ul><li>Strabismus (lazy eye)</li><li>Motor tics</li></ul>",
        "Widgetol",
    )
    assert stances(found) == {
        ("widgetol", "gout"): "covered_with_criteria",
        ("widgetol", "trd"): "covered_with_criteria",
        ("widgetol", "strabismus"): "investigational",
        ("widgetol", "motor tics"): "investigational",
    }
    assert quotes(found)["strabismus"] == "Strabismus (lazy eye)"


def test_a_table_of_indications_gives_each_its_criteria():
    found = read(
        "<h1>Spravato (esketamine) Criteria</h1><h2>Coverage Criteria</h2>"
        "<table><tr><th>Indication</th><th>Criteria</th></tr>"
        "<tr><td>Treatment-resistant depression</td><td>1. Member is 18 years of age or older</td></tr>"
        "<tr><td>Cluster tics</td><td>1. Member is 21 years of age or older</td></tr></table>"
    )
    assert stances(found) == {
        ("esketamine_spravato", "trd"): "covered_with_criteria",
        ("esketamine_spravato", "cluster tics"): "covered_with_criteria",
    }
    assert blocks(found) == {
        ("esketamine_spravato", "trd", "initial"): ["age_min"],
        ("esketamine_spravato", "cluster tics", "initial"): ["age_min"],
    }


def test_requirements_for_all_requests_stand_for_any_indication():
    found = read(
        "<h1>Widgetol Policy</h1><h2>General Requirements (Applicable to all Requests)</h2><ul>"
        f"{ADULT}</ul><h2>Criteria</h2><p>Widgetol is medically necessary for the treatment of gout when all of "
        "the following are met:</p><ul><li>Prescribed by a psychiatrist</li></ul>",
        "Widgetol",
    )
    assert blocks(found) == {
        ("widgetol", "any", "both"): ["age_min"],
        ("widgetol", "gout", "initial"): ["prescriber_specialty"],
    }
    assert stances(found) == {("widgetol", "gout"): "covered_with_criteria"}


def test_what_is_said_of_restricted_products_holds_for_each():
    body = (
        "<h1>Preferred Dermatology Agents Program</h1><h2>Policy</h2><p>Restricted Product(s):</p>"
        "<ul><li>Zorvax (alomab)</li><li>Quintara (bilomab)</li></ul><p>Preferred Product(s):</p>"
        "<ul><li>Nexola (cilomab)</li></ul><h2>Criteria</h2><p>The restricted product(s) may be considered "
        f"medically necessary when all of the following are met:</p><ul>{ADULT}</ul>"
    )
    wanted = {
        ("zorvax", "dermatology indications"): "covered_with_criteria",
        ("quintara", "dermatology indications"): "covered_with_criteria",
    }
    assert stances(read(body, "Zorvax", "Quintara", "Nexola")) == wanted
    named = read(body, "Zorvax", "Quintara", "Nexola", "restricted products")
    assert stances(named) == wanted
    assert [one.drug for one in named.criteria] == ["restricted_products"]


def test_two_names_of_one_drug_give_each_fact_once():
    found = read(
        "<h1>Toxins</h1><h2>Coverage Rationale</h2><p>zetatoxinB (Myorex) is medically necessary for the "
        f"treatment of neck spasm when all of the following criteria are met:</p><ul>{ADULT}</ul>"
        "<p>Myorex is considered investigational for the treatment of motor tics.</p>",
        "zetatoxinB",
        "Myorex",
    )
    assert stances(found) == {
        ("myorex", "neck spasm"): "covered_with_criteria",
        ("myorex", "motor tics"): "investigational",
    }
    assert list(blocks(found)) == [("myorex", "neck spasm", "initial")]


def test_other_diagnoses_are_left_to_the_policy_they_are_sent_to():
    found = read(
        "<h1>Spravato (esketamine)</h1><h2>Criteria</h2><p>Spravato may be approved for treatment-resistant "
        f"depression when all of the following are met:</p><ul>{ADULT}</ul>"
        "<h2>Other diagnoses/indications</h2><ol><li>Refer to policy XX.PA.01 for uses not listed.</li></ol>"
    )
    assert stances(found) == {
        ("esketamine_spravato", "trd"): "covered_with_criteria",
        ("esketamine_spravato", "all_other"): "not_addressed",
    }


def test_the_use_in_the_title_stands_for_statements_that_name_none():
    found = read(
        "<h1>Medical Policy</h1><p>Subject: Surgical Treatment for Restless Jaw Syndrome or Snoring</p>"
        "<h2>Position Statement</h2><p>Jaw plasty is considered medically necessary when all of the following are "
        "met:</p><ul><li>Documented RJS</li><li>Member is 18 years of age or older</li></ul>"
        "<p>Jaw plasty for the treatment of snoring without RJS is considered not medically necessary. "
        "Restless jaw syndrome (RJS) must be documented.</p>",
        "jaw plasty",
    )
    assert stances(found)["jaw_plasty", "restless jaw syndrome"] == "covered_with_criteria"
    assert stances(found)["jaw_plasty", "snoring without rjs"] == "not_medically_necessary"


def test_a_titled_block_and_not_the_authorization_rule_is_the_evidence():
    found = read(
        "<h1>Spravato (esketamine) Policy</h1><h2>Policy</h2><p>Prior authorization is required for Spravato.</p>"
        "<h2>Criteria</h2><ol><li>Treatment-resistant depression (must meet all):"
        f"<ol>{ADULT}</ol></li><li>Major depressive disorder with suicidal ideation (must meet all):"
        f"<ol>{ADULT}</ol></li></ol>"
    )
    assert quotes(found)["mdd_si"].startswith("Major depressive disorder with suicidal ideation")


def test_background_and_exclusion_lists_give_no_position():
    found = read(
        "<h1>Spravato (esketamine)</h1><h2>Background</h2><p>Spravato is medically necessary for the treatment of "
        "hiccups when used with care.</p><h2>Exclusion criteria</h2><ul><li>Aneurysmal vascular disease</li>"
        "<li>Pregnancy</li></ul>"
    )
    assert {one.indication for one in found.positions} <= {"any"}
