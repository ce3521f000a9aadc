"""How ill the member must be: scores on rating scales, degrees in words, how long symptoms last."""

import re
from dataclasses import replace
from itertools import pairwise

from extractors.model import Axis, CriterionType, Group, Json, Leaf
from extractors.vocabulary import severities
from extractors.wording import counts, grammar, illness_length, inline, phrases, scores
from extractors.wording.line import Found, Line, group, leaf
from extractors.wording.scores import Score

_DEGREES = (
    "mild", "mild_to_moderate", "moderate", "moderate_to_severe", "moderately_severe", "severe", "very_severe",
)  # fmt: skip
TYPES = (
    CriterionType(
        "severity_scale_min",
        axes=(Axis("value", "number", "tightened"), Axis("within", "duration", "loosened")),
        identity=("scale",),
        weight=2.0,
    ),
    CriterionType("severity_scale_range", identity=("scale",), weight=2.0),
    CriterionType("severity_category", axes=(Axis("value", "rank", "tightened", _DEGREES),)),
    CriterionType("symptom_duration_min", axes=(Axis("value", "duration", "tightened"),)),
)

_CHANGE = re.compile(
    r"\b(?:reduc\w+|decreas\w+|improve\w*|drop\w*|declin\w+|change|fall\w*|fell|fallen)\b[^,;]{0,24}$|\bremission\b[^;]{0,20}$",
    re.IGNORECASE,
)
_BASELINE = re.compile(r"\b(?:baseline|pre-?treatment)\b", re.IGNORECASE)
_BEFORE_START = re.compile(
    r"\b(?:before|prior\sto)\s(?:the\s)?(?:start\w*|initiat\w+|begin\w*|first|treatment|therapy|dosing)\b",
    re.IGNORECASE,
)
_RECENT = re.compile(
    r"\b(?:within|in|during|over)\s(?:the\s)?(?:past|last|previous|prior|preceding)?\s?$", re.IGNORECASE
)
_NOT_OLDER = re.compile(r"^(?:no|not)\solder\sthan\b", re.IGNORECASE)
_AGO = re.compile(r"^\W{0,2}(?:before|prior\sto|of|preceding)\b", re.IGNORECASE)
_SAYS = r"(?:is|are|was|of|at|in\sthe|rated|considered|classified\sas|judged|be|must\sbe|currently)"
_DEGREE = (
    re.compile(rf"\b(?P<degree>{severities.WORD})(?:\sin)?[-\s]{severities.NOUN}\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:symptoms?|depression|episode|severity|illness)\b(?:\s\w+){{0,2}}?\s{_SAYS}\s(?:at\sleast\s)?(?P<degree>{severities.WORD})\b",
        re.IGNORECASE,
    ),
)
_AT_LEAST = re.compile(r"\b(?:at\sleast|minimum\sof|no\sless\sthan)\s(?:a\s)?$", re.IGNORECASE)
_SHOWN = re.compile(
    r"\b(?:shown|evidenced|defined|demonstrated|documented|confirmed|measured|indicated|determined|assessed|supported|"
    r"meaning|reflected|by|with|as|via|using|on)\b|[:(=,]",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|without|neither|other\sthan|rather\sthan)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_LINK = re.compile(
    r"[\s,;()☐]{0,6}(?:(?:and/or|and|or|plus|/|OR|AND)[\s,;(]{0,4})?(?:an?\s|the\s)?(?:baseline\s)?"
)
_DRUGGED = re.compile(r"\b(?:treat\w*|therap\w+|trial|history\sof|respon\w+|reduc\w+)\b", re.IGNORECASE)
_EXAMPLE = re.compile(r"\b(?:e\.g\.?|for\sexample|such\sas)[\s,:(]{0,3}(?:\w+\s){0,2}$", re.IGNORECASE)
_EXPLAINED = re.compile(
    rf"\s(?:points?\s)?(?:indicates?|suggests?|represents?|corresponds?\sto|denotes?|is\s(?:considered|interpreted\sas|classified\sas|in\sremission|remission|normal|{severities.WORD}))\b",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"[^.;:]{0,30}\b(?:not|no\slonger)\s(?:required|needed|necessary|mandatory)\b", re.IGNORECASE
)
_STANDS_FOR = re.compile(r"\b(?:corresponds?|equates?)\sto\s(?:an?\s)?$", re.IGNORECASE)
_OF_DIAGNOSIS = re.compile(
    r"\b(?:depression|disorder|MDD|TRD)\)?\s(?:that\sis|which\sis|is|of|with)\s(?:an?\s)?(?:at\sleast\s)?$",
    re.IGNORECASE,
)

_BELOW_A_TITLE = re.compile(r"\d")  # a count whose measure is the title may look like any number
CUES = (*scores.CUES, *counts.CUES, *_DEGREE, illness_length.SUBJECT, _BELOW_A_TITLE)


def find(line: Line) -> tuple[Found, ...]:
    """Scores, degrees and lengths of illness; a line on continuing the drug has none of them."""
    if line.phase == "continuation":
        return ()
    scored, label = _scored(line)
    degrees = () if label else tuple(_degrees(line))
    return (*scored, *degrees, *_lasting(line), *_counted(line))


def _counted(line: Line) -> tuple[Found, ...]:
    """Severity in counts that are no rating scale: the measure names the scale."""
    found = []
    for count in counts.find(line.text) or _cut_off(line):
        top: Json = {"op": count.top[0], "value": count.top[1]} if count.top else None
        node = leaf(
            line, "severity_scale_min", count.op, count.value, count.unit, 0.85,
            scale=count.scale, max=top, per=count.per, window=count.window,
        )  # fmt: skip
        found.append(Found(node, count.start, count.end, 4))
    return tuple(found)


# --- scores -------------------------------------------------------------------------------------


def _scored(line: Line) -> tuple[tuple[Found, ...], str | None]:
    """The scores in runs, and the degree in words that a run only puts in figures."""
    told = [s for s in scores.find(line.text) if not _CHANGE.search(line.text[: s.start])]
    kept = [s for s in told if not _is_explained(line.text, s)]
    if not kept:
        return (), None
    runs: list[list[Score]] = [[kept[0]]]
    for before, score in pairwise(kept):
        is_joined = _LINK.fullmatch(scores.leveled(line.text)[before.end : score.start]) is not None
        runs[-1].append(score) if is_joined or score.start < before.end else runs.append([score])
    label = _label(line.text, kept[0].start)
    found = tuple(_run(line, run, label if i == 0 else None) for i, run in enumerate(runs))
    return found, label[0] if label else None


def _is_explained(text: str, score: Score) -> bool:
    """Whether a line only tells what a score stands for: a whole scale, or a band without a lower bound."""
    is_whole = score.high is not None and score.value == 0
    has_floor = score.op in (">", ">=") and score.high is None
    if _NOT_ASKED.match(text[score.end :]):
        return True
    is_band = _EXPLAINED.match(text[score.end :]) or _STANDS_FOR.search(text[: score.start])
    return is_whole or (is_band is not None and not has_floor)


def _run(line: Line, run: list[Score], label: tuple[str, int] | None) -> Found:
    start = _opening(line.text, run[0].start)
    end = _closing(line.text, max(score.end for score in run))
    timing = _timing(line.text, line.text[start:end])
    leaves = tuple(_scale_leaf(line, score, timing) for score in run)
    named = label[0] if label else None
    begin = label[1] if label else start
    if len(leaves) == 1:
        one = leaves[0]
        kept = {**one.qualifiers, **({"severity_label": named} if named else {})}
        node: Leaf | Group = leaf(
            line, one.type, one.op, one.value, one.unit, one.confidence, one.flags, **kept
        )
    else:
        logic, n = _logic(line.text, run)
        node = group(logic, leaves, n, severity_label=named)  # type: ignore[arg-type]
    return Found(node, begin, end, 4)


def _opening(text: str, start: int) -> int:
    """Where the words that belong to a score begin: "Baseline", "a score of"."""
    lead = re.search(
        r"(?:(?:an?|the|baseline|current|minimum|documented|total|screening|pre-?treatment|depression|score|severity)\s){1,4}$",
        text[max(0, start - 60) : start],
        re.IGNORECASE,
    )
    return start - len(lead.group()) if lead else start


def _closing(text: str, end: int) -> int:
    tail = re.match(
        r"[\s,)]{0,3}(?:(?:is|has\sbeen|was|as)\s)?(?:documented|recorded|at\sbaseline|(?:before|prior\sto)\s[^,;.]{0,40})", text[end:]
    )  # fmt: skip
    return end + tail.end() if tail else end


def _logic(text: str, run: list[Score]) -> tuple[str, int | None]:
    """A header's quantifier, else the words between; scales side by side without a word are alternatives."""
    header = inline.quantifier(text[max(0, run[0].start - 80) : run[0].start])
    if header is not None:
        return header
    gaps = [text[a.end : b.start] for a, b in pairwise(run)]
    has_and = any(re.search(r"\band\b(?!/)", gap, re.IGNORECASE) for gap in gaps)
    return ("all", None) if has_and else ("any", None)


def _label(text: str, before: int) -> tuple[str, int] | None:
    """The degree that the scores put in figures: "moderate-to-severe episode shown by ..."."""
    head = text[:before]
    match = next((m for pattern in _DEGREE for m in pattern.finditer(head)), None)
    if match is None or not _SHOWN.search(head[match.end() :]) or _names_diagnosis(match.group()):
        return None
    if _OF_DIAGNOSIS.search(head[: match.start("degree")]):
        return None
    if re.search(r"[;.]\s", head[match.end() :]) or _DENIED.search(head[: match.start()]):
        return None
    return severities.code(match["degree"]), match.start()


def _names_diagnosis(words: str) -> bool:
    return (
        re.search(r"\b(?:depression|disorder)\b(?!\s(?:symptoms?|severity))", words, re.IGNORECASE)
        is not None
    )


def _timing(text: str, near: str) -> str | None:
    if _BASELINE.search(near):
        return "baseline"
    return "before_start" if _BEFORE_START.search(text) else None


def _scale_leaf(line: Line, score: Score, timing: str | None) -> Leaf:
    text = line.text
    is_range = score.high is not None
    exceptions = phrases.exceptions(text)
    return leaf(
        line,
        "severity_scale_range" if is_range else "severity_scale_min",
        "between" if is_range else score.op or ">=",
        [score.value, score.high] if is_range else score.value,
        "point",
        0.95 if score.op and not score.flags else 0.75,
        score.flags,
        scale=score.scale,
        scale_max=score.top,
        scale_version_assumed=True if score.is_assumed else None,
        timing=timing,
        within=_within(text),
        illustrative=True if _EXAMPLE.search(text[max(0, score.start - 30) : score.start]) else None,
        evidence=phrases.evidence(text),
        exceptions=list(exceptions) if exceptions else None,
        op_raw=score.sign,
        raw_number=score.raw,
        repair="superscript_footnote" if score.raw else None,
    )


def _within(text: str) -> Json:
    """How old a score may be."""
    for duration in grammar.durations(text):
        before, after = text[: duration.start], text[duration.end :]
        if duration.op == "<=" and _NOT_OLDER.search(text[duration.start : duration.end]):
            return duration.json()
        is_recent = _RECENT.search(before) or (duration.op in ("<=", "<") and _AGO.search(after))
        if is_recent and (
            _AGO.search(after) or re.search(r"\b(?:past|last|previous|prior|preceding)\s?$", before)
        ):
            return duration.json()
    return None


def _cut_off(line: Line) -> tuple[counts.Count, ...]:
    """Counts whose measure was taken for a title: "Headaches last" above "4 hours or longer"."""
    title = line.heading
    if not title or len(title) > 40 or title.rstrip().endswith((":", ".")) or not line.text[:1].isdigit():
        return ()
    return tuple(replace(c, start=0, end=len(line.text)) for c in counts.find(f"{title.strip()} {line.text}"))


# --- degrees and lengths --------------------------------------------------------------------------


def _degrees(line: Line) -> list[Found]:
    """Degrees said of an episode or of symptoms; said of a named diagnosis they belong to it."""
    text = scores.masked(line.text)
    match = next((m for pattern in _DEGREE if (m := pattern.search(text))), None)
    if match is None or _names_diagnosis(match.group()) or _DENIED.search(text[: match.start()]):
        return []
    if _CHANGE.search(text[: match.start()]) or _DRUGGED.search(
        text[max(0, match.start() - 16) : match.start()]
    ):
        return []
    degree = match["degree"]
    is_floor = _AT_LEAST.search(text[: match.start("degree")]) or re.match(
        r"\s(?:or|and)\s(?:greater|higher|worse|more\ssevere|above)", text[match.end("degree") :]
    )
    node = leaf(line, "severity_category", ">=" if is_floor else "==", severities.code(degree), None, 0.85)
    return [Found(node, match.start(), match.end(), 1)]


def _lasting(line: Line) -> tuple[Found, ...]:
    found = illness_length.find(line.text)
    if found is None:
        return ()
    duration, op = found
    node = leaf(
        line, "symptom_duration_min", op, duration.value, duration.unit, 0.9 if duration.op else 0.75, duration.flags,
        duration=duration.json(),
    )  # fmt: skip
    return (Found(node, duration.start, duration.end, 1),)
