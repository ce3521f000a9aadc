"""Quillstone Pharmacy Services: a benefit manager's numbered policy.

Story: three trials at first, two from 2022 on together with a second indication, an issue set again by
another program in 2023, a new address in 2025, the oral antidepressant dropped in 2026.
"""

from dataclasses import replace

from tools.demo import prose
from tools.demo.numbered_policy import Edition, Use, print_edition
from tools.demo.paper import SANS, Press
from tools.demo.rules import Row, Rule, one_of, rules

ADULT = Rule("Patient is ≥ 18 years of age")
ORAL = Rule("Spravato is used in conjunction with an oral antidepressant")
SITE = Rule("Spravato is administered in a setting that is certified in the Spravato REMS program")
SPECIALTY = Rule("The medication is prescribed by a psychiatrist")
RESTRICTION = one_of(
    "Patient meets ONE of the following (a or b):",
    "Patient has no history of psychosis",
    "The prescriber believes that the benefits of Spravato outweigh the risks",
)


def trials(number: str) -> Rule:
    """The step therapy rule."""
    return Rule(
        f"Patient has tried at least {number} different antidepressants, each at a therapeutic dose for ≥ 6 weeks, "
        "and the response was inadequate",
        note=(
            "Examples of antidepressants include citalopram, sertraline, duloxetine, venlafaxine, bupropion, "
            "mirtazapine and nortriptyline."
        ),
    )


def trd(number: str, *, oral: bool = True) -> Use:
    """Treatment-resistant depression, first months and after."""
    with_oral = (ORAL,) if oral else ()
    first = (ADULT, trials(number), *with_oral, RESTRICTION, SPECIALTY, SITE)
    again = rules(
        "Patient has already received at least 4 months of therapy with Spravato",
        "According to the prescriber, the patient has had a response of ≥ 50% on the MADRS compared with baseline",
        SPECIALTY,
        SITE,
    )
    count = "i, ii, iii, iv, v, and vi" if oral else "i, ii, iii, iv, and v"
    return Use(
        "Treatment-Resistant Depression",
        "Approve if the patient meets ONE of the following (A or B):",
        (),
        (
            (
                f"<u>Initial Therapy</u>. Approve for 6 months if the patient meets ALL of the following ({count}):",
                first,
            ),
            (
                "<u>Patient is Currently Receiving Spravato</u>. Approve for 1 year if the patient meets ALL of the "
                "following (i, ii, iii, and iv):",
                again,
            ),
        ),
    )


SUICIDALITY = Use(
    "Major Depressive Disorder with Acute Suicidal Ideation or Behavior",
    "Approve for 2 months if the patient meets ALL of the following (A, B, C, and D):",
    (ADULT, ORAL, SPECIALTY, SITE),
)
NEGATIVES = (
    (
        "Bipolar Depression",
        "Patients with bipolar disorder were kept out of the pivotal studies and the evidence is insufficient.",
    ),
    (
        "Chronic Pain",
        "Ketamine infusions are under study in several pain syndromes; Spravato is not recommended for this use.",
    ),
)
RESIDUAL = (
    "Coverage of Spravato is not recommended in the following situations. All other uses are considered "
    "experimental and investigational; the criteria will be updated as new published data become available."
)
FIRST = Row("05/22/2019", "New Policy", ("--",))

E1 = Edition(
    payer="Quillstone Pharmacy Services",
    name="Antidepressants – Spravato Prior Authorization Policy",
    products=("Spravato", "Spravato® (esketamine nasal spray – Janssen)"),
    review_date="05/22/2019",
    effective="06/01/2019",
    overview=(prose.LABEL, *prose.ESKETAMINE, prose.KETAMINE[1]),
    automation=(
        "Prior authorization is required before Spravato is paid for under the pharmacy benefit. Approvals are "
        "given for the time noted below; a request outside these criteria may be reviewed by a pharmacist."
    ),
    uses=(trd("three"),),
    not_recommended=NEGATIVES,
    residual=RESIDUAL,
    references=prose.REFERENCES[:4],
    history=(FIRST,),
)
E4 = replace(
    E1,
    review_date="12/15/2021",
    effective="01/15/2022",
    uses=(trd("two"), SUICIDALITY),
    overview=(prose.LABEL, prose.LABEL_2020, *prose.ESKETAMINE, prose.KETAMINE[1]),
    references=prose.REFERENCES[:7],
    history=(
        FIRST,
        Row("06/10/2020", "Annual Revision", ("No criteria changes.",)),
        Row(
            "12/15/2021",
            "Selected Revision",
            (
                "<b>Treatment-Resistant Depression:</b> The number of antidepressants that must have been tried was "
                "changed from three to two.",
                "<b>Major Depressive Disorder with Acute Suicidal Ideation or Behavior:</b> This condition was added.",
            ),
        ),
    ),
)
E6 = replace(
    E4,
    review_date="06/12/2024",
    effective="07/01/2024",
    references=prose.REFERENCES[:9],
    history=(
        *E4.history,
        Row("06/14/2023", "Annual Revision", ("No criteria changes.",)),
        Row("06/12/2024", "Annual Revision", ("No criteria changes.",)),
    ),
)
E8 = replace(
    E6,
    review_date="12/17/2025",
    effective="01/15/2026",
    uses=(trd("two", oral=False), SUICIDALITY),
    overview=(prose.LABEL, prose.LABEL_2020, prose.LABEL_2025, *prose.ESKETAMINE, prose.KETAMINE[1]),
    references=prose.REFERENCES,
    history=(
        *E6.history,
        Row(
            "12/17/2025",
            "Annual Revision",
            (
                "<b>Treatment-Resistant Depression:</b> The requirement that Spravato is used in conjunction with an "
                "oral antidepressant was removed.",
            ),
        ),
    ),
)

RESET = Press(
    face=SANS, size=10, margin=78, bottom=74, top=64, producer="Publishing server 3.2", creator="Batch export"
)


def documents() -> dict[str, bytes]:
    """File name -> content."""
    files = {
        f"spravato_{visit}.pdf": print_edition(edition)
        for visit, edition in {1: E1, 4: E4, 6: E6, 8: E8}.items()
    }
    files["spravato_5.pdf"] = print_edition(E4, RESET)
    return files
