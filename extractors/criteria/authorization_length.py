"""How long an approval holds: the first one and the renewals."""

import re
from dataclasses import dataclass, replace

from extractors.model import Axis, CriterionType, Json, Leaf
from extractors.vocabulary import drugs, granting, indications, lines_of_business, units
from extractors.wording import grammar, phrases
from extractors.wording.grammar import Duration
from extractors.wording.line import Found, Line, group, leaf

TYPES = tuple(
    CriterionType(name, axes=(Axis("value", "duration", "loosened"),), identity=("lob",))
    for name in ("initial_auth_duration", "reauth_duration")
)

_CUE = re.compile(
    r"\b(?:(?:re|pre)?-?authori[sz](?:ations?|e[ds]?|ing)|(?:re)?approv(?:als?|ed?|ing|able)|renew(?:als?|ed)?|(?:re-?)?certif(?:ication|ied)|"
    r"coverage|covered|extensions?|extended|PA|(?:re-?)?auth)\b|\b(?:initial|continu(?:ation|ed)|new\sstarts?|renewal)"
    r"(?:\s(?:therapy|treatment|requests?|criteria|coverage|use|course))?\s?(?=[:–—]|-\s)|\bdays?\s?supply(?:\sof)?\b",
    re.IGNORECASE,
)  # fmt: skip
_LENGTH_TITLE = re.compile(
    r"(?:(?:authori[sz]ation|approval|renewal|coverage|certification|auth)s?|initial|continu(?:ation|ed)(?:\stherapy)?)\s?"
    r"(?:\s(?:duration|length|period|limits?|timeframe)s?)?\s?[:–—-]?\s{0,2}$|\b(?:duration|length|period)\sof\s"
    r"(?:initial\s|continued\s)?(?:authori[sz]ation|approval|coverage|renewal)s?\W{0,3}$",
    re.IGNORECASE,
)
_NOT_A_GRANT = re.compile(
    r"\b(?:transition\sof\scare|continuity\sof\scare|new\sto\sthe\splan|FDA[-\s]approved|approved\sby\sthe\s(?:US\s)?F\.?D\.?A|"
    r"per\sfill|dispens\w+|per\sprescription|emergency\ssupply|temporary\ssupply|submitted|submit|turn-?around|"
    r"decisions?\s(?:is|are|will)|determinations?\s(?:is|are|will))",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:has|have|had|was|were|been|previously|already|not|or\scannot\sbe)"
    r"(?:\s(?:been|previously|not|already|last|first|initially|recently|once)){0,2}\s$",
    re.IGNORECASE,
)
_PER_SUPPLY = re.compile(
    r"(?:\bper|\blimit\w*\sto(?:\san?)?|/|\beach|\bevery|\bwithin|\bfor\san?)\s?$", re.IGNORECASE
)
_REQUIRED = re.compile(r"\brequire[ds]?\b|\bneeded\b", re.IGNORECASE)
_AGE = re.compile(r"\s?(?:of\sage|old|and\s(?:older|over|above)|or\s(?:older|younger))\b", re.IGNORECASE)
_AFTER = re.compile(
    r"[\s-]{0,2}\(?(?:per\s|of\s|for\s(?:the\s)?|as\s(?:the\s)?)?(?:an?\s|initial(?:ly)?\s|continued\s|continuation\s|first\s|coverage\s|one-time\s)?"
    r"(?:(?:re-?)?authori[sz]ations?|approvals?|renewals?(?!\sdate)|recertification|(?:days?\s?)?supply|coverage\speriods?|extensions?|auth\b|"
    r"(?:initial|continuation|reauth\w*|continued)\b(?=\W*$|\W{0,3}(?:[;,.)]|and\b)))(?!\w{0,2}\s{0,2}[:=])",
    re.IGNORECASE,
)  # fmt: skip
_WILL_BE = re.compile(
    r"\s(?:will|may|can|shall)\sbe\s(?:approved|authori[sz]ed|granted|given\sapproval)\b", re.IGNORECASE
)
_TWO_UNITS = re.compile(rf"\s{{0,2}}(?:/|or\s|\()?\s?(?P<unit>{grammar.UNIT})", re.IGNORECASE)
_SUPPLY = re.compile(
    rf"\bdays?\s?supply\s?(?:of\s|:\s?|=\s?|-\s)(?P<n>{grammar.NUMBER})(?!\s?[-\w]{{1,3}}?(?:days?|weeks?|months?))\b"
    rf"|(?P<m>\d{{1,3}})\s?\([^)]{{1,40}}\)\s?(?P<unit>days?|months?|weeks?)\b",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(r"^\.\s(?=(?:Initial|Continu|Renew|Reauth|Subsequent))")
_LATER = re.compile(
    r"\bre-?auth\w*|\brenew(?!al\sdate)\w*|\bre-?certif\w*|\bcontinu\w+|\bsubsequent\w*|\blater\b|\bmaintenance\b|\bre-?approv\w*|\bextend\w*|\bextension\w*",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\binitial(?:ly)?\b|\bnew\s(?:starts?|requests?|members?|approvals?)\b|\binduction\b|\bfirst\b",
    re.IGNORECASE,
)
_LESSER = re.compile(
    r"\bwhichever\s(?:comes\s|is\s|occurs\s)?(?:first|less|shorter|sooner|earlier|lesser)|\b(?:lesser|shorter|earlier)\sof\b",
    re.IGNORECASE,
)
_FOR_BOTH = re.compile(
    r"\s{0,2}\(?for\s(?:both\s)?(?:new|initial)(?:\s\w+)?\s(?:and|or|as\swell\sas)\s(?:continu\w+|renew\w+|reauth\w+|subsequent)\b"
    r"(?:\s(?:therapy|requests?|treatment|users|approvals?|authori[sz]ations?))?",
    re.IGNORECASE,
)
_LIMITED = re.compile(r"\b(?:limited|restricted|capped)\s(?:to|at)\b", re.IGNORECASE)
_RENEWAL_DATE = re.compile(
    r"\b(?:or|and)\s(?:up\s)?(?:to|until|through)\s(?:the\s)?(?:\w+'?s?\s){0,2}renewal\sdate", re.IGNORECASE
)
_LIKELY_DAYS = (28, 730)
_ROUNDING = 0.07  # four weeks are told as a month


@dataclass(frozen=True, slots=True)
class _Grant:
    """A length that an approval holds, and the words around it that belong to it."""

    length: Duration
    start: int
    end: int
    words: str
    lines: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


CUES = (grammar.DURATION, _SUPPLY)


def find(line: Line) -> tuple[Found, ...]:
    """The lengths of approvals in a line, each for the phase that its words name."""
    told = replace(line, text=_granting(line.text))
    return tuple(_found(told, grant) for grant in _grants(told))


def _granting(text: str) -> str:
    """The text with blanks for the sentences that speak of anything but the length of an approval."""
    for start, end in phrases.sentences(text):
        if _NOT_A_GRANT.search(text[start:end]) or phrases.is_of_history(text[start:end]):
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _grants(line: Line) -> tuple[_Grant, ...]:
    found: list[_Grant] = []
    lengths = _lengths(line.text)
    for place, length in enumerate(lengths):
        last = found[-1].end if found else 0
        start = (
            None
            if found and _repeats(line.text, found[-1], length)
            else _granted_from(line, length, last, bool(found))
        )
        if start is None:
            continue
        following = lengths[place + 1].start if place + 1 < len(lengths) else len(line.text)
        end, printed = _second_unit(line.text, length)
        end = _tail(line.text, end, following)
        words = line.text[min(start, length.start) : end]
        named = tuple(dict.fromkeys(mention.code for mention in lines_of_business.find(words)))
        if not named and found and not re.search(r"[.;]\s", line.text[found[-1].end : length.start]):
            named = found[-1].lines  # "Medicaid: initial 3 months, renewal 6 months"
        found.append(_Grant(length, min(start, length.start), end, words, named, printed))
    return tuple(found)


def _repeats(text: str, grant: _Grant, length: Duration) -> bool:
    """A length in brackets that says the one before it in another unit: "365 days (1 year)"."""
    one, other = (units.approx_days(d.value, d.unit) for d in (grant.length, length))
    gap = text[grant.length.end : length.start].strip()
    is_lesser = gap.startswith("(") and _LESSER.search(gap) is not None and _only_links(gap)
    is_inside = is_lesser or gap in ("(", "=", "or", "/", "(or", "(i.e.,")
    return is_inside and abs(one - other) <= _ROUNDING * max(one, other)


def _lengths(text: str) -> tuple[Duration, ...]:
    """Lengths of a day or more, those in words of a days supply included, in order."""
    plain = [
        d for d in grammar.durations(text) if d.unit not in ("minute", "hour") and not _AGE.match(text, d.end)
    ]
    for match in _SUPPLY.finditer(text):
        if any(d.start < match.end() and match.start() < d.end for d in plain):
            continue
        value, flags = grammar.number(match["n"] or match["m"])
        unit = grammar.unit_of(match["unit"]) if match["unit"] else "day"
        start = match.start("n") if match["n"] else match.start("m")
        plain.append(Duration(value, unit, "", start, match.end(), flags=flags))
    return tuple(
        sorted((d for d in plain if d.op not in (">", "<") and not d.is_each), key=lambda d: d.start)
    )


def _granted_from(line: Line, length: Duration, last: int, is_next: bool) -> int | None:
    """Where the words begin that make a length the length of an approval; None where none do."""
    text = line.text
    for cue in reversed([m for m in _CUE.finditer(text, last, length.start)]):
        if not _only_links(text[cue.end() : length.start]):
            break
        if not _is_past(text, cue) and length.op != ">=":
            return _with_words_before(text, cue.start(), last)
    after, before = _AFTER.match(text, length.end), text[: length.start]
    if after and length.op != ">=" and not (_PAST.search(before) or _PER_SUPPLY.search(before)):
        return length.start
    if _WILL_BE.match(text, length.end) and length.op != ">=" and _only_links(text[last : length.start]):
        return last
    if is_next and _only_links(_NEXT_SENTENCE.sub(" ", text[last : length.start], count=1)):
        return last
    is_titled = bool(_LENGTH_TITLE.search(line.heading)) or bool(lines_of_business.find(before))
    if (
        is_titled
        and not is_next
        and _only_links(before)
        and _only_links(_without_lengths(text[length.end :]))
    ):
        return 0
    return None


def _only_links(gap: str) -> bool:
    """True where only words of granting stand between a cue and its length."""
    if len(gap) > 160 or re.search(r"\.\s[A-Z]", gap):
        return False
    bare = re.sub(r"\([^)]{0,60}\)|\[[^\]]{0,60}\]", " ", gap)
    named = (*drugs.find(bare), *indications.find(bare), *lines_of_business.find(bare))
    for mention in sorted(named, key=lambda m: -m.start):
        bare = bare[: mention.start] + " " + bare[mention.end :]
    words = re.findall(r"[a-z]+(?:'s)?", re.sub(r"\brenewal\sdate\b|\bsi/?hi\b|\bnon\b", " ", bare.lower()))
    return all(word in granting.LINKS for word in words)


def _without_lengths(text: str) -> str:
    for length in reversed(grammar.durations(text)):
        text = f"{text[: length.start]} {text[length.end :]}"
    return text


def _is_past(text: str, cue: re.Match[str]) -> bool:
    if cue.group().lower().startswith(("pa", "cover")) and _REQUIRED.search(text[cue.end() :][:60]):
        return True
    return cue.group().lower().endswith("ed") and bool(
        _PAST.search(text[max(0, cue.start() - 24) : cue.start()])
    )


def _with_words_before(text: str, start: int, last: int) -> int:
    """The start of the clause, where it only says whose approval it is."""
    begin = max((m.end() for m in re.finditer(r"[.;,]\s|\(", text[:start])), default=0)
    begin = max(begin, last)
    return begin if _only_links(text[begin:start]) else start


def _second_unit(text: str, length: Duration) -> tuple[int, tuple[str, ...]]:
    """The place after the length, and both units where two different ones are printed in a row."""
    second = _TWO_UNITS.match(text, length.end)
    if (
        second is None
        or grammar.unit_of(second["unit"]) == length.unit
        or text[length.end : second.start("unit")].strip() == "("
    ):
        return length.end, ()
    return second.end(), (length.unit, grammar.unit_of(second["unit"]))


def _tail(text: str, end: int, following: int) -> int:
    """The words after a length that still speak of it: "supply", "(renewal)", "for renewals"."""
    after = _FOR_BOTH.match(text, end) or _AFTER.match(text, end)
    if after and after.end() <= following:
        end = after.end()
    else:
        supply = re.compile(r"\s?days?\s?supply\b|\s?supply\b", re.IGNORECASE).match(text, end)
        end = supply.end() if supply else end
    date = _RENEWAL_DATE.search(text, end, following)
    lesser = _LESSER.search(text, end, min(following, end + 60))
    is_own = (
        lesser is not None
        and _only_links(text[end : lesser.start()])
        and ")" not in text[end : lesser.start()]
    )
    return max(end, date.end() if date else 0, lesser.end() if lesser and is_own else 0)


def _found(line: Line, grant: _Grant) -> Found:
    leaves = tuple(_leaf(line, grant, kind) for kind in _kinds(line, grant))
    # an amount before the length ("one series of 10 or 30 days") is another limit
    start = (
        grant.length.start if re.search(r"\d", line.text[grant.start : grant.length.start]) else grant.start
    )
    return Found(group("all", leaves), start, grant.end, 1)


def _kinds(line: Line, grant: _Grant) -> tuple[str, ...]:
    if _FOR_BOTH.search(grant.words):
        return ("initial_auth_duration", "reauth_duration")
    is_later, is_first = bool(_LATER.search(grant.words)), bool(_FIRST.search(grant.words))
    if not (is_later or is_first):
        is_later = bool(_LATER.search(line.heading)) and not _FIRST.search(line.heading)
        is_later = is_later or line.phase == "continuation"
    first = ("initial_auth_duration",) if is_first or not is_later else ()
    return (*first, *(("reauth_duration",) if is_later else ()))


def _leaf(line: Line, grant: _Grant, kind: str) -> Leaf:
    length = grant.length
    until = _RENEWAL_DATE.search(grant.words)
    op = length.op or ("<=" if _LESSER.search(grant.words) or _LIMITED.search(grant.words) else "==")
    flags = length.flags
    days = length.json()["approx_days"]
    is_odd = not isinstance(days, int | float) or not _LIKELY_DAYS[0] <= days <= _LIKELY_DAYS[1]
    if grant.units or (is_odd and not _is_weeks(days)):
        flags = (*flags, "suspect")
    return leaf(
        line, kind, op, length.value, length.unit, 0.6 if "suspect" in flags else 0.95, flags,
        duration=length.json(),
        lob=list(grant.lines) or None,
        or_until="renewal_date" if until else None,
        unit_conflict=True if grant.units else None,
        units_printed=list(grant.units) or None,
    )  # fmt: skip


def _is_weeks(days: Json) -> bool:
    """One to three weeks are short but are printed."""
    return days in (7, 14, 21)
