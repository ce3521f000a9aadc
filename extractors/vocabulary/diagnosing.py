"""Who makes a diagnosis and by which book or method. Source: domain reference 2.8 and 4.2."""

from extractors.vocabulary.terms import Term, Vocabulary

_CURRENT = ("current", "most current", "most recent", "latest", "present", "newest")
_DSM = ("DSM", "Diagnostic and Statistical Manual", "Diagnostic and Statistical Manual of Mental Disorders")
_EDITION = ("edition of the", "edition of", "version of the", "version of")

BASES = Vocabulary(
    (
        Term(
            "dsm_current",
            (
                *(f"{word} {name}" for word in _CURRENT for name in _DSM),
                *(f"{word} {part} {name}" for word in _CURRENT for part in _EDITION for name in _DSM),
            ),
        ),
        Term("dsm_5_tr", ("DSM-5-TR", "DSM-V-TR", "DSM 5TR")),
        Term(
            "dsm_5",
            (
                "DSM-5",
                "DSM-V",
                "DSM5",
                "Diagnostic and Statistical Manual of Mental Disorders, Fifth Edition",
                "Diagnostic and Statistical Manual of Mental Disorders, 5th Edition",
                "Diagnostic and Statistical Manual of Mental Disorders, Fifth Edition (DSM-5)",
            ),
        ),
        Term("dsm_4", ("DSM-IV", "DSM-IV-TR", "DSM-4")),
        Term("dsm", _DSM),
        Term("budapest_criteria", ("Budapest criteria", "Budapest clinical criteria", "Budapest")),
        Term("iasp_criteria", ("IASP criteria", "IASP diagnostic criteria")),
        Term("icd_10", ("ICD-10 criteria", "ICD-10-CM criteria")),
        Term(
            "structured_interview",
            ("structured clinical interview", "structured interview", "diagnostic interview", "SCID", "MINI"),
        ),
        Term(
            "psychiatric_evaluation",
            (
                "psychiatric evaluation",
                "psychiatric assessment",
                "comprehensive psychiatric evaluation",
                "psychiatric diagnostic evaluation",
            ),
        ),
    )
)

DIAGNOSTICIANS = Vocabulary(
    (
        Term(
            "mental_health_professional",
            (
                "mental health professional",
                "mental health professionals",
                "mental health provider",
                "mental health clinician",
                "mental health practitioner",
                "mental healthcare professional",
                "mental health care professional",
                "mental health specialist",
            ),
        ),
        Term(
            "behavioral_health_professional",
            (
                "behavioral health professional",
                "behavioral health provider",
                "behavioral health clinician",
                "behavioral health specialist",
                "behavioral health practitioner",
            ),
        ),
        Term("psychiatry", ("psychiatrist", "psychiatry", "psychiatric provider", "psychiatric specialist")),
        Term(
            "pmhnp",
            (
                "psychiatric mental health nurse practitioner",
                "psychiatric nurse practitioner",
                "PMHNP",
            ),
        ),
        Term("psych_pa", ("psychiatric physician assistant", "psychiatric physician associate")),
        Term("psychology", ("psychologist", "clinical psychologist", "licensed psychologist")),
        Term("social_work", ("clinical social worker", "licensed clinical social worker", "LCSW")),
        Term("pain_medicine", ("pain specialist", "pain management specialist", "pain medicine specialist")),
        Term("neurology", ("neurologist",)),
        Term("anesthesiology", ("anesthesiologist",)),
        Term("healthcare_professional", ("healthcare professional", "health care professional", "healthcare provider")),
        Term("physician", ("physician", "medical doctor")),
        Term("licensed_clinician", ("licensed clinician", "qualified clinician", "clinician")),
        Term("prescriber", ("prescriber", "treating provider", "treating practitioner")),
    )
)  # fmt: skip
