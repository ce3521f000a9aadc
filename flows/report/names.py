"""How things are called and where they stand: file names that stay, words for codes, symbols for stances.

A page is named by the id of what it shows, so a link to it leads there after every later run.
"""

import re
from dataclasses import dataclass

from extractors.changes.words import plain
from flows.asking.answers import Row

_ODD = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(frozen=True, slots=True)
class Look:
    """A stance as it is shown: a symbol and words, so that colour is never needed to read it."""

    code: str
    symbol: str
    words: str
    openness: int | None


LOOKS = (
    Look("covered", "●", "covered", 6),
    Look("covered_with_criteria", "◐", "covered with criteria", 5),
    Look("case_by_case", "◇", "case by case", 4),
    Look("not_medically_necessary", "✕", "not medically necessary", 3),
    Look("investigational", "△", "investigational", 2),
    Look("benefit_exclusion", "■", "benefit exclusion", 1),
    Look("not_addressed", "–", "not addressed: the policy is silent", 0),
    Look("not_observed", "", "not observed: no policy in force is held", None),
)
LOOK = {look.code: look for look in LOOKS}

DIRECTIONS = {
    "tightened": "▲ tightened",
    "loosened": "▼ loosened",
    "mixed": "◆ mixed",
    "scope_added": "+ scope added",
    "scope_removed": "− scope removed",
    "neutral_codes": "○ codes alone",
    "unknown": "? direction unknown",
}

_SHORT = {
    "mdd_si": "MDD-SI",
    "any": "any indication",
    "esketamine_spravato": "esketamine (Spravato)",
    "ketamine_racemic": "ketamine (racemic)",
    "ketamine_pf": "ketamine (preservative-free)",
    "ketamine_compounded": "ketamine (compounded)",
    "iv_infusion": "IV infusion",
    "iv_im": "IV or IM",
    "iv_push": "IV push",
    "im": "IM",
    "sc": "SC",
    "initial_auth_duration": "initial authorization duration",
    "reauth_duration": "reauthorization duration",
    "reauth_response": "response for reauthorization",
    "pdmp_check": "PDMP check",
    "bp_check": "blood pressure check",
    "rems_site_certified": "REMS-certified site",
    "rems_patient_enrolled": "REMS enrollment of the patient",
    "pbm": "pharmacy benefit manager",
    "mac": "Medicare contractor",
    "medicaid_mco": "Medicaid managed care",
    "medicaid_agency": "Medicaid agency",
}


def words(code: object) -> str:
    """A code as a reader calls it."""
    return _SHORT.get(str(code)) or plain(str(code)) if code is not None else ""


def route(code: object) -> str:
    """A route as a reader calls it."""
    return "any route" if code in (None, "any") else words(code)


def slug(name: object) -> str:
    """A name as a file is called."""
    return _ODD.sub(".", str(name)).strip(".") or "unnamed"


def payer_page(payer_id: object) -> str:
    """Where a payer's page stands, from the root of the report."""
    return f"payers/{slug(payer_id)}.html"


def version_page(version_id: object) -> str:
    """Where a version's page stands."""
    return f"versions/{slug(version_id)}.html"


def diff_page(from_version: object, to_version: object) -> str:
    """Where the difference of two versions of one policy stands."""
    return f"diffs/{slug(from_version)}..{slug(str(to_version).rpartition('@')[2])}.html"


def fact_anchor(fact_id: object) -> str:
    """The anchor of a fact on the page of its version."""
    return f"fact-{slug(str(fact_id).rpartition(':')[2])}"


def position_link(row: Row) -> str:
    """The words behind a position: its version's page, at the fact."""
    page = version_page(row["version_id"])
    return f"{page}#{fact_anchor(row['position_id'])}" if row.get("position_id") else page
