"""Who prescribes. Source: domain reference 2.8."""

from extractors.vocabulary.terms import Mention, Term, Vocabulary

SPECIALTIES = Vocabulary(
    (
        Term(
            "psychiatry",
            ("psychiatrist", "psychiatrists", "psychiatry", "psychiatric specialist", "psychiatric provider"),
        ),
        Term(
            "pmhnp",
            (
                "psychiatric mental health nurse practitioner",
                "psychiatric-mental health nurse practitioner",
                "psychiatric nurse practitioner",
                "psychiatric mental health nurse practitioners",
                "PMHNP",
            ),
        ),
        Term("psych_pa", ("psychiatric physician assistant", "psychiatric physician associate")),
        Term("psychology", ("psychologist", "psychologists")),
        Term(
            "behavioral_health",
            (
                "behavioral health specialist",
                "behavioral health provider",
                "mental health specialist",
                "mental health professional",
                "mental health provider",
                "behavioral health prescriber",
            ),
        ),
        Term("anesthesiology", ("anesthesiologist", "anesthesiology")),
        Term(
            "pain_medicine",
            (
                "pain specialist",
                "pain management specialist",
                "pain medicine specialist",
                "pain medicine",
                "pain management",
            ),
        ),
        Term("neurology", ("neurologist", "neurology")),
        Term("emergency", ("emergency physician", "emergency medicine physician")),
        Term("dermatology", ("dermatologist", "dermatology")),
        Term("allergy", ("allergist", "immunologist", "allergy specialist")),
        Term("pulmonology", ("pulmonologist", "pulmonology")),
        Term("otolaryngology", ("otolaryngologist", "otorhinolaryngologist")),
        Term("gastroenterology", ("gastroenterologist", "gastroenterology")),
        Term("rheumatology", ("rheumatologist", "rheumatology")),
        Term("nephrology", ("nephrologist", "nephrology")),
        Term("hematology", ("hematologist", "hematology")),
        Term("oncology", ("oncologist", "oncology")),
        Term("ophthalmology", ("ophthalmologist", "ophthalmology")),
        Term(
            "transplant",
            ("transplant specialist", "physician affiliated with a transplant center", "transplant center"),
        ),
    )
)


def find(text: str) -> tuple[Mention, ...]:
    """Specialties named in a text."""
    return SPECIALTIES.find(text)
