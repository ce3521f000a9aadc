"""One set of rules, printed the way each family of payers prints: no two of the pages differ in a rule."""

import pytest

from extractors.changes import compare
from extractors.documents import parse
from extractors.facts import facts

HEAD = "# Esketamine (Spravato)\n\nPolicy Number: QQ.1\nEffective Date: 01/01/2025\n\n"
NEGATIVE = "Spravato is considered investigational for bipolar depression and posttraumatic stress disorder."

NUMBERED = f"""{HEAD}## Policy/Criteria

### I. Initial Approval Criteria

#### A. Treatment-Resistant Depression (must meet all):

1. Age ≥ 18 years;
2. Failure of two antidepressants from different classes, each tried for at least 6 weeks;
3. Member meets one of the following (a or b):
   a. PHQ-9 score of 15 or higher;
   b. MADRS score of 28 or higher;
4. Prescribed by a psychiatrist;
5. Member does not have any of the following:
   a. Aneurysmal vascular disease;
   b. History of intracerebral hemorrhage;

**Approval duration: 6 months**

### II. Continued Therapy

#### A. Treatment-Resistant Depression (must meet all):

1. Member has had a positive clinical response;
2. Spravato is used with an oral antidepressant;

**Approval duration: 12 months**

### III. Limitations

{NEGATIVE}
"""

CONNECTED = f"""{HEAD}## Coverage Criteria

### Treatment-Resistant Depression

**A. Initial Authorization**

Spravato will be approved when all of the criteria below are met:

(1) Patient is 18 years of age or older

-AND-

(2) Prescribed by a psychiatrist

-AND-

(3) Trial and failure of at least two (2) antidepressants of different classes, each for a minimum of 42 days

-AND-

(4) One of the following:

   (a) MADRS ≥ 28

-OR-

   (b) PHQ-9 ≥ 15

-AND-

(5) Patient does not have any of the following:

   (a) Aneurysmal vascular disease

-OR-

   (b) History of intracerebral hemorrhage

Authorization will be issued for 6 months.

**B. Reauthorization**

Spravato will be approved based on both of the following criteria:

(1) Patient has had a positive clinical response

-AND-

(2) Used in combination with an oral antidepressant

Authorization will be issued for 1 year.

### Other Uses

{NEGATIVE}
"""

LETTERED = f"""{HEAD}## Medical Necessity Criteria

### 1. Treatment-Resistant Depression.

Approve for the time printed below when ONE of these holds (A or B):

A) Initial Therapy. Approve for 6 months if the member meets ALL of the following:
   i. Patient is ≥ 18 years of age; AND
   ii. Patient has failed at least two antidepressants from different classes, each for at least 6 weeks; AND
   iii. Patient meets ONE of the following (a or b):
      a) PHQ-9 of 15 or more; OR
      b) MADRS of 28 or more; AND
   iv. Patient does NOT have ANY of the following (a or b):
      a) Aneurysmal vascular disease; OR
      b) History of intracerebral hemorrhage; AND
   v. The medication is prescribed by a psychiatrist.
B) Patient is Currently Receiving Spravato. Approve for 12 months if the member meets BOTH of the following:
   i. Patient has had a positive clinical response; AND
   ii. Patient takes an oral antidepressant along with Spravato.

## Conditions Not Covered

{NEGATIVE}
"""

TABULAR = f"""<html><body><h1>Esketamine (Spravato)</h1><p>Policy Number: QQ.1</p>
<p>Effective Date: 01/01/2025</p>
<h2>Criteria for Initial Approval: Treatment-Resistant Depression</h2>
<table><tr><th>Criterion</th><th>Requirement</th></tr>
<tr><td>Age</td><td>≥ 18 years</td></tr>
<tr><td>Prior therapies</td><td>Failure of at least two antidepressants from different classes, each for 6 weeks</td></tr>
<tr><td>Severity</td><td>One of the following:<ul><li>PHQ-9 of at least 15</li><li>MADRS of at least 28</li></ul></td></tr>
<tr><td>Prescriber</td><td>Psychiatrist</td></tr>
<tr><td>Exclusions</td><td>None of the following:<ul><li>Aneurysmal vascular disease</li>
<li>History of intracerebral hemorrhage</li></ul></td></tr>
<tr><td>Initial authorization</td><td>6 months</td></tr></table>
<h2>Reauthorization: Treatment-Resistant Depression</h2>
<ul><li>Positive clinical response to therapy</li><li>Spravato is used with an oral antidepressant</li></ul>
<p>Reauthorization is for 12 months.</p><h2>Limitations</h2><p>{NEGATIVE}</p></body></html>"""

PAGES = {"connected": CONNECTED, "lettered": LETTERED, "tabular": TABULAR}


def read(page):
    return facts(parse(page.encode(), "text/html" if page.startswith("<") else "text/markdown"))


@pytest.mark.parametrize("layout", PAGES)
def test_another_layout_of_the_same_rules_is_no_change(layout):
    assert compare(read(NUMBERED), read(PAGES[layout])) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("or older", "or older and younger than 65", ("age_max", "tightened", "initial")),
        ("two (2) antidep", "three (3) antidep", ("step_therapy_trials", "tightened", "initial")),
        ("MADRS ≥ 28", "MADRS ≥ 20", ("severity_scale_min", "loosened", "initial")),
        ("(4) One of the", "(4) Both of the", ("logic_change", "tightened", "initial")),
        ("issued for 6 months", "issued for 3 months", ("initial_auth_duration", "tightened", "initial")),
        ("issued for 1 year", "issued for 6 months", ("reauth_duration", "tightened", "continuation")),
        ("bipolar depression and p", "p", ("position_removed", "scope_removed", None)),
    ],
)
def test_one_rule_that_moves_is_one_change(before, after, expected):
    assert before in CONNECTED
    found = compare(read(NUMBERED), read(CONNECTED.replace(before, after)))
    assert [(one.type, one.direction, one.phase) for one in found] == [expected]
