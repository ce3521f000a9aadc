"""Positions and criteria of whole documents, each an invented page of one family of layouts."""

import pytest

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
        "<p>Widgetol is unproven and not medically necessary for treating the following conditions:</p>"
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


def test_the_length_of_an_approval_after_a_list_of_exclusions_is_read():
    found = read(
        "<h1>Spravato (esketamine)</h1><h2>Criteria for treatment-resistant depression</h2>"
        "<p>1. Adult</p><p>2. Member does not have any of the following:</p>"
        "<p>a. Aneurysmal vascular disease</p><p>b. Psychosis</p><p>Approval duration: 6 months</p>"
    )
    assert "initial_auth_duration" in types(found.criteria[0].tree)
    assert types(found.criteria[0].tree).count("exclusion") == 2


def test_a_table_of_positions_is_read_row_by_row():
    found = read(
        "<h1>Ketamine Policy</h1><h2>Coverage</h2>"
        "<table><tr><th>Condition</th><th>Drug</th><th>Status</th></tr>"
        "<tr><td>Treatment-resistant depression</td><td>Spravato</td><td>Covered with PA</td></tr>"
        "<tr><td>PTSD</td><td>IV ketamine</td><td>Investigational</td></tr>"
        "<tr><td>General anesthesia</td><td>Ketamine</td><td>Covered</td></tr></table>"
    )
    assert stances(found) == {
        ("esketamine_spravato", "trd"): "covered_with_criteria",
        ("ketamine_racemic", "ptsd"): "investigational",
        ("ketamine_racemic", "anesthesia_sedation"): "covered",
    }
    assert "IV ketamine" in quotes(found)["ptsd"]


def test_a_use_named_below_a_refusing_heading_is_refused():
    found = read(
        "<h1>Ketamine Policy</h1><h2>Investigational</h2>"
        "<p>Ketamine infusion for the treatment of depression</p>"
        "<p>Depression is common, and ketamine has been tried for it.</p>"
    )
    assert stances(found) == {("ketamine_racemic", "mdd"): "investigational"}
    assert quotes(found)["mdd"] == "Ketamine infusion for the treatment of depression"


def test_a_refusal_of_a_list_says_nothing_of_the_drug_at_large():
    found = read(
        f"<h1>Spravato Policy</h1><h2>Criteria</h2><p>Spravato may be approved for TRD if:</p><ul>{ADULT}</ul>"
        "<h2>Exclusions</h2><p>Spravato is not covered when any of the following apply:</p>"
        "<ul><li>Member has psychosis</li><li>Member is pregnant</li></ul>"
    )
    assert stances(found) == {("esketamine_spravato", "trd"): "covered_with_criteria"}


def test_the_rest_in_a_list_of_refusals_needs_no_drug():
    found = read(
        "<h1>Spravato Policy</h1><h2>Conditions Not Recommended for Approval</h2><ol><li>PTSD.</li>"
        "<li>Coverage is not recommended for circumstances not listed above.</li></ol>"
    )
    assert stances(found) == {
        ("esketamine_spravato", "ptsd"): "investigational",
        ("esketamine_spravato", "all_other"): "investigational",
    }


def test_an_excluded_setting_is_no_excluded_drug():
    found = read(
        "<h1>Compounded Ketamine</h1><h2>Policy</h2>"
        "<p>Compounded ketamine is considered investigational for PTSD.</p>"
        "<p>Home delivery of compounded ketamine is excluded from coverage.</p>"
    )
    assert stances(found)[("ketamine_compounded", "ptsd")] == "investigational"
    excluded = next(one for one in found.positions if one.stance == "benefit_exclusion")
    assert (excluded.indication, excluded.setting) == ("any", "home")


def test_a_position_with_its_use_beats_the_rule_to_ask_first():
    found = read(
        "<h1>Spravato Policy</h1><h2>Criteria</h2><p>Spravato is subject to prior authorization.</p>"
        f"<p>Spravato may be approved for treatment-resistant depression when all of these are met:</p><ul>{ADULT}</ul>"
    )
    assert quotes(found)["trd"].startswith("Spravato may be approved")


def test_other_diagnoses_in_a_list_are_sent_elsewhere():
    found = read(
        "<h1>Spravato Policy</h1><h2>Criteria</h2>"
        "<p>A. Treatment-resistant depression (must meet all):</p><p>1. Age 18 years or older</p>"
        "<p>B. Other diagnoses/indications</p><p>1. Refer to the off-label use policy for this plan.</p>"
    )
    assert stances(found)[("esketamine_spravato", "all_other")] == "not_addressed"


def document(*items, before="", after=""):
    said = "<p>Spravato (esketamine) may be approved when ALL of the following criteria are met:</p>"
    listed = "".join(f"<li>{item}</li>" for item in items)
    return read(f"<h1>Esketamine</h1><h2>Clinical Criteria</h2>{before}{said}<ol>{listed}</ol>{after}")


TWO = "a diagnosis of one of the following:<ul><li>Treatment-resistant depression; OR</li><li>MDD with acute suicidal ideation</li></ul>"


def test_a_diagnosis_of_one_of_several_covers_each_of_them():
    found = document("Age 18 or older", f"Individual has {TWO}")
    assert stances(found) == {
        ("esketamine_spravato", "trd"): "covered_with_criteria",
        ("esketamine_spravato", "mdd_si"): "covered_with_criteria",
    }
    assert blocks(found) == {("esketamine_spravato", "trd", "mdd_si", "initial"): ["age_min", "diagnosis"]}


def test_a_rule_for_one_diagnosis_of_several_is_a_rule_of_that_one():
    found = document(
        f"Individual has {TWO}",
        "If diagnosis is treatment-resistant depression, failure of two antidepressants",
    )
    assert blocks(found) == {
        ("esketamine_spravato", "trd", "initial"): ["diagnosis", "step_therapy_trials"],
        ("esketamine_spravato", "mdd_si", "initial"): ["diagnosis"],
    }


def test_a_list_of_what_is_not_approved_bars_its_conditions_and_refuses_its_uses():
    found = document(
        "Age 18 or older",
        "Diagnosis of treatment-resistant depression",
        after="<p>Requests for Spravato may not be approved for the following:</p>"
        "<ul><li>History of aneurysmal vascular disease; OR</li><li>Post-traumatic stress disorder</li></ul>",
    )
    assert stances(found)["esketamine_spravato", "ptsd"] == "not_medically_necessary"
    assert blocks(found) == {("esketamine_spravato", "trd", "initial"): ["age_min", "diagnosis", "exclusion"]}


def test_exclusion_criteria_are_conditions_that_must_be_absent():
    listed = "<ul><li>Aneurysmal vascular disease</li><li>Pregnancy</li></ul>"
    found = document(
        "Age 18 or older", before=f"<h2>Exclusion Criteria</h2>{listed}<h2>Inclusion Criteria</h2>"
    )
    assert [t for kinds in blocks(found).values() for t in kinds].count("exclusion") == 2


def test_a_criterion_in_a_sentence_belongs_to_the_use_that_the_sentence_names():
    found = read(
        "<h1>Intravenous Ketamine</h1><h2>Policy statement</h2>"
        "<p>Intravenous ketamine (up to six infusions) may be considered medically necessary for "
        "treatment-resistant depression when ALL of the following are met:</p><ol><li>Age 18 or older</li></ol>"
        "<p>Ketamine infusion for complex regional pain syndrome is considered medically necessary after failure "
        "of three conventional treatments.</p>"
    )
    assert blocks(found) == {
        ("ketamine_racemic", "trd", "initial"): ["session_limit", "age_min"],
        ("ketamine_racemic", "crps", "initial"): ["conventional_therapy_trials"],
    }


def test_a_title_with_its_abbreviation_opens_the_indication():
    found = read(
        "<h1>Esketamine (Spravato)</h1><h2>Coverage Criteria</h2><p>A. Treatment-Resistant Depression (TRD)</p>"
        "<p>1. Initial Authorization</p><p>a. Spravato will be approved when all of the following are met:</p>"
        "<p>(1) Age 18 or older</p><p>Authorization will be issued for 6 months.</p><p>2. Reauthorization</p>"
        "<p>a. Spravato will be approved when the following is met:</p><p>(1) Improvement in PHQ-9 of 50%</p>"
        "<p>Authorization will be issued for 12 months.</p>"
    )
    assert blocks(found) == {
        ("esketamine_spravato", "trd", "initial"): ["age_min", "initial_auth_duration"],
        ("esketamine_spravato", "trd", "continuation"): ["reauth_response", "reauth_duration"],
    }


def test_a_length_below_a_list_is_that_of_its_use_alone():
    found = read(
        "<h1>Esketamine (Spravato)</h1><h2>Policy/Criteria</h2><p>I. Initial Approval Criteria</p>"
        "<p>A. Treatment-Resistant Depression (must meet all):</p><p>1. Age 18 or older;</p>"
        "<p>Approval duration: 8 weeks</p>"
        "<p>B. Major Depressive Disorder with Suicidality (must meet all):</p><p>1. Age 18 or older;</p>"
        "<p>Approval duration: 4 weeks</p>"
        "<p>II. Diagnoses/Indications for which coverage is NOT authorized:</p><p>A. Bipolar depression;</p>"
    )
    assert stances(found)["esketamine_spravato", "bipolar_depression"] == "not_medically_necessary"
    lengths = {
        one.indications: [leaf.value for leaf in one.tree.items if leaf.type == "initial_auth_duration"]
        for one in found.criteria
    }
    assert lengths == {("trd",): [8], ("mdd_si",): [4]}


def test_what_is_denied_when_answered_with_yes_must_be_absent():
    found = read(
        "<h1>Spravato Clinical Edit</h1><h2>Clinical criteria</h2>"
        "<p>1. Does the client have a diagnosis of treatment-resistant depression? [ ] Yes (Go to #2) [ ] No (Deny)</p>"
        "<p>2. Does the client have a diagnosis of aneurysmal vascular disease? [ ] Yes (Deny) [ ] No (Approve)</p>"
        "<p>3. Does the member have an active substance use disorder? If yes, stop: the request will be denied.</p>"
    )
    assert stances(found) == {("esketamine_spravato", "trd"): "covered_with_criteria"}
    assert blocks(found) == {
        ("esketamine_spravato", "trd", "initial"): ["diagnosis", "exclusion", "exclusion"]
    }


def test_guidelines_are_not_those_of_a_drug_that_is_refused():
    found = read(
        "<h1>Ketamine for Psychiatric Disorders</h1><h2>POLICY</h2>"
        "<p>Intravenous ketamine is considered investigational for the treatment of all psychiatric disorders.</p>"
        "<p>Esketamine nasal spray (Spravato) may be considered medically necessary for treatment-resistant "
        "depression when:</p><ul><li>Failure of two antidepressants</li></ul>"
        "<h2>POLICY GUIDELINES</h2><p>An adequate trial is at least 6 weeks at the maximum tolerated dose.</p>"
    )
    assert {key: told for key, told in stances(found).items() if key[0] == "ketamine_racemic"} == {
        ("ketamine_racemic", "psychiatric_any"): "investigational"
    }


def test_a_line_of_a_refused_list_that_says_more_than_the_heading_is_taken_at_its_word():
    found = read(
        "<h1>Spravato (esketamine)</h1><h2>Indications for which coverage is NOT authorized</h2>"
        "<ul><li>Spravato is considered experimental for bipolar depression and for posttraumatic stress "
        "disorder</li><li>Chronic pain</li></ul>"
    )
    assert stances(found) == {
        ("esketamine_spravato", "bipolar_depression"): "investigational",
        ("esketamine_spravato", "ptsd"): "investigational",
        ("esketamine_spravato", "chronic_pain"): "not_medically_necessary",
    }


def test_boxes_behind_a_colon_in_one_line_stand_below_it():
    found = read(
        "<h1>SPRAVATO PA CHECKLIST</h1><h2>Criteria</h2><p>☐ Member is 18 years or older</p>"
        "<p>☐ Diagnosis (check one): ☐ TRD ☐ MDD with acute suicidal ideation</p>"
        "<p>☐ Member does NOT have any of the following: ☐ aneurysmal vascular disease ☐ intracerebral hemorrhage</p>"
    )
    assert set(stances(found)) == {("esketamine_spravato", "trd"), ("esketamine_spravato", "mdd_si")}
    (tree,) = (one.tree for one in found.criteria)
    assert [getattr(item, "logic", "leaf") for item in tree.items] == ["leaf", "any", "none"]


def test_a_list_of_whole_statements_gives_each_its_position():
    found = read(
        "<h1>Ketamine</h1><h2>Position</h2><ul>"
        "<li>Ketamine infusion for CRPS is considered medically necessary when conservative care has failed.</li>"
        "<li>Ketamine infusion for depression is considered investigational.</li>"
        "<li>Ketamine infusion for migraine is reviewed on a case-by-case basis.</li></ul>"
    )
    assert stances(found) == {
        ("ketamine_racemic", "crps"): "covered_with_criteria",
        ("ketamine_racemic", "mdd"): "investigational",
        ("ketamine_racemic", "migraine"): "case_by_case",
    }


def test_a_name_in_a_list_of_refusals_stays_refused_whatever_is_added_to_it():
    found = read(
        "<h1>Spravato Policy</h1><h2>Conditions Not Recommended for Approval</h2><ol>"
        "<li>Bipolar Depression. People with bipolar disorder were left out and the evidence is insufficient.</li>"
        "<li>Spravato is considered not medically necessary for PTSD and OCD.</li></ol>"
    )
    assert stances(found) == {
        ("esketamine_spravato", "bipolar_depression"): "investigational",
        ("esketamine_spravato", "bipolar_any"): "investigational",
        ("esketamine_spravato", "ptsd"): "not_medically_necessary",
        ("esketamine_spravato", "ocd"): "not_medically_necessary",
    }


def test_a_rule_belongs_to_the_drug_that_its_sentence_speaks_of():
    found = read(
        "<h1>Ketamine</h1><h2>Policy</h2><p>Ketamine infusion for depression is considered investigational.</p>"
        "<p>Prior authorization is required for Spravato.</p>"
    )
    assert {(drug, stance) for (drug, _), stance in stances(found).items()} == {
        ("ketamine_racemic", "investigational"),
        ("esketamine_spravato", "covered_with_criteria"),
    }


@pytest.mark.parametrize(
    "refusal",
    [
        "Spravato is not covered for members who are pregnant.",
        "Patients with pregnancy are not covered for Spravato.",
    ],
)
def test_a_refusal_of_persons_with_a_condition_is_a_criterion_and_no_position(refusal):
    found = read(
        "<h1>Spravato (esketamine)</h1><h2>Policy</h2><p>Spravato is medically necessary for treatment-resistant "
        f"depression when all of the following are met:</p><ul>{ADULT}</ul><p>{refusal}</p>"
    )
    assert stances(found) == {("esketamine_spravato", "trd"): "covered_with_criteria"}
    assert types(found.criteria[0].tree) == ["age_min", "exclusion"]


def test_a_refusal_of_persons_with_another_illness_is_a_position():
    found = read(
        "<h1>Spravato (esketamine)</h1><h2>Policy</h2>"
        "<p>Spravato is not covered for patients with bipolar depression.</p>"
    )
    assert stances(found) == {("esketamine_spravato", "bipolar_depression"): "not_medically_necessary"}


def test_a_refusing_list_in_a_policy_of_two_drugs_takes_the_drug_of_each_line():
    found = read(
        "<h1>Ketamine and Esketamine for Psychiatric Disorders</h1><h2>Policy</h2><h3>Medical Necessity</h3>"
        "<p>The plan considers esketamine (Spravato) nasal spray medically necessary for treatment-resistant "
        "depression when all of the following criteria are met:</p><ol><li>Age 18 or older</li></ol>"
        "<p>Continuation of therapy: continuation is considered medically necessary when PHQ-9 improves by 50%.</p>"
        "<h3>Experimental, Investigational, or Unproven</h3>"
        "<p>The following are considered experimental, investigational, or unproven:</p><ul>"
        "<li>Intravenous ketamine for the treatment of depression, PTSD, or OCD</li>"
        "<li>Intranasal compounded ketamine</li><li>Esketamine for bipolar depression</li></ul>"
    )
    assert stances(found) == {
        ("esketamine_spravato", "trd"): "covered_with_criteria",
        ("ketamine_racemic", "mdd"): "investigational",
        ("ketamine_racemic", "ptsd"): "investigational",
        ("ketamine_racemic", "ocd"): "investigational",
        ("ketamine_compounded", "any"): "investigational",
        ("esketamine_spravato", "bipolar_depression"): "investigational",
    }
    assert ("esketamine_spravato", "trd", "continuation") in blocks(found)


def test_or_binds_looser_than_and_where_the_header_binds_by_no_word():
    parts = (
        "Age 18 or older",
        "<p>AND</p>",
        "Diagnosis of treatment-resistant depression",
        "<p>OR</p>",
        "Diagnosis of MDD with acute suicidal ideation",
    )
    listed = "".join(part if part.startswith("<") else f"<ul><li>{part}</li></ul>" for part in parts)
    found = read(
        "<h1>SPRAVATO (esketamine)</h1><h2>Coverage criteria</h2>"
        f"<p>The requested drug will be covered when the following criteria are met:</p>{listed}"
    )
    (tree,) = (one.tree for one in found.criteria)
    assert (tree.logic, [types(item) for item in tree.items], tree.flags) == (
        "any",
        [["age_min", "diagnosis"], ["diagnosis"]],
        ("ambiguous",),
    )


def test_a_list_of_what_no_benefit_pays_for_is_excluded():
    found = read(
        "<h1>Compounded Drugs</h1><h2>Policy</h2><p>The following are not covered under the pharmacy benefit:</p>"
        "<ul><li>Ketamine troches</li><li>Topical ketamine for neuropathic pain</li></ul>"
    )
    assert stances(found) == {
        ("ketamine_compounded", "any"): "benefit_exclusion",
        ("ketamine_compounded", "neuropathic_pain"): "benefit_exclusion",
    }


def test_a_table_of_drugs_gives_each_its_criteria():
    found = read(
        "<h1>Antidepressants</h1><h2>Clinical Criteria</h2>"
        "<table><tr><th>Medication</th><th>Clinical criteria</th></tr>"
        "<tr><td>Spravato (esketamine)</td><td>Member is 18 years of age or older; prescriber is a psychiatrist</td></tr>"
        "<tr><td>bupropion</td><td>Member is 6 years of age or older</td></tr></table>"
    )
    assert stances(found) == {("esketamine_spravato", "any"): "covered_with_criteria"}
    assert blocks(found) == {("esketamine_spravato", "any", "initial"): ["age_min", "prescriber_specialty"]}


def test_a_heading_of_approvals_names_no_use():
    found = read(
        "<h1>Spravato (esketamine)</h1><h2>Coverage Guidelines</h2>"
        "<p>Spravato may be considered medically necessary for treatment-resistant depression when:</p>"
        "<ul><li>Age 18 or older</li></ul><h3>Approval</h3>"
        "<table><tr><th>Approval</th><th>Criteria</th></tr>"
        "<tr><td>Initial authorization</td><td>May be approved up to 3 months.</td></tr></table>"
    )
    assert set(stances(found)) == {("esketamine_spravato", "trd")}
    assert "initial_auth_duration" in blocks(found)["esketamine_spravato", "trd", "initial"]


def test_an_implied_position_shows_the_words_that_name_its_use():
    found = read(
        "<h1>SPRAVATO PA CHECKLIST</h1><h2>Criteria</h2><p>☐ Member is 18 years or older</p>"
        "<p>☐ Diagnosis of treatment-resistant depression</p>"
    )
    assert quotes(found) == {"trd": "Diagnosis of treatment-resistant depression"}


def test_what_a_drug_is_not_necessary_with_is_bound_by_none():
    found = document(
        "Age 18 or older",
        "Diagnosis of treatment-resistant depression",
        after="<h2>Limitations</h2><p>Spravato is not considered medically necessary when any of the following "
        "criteria is met:</p><ol><li>Member is pregnant</li><li>Member has a history of psychosis</li></ol>",
    )
    (tree,) = (one.tree for one in found.criteria)
    barred = tree.items[-1]
    assert (barred.logic, [leaf.op for leaf in barred.items]) == ("none", ["present", "present"])


def test_a_rule_in_a_list_of_conditions_is_no_use():
    found = read(
        "<h1>Spravato (esketamine)</h1><h2>III. Initial Approval Criteria</h2>"
        "<p>Coverage is provided in the following conditions:</p><ul><li>Patient is at least 18 years of age; AND</li>"
        "<li>Must be administered under direct observation of a healthcare provider; AND</li>"
        "<li>Patient has a diagnosis of treatment-resistant depression</li></ul>"
    )
    assert set(stances(found)) == {("esketamine_spravato", "trd")}
    assert blocks(found) == {
        ("esketamine_spravato", "trd", "initial"): ["age_min", "supervised_administration", "diagnosis"]
    }


def test_a_dagger_is_no_part_of_a_title():
    found = read(
        "<h1>Spravato (esketamine)</h1><h2>Criteria</h2><p>A. Treatment-Resistant Depression (TRD) †</p>"
        "<p>1. Failure of at least 2 antidepressants</p>"
    )
    assert blocks(found) == {("esketamine_spravato", "trd", "initial"): ["step_therapy_trials"]}
