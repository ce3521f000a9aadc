"""Rating scales: their names and the range in which a score can lie. Source: domain reference 2.6."""

from dataclasses import dataclass

from extractors.vocabulary.terms import Mention, Term, Vocabulary


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale; `is_assumed` names spellings that leave the version open."""

    code: str
    names: tuple[str, ...]
    lowest: int
    highest: int
    assumed_names: tuple[str, ...] = ()


SCALES = (
    Scale(
        "PHQ-9",
        (
            "PHQ-9",
            "PHQ9",
            "Patient Health Questionnaire-9",
            "Patient Health Questionnaire 9",
            "9-item Patient Health Questionnaire",
            "Patient Health Questionnaire",
        ),
        0,
        27,
    ),
    Scale(
        "MADRS",
        (
            "MADRS",
            "Montgomery-Asberg Depression Rating Scale",
            "Montgomery-Åsberg Depression Rating Scale",
            "Montgomery Asberg Depression Rating Scale",
        ),
        0,
        60,
    ),
    Scale(
        "HAM-D17",
        (
            "HAM-D17",
            "HAM-D-17",
            "HRSD-17",
            "HRSD17",
            "HAMD17",
            "HAMD-17",
            "HDRS-17",
            "HDRS17",
            "17-item Hamilton Rating Scale for Depression",
        ),
        0,
        52,
        (
            "HAM-D",
            "HAMD",
            "HDRS",
            "HRSD",
            "Hamilton Depression Rating Scale",
            "Hamilton Rating Scale for Depression",
            "Hamilton",
        ),
    ),
    Scale(
        "QIDS-SR16",
        ("QIDS-SR16", "QIDS-SR", "QIDS-C", "QIDS-C16", "QIDS-SR 16", "QIDS-16", "QIDS16"),
        0,
        27,
        ("QIDS", "Quick Inventory of Depressive Symptomatology"),
    ),
    Scale("IDS-SR30", ("IDS-SR30", "IDS-SR", "Inventory of Depressive Symptomatology"), 0, 84),
    Scale(
        "BDI-II",
        (
            "BDI-II",
            "BDI-2",
            "Beck Depression Inventory-II",
            "Beck Depression Inventory II",
            "Beck Depression Inventory, Second Edition",
        ),
        0,
        63,
        ("BDI", "Beck Depression Inventory", "Beck Depression Scale"),
    ),
    Scale(
        "CGI-S",
        (
            "CGI-S",
            "CGI-Severity",
            "Clinical Global Impression-Severity",
            "Clinical Global Impressions-Severity",
            "Clinical Global Impression of Severity",
            "Clinical Global Impression - Severity",
            "Clinical Global Impression Severity Scale",
        ),
        1,
        7,
        ("CGI",),
    ),
    Scale("CGI-I", ("CGI-I", "Clinical Global Impression-Improvement"), 1, 7),
    Scale("GAD-7", ("GAD-7", "GAD7"), 0, 21),
    Scale("Y-BOCS", ("Y-BOCS", "YBOCS", "Yale-Brown Obsessive Compulsive Scale"), 0, 40),
    Scale("CAPS-5", ("CAPS-5", "Clinician-Administered PTSD Scale"), 0, 80),
    Scale("PCL-5", ("PCL-5", "PTSD Checklist"), 0, 80),
    Scale("NRS", ("NRS", "numeric rating scale", "numerical rating scale", "pain intensity score"), 0, 10),
    Scale("BPI", ("BPI", "Brief Pain Inventory"), 0, 10),
    Scale("VAS", ("VAS", "visual analog scale", "visual analogue scale"), 0, 100),
    Scale(
        "C-SSRS",
        ("C-SSRS", "Columbia-Suicide Severity Rating Scale", "Columbia Suicide Severity Rating Scale"),
        0,
        25,
    ),
    Scale("GDS", ("GDS", "Geriatric Depression Scale"), 0, 30),
    Scale("ACQ", ("ACQ", "Asthma Control Questionnaire"), 0, 6),
    Scale("ACT", ("ACT", "Asthma Control Test"), 5, 25),
    Scale("ESS", ("Epworth Sleepiness Scale", "Epworth"), 0, 24),
    Scale("DLQI", ("DLQI", "Dermatology Life Quality Index"), 0, 30),
    Scale("EASI", ("EASI", "Eczema Area and Severity Index"), 0, 72),
    Scale("PASI", ("PASI", "Psoriasis Area and Severity Index"), 0, 72),
    Scale("CDAI", ("CDAI", "Clinical Disease Activity Index"), 0, 76),
    Scale("DAS28", ("DAS28", "DAS-28", "Disease Activity Score 28"), 0, 10),
    Scale("MOAA/S", ("MOAA/S",), 0, 5),
    Scale("CADSS", ("CADSS",), 0, 92),
)

BY_CODE = {scale.code: scale for scale in SCALES}
_TABLE = Vocabulary(Term(scale.code, scale.names + scale.assumed_names) for scale in SCALES)
CUES = _TABLE.patterns
_ASSUMED = {name.lower() for scale in SCALES for name in scale.assumed_names}


def find(text: str) -> tuple[Mention, ...]:
    """Scales named in a text."""
    return _TABLE.find(text)


def is_assumed(name: str) -> bool:
    """Whether a spelling leaves the version of the scale open (HAM-D without item count)."""
    return name.lower() in _ASSUMED


def is_possible(code: str, score: float) -> bool:
    """Whether a score lies in the range of the scale."""
    scale = BY_CODE[code]
    return scale.lowest <= score <= scale.highest
