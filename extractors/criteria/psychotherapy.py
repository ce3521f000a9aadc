"""Psychotherapy: an earlier course of talking therapy, how much of it and with what outcome."""

import re

from extractors.model import Axis, CriterionType, Json
from extractors.wording import clauses, grammar, phrases, trials
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType(
        "psychotherapy_trial",
        axes=(
            Axis("value", "number", "tightened"),
            Axis("min_duration", "duration", "tightened"),
            Axis("modalities", "set", "loosened"),
            Axis("outcome", "rank", "tightened", trials.OUTCOMES),
            Axis("lookback", "duration", "loosened"),
            Axis("exceptions", "set", "loosened"),
        ),
        weight=2.0,
    ),
)

_MODALITIES = phrases.table(
    ("cbt", r"\bcognitive[\s-](?:behaviou?ral\s)?(?:therapy|psychotherapy)\b|\bCBT\b"),
    ("ipt", r"\binterpersonal\s(?:psycho)?therapy\b|\bIPT\b"),
    ("dbt", r"\bdialectical\sbehaviou?r(?:al)?\stherapy\b|\bDBT\b"),
    ("behavioral_activation", r"\bbehaviou?ral\sactivation\b"),
    ("psychodynamic", r"\bpsychodynamic\b"),
    ("mindfulness_based", r"\bmindfulness\b|\bMBCT\b"),
    ("problem_solving", r"\bproblem[\s-]solving\stherapy\b"),
    ("exposure", r"\bexposure\s(?:and\sresponse\sprevention|therapy)\b"),
)
_CUE = re.compile(
    r"\bpsychotherap(?:y|ies)\b|\btalk(?:ing)?\stherap(?:y|ies)\b|\bpsychological\s(?:therap(?:y|ies)|treatments?|interventions?)\b|"
    r"\b(?:evidence[\s-]based|structured)\s(?:counsel\w+)|"
    + "|".join(pattern.pattern for _, pattern in _MODALITIES),
    re.IGNORECASE,
)
_ADEQUACY = phrases.table(
    ("adequate_frequency_and_duration",
     r"\b(?:adequate|sufficient|appropriate|proper)(?:ly)?\s(?:in\s)?(?:frequency\s(?:and|&)\sduration|duration\s(?:and|&)\sfrequency|length\sand\sfrequency|frequency\sand\slength)\b|"
     r"\badequate\s(?:both\s)?in\s(?:both\s)?frequency\sand\sduration\b|\b(?:frequency\sand\sduration|duration\sand\sfrequency)\s(?:\w+\s){0,2}adequate\b|"
     r"\badequate\s(?:in\s)?frequency,?\sand\s(?:adequate\s|of\sadequate\s)?duration\b"),
    ("adequate_duration", r"\b(?:adequate|sufficient)\s(?:in\s)?(?:duration|length)\b"),
    ("adequate_frequency", r"\b(?:adequate|sufficient)\s(?:in\s)?frequency\b"),
    ("adequate", r"\badequate\s(?:\w+\s){0,2}(?:trial|course)\b"),
)  # fmt: skip
_LIFTED = re.compile(
    r"\b(?:no|without)\s(?:\w+\s){0,4}psychotherapy(?:\s\w+){0,2}\sis\s(?:required|needed|necessary)|"
    r"\bpsychotherapy[^.;,]{0,30}\b(?:is|are)\s(?:(?:encouraged|recommended|preferred|helpful|suggested)(?:,?\sbut)?\s)?(?:not|no\slonger)\s(?:\w+\s)?(?:required|needed|necessary|mandatory|a\sprerequisite)|"
    r"\b(?:does|do)\snot\s(?:need|require|have\sto)\s[^.;,]{0,40}\bpsychotherapy",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\btri(?:al|als|ed)\b|\bcourses?\b|\bsessions?\b|\bcomplet\w+|\bparticipat\w+|\battend\w+|\bengag\w+|\breceiv\w+|\bundergo\w*|\bunderwent\b|\benrolled\sin\b|\btreated\b|\bhistory\sof\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\b(?:is|are|will\s(?:be|continue\sto\sbe)?|remains?|continues?(?:\sto)?|currently|concurrent(?:ly)?|concomitant(?:ly)?|ongoing)\s(?:\w+\s)?"
    r"(?:engag\w+|participat\w+|receiv\w+|attend\w+|enrolled|in|psychotherapy)\b|\bin\s(?:combination|conjunction)\swith\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\bpsychotherapy\s(?:notes?|records?)\b|\bCPT\b|\b(?:billed|reported|provided)\s(?:separately|on\sthe\ssame)\b|\bpsychotherapy\s(?:services?|visits?)\s(?:is|are)\s(?:covered|not)\b",
    re.IGNORECASE,
)
_SESSIONS = re.compile(
    rf"(?P<n>{grammar.NUMBER})(?:\sor\smore)?\+?\s(?:\w+\s){{0,3}}?(?:sessions?|visits?|appointments?)\b",
    re.IGNORECASE,
)
_COURSES = re.compile(
    rf"(?P<n>{grammar.NUMBER})(?:\sor\smore)?\s(?:[\w-]+\s){{0,3}}?(?:courses?|trials?|(?:psycho)?therapies|modalities|types|forms)\b",
    re.IGNORECASE,
)
CUES = (_CUE,)


def find(line: Line) -> tuple[Found, ...]:
    """Courses of psychotherapy in each sentence of a line."""
    return tuple(
        found
        for start, end in clauses.sentences(line.text)
        for a, b in clauses.of_kind(line.text, start, end, "psychotherapy")
        if (found := _piece(line, a, b, start, end)) is not None
    )


def _piece(line: Line, start: int, end: int, first: int, last: int) -> Found | None:
    text, sentence = line.text[start:end], line.text[first:last]
    cue = _CUE.search(text)
    if cue is None or _PAPER.search(text) or trials.is_denied(sentence):
        return None
    lifted = _LIFTED.search(text)
    if lifted:
        node = leaf(line, "psychotherapy_trial", "not_required", False, None, 0.85)
        return Found(node, start + lifted.start(), start + lifted.end(), 2)
    told = trials.outcome_of(sentence, start - first, end - first)
    is_asked = _RUNNING.search(text) and re.search(r"\brequired\b|\bmust\b", text, re.IGNORECASE)
    if told is None and not (is_asked or grammar.durations(text) or _DONE.search(text)):
        return None
    return _course(line, start, text, cue, told)


def _course(line: Line, start: int, text: str, cue: re.Match[str], told: str | None) -> Found:
    value, unit, flags = _amount(text)
    qualities = trials.qualities(text, told)
    is_running = _RUNNING.search(text) and told in (None, "trial")
    kept = {key: item for key, item in qualities.items() if key != "dose_adequacy"}
    node = leaf(
        line, "psychotherapy_trial", ">=", value, unit, 0.88, flags,
        **{**kept, "outcome": None if is_running else told}, adequacy=phrases.first(_ADEQUACY, text),
        timing="concurrent" if is_running else None, **_modalities(text),
    )  # fmt: skip
    places = [
        m for m in (cue, trials.outcome_place(text), _SESSIONS.search(text), _COURSES.search(text)) if m
    ]
    return Found(node, start + min(m.start() for m in places), start + clauses.length(text), 2)


def _amount(text: str) -> tuple[Json, str, tuple[str, ...]]:
    for pattern, unit in ((_SESSIONS, "session"), (_COURSES, "course")):
        counted = pattern.search(text)
        if counted:
            value, flags = grammar.number(counted["n"])
            return value, unit, flags
    return 1, "course", ()


def _modalities(text: str) -> dict[str, Json]:
    codes = phrases.every(_MODALITIES, text)
    if not codes:
        return {}
    is_open = re.search(r"\b(?:e\.g\.|such\sas|for\sexample|including)", text, re.IGNORECASE)
    return {"modalities": [*codes], **({"illustrative": True} if is_open else {})}
