"""The whole evaluation on a small invented gold folder: cases, steps, copies, samples, bad input."""

import json

import pytest

from flows.errors import UsageError
from flows.evaluate.gold import folder, names
from flows.evaluate.run import evaluate, report

GOLD = {
    "file": "spravato_1.html",
    "document": {
        "media_type": "text/html",
        "pages": None,
        "payer_name": None,
        "title": "Esketamine nasal spray",
        "policy_number": None,
        "doc_type": "drug_policy",
        "effective_from": "2024-01-01",
        "original_effective": None,
        "published_on": None,
        "last_review": None,
        "next_review": None,
        "status": "active",
    },
    "sections": [],
    "positions": [
        {
            "drug": "esketamine (Spravato)",
            "route": "intranasal",
            "indication": "treatment resistant depression",
            "stance": "covered_with_criteria",
            "page": None,
        }
    ],
    "criteria": [
        {
            "drug": "Spravato",
            "indication": "treatment resistant depression",
            "phase": "initial",
            "logic": "all",
            "leaves": [
                {"type": "age_min", "op": ">=", "value": 18, "unit": "year"},
                {"type": "step_therapy_trials", "op": ">=", "value": 2, "unit": "agent"},
                {"type": "prescriber_specialty", "op": "in", "value": ["psychiatrist"], "unit": None},
            ],
        }
    ],
    "codes": [],
    "revisions": [],
    "criteria_partial": True,
    "must_not_extract": [{"type": "severity_scale_min", "why": "not printed"}],
}
SERIES = {
    "drug": "Spravato",
    "pairs": [
        {"from": "spravato_1.html", "to": "spravato_2.html", "changes": []},
        {
            "from": "spravato_2.html",
            "to": "spravato_3.html",
            "changes": [{"type": "step_therapy_trials", "direction": "tightened"}],
        },
    ],
}


@pytest.fixture
def places(tmp_path, policy):
    """Gold and documents: two editions with the same rules, a third with another, and a copy."""
    gold, docs = tmp_path / "gold", tmp_path / "docs"
    gold.mkdir()
    docs.mkdir()
    (docs / "spravato_1.html").write_bytes(policy())
    (docs / "spravato_1__scan.html").write_bytes(policy().replace(b"<li>", b"<li> "))
    (docs / "spravato_2.html").write_bytes(policy().replace(b"The member is", b"The patient is"))
    (docs / "spravato_3.html").write_bytes(policy(trials=3))
    put(gold, GOLD)
    put(gold, SERIES, "series_changes.json")
    return gold, docs


def put(gold, content, name="spravato_1.json"):
    (gold / name).write_text(content if isinstance(content, str) else json.dumps(content))


def run(places):
    return report(evaluate(folder(*places)))


def test_right_facts_are_right(places):
    found = run(places)
    assert found["misses"] == []
    assert found["shares"]["fields"]["share"] == 1
    assert found["shares"]["facts with evidence"]["share"] == 1
    assert found["shares"]["must not be extracted"]["share"] == 1
    assert found["scores"]["positions"]["f1"] == 1
    assert found["scores"]["leaves"]["f1"] == 1
    assert found["shares"]["logic"]["share"] == 1
    assert [row["gold"] for row in found["stances"]] == ["covered_with_criteria"]
    assert sum(row["asked"] for row in found["calibration"]) == 1


def test_changes_are_found_and_none_is_invented_in_an_edition_or_a_copy(places):
    found = run(places)
    assert found["scores"]["rule changes"] == {
        "matched": 1,
        "wanted": 1,
        "found": 1,
        "precision": 1,
        "recall": 1,
        "f1": 1,
    }
    assert found["shares"]["steps without a rule change told as none"]["asked"] == 2
    assert found["false_change_rate"] == 0


def test_an_invented_change_makes_the_false_change_rate(places):
    _, docs = places
    (docs / "spravato_2.html").write_bytes((docs / "spravato_3.html").read_bytes())
    found = run(places)
    assert found["false_change_rate"] == 0.5
    assert found["scores"]["rule changes"]["matched"] == 0
    assert any("invented" in miss for miss in found["misses"])


def test_a_change_in_the_other_direction_is_not_the_change(places):
    _, docs = places
    (docs / "spravato_3.html").write_bytes(
        (docs / "spravato_3.html").read_bytes().replace(b"3 anti", b"1 anti")
    )
    assert run(places)["scores"]["rule changes"]["matched"] == 0


def test_a_wrong_gold_value_is_a_miss_in_every_part(places):
    wrong = json.loads(json.dumps(GOLD))
    wrong["criteria"][0]["leaves"][1]["value"] = 3
    wrong["positions"][0]["stance"] = "investigational"
    wrong["document"]["effective_from"] = "2024-02-01"
    put(places[0], wrong)
    found = run(places)
    assert found["scores"]["leaves"]["matched"] == 2
    assert found["shares"]["stance"]["share"] == 0
    assert found["shares"]["field effective_from"]["share"] == 0
    assert len(found["misses"]) == 3


def test_a_document_that_cannot_be_read_is_a_miss_and_the_rest_goes_on(places):
    gold, docs = places
    (docs / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    put(gold, {**GOLD, "file": "broken.pdf"}, "broken.json")
    found = run(places)
    assert found["shares"]["documents read"] == {"right": 1, "asked": 2, "share": 0.5}
    assert found["misses"][0].startswith("broken: ")


def test_the_names_of_a_phrase_are_looked_for():
    assert names("zolmine (Zolminex), any or Wolmax") == ("zolmine", "Zolminex", "Wolmax")


# --- the command ------------------------------------------------------------------------------


def test_the_command_prints_tables_and_writes_the_json(here, places, tmp_path):
    gold, docs = places
    done = here("evaluate", "--gold", gold, "--docs", docs, "--misses", "--out", tmp_path / "out.json")
    assert done.returncode == 0
    assert "false-change rate: 0.0" in done.out
    assert "covered_with_criteria" in done.out
    assert "spravato_1 " in done.out
    kept = json.loads((tmp_path / "out.json").read_text())
    assert kept["false_change_rate"] == 0
    assert kept["documents"]["spravato_1"]["leaves_f1"] == 1


def test_samples_are_measured_with_the_folder(here, places, tmp_path):
    gold, docs = places
    line = {"id": "a", "text": "Member is 18 years of age or older", "drug": "esketamine_spravato"}
    line |= {"indications": ["trd"], "phase": "initial"}
    line |= {"expected": {"type": "age_min", "op": ">=", "value": 18, "unit": "year"}}
    sentence = {"id": "b", "text": "Spravato is investigational for chronic pain.", "route": "intranasal"}
    sentence |= {"drug": "esketamine_spravato", "indications": ["chronic_pain"], "stance": "investigational"}
    (tmp_path / "lines.jsonl").write_text(json.dumps(line) + "\n\n")
    (tmp_path / "statements.jsonl").write_text(json.dumps(sentence))
    samples = ("--lines", tmp_path / "lines.jsonl", "--statements", tmp_path / "statements.jsonl")
    found = json.loads(here("evaluate", "--gold", gold, "--docs", docs, *samples, "--json").out)
    assert found["shares"]["line: exact tree"]["share"] == 1
    assert found["scores"]["line: leaves"]["f1"] == 1
    assert found["shares"]["statements"]["share"] == 1


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("{", "not JSON"),
        ("[]", "the whole"),
        ({**GOLD, "positions": [{"drug": "x"}]}, "positions.0.indication"),
        (
            {**GOLD, "criteria": [{**GOLD["criteria"][0], "leaves": [{"op": ">="}]}]},
            "criteria.0.leaves.0.type",
        ),
        ({key: item for key, item in GOLD.items() if key != "codes"}, "codes"),
        ({"pairs": [{"from": "a"}]}, "after"),
    ],
    ids=["no json", "no object", "position", "leaf", "part missing", "pair"],
)
def test_a_gold_file_out_of_shape_is_refused_in_one_line(here, places, content, named):
    put(places[0], content, "wrong.json")
    done = here("evaluate", "--gold", places[0], "--docs", places[1])
    assert (done.returncode, done.out) == (2, "")
    (told,) = done.err.splitlines()
    assert "wrong.json" in told
    assert named in told


@pytest.mark.parametrize(
    ("text", "named"), [("{", "line 1: not JSON"), ('\n{"id": "a"}', "line 2: text")], ids=["json", "shape"]
)
def test_sample_lines_out_of_shape_are_refused_with_their_number(here, places, tmp_path, text, named):
    (tmp_path / "lines.jsonl").write_text(text)
    done = here("evaluate", "--gold", places[0], "--docs", places[1], "--lines", tmp_path / "lines.jsonl")
    assert done.returncode == 2
    (told,) = done.err.splitlines()
    assert named in told


def test_folders_that_are_missing_or_hold_no_case_are_named(places, tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        folder(tmp_path / "nowhere", places[1])
    with pytest.raises(UsageError, match="no gold file names a document"):
        folder(places[0], places[0])


def test_an_output_that_cannot_be_written_is_one_clear_line(here, places, tmp_path):
    done = here("evaluate", "--gold", places[0], "--docs", places[1], "--out", tmp_path)
    assert done.returncode == 2
    assert "cannot write" in done.err
