"""Conditions in words of their own, which no vocabulary holds: the disease or its state as printed.

Three shapes say one: "patient has X", a line that is nothing but a disease or its state, and a list
of conditions of which some must be there.
"""

import re
from dataclasses import dataclass

from extractors.wording import grammar, listed_words
from extractors.wording.cues import Cues

_WHO = r"(?:(?:the\s)?(?:patient|member|individual|recipient|beneficiary)s?\s)"
_ILLNESS = (
    r"(?:\w*(?:itis|osis|oma|emia|aemia|penia|pathy|trophy|plegia|ectasia|ectasias|algia|lepsy|dystonia|spasticity|rrhea|rrhage|uria|philia|plasia|edema)"
    r"|diseases?|syndromes?|disorders?|cancers?|tumou?rs?|malformations?|infections?|deficienc(?:y|ies)|insufficiency|failure|malignanc(?:y|ies)|seizures|headaches?|migraines?|"
    r"hypertension|arrhythmias?|stroke|obesity|diabetes|asthma|eczema|urticaria|ulcers?|anemia|abnormalit(?:y|ies)|transplant)"
)
_HAS = re.compile(
    rf"^\W*{_WHO}?(?:has|have|is\sdiagnosed\swith|has\sbeen\sdiagnosed\swith|with)\s(?:an?\s)?(?:documented\s|confirmed\s|history\sof\s)?"
    rf"(?P<what>(?:[\w'’/+-]+,?\s){{0,7}}?{_ILLNESS})\b(?=\W*(?:$|\(|\[|defined|confirmed|with\s|that\s|and\s(?:is|has|meets)\s|as\s))",
    re.IGNORECASE,
)
_BEARS = re.compile(
    rf"^\W*{_WHO}(?:has|have)\s(?:an?\s)?(?P<what>(?:[\w/+]+-)+(?:associated|related|induced|mediated|positive|mutated)\s(?:\w+\s?){{1,3}})\W*$",
    re.IGNORECASE,
)
_BEFORE_TRIAL = re.compile(
    rf"^\W*(?P<what>(?:[\w'’/+-]+\s){{0,7}}?{_ILLNESS})\s(?:and|that)\s(?:is\s|was\s|has\s)?(?=intoleran|refractory|resistant|failed|relapsed|progressed|unresponsive)",
    re.IGNORECASE,
)
_STATE = (
    r"(?:relapsed|refractory|recurrent|metastatic|unresectable|resectable|inoperable|advanced|progressive|active|chronic|acute|severe|symptomatic|"
    r"newly\sdiagnosed|in\sremission|localized|persistent|\w+-(?:positive|negative|mutated|resistant|refractory|dependent))"
)
_ALL_OF_IT = re.compile(
    rf"^\W*(?:(?:[\w'’/+-]++,?\s){{0,10}})?(?:{_STATE}|{_ILLNESS})\b(?:\s(?:[\w'’/+-]++,?+\s?+){{1,10}})?\W*$",
    re.IGNORECASE,
)
_STATED = re.compile(
    rf"^\W*(?:(?:the\s)?(?:patient|member|individual)'?s\s|the\s)?(?P<what>(?:disease|tumou?r|cancer|condition)\sis\s(?:\w+\s)?{_STATE}[^.;:()]{{0,80}})",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:treat|for|has|have)\s(?P<what>an\s(?:indication|diagnosis|condition)\s(?:\w+\s){0,2}(?:listed|named|shown|included)\sin\s(?:the\s)?(?:table|section|appendix|list)\s?[\w.]{0,4})",
    re.IGNORECASE,
)
_RISK = re.compile(
    r"^\W*(?:is\s)?at\s(?:high|increased|intermediate)\srisk\s(?:of|for)\s[\w\s-]{3,40}$", re.IGNORECASE
)
_ONE_STATE = re.compile(rf"^(?:medically\s|surgically\s)?{_STATE}\b", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:one|any|either|both|all)\b[^:]{0,30}\bfollowing\b[^:]{0,20}:?\W*$", re.IGNORECASE)
_ASKS_FOR_ONE = re.compile(
    r"\b(?:(?:requested|used|prescribed|given|being\sused|medication\sis)\s(?:as\s)?(?:an?\s)?(?:\w+\s)?(?:treatment\s)?for|treatment\s(?:for|of)|"
    r"diagnos[ie]s\s(?:of|is|includes?)?|disease\s(?:is|state)|(?:has|have)\s(?:at\sleast\s)?(?:one|either|any))\b[^:]{0,60}:?\W*$"
    r"|\b(?:relapsed|refractory|leukemia|lymphoma|carcinoma|cancer|disease)\b[^:]{0,40}\((?:\w{1,3},?\s){0,4}(?:and|or)\s\w{1,3}\)\W*$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|must|should|may|can|does|do|did|not|no|without|tried|failed|used|using|given|receiv\w+|treat\w+|therap\w+|prescri\w+|"
    r"document\w*|request\w*|approv\w+|dos(?:e|es|ing)|trials?|response|respond\w*|intoleran\w+|history|score|mg|weeks?|months?|days?|years?|age)\b|[%≥≤<>]|\?",
    re.IGNORECASE,
)
_NO_CANDIDATE = re.compile(r"\b(?:is\s)?not\s(?:an?\s)?(?:\w+\s){0,2}candidates?\b", re.IGNORECASE)
_BLANKED = re.compile(r"\s\([^()]{0,40}\)")
_LABELED = re.compile(
    rf"(?:^\W*(?:{_WHO}(?:has|have)|(?:the\s)?(?:request|drug|agent|medication|product)\sis\s(?:\w+\s)?for))\s(?:an?\s|the\s)?(?P<what>(?:FDA[-\s](?:labell?ed|approved)\s(?:indication|diagnosis)\b(?!\(s)|"
    r"indication\s(?:that\sis\s)?(?:supported|listed|recommended)[^.;,(\[]{3,60}))",
    re.IGNORECASE,
)
_SOME_OF = re.compile(
    rf"\b(?:(?:at\sleast\s)?(?P<n>{grammar.NUMBER})(?:\sor\smore)?|any|either)\s(?:of\s)?(?:the\s)?(?:following\s)?(?:\w+\s)?(?:conditions|symptoms|comorbidit(?:y|ies)|diagnoses|risk\sfactors|disorders)"
    rf"(?:\s(?:listed\s|described\s)?below)?\s?:\s?(?P<list>[^:]{{3,900}})$",
    re.IGNORECASE,
)

_CUES = Cues({pattern: (pattern,) for pattern in (_LABELED, _LISTED, _HAS, _BEARS, _STATED)})
_BEFORE_CUES, _SOME_CUES = Cues({"before": (_BEFORE_TRIAL,)}), Cues({"some": (_SOME_OF,)})


@dataclass(frozen=True, slots=True)
class Condition:
    """Conditions in printed words at a place; of several at least `n` must be there."""

    names: tuple[str, ...]
    start: int
    end: int
    n: float | None = None


def find(text: str, heading: str) -> Condition | None:
    """What a line says the member has, in its own words; `heading` is what announces the line."""
    for pattern in _CUES.may_say(text):
        match = pattern.search(text)
        if match and not _is_denied(text, match):
            return Condition((_name(match["what"]),), match.start("what"), match.end("what"))
    bare = _BLANKED.sub("", text)
    before = _BEFORE_TRIAL.search(bare) if _BEFORE_CUES.may_say(bare) else None
    if before is not None and not _VERB.search(before["what"]):
        return Condition((_name(before["what"]),), 0, before.end("what"))
    return _alone(text, heading)


def some_of(text: str) -> Condition | None:
    """A list of conditions or symptoms of which some must be there."""
    match = _SOME_OF.search(text) if _SOME_CUES.may_say(text) else None
    if match is None:
        return None
    names = listed_words.items(match["list"])
    n = grammar.number(match["n"])[0] if match["n"] else 1
    return Condition(names, match.start(), match.end(), n) if names else None


def _alone(text: str, heading: str) -> Condition | None:
    """A line that is nothing but a disease or its state, below words that ask for one."""
    said = listed_words.plain(text)
    said_of = _NO_CANDIDATE.sub("", said)
    is_choice = _CHOICE.search(heading) is not None
    if is_choice and _RISK.match(said):
        return Condition((_name(said),), 0, len(text))
    if len(said.split()) > 16 or _VERB.search(said_of) or not _ALL_OF_IT.match(said):
        return None
    ends_as_disease = re.search(r"\bdisease$", said, re.IGNORECASE) and re.search(
        rf"\b{_STATE}\b", said, re.IGNORECASE
    )
    is_state = is_choice and _ONE_STATE.match(said) and re.search(r"\bdisease\b|\bdue\sto\b", said)
    if not (_ASKS_FOR_ONE.search(heading) or ends_as_disease or is_state):
        return None
    return Condition((_name(said),), 0, len(text))


def _is_denied(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start("what") - 24) : match.end("what")]
    return (
        re.search(r"\b(?:no|not|non|without|intoleran\w+|contraindicat\w+)\b", around, re.IGNORECASE)
        is not None
    )


def _name(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" ,.-").lower()
