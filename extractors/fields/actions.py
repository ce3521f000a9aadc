"""Data and one reader: what a row of a policy's history did (new, revised, reviewed, archived, other)."""

import re

_NO_CHANGE = (
    r"\bno (?:\w+ ){0,3}(?:changes?|revisions?|updates?)\b(?! (?:to|in) (?:policy )?(?:intent|"
    r"clinical intent))|"
    r"\bmaintain(?:ed|s)? current\b|\bwithout (?:any )?(?:changes?|revisions?)\b(?! (?:to|"
    r"in) (?:\w+ ){0,2}intent)|"
    r"\b(?:policy |coverage )?(?:statements?|criteria|policy|coverage) (?:remains? |is |are )?unchanged\b|"
    r"\breaffirm\w*|\bre-?approved with(?:out| no)\b"
)
_NEW = (
    r"^(?:this is an? )?(?:\w+ ){0,2}new (?:\w+ ){0,4}(?:polic\w+|program|guideline|document|criteria|"
    r"medical coverage)\b|"
    r"^(?:p ?& ?t |committee |board )?(?:approv|adopt)\w+ (?:of )?(?:the )?new "
    r"(?:polic\w+|program|criteria|guideline)|"
    r"^(?:policy|program|guideline|criteria|document) (?:was )?(?:created|developed|established|adopted|"
    r"issued|initiated)|"
    r"^(?:original|initial)\b(?:(?! (?:approval|criteria|authorization|review)).){0,60}?"
    r"\b(?:issued|created|policy|approv\w+|development|version|effective|publication|release)|"
    r"^(?:new|created?|origination|adopted|initial|original|initial (?:approval|version|creation)|"
    r"new policy)\b[\s.:;-]*$|"
    r"^(?:new (?:policy|program|guideline))\b|\boriginal (?:\w+ ){0,3}(?:criteria|policy) issued\b|"
    r"\binitial document development\b|\binitial (?:p ?& ?t |committee )?review\b|"
    r"^(?:criteria|policy|program|guideline) implement(?:ation|ed)\b"
)
_ARCHIVED = (
    r"^(?:\w+ ){0,3}(?:archived?|retired?|withdrawn|discontinued|sunset)\b"
    r"(?! (?:the )?(?:previous|prior|former|old|earlier|section|codes?)\b)"
)
_REVIEWED = r"^(?:\w+[ -]){0,3}review(?:ed)?\b(?!,? (?:and|&|with|/) ?(?:revis|updat|change))"
_REVISED = (
    r"\brevis\w+|\bupdat\w+|\badd(?:ed|ing|s|itions?)?\b|\bremov\w+|\bchang\w+|\bdelet\w+|\bmodif\w+|"
    r"\bclarif\w+|"
    r"\breplac\w+|\brenam\w+|\bexpand\w+|\breformat\w+|\bcorrect\w+|\badjust\w+|\btransfer\w+|"
    r"\bincorporat\w+|"
    r"\bamend\w+|\bpreferenc\w+|\binclud\w+|\bbypass\w*|\bretired\b|\bwithdr[ae]wn?\b"
)

STATUS_WORDS: tuple[tuple[str, str], ...] = (
    ("archived", _ARCHIVED),
    ("new", r"^(?:new|original|created?|initial|adopted|origination|issued|implement\w+)\b"),
    ("revised", r"^(?:\w+ ){0,2}(?:revis\w+|updat\w+|replac\w+|modif\w+|amend\w+|chang\w+|edit\w*)\b"),
    ("reviewed", r"^(?:\w+ ){0,2}(?:reviewed|reaffirm\w*|approved)\b"),
)
"""What a column of its own ("Status", "Action", "Type of Revision") says; the first that fits."""

SUMMARY_WORDS: tuple[tuple[str, str], ...] = (
    ("archived", _ARCHIVED),
    ("new", _NEW),
    ("reviewed", _NO_CHANGE),
    ("revised", _REVISED),
    ("reviewed", _REVIEWED),
    ("reviewed", r"\breview(?:ed)?\b|\bapproved\b"),
)

_STATUS = tuple((action, re.compile(words, re.IGNORECASE)) for action, words in STATUS_WORDS)
_SUMMARY = tuple((action, re.compile(words, re.IGNORECASE)) for action, words in SUMMARY_WORDS)
_BLANK_CHANGE = re.compile(_NO_CHANGE, re.IGNORECASE)
_FIRST_WORDS = 240
_OF_A_PART = re.compile(
    r"\b(?:coding|codes|references?|hcpcs|icd-10|background)(?: section)?s? (?:was |were )?reviewed?"
    r"\s{0,2}[:;,–-]?\s{0,2}(?:with )?no (?:\w+ ){0,2}changes?\b\.?",
    re.IGNORECASE,
)


def classify(status: str | None, summary: str) -> str:
    """Tell the action of a history row.

    Args:
        status: the text of the row's status column, "" when that cell is empty, None without such a column.
        summary: what the row says was done.
    """
    words = (status or "").strip(" :.-")
    summary = _OF_A_PART.sub("", summary).strip()  # says nothing of the rest
    if status is not None and not words:
        return "other"
    named = _first(_STATUS, words) if words else None
    if named == "revised" and _BLANK_CHANGE.match(summary):
        return "reviewed"
    is_review = bool(re.search(r"\breview\b", words, re.IGNORECASE))
    by_words = _first(_SUMMARY, summary[:_FIRST_WORDS])
    return named or by_words or ("reviewed" if is_review else "other")


def _first(table: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str | None:
    return next((action for action, words in table if words.search(text)), None)
