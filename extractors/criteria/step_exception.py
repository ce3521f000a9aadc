"""Ways around step therapy, and cover for members who come with the therapy already running."""

import re

from extractors.model import Axis, CriterionType
from extractors.wording import grammar, phrases
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType("step_exception", added="loosened", axes=(Axis("conditions_any", "set", "loosened"), Axis("waives", "set", "loosened"))),
    CriterionType("transition_of_care", added="loosened", axes=(Axis("duration", "duration", "loosened"),)),
)  # fmt: skip

_STEP = (
    r"(?:step[\s-]?therapy(?:\s(?:requirements?|criteri(?:a|on)|rules?|program|edits?|protocol))?|(?:the\s)?(?:prior\s)?(?:trial|step|fail[\s-]first|first[\s-]line)\s"
    r"(?:requirements?|criteri(?:a|on)|rules?)|(?:prior|previous|required)\s(?:drug\s|medication\s)?trials|(?:(?:prior|previous)\s)?(?:failure|trials?)\sof\s(?:at\sleast\s)?(?:\w+\s){1,3}(?:antidepressants?|SSRIs?|SNRIs?)|(?:the\s)?(?:\w+-)?antidepressant\s(?:trials?\s)?requirements?|(?:prior|previous|trials?\sof)\s(?:\w+\s){0,2}antidepressants?(?:\s(?:trials?|requirements?))?|antidepressant\strials?(?:\srequirements?)?)"
)
_NOT = (
    r"(?:(?:does|do|will|shall)\snot\sapply|(?:is|are|will\sbe|may\sbe|can\sbe|must\sbe|shall\sbe)\s(?:waived|bypassed|lifted|set\saside|suspended|not\s(?:\w+\s)?(?:required|applied|applicable|needed|imposed|prerequisites?))|may\snot\sbe\s(?:required|needed|necessary)|"
    r"(?:is|are)\s(?:inapplicable|no\slonger\s(?:required|needed)))"
)
_WAIVED = re.compile(
    rf"\b{_STEP}(?:\s(?:and|or)\s(?:\w+\s){{1,3}})?\s?[^.;]{{0,40}}?\b{_NOT}|\b(?:exempt(?:ed|ion|ions)?|exception|excused|released)\s(?:from|to)\s(?:the\s)?(?:\w+\s)?{_STEP}|"
    rf"\b(?:bypass|waive|skip|override)(?:s|es|d)?\s(?:the\s)?(?:\w+\s)?{_STEP}|\b(?:do|does|need)\snot\s(?:need\sto\s|have\sto\s)?(?:meet|satisfy|complete|undergo|go\sthrough)\s(?:the\s)?{_STEP}|\bnot\s(?:be\s)?(?:subject\sto|required\sto\s(?:meet|satisfy|complete))\s(?:the\s)?{_STEP}|"
    rf"\bwithout\s(?:having\sto\s)?(?:meet(?:ing)?|satisfy(?:ing)?|complet(?:ing|e))\s(?:the\s)?{_STEP}|\bno\s(?:prior\s|previous\s)?antidepressant\strials?\s(?:is|are)\s(?:required|needed)\b|\b(?:will|does|do|shall)\snot\s(?:require|apply|impose)\s(?:the\s)?{_STEP}|\bneed\snot\shave\s(?:failed|tried)\s(?:\w+\s){{1,3}}antidepressants?\b|\bno\sstep[\s-]therapy\s(?:is\s|applies\b|requirement\b)(?:required|needed|applied)?",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:not|never|cannot|no)\s(?:be\s|an?\s|\w+ly\s){0,2}(?:exempt\w*|excused|released|waived?|bypass\w*|skip\w*|exceptions?|overrid\w+)\b",
    re.IGNORECASE,
)
_CONDITIONS = phrases.table(
    ("inpatient_start",
     r"\b(?:started|initiated|begun|began|received)\b[^.;,]{0,50}\b(?:inpatient|hospital\w*|during\s(?:an?\s)?admission)\b|\b(?:inpatient|hospital)\s(?:initiation|start)\b|"
     r"\b(?:inpatient|hospital(?:i[sz]ation)?)\b[^.;,]{0,30}\b(?:where|when|during\swhich)\b[^.;,]{0,30}\b(?:started|initiated)\b|\bdischarged\s[^.;,]{0,60}\son\s(?:spravato|esketamine|the\s(?:requested\s)?drug)\b"),
    ("established_on_therapy",
     r"\bestablished\s(?:on|with|patients?|members?|individuals?|users?)\b|\balready\s(?:\w+\s){0,2}(?:taking|receiving|on|using|stabili[sz]ed)\b|\bcurrently\s(?:\w+\s)?(?:taking|receiving|stable|stabili[sz]ed|established|on|using|treated)\b|"
     r"\bstab(?:le|ili[sz]ed)\son\b|\b(?:has|have)\sbeen\s(?:taking|receiving|on|using)\b|\bcontinu(?:es?|ing|ation)\s(?:of\s)?(?:existing|current|ongoing)\b"),
    ("paid_claim_history", r"\bpaid\sclaims?\b|\b(?:prior|previous|other|former)\s(?:health\s)?(?:plan|insurer|payer|carrier)\s(?:has\s|had\s)?(?:paid|covered)\b|\bclaims?\shistory\b"),
    ("prior_authorization_on_file", r"\bprevious(?:ly)?\s(?:approved|authori[sz]ed)\b"),
    ("acute_suicidality", r"\bsuicid\w+\b|\bimminent\srisk\b"),
    ("contraindicated", r"\bcontraindicat\w+\b"),
    ("intolerance", r"\bintoleran\w+\b|\bcannot\stolerate\b|\bnot\stolerated\b"),
    ("pregnancy", r"\bpregnan\w+\b"),
    ("psychotic_features", r"\bpsychotic\sfeatures\b"),
    ("expected_ineffective", r"\b(?:expected|likely)\sto\s(?:be\s)?(?:ineffective|fail|harm\w*|cause)\b"),
)  # fmt: skip
_WAIVES = phrases.table(
    ("augmentation_trials", r"\baugmentation\b"),
    ("psychotherapy_trial", r"\bpsychotherapy\b"),
)
_TRANSITION = re.compile(
    r"\btransition(?:al)?[\s-](?:of[\s-]care|fills?|period|supply|coverage|benefit|of\s(?:coverage|therapy))\b|\bcontinuity[\s-]of[\s-]care\b|\btransitioning\s(?:from|into|to)\b|"
    r"\bgrandfather\w*\b|\b(?:switch(?:es|ing|ed)?|chang(?:es|ing|ed?))\s(?:health\s)?(?:plans?|insur\w+|carriers?)\b|\b(?:started|begun|initiated|approved|paid|received|covered|authori[sz]ed)\s(?:under|by|through|with|while\son)\s(?:an?\s|the\s|their\s)?(?:prior|previous|former|another|different)\s(?:\w+\s)?(?:plan|insurer|insurance|carrier|payer|coverage)\b|\b(?:new(?:ly)?)\s(?:to\s(?:the\s|this\s|our\s)?(?:health\s)?plan|enrolled|members?|enrollees?)\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\bestablished\b|\balready\b|\bcurrently\b|\bstab(?:le|ili[sz]ed)\b|\bcontinu\w+\b|\bexisting\b|\bongoing\b|\bin\sprogress\b|\bwas\sstarted\b|\bprevious\s(?:plan|insurer|carrier|coverage)\b|\bmid-?(?:treatment|course)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\btransition(?:al)?[\s-](?:of|fills?|period|supply|coverage|benefit)|\bcontinuity[\s-]of[\s-]care\b|\bgrandfather",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:not|no|never)\s(?:\w+\s){0,3}(?:transition|continuity|grandfather|new\sto)|\b(?:transition|continuity|grandfather)\w*[^.;]{0,40}\b(?:does|do|is|are|will)\snot\b",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\b(?:approv\w+|authori[sz]\w+|cover\w*|granted|allowed|honou?red|receiv\w+|eligible|may\s(?:continue|complete|finish)|permitted|supply|fills?|provided|valid)\b",
    re.IGNORECASE,
)
CUES = (_WAIVED, _TRANSITION)


def find(line: Line) -> tuple[Found, ...]:
    """Exceptions to step therapy and cover in transition, each once a line."""
    return (*_exception(line), *_transition(line))


def _exception(line: Line) -> tuple[Found, ...]:
    match = _WAIVED.search(line.text)
    if match is None or _KEPT.search(line.text):
        return ()
    conditions = phrases.every(_CONDITIONS, line.text)
    waives = ["step_therapy_trials", *phrases.every(_WAIVES, match.group())]
    node = leaf(
        line, "step_exception", "present", None, None, 0.88 if conditions else 0.7,
        conditions_any=[*conditions] or None, waives=waives,
    )  # fmt: skip
    return (Found(node, 0, len(line.text), 5),)


def _transition(line: Line) -> tuple[Found, ...]:
    match = _TRANSITION.search(line.text)
    if match is None or _REFUSED.search(line.text) or not _GRANTED.search(line.text):
        return ()
    duration = next(
        (d for d in grammar.durations(line.text) if d.unit in ("day", "week", "month", "year")), None
    )
    is_named = _NAMED.search(line.text)
    if not (is_named or (_RUNNING.search(line.text) and duration)):
        return ()
    node = leaf(
        line,
        "transition_of_care",
        "present",
        None,
        None,
        0.88,
        duration=duration.json() if duration else None,
    )
    return (Found(node, 0, len(line.text), 5),)
