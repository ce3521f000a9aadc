"""Larkmoor National Health Plans: one national medical benefit policy for both ketamine products.

Story: unproven at first, covered with criteria from 2020, suicidal ideation added in autumn 2020, codes
and references in between, the oral antidepressant dropped after the label of 2025, codes again in 2026.
"""

from dataclasses import replace

from tools.demo import prose
from tools.demo.medical_benefit import Block, Edition, Look, print_edition
from tools.demo.paper import SERIF, Press
from tools.demo.rules import Row, Rule, all_of, one_of, rules

LOOK = Look(
    payer="Larkmoor National Health Plans",
    series="Medical Benefit Drug Policy",
    ink="#27476e",
    pale="#c9dceb",
    footer="Property of Larkmoor National Health Plans. Copyright Larkmoor",
    headline=SERIF,
)

ANESTHESIA = Block(
    "Ketamine Hydrochloride Injection",
    (
        "Ketamine hydrochloride injection is proven and medically necessary for induction and maintenance of "
        "general anesthesia and for procedural sedation.",
    ),
)
INFUSION = Block(
    "",
    (
        "Ketamine administered by intravenous infusion is <b>unproven and not medically necessary</b> for "
        "the following conditions due to insufficient evidence of efficacy:",
    ),
    rules(
        "Treatment-resistant depression",
        "Chronic pain, including complex regional pain syndrome and fibromyalgia",
        "Posttraumatic stress disorder",
    ),
)
UNPROVEN_ESKETAMINE = Block(
    "Spravato (Esketamine)",
    (
        "Spravato (esketamine) nasal spray is <b>unproven and not medically necessary</b> for the treatment "
        "of treatment-resistant depression due to insufficient evidence of efficacy.",
    ),
)
RESIDUAL = (
    "Spravato is <b>unproven and not medically necessary</b> for all other indications, including but not "
    "limited to bipolar depression and chronic pain, due to insufficient evidence of efficacy.",
)

AGE = "Patient is 18 years of age or older"
ORAL = Rule("Spravato will be used in combination with an oral antidepressant")
REMS = Rule(
    "Spravato is administered at a healthcare setting that is certified in the Spravato Risk Evaluation and "
    "Mitigation Strategy (REMS) program, where the patient is observed by a healthcare provider for at least "
    "2 hours after each treatment session"
)
SPECIALTY = one_of(
    "<b>One</b> of the following:",
    "Prescribed by a psychiatrist",
    "Prescribed in consultation with a psychiatrist",
)
BARS = one_of(
    "Patient does not have <b>any</b> of the following:",
    "Aneurysmal vascular disease",
    "Arteriovenous malformation",
    "History of intracerebral hemorrhage",
)

TRD = rules(
    "Diagnosis of major depressive disorder, single episode or recurrent, according to the current edition of "
    "the Diagnostic and Statistical Manual of Mental Disorders (DSM)",
    AGE,
    "History of inadequate response to at least two different antidepressants, each taken at an adequate dose "
    "for at least 6 weeks during the current depressive episode",
    ORAL,
    SPECIALTY,
    REMS,
    BARS,
    "Initial authorization will be for no more than 3 months",
)
TRD_AGAIN = rules(
    "Documentation of positive clinical response, shown by a reduction of at least 50% from baseline in the "
    "Montgomery-Åsberg Depression Rating Scale (MADRS) total score",
    REMS,
    "Reauthorization will be for no more than 12 months",
)
SUICIDALITY = rules(
    "Diagnosis of major depressive disorder with acute suicidal ideation or behavior",
    AGE,
    ORAL,
    all_of(
        "<b>Both</b> of the following:",
        "Patient is or was treated in a hospital or emergency department for the current episode",
        "The prescriber has judged that the patient is safe to leave that setting",
    ),
    SPECIALTY,
    REMS,
    "Authorization will be for no more than 1 month",
)

CODES_2019 = (
    ("C9399", "Unclassified drug, hospital outpatient"),
    ("J3490", "Unclassified drug"),
)
CODES_2020 = (
    *CODES_2019,
    ("G2082", "Visit with up to 56 mg of nasal esketamine, observed"),
    ("G2083", "Visit with more than 56 mg of nasal esketamine, observed"),
)
CODES_2022 = (
    ("G2082", "Visit with up to 56 mg of nasal esketamine, observed"),
    ("G2083", "Visit with more than 56 mg of nasal esketamine, observed"),
    ("J3490", "Unclassified drug"),
    ("S0013", "Esketamine, nasal spray, 1 mg"),
)
CODES_2026 = (
    ("G2082", "Visit with up to 56 mg of nasal esketamine, observed"),
    ("G2083", "Visit with more than 56 mg of nasal esketamine, observed"),
    ("J0013", "Esketamine, nasal spray, 1 mg"),
    ("J3490", "Unclassified drug"),
)
DIAGNOSES = (
    ("F32.2", "Depressive disorder, single episode, severe"),
    ("F33.1", "Depressive disorder, recurrent, moderate"),
    ("F33.2", "Depressive disorder, recurrent, severe"),
)


def covered(*, oral: bool = True, suicidality: bool = False) -> tuple[Block, ...]:
    """The coverage section of a year in which Spravato is covered."""
    trd = tuple(rule for rule in TRD if oral or rule is not ORAL)
    blocks = [
        Block(
            "Spravato (Esketamine)",
            (
                "Spravato (esketamine) nasal spray is <b>proven and medically necessary</b> for the treatment "
                "of treatment-resistant depression (TRD) in adults when <b>all</b> of the following criteria "
                "are met:",
                "For <b>initial therapy</b>, <b>all</b> of the following:",
            ),
            trd,
        ),
        Block("", ("For <b>continuation of therapy</b>, <b>all</b> of the following:",), TRD_AGAIN),
    ]
    if suicidality:
        sentence = (
            "Spravato (esketamine) nasal spray is <b>proven and medically necessary</b> for the treatment of "
            "depressive symptoms in adults with major depressive disorder with acute suicidal ideation or "
            "behavior when <b>all</b> of the following criteria are met:"
        )
        blocks.append(Block("", (sentence,), SUICIDALITY))
    return (*blocks, Block("", RESIDUAL), ANESTHESIA, INFUSION)


CREATED = Row("05/01/2019", "Policy Created", ("Created policy for ketamine and esketamine.",))

V1 = Edition(
    title="Ketamine and Esketamine",
    number="2019D0713A",
    effective="May 1, 2019",
    effective_short="05/01/2019",
    coverage=(UNPROVEN_ESKETAMINE, Block("", RESIDUAL), ANESTHESIA, INFUSION),
    codes=CODES_2019,
    diagnoses=DIAGNOSES,
    background=(*prose.ESKETAMINE, *prose.KETAMINE),
    label=(prose.LABEL,),
    references=prose.REFERENCES[:4],
    history=(CREATED,),
    related=("Repetitive Transcranial Magnetic Stimulation", "Off-Label Use of Injectable Drugs"),
)
V2 = replace(
    V1,
    number="2020D0713B",
    effective="January 1, 2020",
    effective_short="01/01/2020",
    coverage=covered(),
    codes=CODES_2020,
    references=prose.REFERENCES[:5],
    history=(
        Row(
            "01/01/2020",
            "Coverage Rationale",
            (
                "Revised coverage criteria for Spravato; replaced language that Spravato is unproven and not "
                "medically necessary for treatment-resistant depression with criteria for initial and "
                "continued therapy.",
                "Added HCPCS codes G2082 and G2083.",
                "Archived previous policy version 2019D0713A.",
            ),
        ),
        CREATED,
    ),
)
V3 = replace(
    V2,
    number="2020D0713C",
    effective="October 1, 2020",
    effective_short="10/01/2020",
    coverage=covered(suicidality=True),
    label=(prose.LABEL, prose.LABEL_2020),
    references=prose.REFERENCES[:6],
    history=(
        Row(
            "10/01/2020",
            "Coverage Rationale",
            (
                "Added criteria for major depressive disorder with acute suicidal ideation or behavior.",
                "Updated FDA and References sections.",
                "Archived previous policy version 2020D0713B.",
            ),
        ),
        *V2.history,
    ),
)
V4 = replace(
    V3,
    number="2022D0713D",
    effective="January 1, 2022",
    effective_short="01/01/2022",
    codes=CODES_2022,
    history=(
        Row(
            "01/01/2022",
            "Applicable Codes",
            (
                "Added HCPCS code S0013; removed C9399.",
                "Archived previous policy version 2020D0713C.",
            ),
        ),
        *V3.history,
    ),
)
V5 = replace(
    V4,
    number="2023D0713E",
    effective="August 1, 2023",
    effective_short="08/01/2023",
    references=prose.REFERENCES[:9],
    history=(
        Row(
            "08/01/2023",
            "Supporting Information",
            (
                "Updated References section to reflect the most current information; no change to coverage.",
                "Archived previous policy version 2022D0713D.",
            ),
        ),
        *V4.history,
    ),
)
V7 = replace(
    V5,
    number="2025D0713F",
    effective="May 1, 2025",
    effective_short="05/01/2025",
    coverage=covered(oral=False, suicidality=True),
    label=(prose.LABEL, prose.LABEL_2020, prose.LABEL_2025),
    references=prose.REFERENCES,
    history=(
        Row(
            "05/01/2025",
            "Coverage Rationale",
            (
                "Removed criterion requiring use of Spravato in combination with an oral antidepressant for "
                "treatment-resistant depression.",
                "Updated FDA and References sections.",
                "Archived previous policy version 2023D0713E.",
            ),
        ),
        *V5.history,
    ),
)
V8 = replace(
    V7,
    number="2026D0713G",
    effective="January 1, 2026",
    effective_short="01/01/2026",
    codes=CODES_2026,
    history=(
        Row(
            "01/01/2026",
            "Applicable Codes",
            (
                "Removed HCPCS code S0013; added J0013.",
                "Archived previous policy version 2025D0713F.",
            ),
        ),
        *V7.history,
    ),
)


def documents() -> dict[str, bytes]:
    """File name -> content."""
    editions = {1: V1, 2: V2, 3: V3, 4: V4, 5: V5, 7: V7, 8: V8}
    return {
        f"ketamine_esketamine_{visit}.pdf": print_edition(edition, LOOK, Press())
        for visit, edition in editions.items()
    }
