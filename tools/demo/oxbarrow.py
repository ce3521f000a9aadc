"""Oxbarrow Community Care: a Medicaid plan's roman-numeral clinical policy.

Story: suicidal ideation added in late 2020, the outline turned around in 2022 without a new rule, a new
address in 2023, and in 2026 a version posted weeks before it binds, with a longer continued approval.
"""

from dataclasses import replace

from tools.demo import prose
from tools.demo.clinical_policy import NESTED, Edition, Indication, print_edition
from tools.demo.rules import Row, Rule, all_of, one_of, rules

TRIALS = Rule(
    "Failure of two antidepressants from at least two different classes, each used for ≥ 6 weeks at up to "
    "maximally indicated doses, unless contraindicated or not tolerated"
)
AUGMENTED = one_of(
    "Failure of one of the following augmentation therapies (a or b):",
    "A second-generation antipsychotic (e.g., aripiprazole, quetiapine)",
    "Lithium",
)
SITE = Rule("Spravato is administered in a facility that is certified in the Spravato REMS program")
TRD = rules(
    "Diagnosis of treatment-resistant major depressive disorder",
    "Prescribed by or in consultation with a psychiatrist",
    "Age ≥ 18 years",
    TRIALS,
    AUGMENTED,
    "Spravato is prescribed concurrently with an oral antidepressant",
    SITE,
    "Dose does not exceed 84 mg (3 devices) twice weekly for 4 weeks, then 84 mg once weekly",
)
TRD_TURNED = rules(
    "Age 18 years or older",
    "Diagnosis of treatment-resistant major depressive disorder",
    all_of(
        "All of the following treatment requirements (i, ii, and iii):",
        "Failure of two (2) antidepressants from at least two different classes, each used for ≥ 42 days at up to "
        "maximally indicated doses, unless contraindicated or not tolerated",
        one_of(
            "Failure of one of the following augmentation therapies (1 or 2):",
            "Lithium",
            "A second-generation antipsychotic (e.g., aripiprazole, quetiapine)",
        ),
        "Spravato is prescribed in combination with an oral antidepressant",
    ),
    SITE,
    "Prescribed by or in consultation with a psychiatrist",
    "Dose does not exceed 84 mg (3 devices) twice weekly for 4 weeks, then 84 mg once weekly",
)
CRISIS = rules(
    "Diagnosis of major depressive disorder with acute suicidal ideation or behavior",
    "Prescribed by or in consultation with a psychiatrist",
    "Age ≥ 18 years",
    "Spravato is prescribed concurrently with an oral antidepressant",
    SITE,
    "Dose does not exceed 84 mg (3 devices) twice weekly",
)
AGAIN = rules(
    "Member is currently receiving Spravato through an Oxbarrow benefit",
    "Member is responding positively to therapy as shown by an improvement of at least 25% from baseline in a "
    "standardized rating scale (e.g., PHQ-9, MADRS)",
    "Spravato is prescribed concurrently with an oral antidepressant",
    "If the request is for a dose increase, the new dose does not exceed 84 mg once weekly",
)

RESISTANT = "Treatment-Resistant Depression"
SUICIDAL = "Major Depressive Disorder with Acute Suicidal Ideation or Behavior"
CREATED = Row("05.14.19", "05.19", ("Policy created.",))

V1 = Edition(
    payer="Oxbarrow Community Care",
    title="Esketamine (Spravato)",
    product="Spravato",
    number="OXB.PMN.88",
    effective="06.01.19",
    last_review="05.19",
    line_of_business="Medicaid",
    description=(
        "Esketamine (Spravato®) is a nasal spray that acts at the N-methyl D-aspartate receptor. Its parent "
        "ketamine is in use as an anesthetic and is not a subject of this policy.",
    ),
    indicated_for=(
        "Treatment-resistant depression (TRD) in adults, in conjunction with an oral antidepressant",
    ),
    initial=(Indication(RESISTANT, TRD, "3 months"),),
    continued=(Indication(RESISTANT, AGAIN, "6 months"),),
    not_authorized=(
        "Non-FDA approved indications that this policy does not name, unless the off-label use policy "
        "OXB.PMN.02 is met;",
        "Use of Spravato as an anesthetic agent.",
    ),
    doses=(
        (
            "TRD",
            "Weeks 1 to 4: 56 mg or 84 mg intranasally twice weekly<br/>Weeks 5 to 8: 56 mg or 84 mg once weekly"
            "<br/>From week 9: 56 mg or 84 mg every 2 weeks or once weekly",
            "84 mg/dose",
        ),
    ),
    codes=(("C9399", "Unclassified drug, hospital outpatient"), ("J3490", "Unclassified drug")),
    references=prose.REFERENCES[:3],
    history=(CREATED,),
)
CRISIS_DOSE = ("MDD with suicidal ideation", "84 mg intranasally twice weekly for 4 weeks", "84 mg/dose")
V3 = replace(
    V1,
    effective="11.01.20",
    last_review="10.20",
    indicated_for=(
        *V1.indicated_for,
        "Depressive symptoms in adults with MDD with acute suicidal ideation or behavior",
    ),
    initial=(Indication(RESISTANT, TRD, "3 months"), Indication(SUICIDAL, CRISIS, "4 weeks")),
    doses=(*V1.doses, CRISIS_DOSE),
    references=prose.REFERENCES[:6],
    history=(
        CREATED,
        Row(
            "04.21.20",
            "05.20",
            ("2Q 2020 yearly review: criteria unchanged; references renewed.",),
        ),
        Row(
            "09.15.20",
            "10.20",
            ("Added criteria for new FDA indication, MDD with acute suicidal ideation or behavior.",),
        ),
    ),
)
V4 = replace(
    V3,
    effective="01.01.22",
    last_review="11.21",
    initial=(Indication(SUICIDAL, CRISIS, "28 days"), Indication(RESISTANT, TRD_TURNED, "three (3) months")),
    labels=NESTED,
    codes=(("S0013", "Esketamine, nasal spray, 1 mg"),),
    history=(
        *V3.history,
        Row(
            "10.12.21",
            "11.21",
            ("4Q 2021: criteria reorganized with no change to intent; HCPCS code updated.",),
        ),
    ),
)
V5 = replace(
    V4,
    effective="08.01.23",
    last_review="05.23",
    references=prose.REFERENCES[:9],
    history=(
        *V4.history,
        Row(
            "04.18.23",
            "05.23",
            ("2Q 2023 yearly review: criteria unchanged; references renewed.",),
        ),
    ),
)
V7 = replace(
    V5,
    effective="06.01.25",
    last_review="05.25",
    references=prose.REFERENCES,
    history=(
        *V5.history,
        Row(
            "04.22.25",
            "05.25",
            ("2Q 2025 yearly review: criteria unchanged; references renewed.",),
        ),
    ),
)
V8 = replace(
    V7,
    effective="04.01.26",
    last_review="02.26",
    continued=(Indication(RESISTANT, AGAIN, "12 months"),),
    codes=(("J0013", "Esketamine, nasal spray, 1 mg"),),
    history=(
        *V7.history,
        Row(
            "01.20.26",
            "02.26",
            (
                "1Q 2026: extended continued approval duration from 6 months to 12 months; HCPCS code updated.",
            ),
        ),
    ),
)


def documents() -> dict[str, bytes]:
    """File name -> content."""
    editions = {1: V1, 3: V3, 4: V4, 5: V5, 7: V7, 8: V8}
    return {f"spravato_{visit}.pdf": print_edition(edition) for visit, edition in editions.items()}
