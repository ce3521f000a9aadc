"""Papers that a request must come with, what a prescriber must affirm, and age left to the label.

Proof of another criterion ("documented trial of ...") qualifies that criterion; here the paper itself
is asked for. What stands in the same clause as another criterion therefore yields to it.
"""

import re

from extractors.model import Axis, CriterionType, Json, Leaf
from extractors.vocabulary import papers
from extractors.wording import phrases
from extractors.wording.line import Found, Line, leaf

_KINDS = (Axis("kinds", "set", "tightened"),)
TYPES = (
    CriterionType("documentation_required", axes=_KINDS, identity=("scope",), weight=1.0),
    CriterionType("attestation_required", axes=_KINDS, identity=("scope",), weight=0.5),
    CriterionType("age_per_label", is_rule=False),
)

_LABEL = r"(?:(?:FDA|product|drug|package|manufacturer'?s?|prescribing|approved|labeled|labelled)[-\s]{1,2}){0,3}(?:label(?:ing|ling|ed|led)?|prescribing\sinformation|package\sinsert|approv\w+|indication)"
_AGE_LABEL = (
    re.compile(
        rf"\bage\b(?:\s(?:is|are|of\s\w+|falls?|must\sbe|should\sbe|requirements?|range|limits?|criteria)){{0,3}}[^.;,]{{0,30}}?\b(?:within|in\saccordance\swith|consistent\swith|"
        rf"per|according\sto|supported\sby|matches|meets|in\sline\swith|appropriate\s(?:per|for|under)|approved\s(?:in|by|for)|as\sstated\sin|specified\sin|allowed\sby)\s(?:the\s)?[^.;,]{{0,30}}?{_LABEL}(?:\s(?:for|of)\s(?:the\s)?(?:\w+\s){{0,2}}(?:indication|diagnosis|drug|agent|product))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:within|meets?)\s(?:the\s)?{_LABEL}\s(?:age|minimum\sage)(?:\s(?:range|limits?|requirements?|group|criteria))?(?:\s(?:for|of)\s(?:the\s)?(?:\w+\s){{0,2}}(?:indication|diagnosis|drug|agent|product))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bage[-\s]appropriate\s(?:per|under|according\sto|by)\s(?:the\s)?{_LABEL}|\b(?:FDA|label)[-\s](?:approved|labeled|labelled)\s(?:minimum\s)?age\b|\bage\s(?:range|limit)s?\s(?:in|of|on)\s(?:the\s)?{_LABEL}",
        re.IGNORECASE,
    ),
)
_OUTSIDE = re.compile(r"\b(?:not|younger|below|under|outside|beyond|above|older)\b", re.IGNORECASE)
_AGE_SUPPORT = re.compile(
    r"\b(?:(?:the\s)?(?:prescriber|provider|physician|requestor)\s)?(?:has\s|must\s|will\s|can\s)?(?:suppl\w+|provid\w+|submit\w*|give[sn]?|gave|furnish\w*|"
    r"document\w*|include[sd]?|offers?)\s[^.;]{0,40}?\b(?:support|information|rationale|justification|evidence|documentation|literature|data|reasons?)\b[^.;]{0,80}?\bage\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:must|shall|should|will|is|are|was|were|be|been|has|have|needs?\sto)\s(?:\w+\s){0,2}?(?:submitted|provided|supplied|included|required|attached|"
    r"furnished|requested|sent|available|accompan\w+|enclosed|on\sfile|completed|kept|maintained|faxed|uploaded)\b|"
    r"\b(?:submit|provide|supply|include|attach|furnish|send|fax|upload|accompanied\sby|come\swith|comes\swith|submits|provides|submitted|"
    r"requires?|completed\sand\ssubmitted)\b|\bsubmission\sof\b|\baccompan(?:y|ies)\s(?:the|this|each|every|all|any)\s(?:\w+\s){0,2}requests?\b|\brequired\s?(?:[:.]|$)|\bis\srequired\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\bdocumentation\b|\bdocuments\b(?!\s(?:that|a|an|the))|\bproof\b|\bcopy\sof\b", re.IGNORECASE
)
_NOT_NEEDED = re.compile(
    r"\b(?:not|no(?:\slonger)?|without)\s(?:\w+\s){0,3}(?:documentation|documents|required|needed|records|notes)\b",
    re.IGNORECASE,
)
_PROVING = re.compile(
    r"\b(?:document\w*|show\w*|confirm\w*|demonstrat\w*|indicat\w*|verif\w*|support\w*|evidenc\w*|that)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\bdocumentation\s(?:may|can|must|should)\s(?:also\s)?include\b", re.IGNORECASE)
_FREE = re.compile(
    r"\b(?:may|can|could)\s(?:also\s)?be\s(?:submitted|attached|provided|included|enclosed|sent|faxed|uploaded)\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:must|shall|required|requires?|needs?|only)\b", re.IGNORECASE)
_TAG = re.compile(r"[\[(]\s?(?:\w+\s){0,3}documentation(?:\sis)?\s(?:required|needed)\s?[\])]", re.IGNORECASE)
_TAIL = re.compile(
    r"(?<=\s)[-–—]\s?documentation\s(?:\w+\s){0,3}(?:must|is|shall|should|required)\b[^.;]{0,40}$",
    re.IGNORECASE,
)  # a demand of its own behind a dash, not the proof of one trial
_ATTEST = re.compile(
    r"\battest(?:s|ed|ing|ation)?\b|\b(?:prescriber|provider|physician)\s(?:certifies|affirms|confirms\sin\swriting)\b",
    re.IGNORECASE,
)
_ATTESTED = re.compile(
    r"\battestation\s(?:form\s)?(?:is|must|has|from|by|signed|required|to)\b|\bsigned\sattestation\b|\battestation\s(?:form|statement)\b|"
    r"\bmust\sattest\sto\b|\b(?:an?|provider|prescriber|physician)\sattestation\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:prescriber|provider|physician|practitioner)s?\s(?:has\s|have\s)?(?:believes?|believed|determine[sd]?|judge[sd]?|concludes?|concluded|considers?|"
    r"feels?|states?)\b",
    re.IGNORECASE,
)
_SCOPE = phrases.table(
    ("all_criteria", r"\b(?:all|each|every)\s(?:of\sthe\s)?(?:\w+\s){0,3}criteri(?:a|on)\b|\bcriteria\s(?:are|is|have\sbeen|has\sbeen)\s(?:all\s)?met\b|\ball\srequirements\b|"
     r"\bwhere\snoted\b"),
    ("step_therapy", r"\bstep\stherapy\b|\b(?:prior|previous|past|failed)\s(?:\w+\s){0,2}(?:trials?|therap(?:y|ies)|treatments?|medications?)\b"),
    ("diagnosis", r"\bdiagnosis\b"),
    ("response", r"\b(?:response|improvement|clinical\sbenefit)\b"),
)  # fmt: skip
_ILLUSTRATED = re.compile(
    r"\b(?:e\.g\.?|for\sexample|such\sas|including|may\sinclude|not\slimited\sto)\b", re.IGNORECASE
)
CUES = (_TAIL, *_AGE_LABEL, _AGE_SUPPORT, _ATTEST, _JUDGED, _GIVEN, _PAPER)


def find(line: Line) -> tuple[Found, ...]:
    """Papers, affirmations and ages per label that a line asks for."""
    if "ketamine" not in line.drug and (tail := _TAIL.search(line.text)):
        node = leaf(
            line,
            "documentation_required",
            "required",
            True,
            None,
            0.8,
            scope=phrases.first(_SCOPE, line.text),
        )
        return (Found(node, tail.start(), tail.end(), 3),)
    label = _age_label(line)
    support = _age_support(line)
    if label or support:
        return (*label, *support)
    return tuple(found for start, end in phrases.sentences(line.text) if (found := _clause(line, start, end)))


def _age_label(line: Line) -> tuple[Found, ...]:
    match = next((m for pattern in _AGE_LABEL if (m := pattern.search(line.text))), None)
    if match is None or _OUTSIDE.search(line.text[max(0, match.start() - 24) : match.end()]):
        return ()
    return (Found(leaf(line, "age_per_label", "required", True, None, 0.9), match.start(), match.end(), 2),)


def _age_support(line: Line) -> tuple[Found, ...]:
    match = _AGE_SUPPORT.search(line.text)
    if match is None:
        return ()
    node = leaf(line, "documentation_required", "present", None, None, 0.85, kinds=["age_justification"])
    return (Found(node, match.start(), match.end(), 2),)


def _clause(line: Line, start: int, end: int) -> Found | None:
    text = _TAG.sub(lambda m: " " * len(m.group()), line.text[start:end])
    if _NOT_NEEDED.search(text) or _ABOUT.search(text) or (_FREE.search(text) and not _MUST.search(text)):
        return None
    if _ATTEST.search(text) or _JUDGED.search(text):
        return _attested(line, text, start, end)
    kinds = phrases.listed(m.code for m in papers.PAPERS.find(text))
    is_asked = _GIVEN.search(text) is not None
    has_paper = _PAPER.search(text) is not None
    if not ((kinds and (is_asked or has_paper)) or (has_paper and is_asked)):
        return None
    if not kinds and not re.search(
        r"\bdocumentation\s(?:\w+\s){0,3}(?:is|are|must|shall|required|to\ssupport)\b|\b(?:submission|copy)\sof\b|\b(?:submit|provide)\w*\s(?:\w+\s){0,3}documentation\b",
        text,
        re.IGNORECASE,
    ):
        return None
    if _proves_more(text, bool(kinds)):
        return None
    return Found(_paper(line, text, kinds), start, end, -1)


def _proves_more(text: str, is_named: bool) -> bool:
    """Whether the papers prove something that is worth its own words."""
    scope = phrases.first(_SCOPE, text)
    if scope == "all_criteria":
        return "following" in text.lower()
    if not is_named:
        return len(text.split()) > 9
    last = max(mention.end for mention in papers.PAPERS.find(text))
    proven = _PROVING.search(text[last:])
    return len(text) > 240 or (proven is not None and scope is None and len(text[last:].split()) > 7)


def _paper(line: Line, text: str, kinds: list[str]) -> Leaf:
    is_open = bool(kinds) and _ILLUSTRATED.search(text) is not None
    codes: Json = kinds or None
    op, value = ("present", None) if kinds else ("required", True)
    return leaf(
        line, "documentation_required", op, value, None, 0.75, kinds=codes, illustrative=True if is_open else None,
        scope=phrases.first(_SCOPE, text),
    )  # fmt: skip


def _attested(line: Line, text: str, start: int, end: int) -> Found | None:
    """An affirmation asked for as such; one of another criterion is that criterion's proof."""
    kinds = phrases.listed(m.code for m in papers.AFFIRMED.find(text))
    if not kinds and not _ATTESTED.search(text):
        return None
    scope = "all_criteria" if "all_criteria" in kinds else None
    codes: Json = [kind for kind in kinds if kind != scope] or None
    op, value = ("present", None) if codes else ("required", True)
    node = leaf(line, "attestation_required", op, value, None, 0.75, kinds=codes, scope=scope)
    return Found(node, start, end, -1)
