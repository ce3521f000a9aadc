"""Data: the labels in front of a policy's own fields, as payers print them. No code beyond compiling.

A label is a regular expression without anchors. Within a field the longer phrase comes first,
and the fields are in the order in which they win a tie ("Original Effective Date" before
"Effective Date", "Next Review" before "Review").
"""

import re

_REVIEW = r"(?:policy |medical |annual |clinical |cap |p&t |committee )?"
SERVICES = r"for (?:dates? of )?services?(?: performed| rendered| provided)?,? on (?:or|and) after"
_SERVICES = rf"(?::? {{0,2}}{SERVICES})?"

DATE_LABELS: tuple[tuple[str, str], ...] = (
    (
        "original_effective",
        rf"original(?:ly)? (?:policy )?(?:effective|implementation|issue|approval)(?: date)?{_SERVICES}|"
        r"initial (?:effective|approval|policy) date|first effective(?: date)?|"
        r"originat(?:ion|ed)(?: date)?|date of origin|initiated|policy created",
    ),
    (
        "effective_to",
        r"retirement date|(?:archived|retired|withdrawn|inactive) (?:effective|as of|on)|retired date|"
        r"(?:revision )?ending (?:effective )?date|"
        r"revision ending|termination date|end date|effective through|archived? date",
    ),
    (
        "next_review",
        rf"next (?:scheduled )?{_REVIEW}(?:review|rev)(?: date| due)?|review due(?: date)?",
    ),
    (
        "last_review",
        rf"(?:date of )?(?:last|latest|most recent) {_REVIEW}(?:review|rev)(?:ed|iew)?(?: date)?|"
        r"p ?& ?t(?: committee)? (?:approval|review|meeting)? ?dates?|"
        r"(?:committee )?(?:approval|approved) date|committee approval|last approved(?: on| date)?|"
        r"policy review(?:ed)?(?: date)?|"
        r"(?:annual )?review dates?|date reviewed|reviewed(?: on| date)?",
    ),
    (
        "published_on",
        r"publi(?:sh|shed|cation) date|published(?: on)?|date (?:posted|published|issued|of notice)|"
        r"(?:date )?last (?:updated|modified)(?: on)?|updated(?: on| date)?|posted(?: on| date)?|"
        r"(?:notification )?issued?(?: date| on)?",
    ),
    (
        "effective_from",
        r"(?:(?:current|policy|revision|revised|version|new|implementation|coverage) )?"
        rf"effective(?: date| on| as of| from| beginning)?{_SERVICES}|eff\.? date|date effective|"
        r"implementation date|takes? effect(?: on)?|goe?s? into effect(?: on)?",
    ),
    (
        "revised",
        r"(?:date )?(?:last )?(?:revised|revision|rev\.?)(?: dates?(?:\(s\))?| on)?|"
        r"date of (?:last )?revision|"
        r"version date",
    ),
)

TEXT_LABELS: tuple[tuple[str, str], ...] = (
    (
        "policy_number",
        r"(?:coverage |medical |clinical )?(?:policy|guideline|document|program|reference|criteria|"
        r"article|lcd|"
        r"file|protocol|pam) ?(?:number|no\.?|nbr|id|#)|"
        r"mcg ?#|number|reference|policy (?=[:#])",
    ),
    ("drug", r"medications?|drugs?(?: name)?s?|products?|brand name"),
    ("program", r"program(?: name)?"),
    (
        "title",
        r"policy (?:title|name)|(?:article|lcd|document) title|document name|subject|title|"
        r"(?:corporate|local|commercial) medical policy|policy",
    ),
    (
        "line_of_business",
        r"lines? of business|lobs?|(?:applicable|affected|health) plans?|plan types?|products? affected|"
        r"applies to|business segments?",
    ),
    ("jurisdiction", r"(?:applicable )?states?|jurisdictions?"),
)

SEPARATOR = r"[ \t]{0,4}(?:\([^)]{1,20}\))?[ \t]{0,4}(?:[:|#=–—-]|[.…]{2,80}|[ \t])[ \t.…:]{0,90}"
LEADER = " \t.…:|#=–—-"

PENDING = re.compile(
    r"(?:(?:tbd|tba|to be determined|pending)\b|t\.b\.[ad]\b|xx[/-]xx[/-]|_{2,20}/)", re.IGNORECASE
)
NUMBER_VALUE = re.compile(
    r"(?:20\d\d [A-Z] \d{3,5}-\d{1,3}|"
    r"[A-Z]{0,6}[-.:/]?[A-Z0-9]{1,14}(?:[-.:/][A-Z0-9]{1,10}){0,5})(?![A-Za-z0-9])"
)

NUMBER_PATTERNS: tuple[str, ...] = (
    r"CS[A-Z]{0,2}20\d\dD\d{4}[A-Z]{1,2}",
    r"20\d\dD\d{4}[A-Z]{1,2}",
    r"20\d\d P \d{3,5}-\d{1,3}",
    r"(?:[A-Z]{2}\.)?(?:CP\.(?:PMN|PHAR|CPA|MP|BH)|HIM\.PA|ERX\.(?:SPA|NPA|PA|SPMN))\.\d{1,4}",
    r"(?:ING-)?CC-\d{4}|CG-[A-Z]{2,5}-\d{1,3}|(?:SURG|MED|DRUG|DME|LAB|RAD|GENE|BEH|TRANS|THER-RAD|ANC|"
    r"OR-PR)\.\d{5}",
    r"\d{2}-[A-Z]\d{4}-\d{2}",
    r"IP\d{4}",
    r"[AL]\.\d\.\d{2}\.\d{2,3}",
    r"HHO-[A-Z]{2}-MP-\d{4}|[A-Z]-\d{4}-\d{3}",
    r"[IVX]{1,4}-\d{1,3}-\d{3}",
    r"RX\d{3}\.\d{3}",
    r"BI\d{3}:\d{2}",
    r"PAM-\d{3}|MP-\d{3,4}",
    r"\d{2}\.\d{2}\.\d{2}[a-z]?|\d\.\d{2}\.\d{2,3}",
    r"\d{4}-[A-Z]",
    r"DL\d{5}|L\d{5}|A\d{5}",
)
