"""Places of care. Source: domain reference 2.2 (place-of-service codes in brackets there)."""

from extractors.vocabulary.terms import Mention, Term, Vocabulary

SETTINGS = Vocabulary(
    (
        Term(
            "office",
            (
                "physician office",
                "physician's office",
                "provider office",
                "office setting",
                "in-office",
                "office",
                "clinic",
            ),
        ),
        Term("hosp_outpatient", ("outpatient hospital", "hospital outpatient", "outpatient facility")),
        Term("outpatient", ("outpatient",)),
        Term("hosp_inpatient", ("inpatient hospital", "hospital inpatient")),
        Term("inpatient", ("inpatient", "acute care setting")),
        Term("inpatient_psych", ("inpatient psychiatric", "psychiatric inpatient", "psychiatric hospital")),
        Term("psych_partial", ("partial hospitalization", "partial hospital")),
        Term("ed", ("emergency department", "emergency room")),
        Term(
            "asc",
            ("ambulatory surgery center", "ambulatory surgical center", "ASC", "ambulatory infusion center"),
        ),
        Term("cmhc", ("community mental health center", "community mental health clinic", "CMHC")),
        Term("independent_clinic", ("independent clinic", "freestanding clinic")),
        Term(
            "home", ("home", "home infusion", "take-home", "at home", "in-home", "self-administered at home")
        ),
        Term("telehealth", ("telehealth", "telemedicine", "virtual visit")),
        Term(
            "rems_certified_setting",
            (
                "REMS-certified setting",
                "certified healthcare setting",
                "certified health care setting",
                "REMS certified healthcare setting",
                "REMS certified center",
            ),
        ),
    )
)


CODES = {
    "02": "telehealth", "10": "telehealth", "11": "office", "12": "home", "19": "hosp_outpatient", "21": "hosp_inpatient",
    "22": "hosp_outpatient", "23": "ed", "24": "asc", "49": "independent_clinic", "51": "inpatient_psych",
    "52": "psych_partial", "53": "cmhc",
}  # fmt: skip
"""Codes of places of service."""


def find(text: str) -> tuple[Mention, ...]:
    """Settings named in a text."""
    return SETTINGS.find(text)
