"""Heading phrases of payer documents and what a section under them may say. Data only.

A phrase ending in "$" must be the whole heading; any other phrase may stand anywhere in it as
whole words. The longest phrase that fits wins, so "coverage rationale" beats "rationale".
"""

HEADINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "archived",
        (
            "archived", "archive$", "superseded", "prior version", "previous version", "earlier version",
            "retired policy", "retired guidance", "historical guidance", "historical policy", "old guidance",
        ),
    ),
    ("example", ("example", "examples$", "sample case", "case example", "case study", "illustration$")),
    (
        "contents",
        ("table of contents", "contents$", "related policies", "related commercial policies",
        "related guidelines",
         "related documents", "related policy", "community plan policy", "index$", "in this policy"),
    ),
    (
        "references",
        ("references", "references and resources", "bibliography", "literature cited", "works cited",
        "citations",
         "websites for additional information", "sources$", "reference$", "key references",
         "selected references"),
    ),
    (
        "history",
        ("policy history", "history$", "revision", "revisions", "revision history", "change control",
        "change log",
         "document history", "review history", "update history", "summary of changes", "policy updates",
         "guideline update", "guideline update information", "policy revision", "revision details",
         "committee approval", "policy log", "reviews, revisions, and approvals", "review log",
         "revision log",
         "policy history/revision information", "version history", "updates$", "what's new",
         "what has changed",
         "update information", "policy implementation/update information", "policy update information",
         "policy updates and revisions", "reviews and revisions", "policy history and revisions",
         "change history", "approval history", "review and revision history", "policy approval"),
    ),
    (
        "disclaimer",
        ("instructions for use", "important reminder", "important notice", "important information",
         "disclaimer",
         "legal notice", "copyright", "terms of use", "notice$", "general policy statement",
         "how to use this policy",
         "use of this policy", "non-discrimination", "nondiscrimination", "about this policy"),
    ),
    (
        "evidence",
        ("clinical evidence", "evidence", "rationale", "rationale and evidence", "clinical efficacy",
        "efficacy",
         "summary of evidence", "literature review", "clinical trials", "clinical studies", "guidelines$",
         "clinical guidelines", "guidelines/recommendations", "practice guidelines", "recommendations$",
         "scientific evidence", "supporting information", "supporting evidence",
         "practice guidelines and position"
         " statements", "hayes", "technology assessment", "clinical rationale"),
    ),
    (
        "background",
        ("background", "overview", "disease overview", "description", "description/scope", "introduction",
        "purpose$",
         "definitions", "definition$", "abbreviations", "appendix", "appendices", "general information",
         "dosage and administration", "dosage/administration", "dosage forms", "product availability",
         "boxed warning", "black box warning", "precautions", "contraindications", "warnings", "safety",
         "mechanism of action", "pharmacology", "u.s. food and drug administration",
         "food and drug administration",
         "regulatory status", "regulatory", "fda information", "centers for medicare", "medicare$",
         "glossary",
         "benefit considerations", "other information", "other$", "about the drug", "drug information",
         "fda label",
         "key points", "additional clinical rules", "additional clinical programs", "product information", "therapeutic alternatives", "appendices/general information",
         "fda-approved labeling", "prescribing information", "indications and usage", "fda approved use"),
    ),
    (
        "coding",
        ("applicable codes", "applicable coding", "coding", "coding information", "coding implications",
        "codes",
         "billing/coding", "billing", "billing codes", "billing guidelines", "procedure codes",
         "diagnosis codes",
         "cpt", "hcpcs", "icd-10", "icd-10-cm", "reimbursement", "reimbursement information",
         "tables of codes",
         "coding section", "revenue codes"),
    ),
    (
        "quantity",
        ("quantity limit", "quantity limits", "quantity limitations", "quantity level limits",
        "dispensing limit",
         "dispensing limits", "quantity$", "maximum units", "dose limits", "dosing limits", "dosage limits",
         "quantity restrictions", "quantity supply limits", "supply limits", "max units"),
    ),
    (
        "authorization",
        ("authorization duration", "authorization period", "duration of approval",
        "duration of authorization",
         "length of authorization", "length of approval", "approval duration", "approval length",
         "coverage duration",
         "approval period", "approval timeframe", "duration of therapy", "approval time frame"),
    ),
    (
        "continuation",
        ("continuation", "continuation of therapy", "continued therapy", "continued treatment",
        "continuing therapy",
         "continued approval", "reauthorization", "re-authorization", "reauthorization criteria", "renewal",
         "renewal criteria", "renewal request", "renewals", "recertification", "extension of therapy",
         "continuation criteria", "continuation of therapy criteria", "maintenance requests",
         "continued use"),
    ),
    (
        "limitations",
        ("limitations", "coverage limitations", "exclusions", "limitations and exclusions",
        "exclusion criteria",
         "conditions not covered", "conditions not recommended for approval", "not authorized", "not covered",
         "is not authorized", "not medically necessary", "investigational", "experimental", "unproven",
         "experimental, investigational, or unproven", "experimental and investigational", "non-covered",
         "noncovered", "not recommended", "limitations of coverage", "benefit limitations", "denial criteria",
         "not approved", "discontinuation criteria", "contract limitations", "benefit application",
         "benefit exclusions", "investigational and not medically necessary"),
    ),
    (
        "form",
        ("request form", "authorization form", "pa form", "questionnaire", "clinical questions", "form$",
         "prior authorization request", "prescriber questions", "member information", "patient information",
         "prescriber information", "physician signature"),
    ),
    (
        "criteria",
        ("criteria", "approval criteria", "clinical criteria", "coverage criteria",
        "initial approval criteria",
         "initial criteria", "initial approval", "initial authorization", "initial therapy",
         "initial request",
         "initial treatment", "initial coverage", "approval for initial", "criteria for initial approval",
         "prior authorization criteria", "medical necessity criteria", "medical necessity", "requirements",
         "general requirements", "universal criteria", "eligibility", "approval text", "inclusion criteria",
         "authorization criteria", "step therapy", "prior authorization", "prescriber requirements",
         "provider requirements", "site of care", "place of service", "new requests", "selection criteria",
         "documentation requirements", "required documentation", "conditions of coverage",
         "approval conditions"),
    ),
    (
        "policy",
        ("policy$", "policy statement", "policy statements", "policy/criteria", "coverage rationale",
         "coverage policy", "position statement", "coverage statement", "coverage position", "coverage",
         "coverage determination", "coverage summary", "guidance", "policy guidelines", "medically necessary",
         "medical policy statement", "scope of policy", "policy position", "indications of coverage",
         "covered uses",
         "covered indications", "coverage guidelines", "indications and limitations of coverage",
         "policy rule",
         "determination", "program rules", "clinical policy", "what is covered", "covered services",
         "position$"),
    ),
)  # fmt: skip

LABEL_OR_RULE: tuple[str, ...] = (
    "fda-approved indication", "fda-approved indications", "fda approved indication",
    "fda approved indications",
    "fda-approved indication(s)", "fda approved indication(s)", "other uses with supportive evidence",
    "other uses", "compendial uses", "off-label uses",
)  # fmt: skip
"""Headings that restate the label before the rules begin and introduce criteria after it."""

RULE_KINDS: frozenset[str] = frozenset(
    {"policy", "criteria", "continuation", "limitations", "quantity", "authorization", "form"}
)
"""Only these may emit a stance or a criterion."""

CLOSED_KINDS: frozenset[str] = frozenset(
    {"archived", "example", "references", "history", "disclaimer", "contents"}
)
"""Whatever stands below such a heading is of the same kind, whatever its own heading says."""

SIDE_KINDS: frozenset[str] = frozenset({"background", "evidence", "coding"})
"""Sub-headings inherit these unless they name a rule section in full."""
