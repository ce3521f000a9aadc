"""Uses that a coverage sentence names in words outside the vocabulary: "for the treatment of X when ...".

A use is a short phrase in lower case. Phrases that name people, times, places or lists are none.
"""

import re
from dataclasses import replace

from extractors.vocabulary.mentions import Mentions, find_drugs, find_mentions

_PERSON = r"(?:individuals?|patients?|members?|adults?|adolescents?|children|persons?|people|beneficiaries)"
_POSITION = r"(?:medically necessary|(?:un)?proven|investigational|experimental|not recommended)"
_CARE = "treatment|management|prophylaxis|prevention|relief|therapy"
_LEADS = (
    rf"\b(?:{_CARE}) (?:of|for)\s+",
    r"\b(?:to treat|treating|to prevent|preventing|to manage|managing)\s+",
    r"\btreatments for\s+",
    rf"\b{_POSITION}\s+for\s+(?!(?:the\s+)?(?:{_CARE}|treating|preventing|managing)\b|{_PERSON}\b)",
    rf"\b(?:for|in)\s+(?:use\s+in\s+)?(?:\w+\s+)?{_PERSON}\s+(?:with|who\s+have|diagnosed\s+with|suffering\s+from)\s+",
)
_REDIRECT = re.compile(
    r"^\W*(?:notes?\W+)?for\s+(?P<use>[A-Za-z][^.;:,]{2,60}),\s*(?:please\s+)?(?:refer|see)\b", re.IGNORECASE
)
_STOP = (
    r"when|if|is|are|was|were|provided|unless|except|who|that|which|may|will|must|should|can|only|as|while|"
    r"once|at|until|after|before|has|have|because|due to lack|due to insufficient|by|using|via|under|within|"
    rf"per|requires?|in (?:the|\w+ )?{_PERSON}|in (?:an?|the)|and (?:is|are|not|will|must)|with (?:all|an?y?)"
)
_PHRASE = re.compile(
    rf"(?:{'|'.join(_LEADS)})(?P<use>[A-Za-z][\w’'/+-]*(?:\s+[\w’'/+-]+){{0,9}}?)"
    rf"(?=\s*(?:[.:;,(\[]|$)|\s+(?:{_STOP})\b)",
    re.IGNORECASE,
)
_ARTICLES = re.compile(
    r"^(?:(?:an?|the|their|documented|diagnosed|confirmed|active|diagnosis of|patients? with)\s+)+",
    re.IGNORECASE,
)
_FOR_PERSONS = re.compile(rf"\b(?:for|in)\s+{_PERSON}\s+(?:with|who\s+have)\b", re.IGNORECASE)
_AREA = re.compile(
    r"(?:non-?\s?)?(?!clinical\b|medical\b|additional\b|optional\b|special|specific|typical|usual|initial)"
    r"[a-z]{1,40}(?:ic|al|ology|ous|ary|ular)\s+(?:indications?|uses?|conditions?|disorders?)",
    re.IGNORECASE,
)
_NO_USE = re.compile(
    rf"\b(?:all|any|other|following|these|this|that|those|such|indications?|conditions?|diagnos[ei]s|uses?|"
    rf"{_PERSON}|treatments?|therap(?:y|ies)|drugs?|products?|medications?|agents?|months?|weeks?|days?|years?|"
    r"hours?|coverage|benefits?|approval|authori[sz]\w*|criteria|requests?|plans?|purposes?|up|"
    r"induction|maintenance|initial|continu\w+|renewal|it|them|which|whom|label\w*|off|course|office|home|"
    r"setting|reasons?|services?|doses?|dosing|procedures?|policy|program|medicaid|medicare|commercial|"
    r"combination|forms?|infusions?|injections?|administration|self|outpatients?|inpatients?|starts?|clinics?|"
    r"facilit\w+|settings?|centers?|departments?|hospitals?|vials?|units?|claims?|questions?|information|emergenc\w+|appeals?|age|aged|older|use|payment|reimbursement|review|general|research|trials?|must|is|are|has|have|been|administered|providers?|"
    r"prescribers?|physicians?|observation|supervision|\d+|not|and|or)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?<!\s)\s++(?:and|or|and/or)\s+", re.IGNORECASE)


def find_uses(text: str, extra: tuple[str, ...] = ()) -> Mentions:
    """All that a text names; where the vocabulary knows no use in it, the use in the text's own words."""
    mentions = find_mentions(text, extra)
    if mentions.indications:
        return mentions
    return replace(mentions, indications=free_uses(text, extra))


def free_uses(text: str, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The uses that a sentence names after "for the treatment of" and its like."""
    away = _REDIRECT.match(text)
    match = away if away is not None and _AREA.fullmatch(away["use"].strip()) else _PHRASE.search(text)
    if match is None:
        return ()
    parts = [as_use(part, extra) for part in _JOINED.split(match["use"])]
    whole = _ARTICLES.sub("", " ".join(match["use"].split()))
    if len(parts) > 1 and (not all(parts) or any(len(part.split()) < 2 for part in parts if part)):
        return (whole.lower(),) if as_use(_JOINED.sub(" ", whole), extra) else ()
    return tuple(dict.fromkeys(part for part in parts if part))


def redirected(text: str) -> bool:
    """Whether the text sends a use that it names first elsewhere: "For X, please refer to ..."."""
    match = _REDIRECT.match(text)
    return match is not None and bool(free_uses(text))


def as_use(phrase: str, extra: tuple[str, ...] = (), *, is_list: bool = False) -> str | None:
    """The phrase in lower case where it can be the name of a use, else None.

    An item of a list that is announced as one of uses (`is_list`) may join two of them.
    """
    words = _FOR_PERSONS.sub("with", " ".join(phrase.split()).strip(" -–—,;.:"))
    words = _ARTICLES.sub("", words)
    if _AREA.fullmatch(words):
        return words.lower()
    checked = _JOINED.sub(" ", words) if is_list else words
    if len(words) < 3 or _NO_USE.search(checked) or find_drugs(words, extra):
        return None
    return words.lower()
