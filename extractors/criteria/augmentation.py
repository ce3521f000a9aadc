"""Augmentation: earlier trials of a second agent added to an antidepressant."""

import re

from extractors.model import Axis, CriterionType, Json
from extractors.vocabulary import antidepressants
from extractors.vocabulary.terms import Mention
from extractors.wording import clauses, grammar, phrases, trials
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType(
        "augmentation_trials",
        axes=(
            Axis("value", "number", "tightened"),
            Axis("min_duration", "duration", "tightened"),
            Axis("dose_adequacy", "rank", "tightened", trials.DOSES),
            Axis("episode_scope", "rank", "tightened", ("lifetime", "unspecified", "current")),
            Axis("lookback", "duration", "loosened"),
            Axis("outcome", "rank", "tightened", trials.OUTCOMES),
            Axis("exceptions", "set", "loosened"),
            Axis("choices", "set", "loosened"),
            Axis("choices_closed", "flag", "tightened", absent=True),
        ),
        weight=2.0,
    ),
)

_CUE = re.compile(
    dict((code, pattern.pattern) for code, pattern in clauses.KINDS)["augmentation"], re.IGNORECASE
)
_SELF = re.compile(
    r"\b(?:es)?ketamine\b[^.;]{0,40}\b(?:as\san?|to|for)\saugment|\bspravato\b[^.;]{0,40}\b(?:as\san?|to|for)\saugment|\bbreast\s?\b|"
    r"\b(?:used|given|prescribed|taken)\sas\s(?:an?\s)?(?:\w+\s)?augment|\baugmentation\s(?:of|to)\s(?:the\s)?(?:effects?|dose)\b",
    re.IGNORECASE,
)
_LIFTED = re.compile(
    r"\b(?:no|without)\s(?:\w+\s){0,4}augment\w*(?:\s\w+){0,3}\s(?:is|are)\s(?:required|needed|necessary)|"
    r"\baugment\w*[^.;,]{0,40}\b(?:is|are)\s(?:not|no\slonger)\s(?:\w+\s)?(?:required|needed|necessary|mandatory)|"
    r"\b(?:does|do)\snot\s(?:need|require|have\sto)\s[^.;,]{0,40}\baugment\w*",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:no|never|without)\s(?:\w+\s){0,2}augment|\bnot\s(?:be\s|been\s|be\sin\s)?(?:had|tried|received|undergone|used|for|an?|as)\s(?:\w+\s){0,2}augment",
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"\btri(?:al|als|ed)\b|\bhistory\sof\b|\breceived\b|\btreated\b|\battempt\w*|\bunderwent\b|\bundergone\b|\bcourses?\b",
    re.IGNORECASE,
)
_TRIED_VERB = re.compile(
    r"\btried\b|\btrials?\s(?:of|with)\b|\breceived\b|\btreated\swith\b|\bhistory\sof\b|\battempted\b|\bunder(?:went|gone)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?P<n>{grammar.NUMBER})(?!\s?(?:%|mg|percent|points?|-?\s?weeks?|days?|months?|years?)|\sof\sthe\s(?:antidepressant|prior|previous|two|above))"
    r"(?:\sor\smore)?\+?\s(?:of\sthe\sfollowing\s|of\s|separate\s|different\s|distinct\s|adequate\s|prior\s|documented\s|failed\s|antidepressant\s|evidence-based\s|\w+ed\s){0,3}"
    r"(?=augment|adjunct|agents?\b|medications?\b|drugs?\b|strateg|trials?\b|therap|courses?\b|classes\b|options?\b|these\b|:|the\sfollowing\b|(?:\w+\s){0,2}(?:antipsychotic|agents?))",
    re.IGNORECASE,
)
_OF_LIST = re.compile(
    rf"(?P<n>{grammar.NUMBER})(?:\sor\smore)?\s(?:of|from)(?=\sthe\s(?:following|list)|:|\sthese)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:e\.g\.|such\sas|for\sexample|includ(?:ing|es?)\b|for\sinstance|like)", re.IGNORECASE
)
_ALONGSIDE = re.compile(
    r"\b(?:alongside|along\swith|with|during|combined\swith|added\sto|concurrent(?:ly)?\swith|together\swith|on\stop\sof|of)\s(?:an?|any|one|at\sleast\sone|either)?\s?"
    r"(?:of\s)?(?:the(?:se|ir)?\s)?(?:prior\s|above\s|required\s|two\s|failed\s){0,2}antidepressant\strials?\b",
    re.IGNORECASE,
)  # fmt: skip
CUES = (_CUE,)


def find(line: Line) -> tuple[Found, ...]:
    """Trials of augmentation in each sentence of a line."""
    return tuple(
        found
        for start, end in clauses.sentences(line.text)
        for a, b in clauses.of_kind(line.text, start, end, "augmentation")
        if (found := _piece(line, a, b, start, end)) is not None
    )


def _piece(line: Line, start: int, end: int, first: int, last: int) -> Found | None:
    text, sentence = line.text[start:end], line.text[first:last]
    cue = _CUE.search(text)
    if cue is None or _SELF.search(text):
        return None
    lifted = _LIFTED.search(text)
    if lifted:
        node = leaf(line, "augmentation_trials", "not_required", False, None, 0.85)
        return Found(node, start + lifted.start(), start + lifted.end(), 5)
    told = _outcome(sentence, start - first, end - first)
    if _NEVER.search(text) or not (told or _TRIED.search(sentence) or _COUNTED.search(text)):
        return None
    return _trial(line, start, text, cue, told)


def _trial(line: Line, start: int, text: str, cue: re.Match[str], told: str | None) -> Found:
    value, flags = _count(text)
    qualities = trials.qualities(text, told)
    node = leaf(
        line, "augmentation_trials", ">=", value, "trial", 0.9, flags,
        **qualities, **_choices(text), concurrent_with="antidepressant_trial" if _ALONGSIDE.search(text) else None,
    )  # fmt: skip
    place = trials.outcome_place(text)
    first = min(
        [cue.start(), *([place.start()] if place else []), *(m.start() for m in [_COUNTED.search(text)] if m)]
    )
    return Found(node, start + first, start + clauses.length(text), 3)


def _outcome(sentence: str, start: int, end: int) -> str | None:
    """The outcome told; the noun in "augmentation trial" tells none."""
    told = trials.outcome_of(sentence, start, end)
    return None if told == "trial" and not _TRIED_VERB.search(sentence) else told


def _count(text: str) -> tuple[Json, tuple[str, ...]]:
    """How many trials: a number that counts agents or trials, else one."""
    counted = _OF_LIST.search(text) or _COUNTED.search(text)
    return grammar.number(counted["n"]) if counted else (1, ())


def _choices(text: str) -> dict[str, Json]:
    """The agents named; open where they are only examples."""
    named: tuple[Mention, ...] = antidepressants.find_augmenters(text[: phrases.exception_start(text)])
    named = named or antidepressants.find_augmenters(text)
    listed = [*named, *antidepressants.find_augmenters(text[named[-1].end :])] if named else []
    codes = phrases.listed(mention.code for mention in listed)
    if not codes:
        return {}
    is_open = _OPEN.search(text[: named[0].start])
    return {"choices": [*codes], **({"choices_closed": False} if is_open else {})}
