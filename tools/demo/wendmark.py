"""Wendmark Medical Assistance: a Medicaid program that posts its criteria as dated notices on one page.

Story: a check of the prescription monitoring program in 2023, a new design without a new rule, and in
2025 a correction that reaches back a year.
"""

from dataclasses import dataclass, replace

from tools.demo import prose, web
from tools.demo.rules import Logic, Rule, all_of, rules

WORDS: dict[Logic, str] = {"all": "; and", "any": "; or"}
SITE = "Wendmark Medical Assistance"
LINKS = ("Home", "Provider Manuals", "Pharmacy", "Notices", "Fee Schedules")
GRID = ("F322", "F331", "F332")


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the page of notices."""

    posted: str
    effective: str
    lead: str
    criteria: tuple[Rule, ...]
    devices: int
    references: tuple[str, ...]
    older: tuple[tuple[str, str], ...] = ()
    codes: tuple[str, ...] = ("C9399", "J3490")
    modern: bool = False  # the design of the site, no part of the text


PDMP = Rule(
    "The prescriber has checked the Prescription Drug Monitoring Program (PDMP) within 30 days before the request"
)
BEFORE = rules(
    "The member is 18 years of age or older",
    "The member has a diagnosis of treatment-resistant depression",
    "The member has tried and failed at least two antidepressants from different classes at an adequate dose and "
    "duration",
    all_of(
        "Both of the following apply to the treatment:",
        "Spravato is used together with an oral antidepressant",
        "Spravato is administered in a REMS-certified healthcare setting",
    ),
    "The prescriber is a psychiatrist or has consulted with a psychiatrist",
    "The member does not have an active substance use disorder",
)
AFTER = (*BEFORE[:5], PDMP, BEFORE[5])
RENEWAL = rules(
    "The member has shown improvement from baseline in depressive symptoms on a standardized rating scale",
    "The member continues an oral antidepressant",
)


def print_edition(edition: Edition) -> bytes:
    """The page."""
    return web.page("Spravato Clinical Prior Authorization", SITE, LINKS, _main(edition), _foot(edition))


def _limited(edition: Edition) -> tuple[Rule, ...]:
    limit = Rule(f"The quantity requested does not exceed {edition.devices} devices (28 mg each) per 28 days")
    return (*edition.criteria, limit)


def _foot(edition: Edition) -> str:
    return f"Wendmark Medical Assistance, Pharmacy Program. Page posted {edition.posted}."


def _main(edition: Edition) -> str:
    level = 2 if edition.modern else 3
    opening = '<article class="notice"><section>' if edition.modern else '<div id="content">'
    ending = "</section></article>" if edition.modern else "</div>"
    parts = [
        f"<h1>Spravato (Esketamine) Clinical Prior Authorization</h1>\n<p>Notice posted {edition.posted}</p>",
        f"<p><strong>Effective Date: {edition.effective}</strong></p>",
        f"<p>{edition.lead}</p>",
        f"<h{level}>Initial Requests</h{level}>\n<p>Prior authorization of Spravato for treatment-resistant depression "
        f"may be approved for 3 months when all of the following criteria are met:</p>\n{web.listed(_limited(edition), WORDS)}",
        f"<h{level}>Renewal Requests</h{level}>\n<p>Renewal may be approved for 6 months when all of the following "
        f"criteria are met:</p>\n{web.listed(RENEWAL, WORDS)}",
        f"<h{level}>Not Covered</h{level}>\n<p>Ketamine infusion for depression or chronic pain is considered "
        "experimental and is not covered.</p>",
        f"<h{level}>Billing</h{level}>\n<p>Submit one of the procedure codes below with a diagnosis code from the grid.</p>",
        web.table(("Procedure Code",), ((code,) for code in edition.codes)),
        web.table(("Diagnosis Codes", "", ""), (GRID,)),
        f"<h{level}>References</h{level}>\n{web.numbered(edition.references)}",
    ]
    if edition.older:
        rows = web.table(("Date", "Notice"), edition.older, "notices")
        parts.append(f"<h{level}>Earlier Notices</h{level}>\n{rows}")
    return opening + "\n" + "\n".join(parts) + "\n" + ending


FIRST = "Spravato is a benefit of the program and requires clinical prior authorization."
V1 = Edition(
    posted="May 6, 2019",
    effective="June 1, 2019",
    lead=FIRST,
    criteria=BEFORE,
    devices=16,
    references=prose.REFERENCES[:1],
)
V3 = replace(
    V1,
    posted="October 12, 2020",
    effective="November 1, 2020",
    lead=FIRST + " This notice renews the criteria without change; the references were updated.",
    references=prose.REFERENCES[:2],
    older=(("May 6, 2019", "Spravato becomes a benefit of the program."),),
)
V5 = replace(
    V3,
    posted="June 5, 2023",
    effective="July 1, 2023",
    lead=FIRST + " A check of the monitoring program was added to the criteria for initial requests.",
    criteria=AFTER,
    codes=("S0013", "G2082", "G2083"),
    older=(("October 12, 2020", "Criteria renewed."), *V3.older),
)
V6 = replace(V5, modern=True)
V7 = replace(
    V6,
    posted="May 19, 2025",
    effective="July 1, 2024",
    lead=FIRST
    + " Correction: the quantity limit below replaces the one printed before and applies to dates of "
    "service on or after July 1, 2024.",
    devices=24,
    older=(("June 5, 2023", "Check of the monitoring program added."), *V5.older),
)
V8 = replace(
    V7,
    posted="January 12, 2026",
    effective="January 1, 2026",
    lead=FIRST + " Procedure codes were updated; the criteria are unchanged.",
    codes=("J0013", "G2082", "G2083"),
    older=(("May 19, 2025", "Quantity limit corrected."), *V7.older),
)


def documents() -> dict[str, bytes]:
    """File name -> content."""
    editions = {1: V1, 3: V3, 5: V5, 6: V6, 7: V7, 8: V8}
    return {f"spravato_{visit}.html": print_edition(edition) for visit, edition in editions.items()}
