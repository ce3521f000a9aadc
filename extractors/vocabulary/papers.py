"""What a payer asks to see: the documents and proofs that a request must come with."""

from extractors.vocabulary.terms import Term, Vocabulary

PAPERS = Vocabulary(
    (
        Term(
            "chart_notes",
            ("chart notes", "chart note", "progress notes", "clinical notes", "office notes", "clinic notes", "visit notes",
             "physician notes", "office visit notes", "charts", "chart documentation", "treatment notes", "therapy notes"),
        ),
        Term("medical_records", ("medical records", "medical record", "patient records", "clinical records", "health records", "treatment records", "medical chart")),
        Term(
            "claims",
            ("claims", "claims data", "paid claims", "pharmacy claims", "prescription claims", "claims records", "paid claim",
             "claims history"),
        ),
        Term("lab_results", ("laboratory results", "lab results", "laboratory tests", "lab reports", "laboratory values", "lab values",
                             "laboratory reports")),
        Term("prescription_history", ("prescription history", "prescription records", "pharmacy records", "medication history",
                                      "prescription paid claims", "pharmacy printout", "fill history")),
        Term("prior_treatment_history", ("prior treatment history", "treatment history", "prior therapies", "previous therapies",
                                         "prior medication trials", "previous medication trials", "list of prior medications",
                                         "prior treatments", "previous treatments")),
        Term("treatment_plan", ("treatment plan", "plan of care", "care plan")),
        Term("rating_scale_scores", ("rating scale scores", "rating scale results", "rating scales", "completed rating scale", "scale scores",
                                     "rating scale")),
        Term("letter_of_medical_necessity", ("letter of medical necessity", "statement of medical necessity", "letter of necessity")),
        Term("medwatch_form", ("MedWatch form", "FDA MedWatch form", "MedWatch Adverse Event Reporting Form", "MedWatch")),
        Term("rems_enrollment_form", ("REMS enrollment form", "patient enrollment form", "REMS patient enrollment form")),
        Term("monitoring_form", ("patient monitoring form", "REMS monitoring form", "monitoring form")),
        Term("prior_authorization_form", ("prior authorization form", "PA form", "request form", "prior authorization request form")),
        Term("attestation_form", ("attestation form", "signed attestation")),
        Term("clinical_information", ("clinical information", "clinical documentation", "supporting documentation", "supporting information",
                                      "clinical rationale", "supporting clinical documentation")),
        Term("consult_note", ("consultation note", "consult note", "consultation notes", "specialist note")),
        Term("psychiatric_evaluation", ("psychiatric evaluation", "psychiatric assessment", "mental status exam")),
        Term("rationale", ("rationale", "justification")),
        Term("literature", ("published literature", "peer-reviewed literature", "literature")),
        Term("risk_benefit_discussion", ("risk-benefit discussion", "risks and benefits", "risk and benefit discussion")),
        Term("procedure_note", ("procedure note", "operative report", "infusion record", "infusion records")),
    )
)  # fmt: skip

AFFIRMED = Vocabulary(
    (
        Term("all_criteria", ("all criteria", "all of the above", "the above", "above criteria", "these criteria", "criteria are met",
                              "criteria have been met", "coverage criteria", "all requirements")),
        Term("information_accurate", ("information is accurate", "information provided is", "information is true", "accurate and complete",
                                      "true and accurate", "accuracy")),
        Term("medical_necessity", ("medically necessary", "medical necessity")),
        Term("benefit_outweighs_risk", ("benefits outweigh", "benefit outweighs", "benefits of treatment outweigh", "potential benefits outweigh",
                                        "outweigh the risks", "outweighs the risk", "outweigh the risk")),
        Term("rems_compliance", ("REMS requirements", "REMS program requirements", "comply with the REMS", "compliance with the REMS")),
        Term("risk_counseling", ("counseled", "educated", "discussed the risks", "discussed risks", "discussed the potential risks", "discussed benefits and risks", "informed of the risks")),
        Term("safe_discharge", ("safe to leave", "safe for discharge", "safely discharged")),
    )
)  # fmt: skip
