"""How long an illness has lasted, as against how long it was treated."""

import re

from extractors.wording import grammar, scores
from extractors.wording.grammar import Duration

SUBJECT = re.compile(
    r"\b(?:symptoms?|pain(?!\s(?:management|control|clinic|program|specialist))|episode|illness|depression|depressed|MDD|TRD|disorder|condition|CRPS|headaches?)\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:for|lasting|lasts?|lasted|persist\w*|present|ongoing|continu\w+|duration(?:\sof)?|since|existed|over|of)(?:\s(?:at|a))?[\s:]{1,2}(?:\w+\s)?$",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"\b(?:trial|tried|treat\w*|therap\w+|medicat\w+|antidepress\w+|agents?|drugs?|dos(?:e|ed|es|ing|age)|fail\w*|refractory|"
    r"respon\w+|monitor\w*|observ\w+|improv\w+|reduc\w+|stable|remission|authori[sz]\w+|approv\w+|relief|free|abstin\w+|"
    r"psychotherap\w+|infusions?|within|past|last|previous|prior|every|each|no|not|without|hospital\w*|unresponsive|"
    r"inadequate|despite|used|supply|quantity|limit\w*|week\sof|sessions?)\b",
    re.IGNORECASE,
)  # fmt: skip

_LASTED = re.compile(r"\W{0,2}(?:in\sduration|duration)\b", re.IGNORECASE)
_OF_TREATMENT = re.compile(
    r"\s(?:(?:in\s)?duration\seach|of|trials?|apart|each|prior|before|ago|course)\b", re.IGNORECASE
)
_BEYOND = re.compile(r"\b(?:beyond|past)\s$", re.IGNORECASE)


def find(text: str) -> tuple[Duration, str] | None:
    """The length that symptoms, pain or an episode must have had, with its comparison."""
    plain = scores.masked(text)
    for duration in grammar.durations(text):
        subject = SUBJECT.search(text[: duration.start])
        if subject is None or duration.op in ("<", "<="):
            continue
        before, between, after = (
            text[: duration.start],
            plain[subject.end() : duration.start],
            text[duration.end :],
        )
        if len(between) > 120 or re.search(r";|\.\s", between) or _TREATED.search(between):
            continue
        if not (_LASTING.search(before) or _LASTED.match(after)) or _OF_TREATMENT.match(after):
            continue
        return duration, ">" if _BEYOND.search(before) or duration.op == ">" else ">="
    return None
