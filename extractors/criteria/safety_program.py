"""REMS and the watch over each dose: certification, enrolment, supervision, monitoring, transport."""

import re

from extractors.model import Axis, CriterionType, Json, Leaf
from extractors.wording import grammar, phrases
from extractors.wording.line import Found, Line, group, leaf

TYPES = (
    CriterionType("rems_site_certified", axes=(Axis("subject_any", "set", "loosened"),), weight=0.5),
    CriterionType("rems_patient_enrolled", weight=0.5),
    CriterionType("rems_pharmacy_certified", weight=0.5),
    CriterionType("supervised_administration", weight=0.5),
    CriterionType("monitoring_duration_min", axes=(Axis("value", "duration", "tightened"),), weight=0.5),
    CriterionType("bp_check", identity=("timing",), weight=0.5),
    CriterionType("pulse_oximetry", weight=0.5),
    CriterionType("transport_arranged", weight=0.5),
)

_REMS = re.compile(r"\bREMS\b|\brisk\sevaluation\sand\smitigation\b|\bcertified\b", re.IGNORECASE)
_SUBJECTS = phrases.table(
    ("pharmacy", r"\bpharmac(?:y|ies)\b"),
    ("provider", r"\b(?:provider|prescriber|physician|practitioner)s?\b"),
    ("healthcare_setting", r"\b(?:health\s?care\s(?:setting|facility|site)|treatment\s(?:center|site)|facility|clinic|setting|site|center|office|location)s?\b"),
)  # fmt: skip
_SITE = re.compile(
    r"\b(?:(?P<who>(?:the\s|a\s|both\s)?(?:[\w/,-]+\s){0,10}?)(?:is|are|be|has\sbeen|must\sbe|being)\s(?:\w+\s)?(?:REMS[-\s])?certified(?:\s(?:in|by|with|under|through)\s(?:the\s)?(?:\w+\s){0,4}(?:REMS|program))?(?:\sprogram)?|"
    r"\bREMS[-\s]certified(?:\s(?:health\s?care\s)?(?:setting|site|center|facility|provider|clinic|prescriber|treatment\scenter|office)s?)?|"
    r"\bcertified\s(?:health\s?care\s|treatment\s|medical\s|REMS\s)?(?:setting|site|center|facility|provider|clinic)s?\b|\bcertified\s(?:in|under|with|by|through)\s(?:the\s)?(?:\w+\s){0,3}REMS(?:\sprogram)?|"
    r"\b(?:provider|prescriber|facility|site|clinic|setting)\b[^.;]{0,30}\b(?:enrolled|registered|participat\w+)\s(?:in|with)\s(?:the\s)?(?:\w+\s){0,3}REMS(?:\sprogram)?|"
    r"\b(?:provider|prescriber|facility|site|clinic|setting|center|pharmacy|office)\b[^.;]{0,30}\b(?:has|have|holds?|maintains?|with)\s(?:\w+\s){0,3}REMS\scertification)",
    re.IGNORECASE,
)  # fmt: skip
_ENROLLED = re.compile(
    r"\b(?:(?:member|patient|individual|recipient|beneficiary|enrollee)s?\b[^.;]{0,30}\b)?(?:enrolled|enrollment|enrolment|enrolls?|registered)\b[^.;]{0,20}\b(?:in|with)\s(?:the\s)?(?:\w+\s){0,4}?REMS(?:\sprogram)?|"
    r"\bREMS\s(?:program\s)?(?:patient\s)?enroll?ment\b(?!\sform)|"
    r"\b(?:member|patient|individual|recipient)s?\s(?:is|are|must\sbe|has\sbeen)\s(?:\w+\s)?enrolled\b(?=\W*$|\s?[(;,.])",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\bpharmac(?:y|ies)\sand\s(?:the\s)?(?:[\w-]+\s){0,2}(?:setting|facility|site|center|clinic|provider|prescriber|office)s?\b|"
    r"\b(?:setting|facility|site|center|clinic|provider|prescriber|office)s?\sand\s(?:the\s)?(?:[\w-]+\s){0,2}pharmac(?:y|ies)\b",
    re.IGNORECASE,
)  # each of them must be certified
_NOT_ENROLLED = re.compile(r"\b(?:not|never)\s(?:\w+\s){0,3}(?:enroll?ed|registered|enroll)\b", re.IGNORECASE)
_SUPERVISED = re.compile(
    r"\b(?:(?:self-)?administ\w+|used?|given|dosed|dosing|treatment)\b[^.;]{0,60}\b(?:under|with)\s(?:the\s)?(?:direct\s|on-?site\s|medical\s){0,3}(?:observation|supervision)\b(?:\s(?:of|by)\s(?:an?\s)?(?:\w+\s){0,4}(?:provider|professional|prescriber|physician))?|"
    r"\b(?:under|with)\s(?:the\s)?direct\s(?:observation|supervision)\b|\bsupervised\sadministration\b|\b(?:supervised|observed)\sby\s(?:an?\s)?(?:\w+[\s-]){0,3}(?:provider|professional|physician)",
    re.IGNORECASE,
)
_WATCH = re.compile(
    r"\b(?:under|with)\s(?:the\s)?(?:direct\s|on-?site\s|medical\s){0,3}(?:observation|supervision)\b",
    re.IGNORECASE,
)
_NOT_A_WATCH = re.compile(
    r"\b(?:within|every|each|q)\s(?:the\s)?(?:first\s)?$|\b(?:HCPCS|CPT|G208[23])\b", re.IGNORECASE
)
_MONITORED = re.compile(r"\b(?:monitor\w*|observ\w+|remains?|stays?|supervis\w+|watched)\b", re.IGNORECASE)
_PER = phrases.table(
    (
        "dose",
        r"\b(?:each|every|per|after(?:\sthe|\sa)?|following(?:\sthe|\sa)?)\s(?:dose|administration|dosing)\b",
    ),
    (
        "session",
        r"\b(?:each|every|per|after(?:\sthe)?|following(?:\sthe|\sa)?)\s(?:treatment\s)?(?:session|visit|treatment)\b",
    ),
)
_OXIMETRY = re.compile(r"\bpulse\s?oximet(?:ry|er)\b|\boxygen\ssaturation\b|\bSpO2\b", re.IGNORECASE)
_TRANSPORT = re.compile(
    r"\b(?:transport(?:ation)?|ride)\b[^.;]{0,40}\b(?:arranged|home|available|plan|after|following|provided)\b|\b(?:arrange\w*|plan\w*|has|safe)\b[^.;]{0,30}\b(?:transport(?:ation)?|ride\shome)\b|"
    r"\bdesignated\sdriver\b|\bno\sdriving\b|\b(?:driven|accompanied|escorted)\shome\b|\b(?:not|avoid|refrain\w*\sfrom)\s(?:to\s)?(?:drive|driving|operate|operating)\b",
    re.IGNORECASE,
)
_BP = re.compile(
    r"\bblood\spressure\b|(?:(?<=\bassess\s)|(?<=\bcheck\s)|(?<=\bmeasure\s)|(?<=\bmonitor\s)|(?<=\brecord\s))BP\b|\bBP\b(?=\s(?:is|must|taken|record|reading|check|measur|assess|monitor|will|should))",
    re.IGNORECASE,
)
_BP_VERB = re.compile(r"\b(?:check|measur|assess|monitor|taken|evaluat|record)\w*", re.IGNORECASE)
_BP_PRE = re.compile(
    r"\b(?:before|prior\sto|pre-?)\s?(?:each\s|every\s|the\s|giving\s)?(?:dos(?:e|ing)|administration|treatment|use|session|therapy)?\b",
    re.IGNORECASE,
)
_BP_POST = re.compile(
    r"\b(?:after(?:ward)?s?|following|post-?)(?:\s(?:each|every|the)?\s?(?:dos(?:e|ing)|administration|treatment|session))?",
    re.IGNORECASE,
)
CUES = (_SITE, _ENROLLED, _SUPERVISED, _MONITORED, _BP, _OXIMETRY, _TRANSPORT)


def find(line: Line) -> tuple[Found, ...]:
    """Certification, enrolment, supervision and monitoring in a line."""
    makers = (_site, _enrolled, _supervised, _monitoring, _blood_pressure, _oximetry, _transport)
    return tuple(found for maker in makers for found in maker(line))


def _is_off(line: Line, match: re.Match[str]) -> bool:
    return phrases.is_waived(line.text, match.start(), match.end())


def _site(line: Line) -> tuple[Found, ...]:
    match = _SITE.search(line.text)
    if (
        match is None
        or not _REMS.search(line.text)
        or _is_off(line, match)
        or "board" in line.text[max(0, match.start() - 8) : match.end()].lower()
    ):
        return ()
    has_rems = "rems" in line.text.lower() or "ketamine" in line.drug
    if not has_rems:
        return ()
    before = line.text[max(0, match.start() - 60) : match.end()]
    subjects = [code for code in phrases.every(_SUBJECTS, before.split(";")[-1])]
    is_choice = len(subjects) > 1 and re.search(r"\bor\b", before, re.IGNORECASE)
    if _BOTH.search(before):
        both = ("rems_site_certified", "rems_pharmacy_certified")
        nodes = tuple(leaf(line, kind, "required", True, None, 0.85) for kind in both)
        return (Found(group("all", nodes), match.start(), match.end(), 1),)
    kind = "rems_pharmacy_certified" if subjects == ["pharmacy"] else "rems_site_certified"
    node = leaf(line, kind, "required", True, None, 0.93, subject_any=subjects if is_choice else None)
    # the words before the verb may belong to another criterion of the line
    start = match.start() if match["who"] is None else max(match.start(), match.end("who") - 1)
    return (Found(node, start, match.end(), 1),)


def _enrolled(line: Line) -> tuple[Found, ...]:
    match = _ENROLLED.search(line.text)
    if match is None or _NOT_ENROLLED.search(line.text[: match.end()]) or _is_off(line, match):
        return ()
    if "REMS" not in line.text:
        return ()
    is_site = re.search(
        r"\b(?:provider|prescriber|facility|site|clinic|setting|pharmacy)\b",
        line.text[: match.end()],
        re.IGNORECASE,
    )
    if is_site and not re.search(r"\b(?:member|patient|individual|recipient)", match.group(), re.IGNORECASE):
        return ()
    node = leaf(line, "rems_patient_enrolled", "required", True, None, 0.95)
    return (Found(node, match.start(), match.end(), 2),)


def _supervised(line: Line) -> tuple[Found, ...]:
    match = _SUPERVISED.search(line.text)
    if match is None:
        return ()
    node = leaf(line, "supervised_administration", "required", True, None, 0.9)
    # the words between the giving and the watch may belong to another criterion
    start = next((m.start() for m in _WATCH.finditer(line.text, match.start(), match.end())), match.start())
    return (Found(node, start, match.end(), 1),)


def _monitoring(line: Line) -> tuple[Found, ...]:
    for start, end in phrases.sentences(line.text):
        text = line.text[start:end]
        duration = _watch_time(text)
        cue = _watched(text, duration) if duration else None
        if (
            cue is None
            or duration is None
            or _NOT_A_WATCH.search(text[: duration.start])
            or phrases.is_of_studies(text)
            or (_BP.search(text) and _is_short(duration))
            or re.search(r"\bconfine|hospital\w*\b", text)
        ):
            continue
        op = duration.op if duration.op in (">=", ">", "==") else ">="
        node = leaf(
            line, "monitoring_duration_min", op, duration.value, duration.unit, 0.93 if duration.op else 0.85, duration.flags,
            duration=duration.json(), per=phrases.first(_PER, text),
        )  # fmt: skip
        last = max([duration.end, cue.end()] + [m.end() for _, p in _PER if (m := p.search(text))])
        return (Found(node, start + min(cue.start(), duration.start), start + last, 2),)
    return ()


def _watch_time(text: str) -> grammar.Duration | None:
    """The length of time that a watch lasts: an hour or more where there is one."""
    found = [d for d in grammar.durations(text) if d.unit in ("hour", "minute")]
    return next((d for d in found if not _is_short(d)), found[0] if found else None)


def _is_short(duration: grammar.Duration) -> bool:
    return duration.unit == "minute" and duration.value < 60


def _watched(text: str, duration: grammar.Duration) -> re.Match[str] | None:
    """The word of watching that a length of time belongs to: the nearest before it, else the first after."""
    cues = list(_MONITORED.finditer(text))
    before = [cue for cue in cues if cue.start() < duration.start]
    return before[-1] if before else cues[0] if cues else None


def _blood_pressure(line: Line) -> tuple[Found, ...]:
    text = line.text
    cue = _BP.search(text)
    if (
        cue is None
        or not _BP_VERB.search(text)
        or re.search(r"\b(?:uncontrolled|no|without)\s(?:\w+\s){0,3}blood\spressure", text, re.IGNORECASE)
    ):
        return ()
    pre, post = _BP_PRE.search(text, cue.start()), _BP_POST.search(text, cue.start())
    at = next((d for d in grammar.durations(text) if d.unit in ("minute", "hour")), None)
    if pre is None and post is None:
        return (Found(leaf(line, "bp_check", "required", True, None, 0.85), cue.start(), cue.end(), 1),)
    found = []
    if pre is not None:
        found.append(Found(_bp(line, timing="pre_dose"), min(cue.start(), pre.start()), pre.end(), 2))
    if post is not None:
        begin = (
            max(found[0].end, min(post.start(), at.start) if at else post.start()) if found else cue.start()
        )
        node = _bp(line, timing="post_dose", at=at.json() if at else None)
        found.append(Found(node, begin, max(begin + 1, post.end(), at.end if at else 0), 2))
    return tuple(found)


def _bp(line: Line, **qualifiers: Json) -> Leaf:
    return leaf(line, "bp_check", "required", True, None, 0.9, **qualifiers)


def _oximetry(line: Line) -> tuple[Found, ...]:
    match = _OXIMETRY.search(line.text)
    if match is None:
        return ()
    return (Found(leaf(line, "pulse_oximetry", "required", True, None, 0.9), match.start(), match.end(), 1),)


def _transport(line: Line) -> tuple[Found, ...]:
    match = _TRANSPORT.search(line.text)
    if match is None:
        return ()
    return (
        Found(leaf(line, "transport_arranged", "required", True, None, 0.85), match.start(), match.end(), 1),
    )
