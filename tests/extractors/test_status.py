"""What a document says of its own life and reach: banners, dates that are still open, states, lines of business."""

import pytest

from extractors.read import read

RULES = (
    "<h2>Coverage Criteria</h2><p>Spravato is medically necessary for treatment-resistant depression when all of "
    "the following criteria are met:</p><ul><li>The member is 18 years of age or older</li>"
    "<li>The prescriber is a psychiatrist</li></ul>"
)


def document(line: str, effective: str = "Effective Date: 03/01/2022"):
    page = (
        "<html><head><title>Spravato</title></head><body><h1>Spravato (esketamine) Nasal Spray</h1>"
        f"<p>Larkmoor Health Plan Medical Drug Policy</p><p>{effective}</p><p>{line}</p>{RULES}</body></html>"
    )
    return read(page.encode(), "html").facts.document


@pytest.mark.parametrize(
    ("line", "status", "ended"),
    [
        ("ARCHIVED", "retired", None),
        ("SUPERSEDED", "superseded", None),
        ("This version was replaced June 5, 2023", "superseded", "2023-06-05"),
        ("Replaced 06/05/2023", "superseded", "2023-06-05"),
        ("Archived policy - replaced June 5, 2023 by version 008", "superseded", "2023-06-05"),
        ("Superseded by LK-0413 effective 07/01/2024", "superseded", "2024-07-01"),
        ("This policy was retired on 08/31/2025", "retired", "2025-08-31"),
        ("RETIRED 12/31/2023", "retired", "2023-12-31"),
        ("Retired: December 31, 2023", "retired", "2023-12-31"),
        ("Retirement Date: 12/31/2023", "retired", "2023-12-31"),
        ("This guideline is no longer in effect as of 02/01/2024", "retired", "2024-02-01"),
        ("This policy is inactive as of 01/01/2024.", "retired", "2024-01-01"),
        ("Withdrawn 03/31/2024", "retired", "2024-03-31"),
        ("Historical version", "superseded", None),
        ("Status: Retired", "retired", None),
        ("Policy Status: Superseded", "superseded", None),
        ("Status: Draft", "draft", None),
        ("DRAFT - for comment only", "draft", None),
        ("Pending approval by the committee", "draft", None),
        ("This policy is not yet in effect.", "future", None),
        ("This policy will become effective on 01/01/2099", "future", None),
    ],
)
def test_a_banner_gives_the_status_and_the_end(line, status, ended):
    found = document(line)
    assert (found.status, found.effective_to and found.effective_to.isoformat()) == (status, ended)


@pytest.mark.parametrize(
    "line",
    [
        "Status: Active",
        "The committee drafted this policy.",
        "Replaces policy LK-0399, which was retired on 01/01/2020.",
        "Supersedes version 7 of June 5, 2021",
        "This policy replaces the version of June 5, 2021.",
        "Archived previous policy version LK-0411",
        "Retired members of the state plan are covered too.",
        "See the archived policies page for past versions.",
        "Notification: effective 03/01/2099",
    ],
)
def test_what_is_said_of_others_is_no_banner(line):
    found = document(line)
    assert (found.status, found.effective_to) == ("active", None)


@pytest.mark.parametrize("date", ["TBD", "To be determined", "TBA", "Pending", "t.b.d.", "XX/XX/2026"])
def test_an_effective_date_that_is_still_open_makes_a_draft_without_one(date):
    found = document("Prior authorization applies.", f"Effective Date: {date}")
    assert (found.status, found.effective_from) == ("draft", None)


def test_a_date_ahead_makes_no_future_version_by_itself():
    assert document("Prior authorization applies.", "Effective Date: 01/01/2099").status == "active"


@pytest.mark.parametrize(
    ("line", "states"),
    [
        ("This policy applies only to the state of Louisiana.", ("LA",)),
        ("This policy only applies to the states of Ohio and Indiana.", ("OH", "IN")),
        ("For the State of Texas only", ("TX",)),
        ("Louisiana only", ("LA",)),
        ("Kansas residents only", ("KS",)),
        ("Jurisdiction: NJ", ("NJ",)),
        ("This policy is limited to members in Kentucky.", ("KY",)),
        ("Applicable to Medicaid members residing in Nevada only.", ("NV",)),
        ("This policy does not apply to the state of New York.", ()),
        ("This policy applies to all states except for the state of Tennessee.", ()),
        ("Headquartered in Minnesota.", ()),
    ],
)
def test_states_as_printed(line, states):
    assert document(line).jurisdictions == states


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Line of Business: Commercial, HIM, Medicaid", ("commercial", "exchange", "medicaid")),
        ("Lines of Business: Medicare Advantage; D-SNP", ("medicare_advantage", "dsnp")),
        ("Commercial products only", ("commercial",)),
        (
            "Affected products: ☒ Commercial ☐ Medicaid ☒ Medicare Advantage",
            ("commercial", "medicare_advantage"),
        ),
        ("Does not apply to Medicare Advantage.", ()),
    ],
)
def test_lines_of_business_as_printed(line, codes):
    assert document(line).lines_of_business == codes
