"""Cerulean Crest of Marrowvale: a plan of the Blues manner, one HTML page for each policy.

Story of esketamine: investigational until autumn 2020, a severity threshold in 2023, a page that is lost
for one visit, codes in 2026. Story of ketamine infusion: reviewed without change until it is retired.
"""

from dataclasses import dataclass, replace

from tools.demo import prose, web
from tools.demo.rules import Logic, Row, Rule, one_of, rules

WORDS: dict[Logic, str] = {"all": "; AND", "any": "; OR"}
SITE = "Cerulean Crest of Marrowvale"
LINKS = ("Providers", "Medical Policies", "Prior Authorization", "Find Care", "Contact Us")


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of a page."""

    number: str
    title: str
    effective: str
    original: str
    last_review: str
    next_review: str
    policy: str
    guidelines: tuple[str, ...]
    description: tuple[str, ...]
    rationale: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    history: tuple[Row, ...]
    references: tuple[str, ...]
    banner: str = ""


def print_edition(edition: Edition) -> bytes:
    """The page."""
    facts = (
        ("Policy Number", edition.number),
        ("Original Effective Date", edition.original),
        ("Effective Date", edition.effective),
        ("Last Review", edition.last_review),
        ("Next Review", edition.next_review),
        ("Category", "Prescription Drug / Medical Benefit"),
        ("Lines of Business", "Commercial"),
    )
    head = "\n".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in facts)
    parts = [
        f'<div class="banner"><p><strong>{edition.banner}</strong></p></div>' if edition.banner else "",
        f"<h1>{edition.title}</h1>",
        f'<table class="facts"><tbody>\n{head}\n</tbody></table>',
        f"<h2>Policy</h2>\n{edition.policy}",
        f"<h2>Policy Guidelines</h2>\n{web.paragraphs(edition.guidelines)}",
        "<h2>Benefit Application</h2>\n<p>Contracts differ. A benefit may be excluded by the contract even where "
        "this policy calls the service medically necessary.</p>",
        f"<h2>Description</h2>\n{web.paragraphs(edition.description)}",
        f"<h2>Rationale</h2>\n{web.paragraphs(edition.rationale)}",
        f"<h2>Codes</h2>\n{web.table(('Codes', 'Number', 'Description'), (('HCPCS', *row) for row in edition.codes), 'codes')}",
        "<h2>Policy History</h2>\n"
        + web.table(
            ("Date", "Action", "Description"),
            ((row.date, row.action, " ".join(row.changes)) for row in edition.history),
            "history",
        ),
        f"<h2>References</h2>\n{web.numbered(edition.references)}",
    ]
    foot = "Medical policies are not medical advice. © Cerulean Crest of Marrowvale, a fictional health plan."
    return web.page(edition.title, SITE, LINKS, "\n".join(part for part in parts if part), foot)


# --- esketamine -------------------------------------------------------------------------------

REFUSED = (
    "<p>Esketamine nasal spray (Spravato) is considered <strong>investigational</strong> for the treatment of "
    "treatment-resistant depression.</p>\n"
)
RESIDUAL = (
    "<p>Esketamine nasal spray is considered <strong>investigational</strong> for all other indications, including "
    "but not limited to bipolar depression and posttraumatic stress disorder.</p>"
)
SEVERITY = Rule("A score of 15 or higher on the Patient Health Questionnaire (PHQ-9) before the first dose")
CRITERIA = rules(
    "The individual is 18 years of age or older",
    "The individual has a diagnosis of major depressive disorder without psychotic features",
    "The individual had an inadequate response to at least two antidepressants from two different classes, each "
    "given for at least 6 weeks",
    SEVERITY,
    "The individual will take an oral antidepressant together with esketamine nasal spray",
    one_of(
        "Esketamine nasal spray is prescribed by ONE of the following:",
        "A psychiatrist",
        "A psychiatric mental health nurse practitioner",
    ),
    "Treatment takes place in a REMS-certified setting with observation for at least 2 hours after each dose",
)
RENEWAL = rules(
    "There is documented improvement of at least 50% from baseline in the PHQ-9 or MADRS score",
    "The individual will take an oral antidepressant together with esketamine nasal spray",
)


def covered(*, severity: bool) -> str:
    """The policy section once the spray may be medically necessary."""
    criteria = tuple(rule for rule in CRITERIA if severity or rule is not SEVERITY)
    return (
        "<p>Esketamine nasal spray (Spravato) may be considered <strong>medically necessary</strong> for the "
        "treatment of treatment-resistant depression when ALL of the following criteria are met:</p>\n"
        f"{web.listed(criteria, WORDS)}\n<p>Initial approval is for 6 months.</p>\n"
        "<p>Continuation of esketamine nasal spray may be considered <strong>medically necessary</strong> when BOTH "
        f"of the following criteria are met:</p>\n{web.listed(RENEWAL, WORDS)}\n"
        f"<p>Continued approval is for 12 months.</p>\n{RESIDUAL}"
    )


GUIDELINES = (
    "An adequate trial is the use of an antidepressant at a therapeutic dose for the time stated in the policy.",
    "Ketamine infusion is addressed in policy 5.01.913.",
)
S1 = Edition(
    number="5.01.908",
    title="Esketamine Nasal Spray for Treatment-Resistant Depression",
    effective="May 15, 2019",
    original="May 15, 2019",
    last_review="April 2019",
    next_review="April 2020",
    policy=REFUSED + RESIDUAL,
    guidelines=GUIDELINES[1:],
    description=prose.ESKETAMINE,
    rationale=(prose.LABEL, prose.KETAMINE[0]),
    codes=(("C9399", "Unclassified drug, hospital outpatient"), ("J3490", "Unclassified drug")),
    history=(Row("05/15/2019", "New policy", ("Policy created; considered investigational.",)),),
    references=prose.REFERENCES[:3],
)
S3 = replace(
    S1,
    effective="October 1, 2020",
    last_review="August 2020",
    next_review="August 2021",
    policy=covered(severity=False),
    guidelines=GUIDELINES,
    references=prose.REFERENCES[:6],
    history=(
        *S1.history,
        Row(
            "10/01/2020",
            "Replace policy",
            ("Policy statement changed from investigational to medically necessary with criteria.",),
        ),
    ),
)
S4 = replace(
    S3,
    effective="November 1, 2021",
    last_review="September 2021",
    next_review="September 2022",
    references=prose.REFERENCES[:7],
    history=(
        *S3.history,
        Row(
            "11/01/2021",
            "Annual review",
            ("Literature updated through June 2021; policy statement unchanged.",),
        ),
    ),
)
S5 = replace(
    S4,
    effective="July 1, 2023",
    last_review="May 2023",
    next_review="May 2024",
    policy=covered(severity=True),
    codes=(
        ("S0013", "Esketamine, nasal spray, 1 mg"),
        ("G2082", "Visit, up to 56 mg"),
        ("G2083", "Visit, over 56 mg"),
    ),
    history=(
        *S4.history,
        Row("07/01/2023", "Interim review", ("Added a PHQ-9 threshold to the criteria. Codes updated.",)),
    ),
)
S7 = replace(
    S5,
    effective="June 1, 2025",
    last_review="April 2025",
    next_review="April 2026",
    rationale=(prose.LABEL, prose.LABEL_2025, prose.KETAMINE[0]),
    references=prose.REFERENCES,
    history=(
        *S5.history,
        Row(
            "06/01/2025", "Annual review", ("Rationale and references updated; policy statement unchanged.",)
        ),
    ),
)
S8 = replace(
    S7,
    effective="January 1, 2026",
    codes=(
        ("J0013", "Esketamine, nasal spray, 1 mg"),
        ("G2082", "Visit, up to 56 mg"),
        ("G2083", "Visit, over 56 mg"),
    ),
    history=(*S7.history, Row("01/01/2026", "Coding update", ("Added J0013; removed S0013.",))),
)

# --- ketamine infusion ------------------------------------------------------------------------

INFUSION = (
    "<p>Intravenous infusion of ketamine is considered <strong>investigational</strong> for the treatment of "
    "chronic pain, including but not limited to complex regional pain syndrome and fibromyalgia.</p>\n"
    "<p>Intravenous infusion of ketamine is considered <strong>investigational</strong> for the treatment of "
    "treatment-resistant depression and obsessive-compulsive disorder.</p>\n"
    "<p>This policy does not apply to ketamine used as an anesthetic.</p>"
)
K1 = Edition(
    number="5.01.913",
    title="Intravenous Ketamine for Chronic Pain and Psychiatric Disorders",
    effective="March 1, 2018",
    original="March 1, 2014",
    last_review="January 2018",
    next_review="January 2020",
    policy=INFUSION,
    guidelines=("Infusion protocols vary between centers; no dose is recommended here.",),
    description=prose.KETAMINE,
    rationale=(
        "Two small invented trials were found in complex regional pain syndrome. Relief lasted for 4 to 11 weeks. "
        "Whether ketamine is medically necessary for any of these patients could not be judged.",
    ),
    codes=(("J3490", "Unclassified drug"),),
    history=(
        Row("03/01/2014", "New policy", ("Policy created; considered investigational.",)),
        Row("03/01/2018", "Annual review", ("Policy updated with literature search; statement unchanged.",)),
    ),
    references=prose.REFERENCES[2:5],
)
K2 = replace(
    K1,
    effective="February 1, 2020",
    last_review="December 2019",
    next_review="December 2021",
    history=(
        *K1.history,
        Row("02/01/2020", "Annual review", ("Policy updated with literature search; statement unchanged.",)),
    ),
)
K5 = replace(
    K2,
    effective="April 1, 2023",
    last_review="February 2023",
    next_review="February 2025",
    references=(*prose.REFERENCES[2:5], prose.REFERENCES[8]),
    history=(*K2.history, Row("04/01/2023", "Annual review", ("References added; statement unchanged.",))),
)
K8 = replace(
    K5,
    banner="RETIRED. This policy was retired on December 31, 2025 and is kept for reference only.",
    history=(
        *K5.history,
        Row(
            "12/31/2025", "Archived", ("Policy retired; requests are reviewed without a policy of our own.",)
        ),
    ),
)


def documents() -> dict[str, bytes]:
    """File name -> content."""
    spray = {1: S1, 3: S3, 4: S4, 5: S5, 7: S7, 8: S8}
    infusion = {1: K1, 2: K2, 5: K5, 8: K8}
    files = {f"esketamine_{visit}.html": print_edition(edition) for visit, edition in spray.items()}
    return files | {
        f"ketamine_infusion_{visit}.html": print_edition(edition) for visit, edition in infusion.items()
    }
