"""Neuromodulation: electroconvulsive therapy and magnetic stimulation tried, ruled out or considered before."""

import re
from itertools import pairwise

from extractors.model import Axis, CriterionType, Json, Leaf, Logic
from extractors.vocabulary.terms import Mention
from extractors.wording import clauses, phrases, trials
from extractors.wording.line import Found, Line, group, leaf

_AXES = (
    Axis("outcome_any", "set", "loosened"),
    Axis("strength", "rank", "tightened", ("consideration_only", "preferred", "required"), "required"),
    Axis("exceptions", "set", "loosened"),
)
TYPES = (
    CriterionType("ect_trial", axes=_AXES, weight=2.0),
    CriterionType("tms_trial", axes=_AXES, weight=2.0),
)

_KINDS = phrases.table(
    ("ect_trial", r"\belectro-?\s?convulsive\s(?:therapy|treatments?)(?:\s\(ECT\))?|\bECT\b"),
    (
        "tms_trial",
        r"\b(?:repetitive\s|deep\s)?transcranial\smagnetic\sstimulation(?:\s(?:therapy\s)?\(r?TMS\))?|\br?TMS\b|\btheta[\s-]burst\sstimulation\b",
    ),
)
_OUTCOMES = phrases.table(
    *((code, pattern.pattern) for code, pattern in trials.OUTCOME if code != "trial" and "_or_" not in code),
    ("contraindicated", r"\bcontraindicat(?:ed|ions?)\b|\bnot\s(?:a\s)?(?:\w+\s)?(?:candidates?|appropriate|eligible)\b|\binappropriate\b"),
    ("intolerance", r"\bintoleran(?:ce|t)\b|\bnot\stolerat\w+|\b(?:could|can|did)\s?not\s(?:be\s)?tolerated?\b|\bunable\sto\stolerate\b"),
    ("declined", r"\bdeclin(?:ed|es)\b|\brefus(?:ed|es|al)\b|\bunwilling\b|\brejected\b"),
    ("unavailable", r"\b(?:not\s(?:available|accessible)|unavailable|inaccessible|unable\sto\saccess|no\saccess|lack\sof\saccess)\b"),
    ("considered", r"\bconsider(?:ed|ation)\b|\bdiscuss(?:ed|ion)\b|\boffered\b|\bevaluated\sfor\b|\bweighed\b|\bexplored\b|\breviewed\b"),
    ("trial", r"\btri(?:al|als|ed)\b|\breceived\b|\bunder(?:went|gone)\b|\btreated\swith\b|\bhistory\sof\b|\bcourses?\b|\bcompleted\b"),
)  # fmt: skip
_SOFT = frozenset({"considered", "trial"})
_ALONG = re.compile(
    r"\b(?:not|no|never|without|avoid\w*)\s(?:\w+\s){0,6}?(?:concurrent|concomitant|combin|together|simultaneous|alongside|along\swith|co-?admin)|"
    r"\b(?:concurrent|concomitant|simultaneous|in\scombination|in\sconjunction|together|combined)(?:ly)?\b[^.;]{0,60}\b(?:ECT|r?TMS|electroconvulsive|transcranial)\b|"
    r"\b(?:maintenance|ongoing|currently\s(?:receiving|undergoing))\s(?:ECT|r?TMS|electroconvulsive|transcranial)\b|\bCPT\b",
    re.IGNORECASE,
)
_LIFTED = re.compile(
    r"\b(?:is|are)\s(?:not|no\slonger)\s(?:\w+\s)?(?:required|needed|necessary|mandatory|a\sprerequisite)\b|\b(?:does|do)\snot\s(?:need|require|have\sto)\b|\bwithout\srequiring\b",
    re.IGNORECASE,
)
_TRIED_OR = re.compile(r"\b(?:tried|trial|received|undergone)(?:,|\sor)\s", re.IGNORECASE)
_LINK = re.compile(r"\b(?:and|or)\b|;", re.IGNORECASE)
_UNLESS = re.compile(r"\b(?:unless|except)\b", re.IGNORECASE)
_NEVER = re.compile(
    r"\b(?:no|not|never|without)\s(?:\w+\s){0,3}(?:ECT|r?TMS|electroconvulsive|transcranial)\b", re.IGNORECASE
)
CUES = tuple(pattern for _, pattern in _KINDS)


def find(line: Line) -> tuple[Found, ...]:
    """Neuromodulation in each sentence of a line."""
    return tuple(
        found
        for start, end in clauses.sentences(line.text)
        for a, b in clauses.of_kind(line.text, start, end, "neuromodulation")
        if (found := _piece(line, a, b, line.text[start:end])) is not None
    )


def _piece(line: Line, start: int, end: int, sentence: str) -> Found | None:
    text = line.text[start:end]
    named = _named(text)
    if not named or _ALONG.search(sentence) or trials.is_denied(sentence):
        return None
    told = _own_words(text, named)
    leaves = tuple(_leaf(line, m.code, own, sentence) for m, own in zip(named, told, strict=True))
    read = tuple(one for one in leaves if one is not None)
    if not read:
        return None
    gaps = " ".join(text[a.end : b.start] for a, b in pairwise(named))
    is_lifted = all(one.op == "not_required" for one in read)  # "A or B is not required" lifts both
    logic: Logic = "all" if is_lifted or re.search(r"\band\b(?!/or)", gaps, re.IGNORECASE) else "any"
    return Found(group(logic, read), start + named[0].start, start + clauses.length(text), 2)


def _own_words(text: str, named: tuple[Mention, ...]) -> tuple[str, ...]:
    """What is told of each kind, where each has an outcome of its own; else the whole text for each."""
    cuts = [0, *(a.end + _last_link(text[a.end : b.start]) for a, b in pairwise(named)), len(text)]
    own = tuple(text[a:b] for a, b in pairwise(cuts))
    is_apart = len(own) > 1 and all(set(phrases.every(_OUTCOMES, words)) - _SOFT for words in own)
    return own if is_apart else (text,) * len(named)


def _last_link(gap: str) -> int:
    """Where the last "and" or "or" between two kinds begins."""
    links = [match.start() for match in _LINK.finditer(gap)]
    return links[-1] if links else len(gap)


def _named(text: str) -> tuple[Mention, ...]:
    """The first place of each kind, in the order of the text."""
    places = [(match, code) for code, pattern in _KINDS if (match := pattern.search(text))]
    return tuple(
        Mention(code, match.start(), match.end())
        for match, code in sorted(places, key=lambda p: p[0].start())
    )


def _leaf(line: Line, kind: str, text: str, sentence: str) -> Leaf | None:
    if _LIFTED.search(text):
        return leaf(line, kind, "not_required", False, None, 0.85)
    lifted = _UNLESS.search(text)
    body, rest = (text[: lifted.start()], text[lifted.start() :]) if lifted else (text, "")
    codes = phrases.every(_OUTCOMES, body) or phrases.every(_OUTCOMES, _UNLESS.split(sentence)[0])
    if not codes or (_NEVER.search(text) and not set(codes) - _SOFT):
        return None
    is_soft = "considered" in codes
    kept = ("trial",) if _TRIED_OR.search(body) else ()
    hard: Json = [code for code in codes if code not in _SOFT or code in kept] or (
        None if is_soft else ["trial"]
    )
    return leaf(
        line, kind, "present", None, None, 0.85,
        outcome_any=hard, strength="consideration_only" if is_soft else None, evidence=phrases.evidence(text), exceptions=trials.exceptions(rest),
    )  # fmt: skip
