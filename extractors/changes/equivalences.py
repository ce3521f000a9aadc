"""What counts as the same rule, as data: units, synonyms, strengths, classes (domain words, no logic).

Two versions that differ only in what these tables fold together hold the same rules. Nothing here
knows documents, trees or changes; a new synonym is a new line.
"""

from collections.abc import Mapping
from typing import Final

from extractors.model import Axis

DAYS: Final[Mapping[str, float]] = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "month": 30,
    "year": 365,
}
ROUNDING: Final = 0.07  # 2 months against 8 weeks; only where the printed units differ
COUNTED_UNITS: Final = frozenset(
    {
        "point",
        "point_reduction",
        "trial",
        "agent",
        "therapy",
        "course",
        "class",
        "session",
        "infusion",
        "visit",
    }
)  # whole numbers: "more than 14 points" is "at least 15"

MG_PER_UNIT: Final[Mapping[str, float]] = {
    "mg": 1,
    "device_28mg": 28,
    "kit_56mg": 56,
    "kit_84mg": 84,
    "hcpcs_unit": 1,
}
AMOUNT_TYPES: Final = frozenset({"quantity_limit", "dose_limit", "session_limit"})
AMOUNT_DAYS: Final = 28  # amounts are compared per 28 days

SYNONYMS: Final[Mapping[str, str]] = {
    # scales
    "HAM-D": "HAM-D17",
    "HAMD": "HAM-D17",
    "HAMD17": "HAM-D17",
    "HDRS": "HAM-D17",
    "HDRS17": "HAM-D17",
    "HDRS-17": "HAM-D17",
    "HRSD": "HAM-D17",
    "HRSD17": "HAM-D17",
    "HRSD-17": "HAM-D17",
    "PHQ9": "PHQ-9",
    "QIDS": "QIDS-SR16",
    "QIDS-SR": "QIDS-SR16",
    # adequacy of a dose
    "adequate": "therapeutic",
    "max_indicated": "max_tolerated",
    "max_labeled": "max_tolerated",
    "max_tolerated_labeled": "max_tolerated",
    # strength of evidence
    "documentation": "documentation_required",
    "chart_notes": "submission",
    "attest": "attestation",
    "attested": "attestation",
    # what lifts a demand
    "adverse_effect": "intolerance",
    # agents
    "oral_antidepressant": "antidepressant",
    "oral_antidepressants": "antidepressant",
    "antidepressants": "antidepressant",
    # episodes
    "unspecified": "lifetime",
    # books of diagnosis
    "dsm": "dsm_current",
    "dsm_5": "dsm_current",
    "dsm_5_tr": "dsm_current",
    # people
    "psychiatrist": "psychiatry",
}
EQUAL_WORDS: Final[Mapping[str, str]] = {
    "patient": "member",
    "individual": "member",
    "beneficiary": "member",
    "enrollee": "member",
    "recipient": "member",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "twelve": "12",
    "must": "",
    "shall": "",
    "will": "",
    "should": "",
    "be": "",
    "is": "",
    "are": "",
    "has": "",
    "have": "",
    "been": "",
    "the": "",
    "a": "",
    "an": "",
    "s": "",
}
NEGATIONS: Final = frozenset(
    {"no", "not", "never", "without", "unless", "except", "cannot", "neither", "nor"}
)
SAME_TEXT: Final = 0.6  # free wording this similar, with equal numbers and negations, is one rule

WEEKS_OF_PHASE: Final[Mapping[tuple[int | None, ...], str]] = {
    (1, 4): "induction",
    (5, 8): "optimization",
    (9, None): "maintenance",
}

SAME_OP: Final[Mapping[str, str]] = {
    ">": ">=",
    "<": "<=",
    "required": "present",
    "negative": "absent",
}
NEGATED_OP: Final[Mapping[str, str]] = {"present": "absent", "in": "not_in"}
EXCLUDING_TYPES: Final[Mapping[str, str]] = {"exclusion": "condition", "not_concurrent_with": "value"}
"""Types that always forbid, with the key that lists what; a list of three is three rules."""

INTERCHANGEABLE_TYPES: Final = frozenset(
    {
        "severity_scale_min",
        "severity_scale_range",
        "severity_category",
        "step_therapy_trials",
        "augmentation_trials",
        "conventional_therapy_trials",
        "reauth_response",
        "quantity_limit",
        "dose_limit",
        "dose_schedule",
        "baseline_assessment",
    }
)
"""Types where one measure may take the place of another: PHQ-9 out and MADRS in is one change."""

FLOOR_AND_RANGE: Final = frozenset({"severity_scale_min", "severity_scale_range"})
"""Types that say the same of a scale, one without an upper end."""

EVIDENCE_ORDER: Final = ("none", "attestation", "documented", "submission", "documentation_required")
COMMON_AXES: Final = (
    Axis("exceptions", "set", "loosened", absent=()),
    Axis("evidence", "rank", "tightened", EVIDENCE_ORDER, "none"),
    Axis("strength", "rank", "tightened", ("consideration_only", "preferred", "required"), "required"),
)
"""Ways in which criteria of every type can differ; a type's own axis of the same key wins."""

EXAMPLES: Final[tuple[tuple[str, bool, str], ...]] = (
    ("illustrative", True, "scales_any"),
    ("illustrative", True, "kinds"),
    ("choices_closed", False, "choices"),
)
"""A mark, its value, and the list that it says is only examples ("e.g., PHQ-9 or MADRS")."""

EMPTY_WHEN_ABSENT: Final = frozenset({"exceptions", "conditions_any", "states_any", "conditions"})
"""Sets that mean "none" when missing; any other widening set means "whatever" when missing."""

STANCE_RANK: Final[Mapping[str, int]] = {
    "covered": 5,
    "covered_with_criteria": 4,
    "case_by_case": 3,
    "not_medically_necessary": 2,
    "investigational": 1,
    "benefit_exclusion": 0,
}
POSITIVE_RANK: Final = 3
STANCE_PRECEDENCE: Final = (
    "benefit_exclusion",
    "covered_with_criteria",
    "covered",
    "case_by_case",
    "investigational",
    "not_medically_necessary",
)
SAME_SCOPE: Final[Mapping[str, str]] = {"residual": "headline"}
WIDE_INDICATIONS: Final[Mapping[str, frozenset[str]]] = {
    "psychiatric_any": frozenset(
        {
            "trd", "mdd", "mdd_si", "mdd_psychotic", "dysthymia", "bipolar_depression", "bipolar_any", "ptsd",
            "ocd", "gad", "social_anxiety", "panic", "anxiety_nos", "ppd", "suicidality", "eating_disorder",
        }
    ),
    "mdd": frozenset({"trd", "mdd_si", "mdd_psychotic"}),
    "bipolar_any": frozenset({"bipolar_depression"}),
    "chronic_pain": frozenset({"crps", "neuropathic_pain", "fibromyalgia", "phantom_limb"}),
}  # fmt: skip
"""Which named indications a class covers; `any` covers all."""

STANCE_WEIGHT: Final = 5.0
TRIAL_WEIGHT: Final = 2.0  # for one trial more or less
TRIAL_TYPES: Final = frozenset({"step_therapy_trials", "augmentation_trials", "conventional_therapy_trials"})
