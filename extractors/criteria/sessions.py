"""How many sessions or infusions are paid for, and how long a course may last."""

import re

from extractors.model import Axis, CriterionType
from extractors.vocabulary import indications
from extractors.wording import dose_phases, grammar, pace, phrases
from extractors.wording.dose_phases import Part
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType(
        "session_limit", axes=(Axis("value", "number", "loosened"),), identity=("dose_phase", "lob")
    ),
    CriterionType("max_course_duration", axes=(Axis("value", "duration", "loosened"),)),
)

_UNITS = (
    ("infusion", r"infusions?(?:\ssessions?)?(?!\s(?:courses?|cycles?|series))"),
    (
        "session",
        r"(?:treatment\s|dosing\s|administration\s|observation\s)?sessions?|treatments?(?!\s(?:courses?|cycles?|series|periods?|trials?|days?))",
    ),
    ("visit", r"visits?|encounters?"),
    ("dose", r"doses?|administrations?"),
    ("injection", r"injections?"),
    ("course", r"(?:treatment\s|induction\s|infusion\s)?(?:courses?|cycles?|series)"),
)
_NAMES = (
    r"(?:(?:of|ketamine|esketamine|Spravato|IV|intravenous|separate|individual|total|outpatient|monitored|supervised|maintenance|booster|"
    r"additional|induction|initial|nasal|intranasal|low-dose|further|follow-up|covered|single|consecutive|serial|daily)\s){0,4}"
)
_ANY_UNIT = "|".join(f"(?P<{code}>{words})" for code, words in _UNITS)
_COUNT = re.compile(
    rf"(?<![\d./-])(?P<n>{grammar.NUMBER})[\s-]{{1,2}}{_NAMES}(?:{_ANY_UNIT})\b(?:\s?\([^)]{{0,40}}\))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\b(?:(?P<most>(?:limited|restricted|capped)\s(?:to|at)|(?:not|n't)\s(?:to\s)?exceed|(?:no|not)\smore\s(?:often\s|frequently\s)?than|max(?:imum)?(?:\sof|:)?|up\sto|at\smost)"
    rf"|(?P<over>in\sexcess\sof|more\sthan|beyond|exceeding))\s(?P<n>{grammar.NUMBER}|once|twice)(?=\s?(?:per|every|each|in|within|a|weekly|monthly|/)\b)",
    re.IGNORECASE,
)
_WERE_GIVEN = re.compile(
    r"\s(?:have|has|had|were|was)\s(?:already\s)?(?:been\s)?(?:given|received|administered|completed|used)\b",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    rf"\bnumber\sof\s{_NAMES}(?:{_ANY_UNIT})\s(?:\w+\s){{0,3}}?(?:exceed|than|to|at|most)\s(?P<n>{grammar.NUMBER})",
    re.IGNORECASE,
)
_TIMES = {"once": 1, "twice": 2}
_SUBJECT = re.compile(rf"\b(?:{_ANY_UNIT})\b", re.IGNORECASE)
_TO_A = re.compile(r"\blimited\sto\s(?:an?|one|a\ssingle)\s$", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:completed|finished|concluded)\s(?:with)?in\s(?:a\s)?$", re.IGNORECASE)
_SINCE = re.compile(r"\s(?:of|after|from|following|before|prior)\b", re.IGNORECASE)
_NOT = re.compile(r"\bnot\s(?:be\s)?(?:last|continue|extend|go|run|given|used)\s(?:for\s)?$", re.IGNORECASE)
_NOT_PAST = re.compile(
    r"\bnot\s(?:be\s)?(?:last|continued?|extend(?:ed)?|go|run|given|used)\s(?:for\s)?(?:beyond|past)\s(?:the\s)?(?:first\s|initial\s)?$",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:limit(?:s|ed|ation)?|restricted|capped|max(?:imum)?|(?:not|n't)\s(?:to\s)?exceed|whichever)\b",
    re.IGNORECASE,
)
_PER_COURSE = re.compile(
    r"[\s,]{1,2}(?:/|per|in\s(?:each|a|any)|each|during\s(?:each|a|the)|for\s(?:each|a|the))\s?(?:\w+\s)?(?P<of>course|cycle|lifetime|episode)\b",
    re.IGNORECASE,
)
_OTHER_TOPIC = re.compile(
    r"\b(?:psychotherap\w+|CBT|cognitive|counsel\w+|talk\stherapy|therapist|ECT|electroconvulsive|TMS|rTMS|transcranial|physical\stherapy|"
    r"acupuncture|dialysis|trials?|tried|fail(?:ed|ure|s)?|inadequate|missed|prior\streatments?|previous\streatments?|medications?|after\seach)\b",
    re.IGNORECASE,
)  # fmt: skip
_REFUSED = re.compile(
    r"\b(?:not|never|no\slonger)\s(?:be\s)?(?:considered\s)?(?:medically\snecessary|covered|approved|approvable|authori[sz]ed|allowed|permitted|payable|"
    r"reimbursed|eligible|recommended)|\b(?:den(?:y|ied)|investigational|experimental|excluded)\b",
    re.IGNORECASE,
)
_COURSE = re.compile(
    r"\b(?:courses?|treatment|therapy|use|dosing|continuation|infusions|series|Spravato|esketamine|ketamine|it)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\b(?:maximum|max\.?|total)\s(?:\w+\s)?(?:duration|length)\b|\b(?:duration|length)\sof\s(?:the\s)?(?:\w+\s)?(?:treatment|therapy|course|use|infusions)\b",
    re.IGNORECASE,
)
_GRANT = re.compile(
    r"\b(?:(?:re-?)?authori[sz]ations?|authori[sz]ed\sfor|approv\w+\s(?:for|is|will|duration)|approvals?|renewals?)\b",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\b(?:beyond|past|longer\sthan|exceeding|more\sthan|in\sexcess\sof|after|over)\s(?:the\s)?(?:first\s|initial\s|a\s)?$",
    re.IGNORECASE,
)
_LINKS = frozenset(
    re.findall(
        r"\w+",
        "a an and at be beyond by can completed concluded continue extend extended first past go continuation continued course courses dosing duration each exceed "
        "exceeding finished for full given greater has in infusion infusions initial intravenous is it iv last "
        "lasts length limited long longer max maximum may more must nasal no not of one or period run "
        "shall series should single span spray than the therapy to total treatment under up use will with within",
    )
)
_SINGLE = re.compile(
    rf"\b(?:a\ssingle|one|only\sone|a\sone-time)\s(?P<length>{grammar.NUMBER}[\s-]{grammar.UNIT})[\s-](?:treatment\s|induction\s)?(?:course|cycle)\b",
    re.IGNORECASE,
)
CUES = (_NUMBER_OF, _COUNT, _BARE, _SINGLE, _LENGTH, _COURSE)


def find(line: Line) -> tuple[Found, ...]:
    """Limits of sessions and of the length of a course."""
    return tuple(
        found
        for part in dose_phases.parts(line.text)
        if not (_OTHER_TOPIC.search(part.text) or phrases.is_of_history(part.text))
        for found in (*_sessions(line, part), *_courses(line, part))
    )


def _sessions(line: Line, part: Part) -> tuple[Found, ...]:
    counted = (_session(line, part, match) for match in _COUNT.finditer(part.text))
    bare = (_bare(line, part, match) for match in _BARE.finditer(part.text))
    told = [found for found in (*counted, *bare) if found is not None]
    return tuple(told) or tuple(
        _numbered(line, part, match) for match in _NUMBER_OF.finditer(part.text) if _is_most(part, match)
    )


def _is_most(part: Part, match: re.Match[str]) -> bool:
    return grammar.comparison(part.text, match.start("n"), match.end())[0] == "<="


def _numbered(line: Line, part: Part, match: re.Match[str]) -> Found:
    """A limit of the number of them: "the number of infusions does not exceed 6"."""
    unit = next(code for code, _ in _UNITS if match[code])
    value, flags = grammar.number(match["n"])
    node = leaf(line, "session_limit", "<=", value, unit, 0.9, flags, dose_phase=part.phase)
    return Found(node, part.start + match.start(), part.start + match.end(), 1)


def _session(line: Line, part: Part, match: re.Match[str]) -> Found | None:
    unit = next(code for code, _ in _UNITS if match[code])
    value, flags = grammar.number(match["n"])
    op, start, end = grammar.comparison(part.text, match.start("n"), match.end())
    if op in (">", ">=") and _REFUSED.search(part.text):
        op = "<="
    course, period = _PER_COURSE.match(part.text, end), pace.period(part.text, end)
    if (not op and phrases.is_only_told(part.text[: match.start()])) or _WERE_GIVEN.match(part.text, end):
        return None
    if op in (">", ">=") or not (op or period or course or _LIMIT.search(part.text)) or not value:
        return None
    last = period.end if period else course.end() if course else end
    node = leaf(
        line, "session_limit", op or "<=", value, unit, 0.93 if op else 0.8, flags,
        per=period.json() if period else course["of"].lower() if course else None,
        dose_phase=part.phase,
    )  # fmt: skip
    return Found(node, part.start + start, part.start + last, 1)


def _bare(line: Line, part: Part, match: re.Match[str]) -> Found | None:
    """A number without a noun, whose noun stands before it: "infusions are limited to one per 4 weeks"."""
    subjects = list(_SUBJECT.finditer(line.text, 0, part.start + match.start()))
    course, period = _PER_COURSE.match(part.text, match.end()), pace.period(part.text, match.end())
    is_refused = match["over"] is None or _REFUSED.search(part.text, match.end())
    if not subjects or not is_refused or not (period or course):
        return None
    unit = next(code for code, _ in _UNITS if subjects[-1][code])
    times = _TIMES.get(match["n"].lower())
    if times and unit in ("visit", "course"):
        return None
    value, flags = (times, ()) if times else grammar.number(match["n"])
    node = leaf(
        line, "session_limit", "<=", value, unit, 0.85, flags,
        per=period.json() if period else course["of"].lower() if course else None,
        dose_phase=part.phase,
    )  # fmt: skip
    end = period.end if period else course.end() if course else match.end()
    return Found(node, part.start + match.start(), part.start + end, 1)


def _courses(line: Line, part: Part) -> tuple[Found, ...]:
    lengths = [d for d in grammar.durations(part.text) if d.unit not in ("minute", "hour") and not d.is_each]
    single = _SINGLE.search(part.text) if lengths else None
    for length in lengths:
        is_single = (
            single is not None
            and single.start("length") <= length.start < single.end("length")
            and _LIMIT.search(part.text)
        )
        begin = _limited_from(part.text, length) if not is_single else single.start() if single else None
        if begin is None:
            continue
        node = leaf(
            line,
            "max_course_duration",
            "<=",
            length.value,
            length.unit,
            0.85,
            length.flags,
            duration=length.json(),
        )
        return (Found(node, part.start + begin, part.start + max(length.end, single.end() if single else 0)),)
    return ()


def _limited_from(text: str, length: grammar.Duration) -> int | None:
    """Where the words begin that make a length the most that a course may last; None where none do."""
    course = _COURSE.search(text[: length.start])
    is_beyond = length.op == ">" or bool(_BEYOND.search(text[: length.start]))
    if course and is_beyond and _REFUSED.search(text, length.end):
        return course.start()
    is_most = (
        length.op == "<="
        or bool(_TO_A.search(text[: length.start]))
        or (bool(_WITHIN.search(text[: length.start])) and not _SINCE.match(text, length.end))
        or bool(_NOT_PAST.search(text[: length.start]))
        or (length.op == ">" and bool(_NOT.search(text[: length.start])))
    )
    if (length.op in (">", ">=", "<") and not is_most) or _GRANT.search(text):
        return None
    titled = _LENGTH.search(text[: length.start])
    cue = titled or next(iter(reversed(list(_COURSE.finditer(text[: length.start])))), None)
    if cue is None or not (is_most or (titled and re.search(r"\bmax", text, re.IGNORECASE))):
        return None
    gap = re.sub(r"\([^)]{0,60}\)", " ", text[cue.end() : length.start])
    for mention in reversed(indications.find(gap)):
        gap = f"{gap[: mention.start]} {gap[mention.end :]}"
    return cue.start() if all(word in _LINKS for word in re.findall(r"[a-z]+", gap.lower())) else None
