"""Data: the shapes of billing and diagnosis codes and the words that give them a system, role and end."""

HCPCS = r"[ABCDEGHJKLMPQRSTV]\d{4}"
CPT = r"(?:\d{5}|\d{4}[FTU])"
ICD = r"[A-TV-Z]\d[0-9AB](?:\.(?:[0-9A-Z]{1,4}|[-xX]))?"
ICD_MISREAD = r"[A-TV-Z]\d[0-9AB]\.\d{1,4}"
ICD_PLAIN = r"[A-TV-Z]\d[0-9AB][0-9A-Z]{0,4}"
NDC = r"\d{4,5}-\d{3,4}(?:-\d{1,2})?|\d{11}"

SYSTEMS: tuple[tuple[str, str], ...] = (
    ("skip", r"\bicd-?10[- ]?(?:pcs|procedure)|\bicd-?9|\brevenue codes?\b|\bmodifiers?\b|"
             r"\bplace of service\b|\bdrg\b|"
             r"\btaxonomy\b|\btype of bill\b|\bbill type"),
    ("NDC", r"\bndc\b|\bnational drug codes?\b"),
    ("ICD-10-CM", r"\bicd-?10|\bdiagnos[ie]s\b"),
    ("HCPCS", r"\bhcpcs\b|\bj-?codes?\b|\bcpt\b|\bprocedure codes?\b|\bprocedural?\b|\bbilling codes?\b|"
              r"\bservice codes?\b"),
)  # fmt: skip
"""What a heading or column title says of the codes below it. HCPCS and CPT are told apart by shape."""

CODE_COLUMN = r"\b(?:codes?|hcpcs|cpt|icd-?10(?:-cm)?|ndc|j-?codes?)\b"
NO_CODE_COLUMN = (
    r"description|descriptor|applies to|label|name|definition|narrative|^revenue|^modifier|comment|note"
)

ROLES: tuple[tuple[str, str], ...] = (
    ("not_covered", r"\bnot (?:be )?(?:considered )?(?:medically necessary|covered|supported?|reimburs\w+|"
                    r"payable|eligible)"
                    r"|\bnon-?covered\b|\binvestigational\b|\bexperimental\b|\bunproven\b|\bnever covered\b"
                    r"|\bdo(?:es)? not support\b|\bexcluded?\b"),
    ("covered", r"\bmedically necessary\b|\bcovered (?:if|when|for|codes|diagnos|services|indications|with)\b"
                r"|\bsupports? medical necessity\b|\bcodes? covered\b|\beligible for (?:coverage|"
                r"reimbursement)\b"
                r"|\bcovered\b|\bpayable\b|\bmeets? (?:medical necessity|coverage) criteria\b"),
)  # fmt: skip
"""A group heading's words; the first that fits wins, so "not covered" beats "covered"."""

DISCLAIMER = (
    r"does not (?:imply|constitute|guarantee|mean)|not (?:be )?all.inclusive|may not be (?:eligible|all)|"
    r"informational purposes|reference purposes|covered or non-?covered|inclusion or exclusion|"
    r"member.s contract|"
    r"guarantee (?:of )?(?:coverage|claim|payment)|not effective at the time"
)
CODING_HEADING = (
    r"\b(?:coding|codes?|billing|hcpcs|cpt|icd-?10|reimbursement information|"
    r"claim submission|claims? (?:coding|billing))\b"
)
LIST_CUE = (
    r"\b(?:hcpcs|cpt|icd-?10(?:-cm)?|ndc|j-?codes?|procedure codes?|diagnosis codes?|"
    r"billing codes?|procedure|codes?)\b"
)
ENDED = (
    r"\b(?:deleted|terminated?|termed|discontinued|expired?|ended|end[- ]dated?|retired|inactive|"
    r"not valid|invalid|"
    r"effective through|valid through|effective until|through|code (?:ends?|deleted))\b[^.;]{0,30}?$"
)

DRUG_CODES: tuple[tuple[str, str], ...] = (
    ("S0013", "esketamine_spravato"),
    ("J0013", "esketamine_spravato"),
    ("G2082", "esketamine_spravato"),
    ("G2083", "esketamine_spravato"),
)
"""Codes that belong to one tracked drug wherever they stand."""
