"""The words of the collected facts, and those of the project's vocabularies."""

import re

ROUTES = {
    "IV": "iv_infusion",
    "IN": "intranasal",
    "IM": "im",
    "SC": "sc",
    "SL": "sublingual_buccal",
    "oral": "oral",
    "topical": "topical",
    "injectable": "any",
    "injectable (route not specified)": "any",
}
INDICATIONS = {
    "TRD": "trd",
    "MDD_suicidal": "mdd_si",
    "PTSD": "ptsd",
    "OCD": "ocd",
    "anxiety": "anxiety_nos",
    "substance_use": "substance_use_disorder",
    "bipolar_depression": "bipolar_depression",
    "chronic_pain": "chronic_pain",
    "neuropathic_pain": "neuropathic_pain",
    "migraine_headache": "migraine",
    "fibromyalgia": "fibromyalgia",
    "cancer_pain": "cancer_pain",
    "anesthesia_procedural": "anesthesia_sedation",
    "acute_pain": "acute_pain",
    "sickle_cell_crisis": "sickle_cell_pain",
    "depression_any": "mdd",
    "psychiatric_disorders_general": "psychiatric_any",
    "ketamine_any_other_route": "any",
    "topical_ketamine_gabapentin_baclofen_compound": "any",
}
UNPLACED = {
    "other_fda_approved_indication",
    "central_body_pain",
    "post_concussion",
    "phantom_limb_prevention_epidural",
}
STANCES = {"not_covered": "not_medically_necessary"}

ESKETAMINE = (("esketamine_spravato", "intranasal"),)
# records that speak of both drugs: a stance is taken over for the drug that the record ties it to
BOTH = {
    "uhc-2024D0069N": ESKETAMINE,
    "uhc-CSLA2020D0069H": ESKETAMINE,
    "bcbsma-087-form": (*ESKETAMINE, ("ketamine_racemic", "iv_infusion")),
    "bcbsma-ketamine-billing-2023-08": (*ESKETAMINE, ("ketamine_racemic", "iv_infusion")),
    "amerihealth-08.01.80c": ESKETAMINE,
    "cam-219-2019": (*ESKETAMINE, ("ketamine_racemic", "iv_infusion")),
    "tricare-west-benefit-spravato": ESKETAMINE,
}
KETAMINE_ONLY = {
    "cancer_pain": (("ketamine_racemic", "iv_infusion"),),
    "ketamine_any_other_route": (("ketamine_racemic", "any"),),
    "topical_ketamine_gabapentin_baclofen_compound": (("ketamine_compounded", "topical"),),
}
# texts without a date whose order the facts give in another order than their lines stand
ORDER = {"bcbst-iv-anesthetics-v1": 1, "bcbst-iv-anesthetics-v2": 2, "bcbst-iv-anesthetics": 3}
DRAFTS = {"uhc-CSLA2020D0069H"}  # posted for comment, effective date to be determined

SCALES = re.compile(r"(PHQ-9|MADRS|HAM-D|QIDS) ?(>=|>) ?(\d{1,2})")
ENDED = re.compile(r"(archived effective|replaced|revision ended) (\d{4}-\d{2}-\d{2})")
