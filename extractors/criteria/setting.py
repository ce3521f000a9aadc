"""Where the drug may be given, and the hospital stay or emergency that a request must come from."""

import re

from extractors.model import Axis, CriterionType, Json, Leaf
from extractors.vocabulary import settings
from extractors.vocabulary.terms import Mention
from extractors.wording import grammar, phrases
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType(
        "setting",
        axes=(Axis("value", "set", "loosened"), Axis("exceptions", "set", "loosened")),
        identity=("for",),
    ),
    CriterionType(
        "hospitalization_context",
        axes=(Axis("states_any", "set", "loosened"), Axis("window", "number", "loosened")),
    ),
)

_GIVEN = re.compile(
    r"\b(?:self-)?administ\w+|\binfus(?:ed|ions?)\b|\b(?:given|performed|delivered|rendered|furnished|dosed|dosing)\b|\bprovided\b(?!\sthat)|\btakes?\splace\b|\boccurs?\b|"
    r"\btreat(?:ment|ed)\b|\bused?\b|\bdispens\w+|\bplaces?\sof\sservice\b|\bsites?\sof\s(?:care|service)\b|^\W*settings?\b|\btherapy\b|\binject\w+",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:in|at|within|inside|from|to|for)\s(?:(?:an?|the|their|his|her|either|one|any|only|certified|licensed|appropriate|monitored|supervised|(?:member|patient|prescriber|provider|physician|psychiatrist|doctor)['’]s|accredited|following|"
    r"REMS[-\s]certified|healthcare|health\scare|medical|clinical)\s){0,4}$|\b(?:place\sof\sservice|site\sof\s(?:care|service)|settings?)[^.;]{0,60}$|(?:,|\bor|\band|/|,\sor|,\sand)\s?(?:an?\s|the\s|in\s|at\s){0,2}$|\b(?:home|office)\s$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|no|neither|nor|excluding|except|prohibited|instead\sof|rather\sthan|other\sthan|outside\s(?:of\s)?|cannot|without)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:is|are)\s(?:considered\s|deemed\s)?(?:not\s(?:\w+\s){0,2}(?:covered|allowed|permitted|medically\snecessary|eligible|appropriate|approved|reimbursed|an?\sapproved)|prohibited|excluded|non-?covered|not\spayable)\b",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:not|no\slonger)\s(?:be\s)?(?:required|needed|mandatory)\b|\b(?:does|do)\snot\s(?:require|need)\b",
    re.IGNORECASE,
)  # what is not asked for at a place does not rule the place out
_AFTER = re.compile(
    r"^[^.;]{0,20}\b(?:stay|admission|start|initiation|visit|discharge|hospitali[sz]ation|use\sonly\sif)\b",
    re.IGNORECASE,
)
_POS = re.compile(
    r"\b(?:POS|places?\sof\sservice)(?:\scodes?)?\s?[:=(]?\s?(?P<codes>\d{2}\b(?:[\s,/]{1,2}(?:or\s|and\s)?(?:POS\s)?\d{2}\b){0,8})",
    re.IGNORECASE,
)
_IS_OTHER = re.compile(
    r"\b(?:drive|driving|transport\w*|ride)\b[^.;]{0,40}\bhome\b|\bhome\s(?:after|address|state|plan)\b|\b(?:office|clinic)\s(?:notes?|visits?|records?|hours|staff|manager)\b|"
    r"\bmedical\srecords?\b|\bchart\snotes?\b|\b(?:nursing\shome)\b",
    re.IGNORECASE,
)

_HOSPITAL = re.compile(
    r"\bhospital(?:i[sz]\w+|s)?\b|\binpatient\s(?:psychiatric\s)?(?:stay|admission|care|treatment|unit|hospitali[sz]ation|psychiatric)\b|\bpsychiatric\s(?:confinement|admission|unit|facility|inpatient|hospitali[sz]ation)\b|"
    r"\badmi(?:tted|ssion)\b|\bemergency\s(?:department|room)\b|\bED\b|\bdischarged?\b|\bacute\s(?:psychiatric\s)?(?:confinement|care\ssetting)\b|\bconfinement\b",
    re.IGNORECASE,
)
_STATES = phrases.table(
    ("imminent_need",
     r"\b(?:imminent(?:ly)?|will\s(?:likely\s)?(?:need|require)|would\s(?:otherwise\s)?(?:need|require|be\s(?:admitted|hospitali[sz]ed))|(?:needs?|requires?|warrants?|in\sneed\sof)\s(?:\w+\s){0,3}(?:psychiatric\s|inpatient\s|acute\s)?(?:hospital\w*|confinement|admission|inpatient)|"
     r"at\s(?:\w+\s)?risk\s(?:of|for)\s(?:\w+\s){0,2}(?:hospital\w*|admission|confinement)|(?:likely|expected)\sto\s(?:need|require|be\s(?:admitted|hospitali[sz]ed))|(?:avoid|prevent|avert)\w*\s(?:\w+\s){0,2}(?:hospital\w*|admission|confinement))\b"),
    ("ready_for_discharge", r"\b(?:safe\s(?:to\s(?:leave|be\sdischarged)|for\sdischarge)|ready\s(?:for|to\sbe)\sdischarge\w*|cleared\sfor\sdischarge|discharge[\s-]ready|discharge\sis\s(?:\w+\s)?(?:safe|planned))\b"),
    ("recent_discharge", r"\b(?:recently\s|newly\s)?discharged\b|\b(?:following|after|since)\s(?:\w+\s){0,2}discharge\b|\b(?:follow(?:s|ing|ed)?|after)\s(?:an?\s|the\s)?(?:\w+\s){0,2}(?:admission|hospitali[sz]ation|(?:hospital|inpatient)\sstay)\b|\brecent(?:ly)?\s(?:\w+\s){0,2}(?:hospital\w*|admi\w+)"),
    ("current_inpatient",
     r"\b(?:is|are|currently)\s(?:\w+\s)?(?:(?:or\swas\s)?(?:\w+\s)?(?:hospitali[sz]ed|inpatient|admitted)|an?\s(?:\w+\s)?inpatient|in\s(?:an?\s|the\s)?(?:\w+\s){0,2}hospital)|\b(?:is|are)\sor\s(?:was|were)\s(?:\w+\s){0,2}(?:treated|admitted|hospitali[sz]ed)|\binpatient\sstay\b|\bcurrent\s(?:\w+\s)?(?:hospitali[sz]ation|admission)\b"),
    ("emergency_department",
     r"\b(?:present\w*|treated|seen|evaluated|admitted|brought|visit\w*|discharged|cared\sfor)\b[^.;]{0,60}\b(?:emergency\s(?:department|room)\b|ED\b)|"
     r"\b(?:hospital\w*|inpatient\w*|admi\w+)\b[^.;]{0,30}\b(?:or|and/or)\s(?:in\s|to\s)?(?:an?\s|the\s)?(?:emergency\s(?:department|room)\b|ED\b)|"
     r"\b(?:is|are|currently)\sin\s(?:an?\s|the\s)?(?:emergency\s(?:department|room)|ED)\b|\b(?:emergency\s(?:department|room)|ED)\svisits?\b"),
    ("recent_inpatient", r"\b(?:was|were|has\sbeen|have\sbeen|had)\s(?:\w+\s){0,2}(?:hospitali[sz]ed|admitted|treated|hospitali[sz]ation|admission)\b|\bhistory\sof\s(?:\w+\s){0,3}hospitali[sz]ation"),
)  # fmt: skip
_ADMITTED = re.compile(
    r"\b(?:not|no|never|without)\s(?:\w+\s){0,3}(?:hospitali[sz]\w+|admitted|inpatient|confine\w*)\b",
    re.IGNORECASE,
)
_NO_CONTEXT = re.compile(
    r"\bstep[\s-]?therapy\b|\bmonitor\w*|\bobserv(?:ed|ation)\b|\b(?:after|following)\s(?:each|the|every)\s(?:dose|session|treatment)\b|\bplaces?\sof\sservice\b|\bsites?\sof\s(?:care|service)\b|\bhospital\s(?:outpatient|formulary|record\w*|notes?|discharge\ssummary)\b|\boutpatient\shospital\b|\b(?:is|are|be)\s(?:given|administered|infused|performed|provided|delivered)\b|\bprescribed\b|\b(?:reduction|fewer|decrease\w*)\b",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    rf"(?P<low>{grammar.NUMBER})\s?(?:-|–|to|or)\s?(?P<high>{grammar.NUMBER})\s(?:hours?|hrs?|days?|weeks?)",
    re.IGNORECASE,
)
_DIAGNOSED_AND = re.compile(
    r"[^.;]{0,40}\bdiagnos(?:is|ed)\b[^.;]{3,90}?\band\s(?=(?:is\s|was\s|has\sbeen\s|currently\s|being\s|recently\s)?(?:hospitali|admitted|discharged|an?\sinpatient))",
    re.IGNORECASE,
)
CUES = (_GIVEN, _HOSPITAL, _STATES[1][1])


def find(line: Line) -> tuple[Found, ...]:
    """Places of care that a line asks for or rules out, and hospital stays it asks for."""
    stays = _stay(line)
    return stays or tuple(
        found for start, end in phrases.sentences(line.text) for found in _places(line, start, end)
    )


def _places(line: Line, start: int, end: int) -> tuple[Found, ...]:
    text = line.text[start:end]
    if not _GIVEN.search(text) or _IS_OTHER.search(text) or _NOT_ASKED.search(text):
        return ()
    named = (*(m for m in settings.find(text) if _is_place(text, m)), *_by_code(text))
    if not named:
        return ()
    denied = tuple(m for m in named if _is_denied(text, m))
    allowed = tuple(m for m in named if m not in denied)
    return tuple(
        Found(_leaf(line, op, group, text), start + group[0].start, start + group[-1].end, 1)
        for op, group in (("in", allowed), ("not_in", denied))
        if group
    )


def _by_code(text: str) -> tuple[Mention, ...]:
    """The places that codes of places of service name."""
    return tuple(
        Mention(settings.CODES[code.group()], match.start(), match.end("codes"))
        for match in _POS.finditer(text)
        for code in re.finditer(r"\d{2}", match["codes"])
        if code.group() in settings.CODES
    )


def _leaf(line: Line, op: str, named: tuple[Mention, ...], text: str) -> Leaf:
    exceptions = phrases.exceptions(text)
    return leaf(
        line, "setting", op, phrases.listed(m.code for m in named), None, 0.85,
        exceptions=[*exceptions] if exceptions and op == "not_in" else None,
    )  # fmt: skip


def _is_place(text: str, mention: Mention) -> bool:
    """Whether the words name where the drug is given; a certified site is the REMS's business."""
    if mention.code == "rems_certified_setting" or _AFTER.search(text[mention.end :]):
        return False
    before = text[max(0, mention.start - 90) : mention.start]
    is_subject = bool(_GIVEN.match(text[mention.end :].lstrip()) or _REFUSED.search(text[mention.end :]))
    is_adverb = re.match(r"at\b|in-|take|self", text[mention.start :], re.IGNORECASE)
    return bool(is_adverb or _AT.search(before)) or (is_subject and mention.code in ("home", "telehealth"))


def _is_denied(text: str, mention: Mention) -> bool:
    before = text[: mention.start]
    cues = [match for match in _NOT.finditer(before)]
    if cues and not re.search(r";|\bbut\b|\bonly\sin\b|\bmust\b", before[cues[-1].end() :], re.IGNORECASE):
        return True
    return bool(_REFUSED.search(text[mention.end :]))


def _stay(line: Line) -> tuple[Found, ...]:
    text = line.text
    cue = _HOSPITAL.search(text) or _STATES[1][1].search(text)
    if cue is None or _NO_CONTEXT.search(text) or _NOT_ASKED.search(text):
        return ()
    states = phrases.every(_STATES, text)
    if _ADMITTED.search(text) and not set(states) - {"current_inpatient", "recent_inpatient"}:
        node = leaf(line, "hospitalization_context", "absent", None, None, 0.7, **_window(text))
        return (Found(node, cue.start(), len(text), 3),)
    if not states:
        return ()
    node = leaf(
        line, "hospitalization_context", "present", None, None, 0.85, states_any=[*states], **_window(text),
        evidence=phrases.evidence(text), episode_scope=phrases.first(phrases.EPISODE, text),
    )  # fmt: skip
    diagnosed = _DIAGNOSED_AND.match(text)
    return (Found(node, diagnosed.end() if diagnosed else 0, len(text), 3),)


def _window(text: str) -> dict[str, Json]:
    """The time within which the stay falls: a range as its two ends."""
    ranged = _WINDOW.search(text)
    duration = next((d for d in grammar.durations(text)), None)
    if duration is None:
        return {}
    if ranged:
        ends: Json = [grammar.number(ranged["low"])[0], grammar.number(ranged["high"])[0]]
        return {"window": ends, "window_unit": duration.unit}
    return {"window": duration.value, "window_unit": duration.unit}
