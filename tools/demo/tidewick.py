"""Tidewick Health Cooperative: a pharmacy program that wants three trials and a medical policy that
wants two, side by side through all the years.

Story of the program: suicidal ideation added in 2022, the outline turned around in 2023 without a new
rule, a longer first authorization in 2025. Story of the medical policy: new references, one issue set
again in another typeface, codes in 2026; never a new rule.
"""

from dataclasses import replace

from tools.demo import medical_benefit as medical
from tools.demo import pa_program as pharmacy
from tools.demo import prose
from tools.demo.pa_program import Indication, Part
from tools.demo.paper import SANS, SERIF, Press
from tools.demo.rules import Row, Rule, all_of, one_of, rules

PAYER = "Tidewick Health Cooperative"

# --- the pharmacy program ---------------------------------------------------------------------

DIAGNOSIS = Rule("Diagnosis of treatment-resistant depression")
AGE = Rule("Patient is 18 years of age or older")
TRIALS = Rule(
    "History of failure, contraindication, or intolerance to <b><u>three</u></b> antidepressants, each from a "
    "different pharmacologic class (document drug, date, and duration of trial)"
)
WEEKS = Rule("Each of the trials lasted at least 8 weeks, unless it was stopped because of intolerance")
ORAL = Rule("Spravato will be used in combination with an oral antidepressant")
SITE = Rule("Provider and healthcare setting are certified in the Spravato REMS program")
SPECIALTY = one_of(
    "Prescribed by <b><u>one</u></b> of the following:", "Psychiatrist", "Psychiatric nurse practitioner"
)
QUALITY = all_of(
    "<b><u>Both</u></b> of the following:",
    "Patient has no history of psychosis",
    "Patient does not have a current substance use disorder",
)
RESPONSE = Rule("Documentation of positive clinical response to Spravato therapy")
CRISIS = all_of(
    "<b><u>Both</u></b> of the following:",
    "Diagnosis of major depressive disorder",
    "Patient is experiencing acute suicidal ideation or behavior",
)

OPENING = "<b>Spravato</b> will be approved based on <b><u>all</u></b> of the following criteria:"


def closing(months: str) -> str:
    """The line that ends a part."""
    return f"Authorization will be issued for {months}."


def trd(first: tuple[Rule, ...], months: str) -> Indication:
    """Treatment-resistant depression with the rules in the given order."""
    return Indication(
        "Treatment-Resistant Depression (TRD)",
        (
            Part("Initial Authorization", OPENING, first, closing(months)),
            Part("Reauthorization", OPENING, (RESPONSE, ORAL, SITE), closing("12 months")),
        ),
    )


SUICIDALITY = Indication(
    "Major Depressive Disorder with Acute Suicidal Ideation or Behavior",
    (Part("Authorization", OPENING, (CRISIS, AGE, ORAL, SITE), closing("1 month")),),
)
ORDER = (DIAGNOSIS, AGE, TRIALS, WEEKS, ORAL, QUALITY, SPECIALTY, SITE)
TURNED = (
    SITE,
    Rule("Patient is an adult (18 years of age or older)"),
    one_of(
        "Prescribed by <b><u>one</u></b> of the following:", "Psychiatric nurse practitioner", "Psychiatrist"
    ),
    DIAGNOSIS,
    Rule("Spravato will be used in conjunction with an oral antidepressant"),
    Rule(
        "History of failure, contraindication, or intolerance to <b><u>three (3)</u></b> antidepressants, each from "
        "a different pharmacologic class (document drug, date, and duration of trial)"
    ),
    WEEKS,
    all_of(
        "<b><u>Both</u></b> of the following:",
        "Patient does not have a current substance use disorder",
        "Patient has no history of psychosis",
    ),
)
ADDITIONAL = (
    "Where earlier claims show that the criteria were met, the program may renew an approval without a new request.",
    "Supply limits may apply.",
)

P1 = pharmacy.Edition(
    payer=PAYER,
    number="2019 P 4410-1",
    medications="Spravato<super>®</super> (esketamine)",
    committee="5/2019",
    effective="6/1/2019",
    year="2019",
    background=(
        "Spravato (esketamine) nasal spray is a non-competitive N-methyl D-aspartate receptor antagonist "
        "indicated, in conjunction with an oral antidepressant, for the treatment of treatment-resistant "
        "depression in adults.",
        "<i>Limitation of Use:</i> Spravato is not approved as an anesthetic agent.",
    ),
    indications=(trd(ORDER, "3 months"),),
    additional=ADDITIONAL,
    references=prose.REFERENCES[:2],
    history=(Row("5/2019", "", ("New program.",)),),
)
P3 = replace(
    P1,
    number="2020 P 4410-2",
    committee="5/2019, 9/2020",
    effective="11/1/2020",
    year="2020",
    references=(*prose.REFERENCES[:2], prose.REFERENCES[5]),
    history=(
        *P1.history,
        Row("9/2020", "", ("Annual review with no changes to coverage criteria. Updated references.",)),
    ),
)
P4 = replace(
    P3,
    number="2022 P 4410-3",
    committee="5/2019, 9/2020, 11/2021",
    effective="1/1/2022",
    year="2022",
    background=(*P1.background, prose.LABEL_2020),
    indications=(*P3.indications, SUICIDALITY),
    history=(
        *P3.history,
        Row(
            "11/2021",
            "",
            (
                "Added coverage criteria for major depressive disorder with acute suicidal ideation or behavior.",
            ),
        ),
    ),
)
P5 = replace(
    P4,
    number="2023 P 4410-4",
    committee="5/2019, 9/2020, 11/2021, 5/2023",
    effective="8/1/2023",
    year="2023",
    indications=(SUICIDALITY, trd(TURNED, "three (3) months")),
    history=(
        *P4.history,
        Row("5/2023", "", ("Reordered criteria for clarity with no change to clinical intent.",)),
    ),
)
P6 = replace(
    P5,
    number="2024 P 4410-5",
    committee="5/2019, 9/2020, 11/2021, 5/2023, 5/2024",
    effective="8/1/2024",
    year="2024",
    history=(*P5.history, Row("5/2024", "", ("Annual review. No changes.",))),
)
P7 = replace(
    P6,
    number="2025 P 4410-6",
    committee="5/2019, 9/2020, 11/2021, 5/2023, 5/2024, 3/2025",
    effective="6/1/2025",
    year="2025",
    background=(*P4.background, prose.LABEL_2025),
    indications=(SUICIDALITY, trd(TURNED, "6 months")),
    history=(
        *P6.history,
        Row(
            "3/2025",
            "",
            ("Updated initial authorization from 3 months to 6 months for treatment-resistant depression.",),
        ),
    ),
)
P8 = replace(
    P7,
    number="2026 P 4410-7",
    committee="5/2019, 9/2020, 11/2021, 5/2023, 5/2024, 3/2025, 12/2025",
    effective="2/1/2026",
    year="2026",
    references=(*P3.references, prose.REFERENCES[9]),
    history=(*P7.history, Row("12/2025", "", ("Annual review. Updated references.",))),
)

# --- the medical policy -----------------------------------------------------------------------

LOOK = medical.Look(
    payer=PAYER,
    series="Medical Coverage Policy",
    ink="#1f5f54",
    pale="#cfe5df",
    footer="This document belongs to Tidewick Health Cooperative,",
    headline=SANS,
)

NASAL = medical.Block(
    "Esketamine Nasal Spray (Spravato)",
    (
        "Esketamine nasal spray (Spravato) is <b>medically necessary</b> for adults with treatment-resistant "
        "depression when <b>all</b> of the following criteria are met:",
    ),
    rules(
        "The member is at least 18 years of age",
        "The member has not responded to at least two antidepressants from different classes during the current "
        "episode, each taken for at least 6 weeks at a therapeutic dose",
        "Esketamine is prescribed by or in consultation with a psychiatrist",
        "Esketamine is taken together with an oral antidepressant",
        "The member is monitored for at least 2 hours after each dose in a REMS-certified setting",
    ),
    ("Initial approval is for 6 months.",),
)
AGAIN = medical.Block(
    "Continuation",
    (
        "Continued use of esketamine nasal spray is <b>medically necessary</b> when <b>all</b> of the following "
        "criteria are met:",
    ),
    rules(
        "The PHQ-9 score has improved by at least 50% from baseline",
        "Esketamine is given at the lowest frequency that maintains the response",
    ),
    ("Reauthorization is for 12 months.",),
)
OTHER = medical.Block(
    "Not Medically Necessary and Investigational Uses",
    (
        "Esketamine nasal spray is considered <b>investigational</b> for all other indications.",
        "Ketamine infusion is considered <b>investigational</b> for the treatment of treatment-resistant "
        "depression, bipolar depression, and posttraumatic stress disorder.",
        "Ketamine infusion in the home is considered <b>not medically necessary</b>.",
    ),
)

M1 = medical.Edition(
    title="Esketamine Nasal Spray and Ketamine Infusion",
    number="TMP-318.01",
    effective="May 15, 2019",
    effective_short="05/15/2019",
    application=(
        "This policy applies to commercial plans of the cooperative. It does not apply to Medicaid.",
    ),
    coverage=(NASAL, AGAIN, OTHER),
    codes=(("C9399", "Unclassified drug, hospital outpatient"), ("J3490", "Unclassified drug")),
    diagnoses=(("F33.2", "Depressive disorder, recurrent, severe"),),
    background=prose.ESKETAMINE,
    label=(prose.LABEL,),
    references=prose.REFERENCES[:3],
    history=(Row("05/15/2019", "New", ("New medical policy.",)),),
    related=("Spravato Prior Authorization Program (Pharmacy)", "Transcranial Magnetic Stimulation"),
    evidence=prose.KETAMINE,
)
M3 = replace(
    M1,
    number="TMP-318.02",
    effective="October 15, 2020",
    effective_short="10/15/2020",
    label=(prose.LABEL, prose.LABEL_2020),
    references=prose.REFERENCES[:6],
    history=(
        Row(
            "10/15/2020",
            "Reviewed",
            ("Literature search through July 2020; references added. No change in position.",),
        ),
        *M1.history,
    ),
)
M7 = replace(
    M3,
    number="TMP-318.03",
    effective="April 15, 2025",
    effective_short="04/15/2025",
    label=(prose.LABEL, prose.LABEL_2020, prose.LABEL_2025),
    references=prose.REFERENCES,
    history=(
        Row(
            "04/15/2025",
            "Reviewed",
            ("Literature search through January 2025; references added. No change in position.",),
        ),
        *M3.history,
    ),
)
M8 = replace(
    M7,
    number="TMP-318.04",
    effective="January 1, 2026",
    effective_short="01/01/2026",
    codes=(("J0013", "Esketamine, nasal spray, 1 mg"), ("J3490", "Unclassified drug")),
    history=(
        Row("01/01/2026", "Coding update", ("HCPCS codes updated: C9399 removed, J0013 added.",)),
        *M7.history,
    ),
)

RESET = Press(
    face=SERIF, size=10.5, margin=64, bottom=80, top=64, producer="Typesetter 11", creator="Print shop"
)


def documents() -> dict[str, bytes]:
    """File name -> content."""
    programs = {1: P1, 3: P3, 4: P4, 5: P5, 6: P6, 7: P7, 8: P8}
    policies = {1: M1, 3: M3, 7: M7, 8: M8}
    files = {
        f"spravato_pa_{visit}.pdf": pharmacy.print_edition(edition) for visit, edition in programs.items()
    }
    files |= {
        f"esketamine_medical_{visit}.pdf": medical.print_edition(edition, LOOK, Press())
        for visit, edition in policies.items()
    }
    files["esketamine_medical_5.pdf"] = medical.print_edition(M3, LOOK, RESET)
    return files
