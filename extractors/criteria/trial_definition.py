"""What a policy calls a trial or a failure, where a line only defines the word."""

import re
from collections.abc import Mapping
from dataclasses import replace

from extractors.model import Axis, CriterionType, Json
from extractors.wording import grammar, phrases, trials
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType("step_trial_duration_min", axes=(Axis("value", "duration", "tightened"),)),
    CriterionType("trial_failure_definition", axes=(Axis("value", "number", "tightened"),)),
)

_MEANS = (
    r"\b(?:an?\s|the\s)?adequate\s(?:antidepressant\s)?(?:trial|duration|course)s?(?:\sof\s(?:an?\s)?(?:oral\s)?antidepressants?)?(?:\s(?:is|are|means?|must|should|consists?|requires?|lasts?)\b(?!\s(?:required|needed|documented))|:\s|\s?=\s)|"
    r"\b(?:trials?|courses?)\s(?:is|are|was|were)?\s?defined\sas\b|"
    r"\b(?:minimum|required)\s(?:trial\sduration|(?:duration|length)\sof\s(?:each|every|a|an)\s(?:antidepressant\s)?trial)\b|"
    r"\btrial\sduration\s(?:must|should|is|of)\b|"
    r"\bto\s(?:count|qualify)\sas\s(?:an?\s)?(?:adequate\s)?trial\b|"
    r"(?<!\w )\b(?:length|duration)\sof\s(?:each\s|the\s|every\s|a\s)?(?:antidepressant\s)?trials?\s?:\s|"
    r"(?<!\w )\b(?:antidepressant\s|drug\s)?trials\s(?:must|should|need\sto)\s(?:each\s)?(?:be\sfor|last|have\slasted|be\sat\sleast)\b|"
    r"\btrials?\s(?:of\s|lasting\s|that\s(?:is|are|was|were|lasted)\s)?(?:less|shorter|fewer)\sthan\s[^.;]{1,24}\b(?:is|are|do|does|will)\s(?:not\b|(?:considered\s)?inadequate)"
)
_TOO_SHORT = re.compile(r"trials?\s", re.IGNORECASE)
_TRIAL_MEANS = re.compile(
    r"\b(?:each|every|all)\s(?:of\s)?(?:the\s|these\s|those\s|such\s|required\s|prior\s|two\s|antidepressant\s){0,3}(?:trials?|courses?|antidepressants?|agents?|medications?)\s"
    r"(?:(?:must|should|has|have|needs?\sto|had\sto|was|were|is|are)\s){0,2}(?:(?:have\s)?(?:last(?:ed|s)?|continued?|been|be|given|taken|tried|used)\b|of\b|for\b|at\sleast\b)|"
    + _MEANS,
    re.IGNORECASE,
)
_IS_DEFINED = re.compile(_MEANS, re.IGNORECASE)
_FAILED_MEANS = re.compile(
    r"\b(?:failure|inadequate\sresponse|non-?response|treatment\sfailure|lack\sof\sresponse)\s(?:is|means|=|was)\s?(?:defined\s(?:as|by)|understood\sas|an?|the)?\b|"
    r"\bdefin(?:ed|es)\s(?:\w+\s){0,2}(?:failure|inadequate\sresponse|non-?response)\b",
    re.IGNORECASE,
)
CUES = (_FAILED_MEANS, _TRIAL_MEANS)


def find(line: Line) -> tuple[Found, ...]:
    """Definitions in each sentence of a line."""
    return tuple(
        found
        for start, end in phrases.sentences(line.text)
        for found in _definition(line, line.text[start:end], start)
    )


def _definition(line: Line, text: str, offset: int) -> tuple[Found, ...]:
    """What the policy calls a trial or a failure, where the line only defines the word."""
    failed = _FAILED_MEANS.search(text)
    if failed:
        threshold: Json = trials.threshold(text)
        if isinstance(threshold, Mapping):
            node = leaf(
                line,
                "trial_failure_definition",
                str(threshold["op"]),
                threshold["value"],
                str(threshold["unit"]),
                0.85,
            )
            return (Found(node, offset + failed.start(), offset + len(text), 1),)
    lasted = _TRIAL_MEANS.search(text)
    duration = next((d for d in grammar.durations(text) if d.unit in ("day", "week", "month")), None)
    if lasted is None or duration is None or duration.start < lasted.start():
        return ()
    length = (
        duration if duration.low is None else replace(duration, value=duration.low)
    )  # "four to six weeks"
    node = leaf(
        line, "step_trial_duration_min", ">" if duration.op == ">" else ">=", length.value, duration.unit, 0.85, duration.flags,
        duration=length.json(), exceptions=trials.exceptions(text), dose_adequacy=_dose(text),
    )  # fmt: skip
    if duration.op in ("<", "<=") and not _TOO_SHORT.match(text, lasted.start()):
        return ()
    is_alone = _IS_DEFINED.match(text, lasted.start()) and trials.outcome(text[: lasted.start()]) is None
    return (Found(node, offset + lasted.start(), offset + len(text), 3 if is_alone else 1),)


def _dose(text: str) -> str | None:
    """The dose asked for; "an adequate trial" names none."""
    found = trials.dose(text)
    return None if found == "adequate" else found
