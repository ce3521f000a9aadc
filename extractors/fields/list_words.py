"""Data: columns, statuses, abbreviations and exceptions of drug lists and quantity lists."""

COLUMNS: tuple[tuple[str, str], ...] = (
    (
        "ignored",
        r"alternatives?|description|indication|dosing|dosage|dose\b|diagnosis|"
        r"therapeutic (?:class|category)|drug class|link",
    ),
    ("status", r"\btier\b|\bstatus\b"),
    ("strength", r"\bstrengths?\b"),
    ("generic", r"^generic|generic name|active ingredient|chemical name"),
    ("drug", r"\b(?:drugs?|medications?|products?|brand|label|trade)(?: ?name)?s?\b|^name$"),
    ("prior_auth", r"prior auth\w*|\bpa\b(?! code)|precertification"),
    (
        "quantity",
        r"\bquantity|\bqty\b|\bql\b|maximum units|max\.? units|^limits?$|quantity limits?|units? (?:limit|"
        r"allowed)",
    ),
    ("time", r"\btime\b|\bdays?\b|\bper\b|\bperiod\b|duration"),
    ("code", r"\b(?:hcpcs|cpt|ndc|j-?code|codes?)\b"),
    ("status", r"coverage|covered|status|\btier\b|formulary|preferred|benefit"),
    (
        "notes",
        r"notes?|restrictions?|comments?|limitations?|requirements?|criteria|edits?|conditions?|management",
    ),
)
"""Column titles; the first that fits names the column."""

LEGEND = (
    r"(?:^|[;,|•]\s{0,3}|"
    r"\s{2})(?P<short>[A-Z][A-Za-z]{0,4})\s{0,2}[-–=:]\s{0,2}(?P<words>[A-Z][\w’'/() -]{3,60})"
)

MEANINGS: tuple[tuple[str, str], ...] = (
    ("prior_auth", r"prior auth\w*|precertification|prior approval"),
    ("step_therapy", r"step therapy"),
    ("quantity", r"quantity (?:level |supply )?limit"),
    ("site_of_service", r"site of (?:service|care)"),
    ("coverage_change", r"coverage change"),
    ("alternative", r"alternative"),
)
USUAL_ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    ("PA", "prior_auth"),
    ("ST", "step_therapy"),
    ("QL", "quantity"),
)
"""Used only where the document has no legend of its own."""

STATUSES: tuple[tuple[str, str], ...] = (
    (
        "not_addressed",
        r"pharmacy (?:benefit )?only|(?:medical|part [bd]|pharmacy) benefit only|other benefit|medical only"
        r"|(?:covered|bill(?:ed)?|process\w*) (?:under|through|via) (?:the )?(?:pharmacy|medical) benefit"
        r"|refer to (?:the )?(?:pharmacy|medical)|see pharmacy",
    ),
    (
        "benefit_exclusion",
        r"not (?:a )?covered|non-?covered|exclu(?:ded|sion)|not (?:on|payable)|non-?formulary|^n[cf]$",
    ),
    ("investigational", r"investigational|experimental|unproven"),
    ("not_medically_necessary", r"not medically necessary"),
    (
        "restricted",
        r"non-?\s?preferred|prior auth\w*|restricted|with criteria|conditional|case.by.case|step therapy",
    ),
    (
        "covered",
        r"preferred|covered|specialty|formulary|(?:tier ?)?\b\d\b|open access|no restrictions?|payable|"
        r"allowed|^yes$",
    ),
)
"""What a status cell says; the first that fits. "restricted" becomes covered_with_criteria."""

CHOICE = r"(?:non-?\s?)?preferred(?: (?:agents?|drugs?|products?|medications?|brands?))?"
"""Titles of the two columns of a preferred drug list, each of which holds names of drugs."""
EXCLUDED = r"\bexclu(?:ded|sions?)\b|\bnon-?\s?covered\b|\bnot covered\b"
YES = r"^(?:y|yes|x|required|pa|✓|✔|true|prior authorization.*)$"
DETERMINED_BY_PA = r"\b(?:determined|per|pursuant|according|subject)\b.{0,30}\b(?:pa|prior auth\w*)\b"

ONLY_WHEN = (
    r"\b(?:only covered|covered only|coverage is limited to|payable only|covered when|except when|"
    r"unless)\b(?P<when>[^.;]{5,200})"
)
ANY_REASON = (
    r"\bnot (?:be )?covered\b[^.;]{0,60}\bany\b|\bfor any (?:reason|indication|diagnosis|plan)\b|"
    r"\bunder no circumstances\b"
)
EXCEPTION_INDICATIONS: tuple[tuple[str, str], ...] = (
    ("anesthesia_sedation", r"anesthe\w+|anaesthe\w+|sedation|surgical procedure|induction"),
)
UNITS: tuple[tuple[str, str], ...] = (
    ("year", r"years?"),
    ("month", r"months?"),
    ("week", r"weeks?"),
    ("day", r"days?|\bd\b"),
    ("fill", r"fills?|rx"),
)
