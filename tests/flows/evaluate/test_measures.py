"""The measures of one document: right, wrong, missing, partial, accepted, alternative."""

import pytest

from extractors.model import Box, Code, DocumentFields, Evidence, PolicyFacts
from flows.evaluate import document
from flows.evaluate.criteria import criteria
from flows.evaluate.matching import match
from flows.evaluate.measured import Measured
from flows.evaluate.positions import positions
from flows.evaluate.score import Score, Share

GOLD = {
    "document": {name: None for name in document.FIELDS},
    "positions": [],
    "criteria": [],
    "codes": [],
    "revisions": [],
}
FACTS = {
    "document": {**GOLD["document"], "pages": 1},
    "positions": [],
    "criteria": [],
    "codes": [],
    "revisions": [],
}
PLACE = {"page": 1, "bbox": [0, 0, 1, 1], "quote": "words", "confidence": 0.9, "flags": []}


def measured(part, gold, facts):
    out = Measured()
    part({**GOLD, **gold}, {**FACTS, **facts}, out)
    return out


# --- matching ---------------------------------------------------------------------------------


def test_a_find_serves_one_wanted_item_and_as_many_as_can_be_are_served():
    fits = {("a", 1), ("a", 2), ("b", 1)}
    assert match("ab", (1, 2), lambda want, one: (want, one) in fits) == {0: 1, 1: 0}
    assert match("aa", (1,), lambda want, one: (want, one) in fits) == {0: 0}


# --- fields, history, codes -------------------------------------------------------------------


def test_a_field_is_right_when_equal_or_accepted_and_wrong_else():
    gold = {
        "document": {**GOLD["document"], "title": "A", "payer_name": "P", "status": "active"},
        "accept": {"document.payer_name": ["Q"]},
    }
    facts = {
        "document": {**FACTS["document"], "title": "A", "payer_name": "Q", "status": "retired"},
    }
    out = measured(document.fields, gold, facts)
    assert out.shares["field title"].value == out.shares["field payer_name"].value == 1
    assert out.shares["field status"].value == 0
    assert out.misses == ["status: 'retired' for 'active'"]


def row(date, action, **more):
    return {"date": date, "precision": "day", "action": action, **more}


def test_history_rows_match_by_date_and_of_one_day_by_action():
    gold = {"revisions": [row("2020-01-01", "new"), row("2020-01-01", "revised"), row("2021-01-01", "other")]}
    facts = {"revisions": [row("2020-01-01", "revised"), row("2020-01-01", "new"), row("2022-01-01", "new")]}
    out = measured(document.revisions, gold, facts)
    assert out.sums["revisions"] == Score(2, 3, 3)
    assert out.shares["revision action"] == Share(2, 2)


def test_a_history_row_of_another_precision_or_action_is_wrong():
    gold = {"revisions": [row("2020-01-01", "new"), row("2021-01-01", "new", accept_actions=["other"])]}
    facts = {"revisions": [{**row("2020-01-01", "new"), "precision": "month"}, row("2021-01-01", "other")]}
    out = measured(document.revisions, gold, facts)
    assert out.sums["revisions"] == Score(1, 2, 2)
    assert out.shares["revision action"] == Share(1, 1)


def code(value, role="covered", system="HCPCS"):
    return {"system": system, "code": value, "role": role}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Score(1, 2, 3)),
        ({"codes_partial": True}, Score(1, 2, 1)),
        ({"icd10_partial": True}, Score(1, 2, 2)),
    ],
)
def test_extra_codes_count_unless_the_gold_is_partial(more, expected):
    gold = {"codes": [code("J1"), code("J2")], **more}
    facts = {"codes": [code("J1"), code("J9"), code("F32.2", system="ICD-10-CM")]}
    assert measured(document.codes, gold, facts).sums["codes"] == expected


def test_every_role_of_a_code_has_to_be_right():
    gold = {"codes": [code("J1"), code("J2")]}
    facts = {"codes": [code("J1"), code("J2"), code("J2", "not_covered")]}
    assert measured(document.codes, gold, facts).shares["code role"] == Share(1, 2)


def test_what_must_not_be_extracted_is_noticed():
    items = [
        {"type": "code", "value": "J9"},
        {"type": "age_min"},
        {"type": "other", "value": "pharmacy type 7"},
        {"type": "lab_check"},
    ]
    other = {"type": "other", "op": "required", "value": "pharmacy type 8", **PLACE}
    block = {"tree": {"logic": "all", "items": [{"type": "age_min", "op": ">=", "value": 1, **PLACE}, other]}}
    out = measured(
        document.forbidden,
        {"must_not_extract": items},
        {"codes": [code("J9")], "criteria": [block]},
    )
    assert out.shares["must not be extracted"] == Share(2, 4)


def test_a_fact_without_page_box_or_quote_is_counted():
    box = Box(0, 0, 1, 1)
    places = [(1, box, "words"), (1, None, "words"), (None, box, "words"), (1, box, "")]
    evidence = [Evidence(page, where, quote, "S") for page, where, quote in places]
    fields = DocumentFields(sha256="s", media_type="application/pdf", pages=1)
    out = Measured()
    found = PolicyFacts(fields, codes=tuple(Code("HCPCS", "J1", "listed", item) for item in evidence))
    document.evidence(found, out)
    assert out.shares["facts with evidence"] == Share(1, 4)


# --- positions --------------------------------------------------------------------------------


def wanted(stance="covered", indication="trd", **more):
    return {"drug": "Spravato", "indication": indication, "stance": stance, "route": "any", **more}


def stated(stance="covered", indication="trd", **more):
    told = {"drug": "esketamine_spravato", "indication": indication, "stance": stance, "route": "any"}
    return {**told, "scope": "headline", "phase": None, **PLACE, **more}


def placed(gold, facts, **more):
    return measured(positions, {"positions": gold, **more}, {"positions": facts})


def test_a_position_is_found_by_drug_and_indication_and_then_its_stance_is_judged():
    out = placed([wanted(), wanted("covered", "mdd_si")], [stated(), stated("investigational", "mdd_si")])
    assert out.sums["positions"] == Score(2, 2, 2)
    assert out.shares["stance"] == Share(1, 2)
    assert out.confusion["covered", "investigational"] == 1


def test_a_missing_position_and_an_invented_one_count_against():
    assert placed([wanted()], [stated(indication="ptsd")]).sums["positions"] == Score(0, 1, 1)


def test_an_invented_position_does_not_count_where_the_gold_is_partial():
    out = placed([wanted()], [stated(), stated(indication="ptsd")], positions_partial=True)
    assert out.sums["positions"] == Score(1, 1, 1)


def test_an_accepted_stance_is_right():
    assert placed([wanted(accept_stances=["case_by_case"])], [stated("case_by_case")]).shares["stance"].value


def test_a_right_stance_that_is_contradicted_is_wrong():
    out = placed([wanted()], [stated(), stated("investigational")])
    assert out.shares["stance"].value == 0


def test_a_statement_about_a_side_does_not_contradict():
    out = placed([wanted()], [stated(), stated("investigational", scope="setting")])
    assert out.shares["stance"].value == 1


# --- criteria ---------------------------------------------------------------------------------


def gold_leaf(kind, value=1, **more):
    return {"type": kind, "op": ">=", "value": value, "unit": None, **more}


def leaf(kind, value=1, **more):
    return {"type": kind, "op": ">=", "value": value, "unit": None, **PLACE, **more}


def group(logic, *items):
    return {"logic": logic, "n": None, "items": list(items)}


def ruled(gold_leaves, tree, **more):
    place = {"drug": "Spravato", "phase": "initial"}
    gold = {"criteria": [{**place, "indication": "trd", "logic": "all", "leaves": gold_leaves}], **more}
    block = {"drug": "esketamine_spravato", "indications": ["trd"], "phase": "initial", "tree": tree}
    return measured(criteria, gold, {"criteria": [block]})


def test_leaves_are_right_wrong_or_missing():
    out = ruled([gold_leaf("a"), gold_leaf("b", 2)], group("all", leaf("a"), leaf("b", 3)))
    assert out.sums["leaves"] == Score(1, 2, 2)
    assert out.sums["type b"] == Score(0, 1, 1)
    assert sorted(one.is_right for one in out.judged) == [False, True]


def test_extra_leaves_do_not_count_where_the_gold_is_partial():
    out = ruled([gold_leaf("a")], group("all", leaf("a"), leaf("c")), criteria_partial=True)
    assert out.sums["leaves"] == Score(1, 1, 1)
    assert out.judged == []  # the right ones alone would make the extractor look sure


def test_a_block_that_the_gold_does_not_know_is_an_invention():
    block = {"drug": "ketamine_racemic", "indications": ["crps"], "phase": "initial", "tree": leaf("a")}
    out = measured(criteria, {}, {"criteria": [block]})
    assert out.sums["leaves"] == Score(0, 0, 1)


def test_leaves_under_none_must_not_hold():
    absent = gold_leaf("a", None, op="absent")
    found = leaf("a", None, op="present")
    assert ruled([absent], group("none", found)).sums["leaves"].matched == 1
    assert ruled([absent], group("all", found)).sums["leaves"].matched == 0


ALTERNATIVES = [
    gold_leaf("a"),
    gold_leaf("b", alt="step", branch=1),
    gold_leaf("c", alt="step", branch=2),
    gold_leaf("d", alt="step", branch=2),
]


@pytest.mark.parametrize(
    ("tree", "alternatives"),
    [
        (group("all", leaf("a"), group("any", leaf("b"), group("all", leaf("c"), leaf("d")))), Share(1, 1)),
        (group("all", leaf("a"), leaf("b"), leaf("c"), leaf("d")), Share(0, 1)),
        (group("all", leaf("a"), group("any", leaf("b"), leaf("c"), leaf("d"))), Share(0, 1)),
        (group("all", leaf("a"), group("all", leaf("b"), leaf("c"), leaf("d"))), Share(0, 1)),
    ],
    ids=["as in the gold", "flat", "branches torn apart", "all for any"],
)
def test_alternatives_agree_when_one_suffices_and_a_branch_holds_together(tree, alternatives):
    assert ruled(ALTERNATIVES, tree).shares["alternatives"] == alternatives


def test_required_leaves_that_stand_under_any_are_wrong():
    out = ruled([gold_leaf("a"), gold_leaf("b")], group("any", leaf("a"), leaf("b")))
    assert out.shares["logic"] == Share(0, 1)
    assert "alternatives" not in out.shares


def test_one_leaf_says_nothing_about_logic():
    assert "logic" not in ruled([gold_leaf("a")], leaf("a")).shares


@pytest.mark.parametrize(
    ("want", "got", "right"),
    [
        ({"min_duration": {"value": 6, "unit": "week"}}, {"value": 6, "unit": "week", "approx_days": 42}, 1),
        ({"min_duration": {"value": 6, "unit": "week"}}, {"value": 8, "unit": "week"}, 0),
        ({"min_duration": {"value": 6, "unit": "week"}}, None, 0),
        ({"frequency": {"value": 2, "per": "week"}}, {"times": 2, "per": "week"}, 1),
        ({"relation": "in_consultation_with"}, ["prescribed_by", "in_consultation_with"], 1),
        ({"relation": "prescribed_by"}, ["prescribed_by", "in_consultation_with"], 0),
        ({"distinct_classes": 2}, 2, 1),
        ({"distinct_classes": 1}, True, 0),
    ],
)
def test_a_qualifier_is_right_as_far_as_the_gold_states_it(want, got, right):
    (name,) = want
    out = ruled([gold_leaf("a", **want)], leaf("a", **({name: got} if got is not None else {})))
    assert out.shares[f"qualifier {name}"] == Share(right, 1)


# --- calibration ------------------------------------------------------------------------------


def test_the_calibration_tells_the_share_right_in_each_band():
    out = Measured()
    for is_right in (True, True, False):
        out.judge("leaf", {"confidence": 0.92, "quote": "q"}, is_right)
    out.judge("leaf", {"confidence": 0.5, "quote": "q"}, False)
    assert out.calibration() == {0.9: (pytest.approx(0.92), Share(2, 3)), 0.5: (0.5, Share(0, 1))}
