"""Earlier treatment with drugs of any field: how many, which, and how it went.

The antidepressants have words of their own in the family that reads them; here is what holds for
every drug, class of drugs, device or operation that a member must have tried.
"""

import re
from dataclasses import dataclass, replace

from extractors.wording import grammar, listed_words, phrases
from extractors.wording.cues import Cues

_RELIEF = r"(?:response|responses|benefit|relief|control|efficacy|effect|improvement)"
_POOR = r"(?:inadequate|insufficient|poor|suboptimal|lack\sof|incomplete|no|limited|partial)"
_LINK = r"(?:[\s,/]{1,2}(?:and/or|and|or|has|had|a|an|the|to|documented|clinical|FDA[-\s]labell?ed|prior|previous|significant)){0,5}[\s,/]{0,2}"
_BAD = (
    r"(?:fail(?:ure|ures|ed|s)?|contraindications?|contraindicated|intoleran(?:ce|ces|t)|hypersensitivity|refractory|resistant|unresponsive|"
    rf"{_POOR}\s(?:\w+\s){{0,2}}{_RELIEF}|(?:inability|unable)\sto\s(?:tolerate|take|use)|(?:cannot|could\snot|did\snot|does\snot)\stolerate|"
    r"(?:did|does|has|have)\snot\s(?:adequately\s)?respond(?:ed)?|adverse\s(?:event|reaction|effect)s?|relapse[ds]?|progress(?:ed|ion))"
)
CUES = phrases.table(
    ("failure_or_intolerance", rf"\b(?:history\sof\s)?(?:an?\s)?(?:treatment\s|therapeutic\s)?{_BAD}(?:{_LINK}{_BAD}){{1,3}}(?:\s\w+){{0,3}}?\s(?:to|of|with|on|after)\b(?:\s(?:treatment|therapy|an?\strial)\s(?:with|of))?"),
    ("nonresponse", r"\b(?:is|was|are|disease)?\s?(?:refractory|resistant|unresponsive)\sto\b|\b(?:did|does|has|have)\snot\s(?:adequately\s)?respond(?:ed)?\sto\b|\bno\sresponse\sto\b"),
    ("inadequate_response", rf"\b{_POOR}\s(?:\w+\s){{0,2}}{_RELIEF}\s(?:to|from|with|on|after|of)\b(?:\s(?:treatment|therapy|an?\strial)\s(?:with|of))?|\bsymptoms\s(?:have\s)?persist(?:ed)?\s(?:after|despite)\b"),
    ("failure", r"\b(?:has|have|had)?\s?(?:tried\sand\s)?fail(?:ed|ure)\b(?:\s(?:of|with|on|to))?(?:\s(?:prior|previous|at\sleast|an?\strial|treatment|therapy|surgical\sintervention)){0,2}(?:\s(?:with|of|on))?|\b(?:relapsed|progressed|relapse|progression)\s(?:on|after|following|despite)\b"),
    ("intolerance", r"\b(?:is|was|has)?\s?(?:intoleran(?:t|ce)|allergic)\s(?:to|of)\b|\b(?:inability|unable)\sto\s(?:tolerate|take|use)\b|\b(?:cannot|could\snot|did\snot|does\snot)\stolerate\b|\b(?:adverse\s(?:event|reaction|effect)s?|contraindications?)\b[^.;:]{0,70}?\b(?:to|with|from)\b|\bcannot\suse\b"),
    ("trial", r"\b(?:has|have|had|previously|already)\s(?:previously\s|already\s|first\s)?(?:tried|used|received|taken|undergone)\b(?:\s(?:and/or|and|or)\s(?:is\s|are\s)?(?:concomitantly|concurrently|currently)\s(?:receiving|taking|using))?(?:\sor\sis\s(?:concomitantly|concurrently|currently)\s(?:receiving|taking|using))?|\btrials?\s(?:of|with)\b|\bprior\s(?:use|therapy|treatment)\s(?:of|with)\b|\b(?:(?:has|have|had)\sbeen|was|were)\s(?:previously\s)?treated\swith\b"),
)  # fmt: skip
_POSSIBLE = Cues({cue: cue[1:] for cue in CUES})
_NO_GROUP = frozenset(
    {
        "therapy",
        "treatment",
        "drug",
        "medication",
        "agent",
        "product",
        "induction treatment",
        "initial therapy",
    }
)
_HEADS = re.compile(
    r"\bas\s(?:demonstrated|evidenced|shown|defined|documented|indicated)\sby\b[^:]{0,80}:\W*$", re.IGNORECASE
)
_BESIDE = re.compile(r"\bis\s(?:concomitantly|concurrently|currently)\s(?:receiving|taking|using)\b", re.IGNORECASE)  # fmt: skip
_NO_TRIAL = re.compile(
    r"\b(?:if\s(?:not\s)?previously|not\s(?:be\s)?(?:required|necessary|needed|count|apply|experienced|been\streated)|exceptions?\sto|does\snot\s(?:have|require|count)|"
    r"(?:has|have|had)\s(?:no|never)\b|without\s(?:prior|previous|any)|(?:treated|therapy|trials?|response|contraindications?|stable)\s(?:\w+\s){0,3}?(?:with|on|to|of)\sthe\srequested|prerequisite|"
    r"will\sbe\s(?:used|given|administered)|is\sbeing\s(?:used|given|administered)|"
    r"continues?\sto|augment\w*|psychotherap\w+|ECT|TMS|positive\s(?:\w+\s)?(?:response|effect)|respond(?:s|ing|ed)\spositively)\b|\bshow\w*\s(?:a\s)?response\b",
    re.IGNORECASE,
)
_TIME = r"(?![\s-]?(?:%|mg|mcg|percent|points?|minutes?|hours?|days?|weeks?|months?|years?|consecutive|events?|times?\b|courses?\sof\stherapy\sper|line))"
_COUNT = re.compile(
    rf"(?P<n>{grammar.NUMBER}){_TIME}(?:\sor\smore)?\+?\s(?P<noun>(?:of\s)?[A-Za-z][^,;:()\[\]]{{0,90}}|of\b)", re.IGNORECASE
)  # fmt: skip
_ALL_NAMED = re.compile(r"^\W*(?:(?P<both>both)|all|each|every)\b(?!\sof\s)", re.IGNORECASE)
_CLOSED = re.compile(r"[(\[,;]\s?(?:TKI;\s)?i\.e\.,?\s(?P<list>[^()\[\]]{3,300})")
_FOLLOWING = re.compile(
    r"\b(?:of|from|to|with|including|both|either|all)\b[^.:]{0,80}?(?:\([^()]{0,120}\))?\W{0,3}:\w?\s(?P<list>.+)$", re.IGNORECASE
)  # fmt: skip
_OF_LIST = re.compile(r"^\W*(?:of\s)?(?:either\s)?(?P<list>[A-Za-z][^.;:]{2,160})")
_ONE_OF = re.compile(
    rf"\W{{0,40}}(?:at\sleast\s)?(?:(?:one|1)\sor\smore|{grammar.NUMBER}|either|both|any|all)\s(?:of\s)?(?!the\b|these\b|preferred)(?=(?:of\s)?[A-Z][\w()\s]{{2,40}}(?:,|\sor\s|\sand\s))",
)
_TRIAL_OF = re.compile(
    rf"^(?:an?\s)?(?:\d[\d,.]{{0,8}}\s?(?:mg|mcg|g)\s(?:of\s)?)?(?:at\sleast\s)?(?:{grammar.NUMBER}[\s-](?:or\smore\s)?)?(?:(?:day|week|month|year)s?\s)?(?:(?:trials?|lines?|courses?)\s(?:of|with)\s)?(?:(?:an?|the|other)\s)?",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?:agents?|drugs?|medications?|medicines?|therap(?:y|ies)|treatments?|products?|class(?:es)?|biosimilars?|biologics?|inhibitors?|blockers?|"
    r"agonists?|antagonists?|antibod(?:y|ies)|steroids?|corticosteroids?|\w+steroids?|DMARDs?|NSAIDs?|TKIs?|CPAP|PAP|BiPAP|surger(?:y|ies)|"
    r"surgical|procedures?|irrigations?|antibiotics?|\w+mabs?|\w+nibs?|\w+statins?|statins?|triptans?|\w+triptan|\w+zole|\w+pril|\w+sartan|\w+olol|"
    r"\w{2,}(?:xate|formin|mide|amine|azine|apine|idine|olone|sone|tide|cept|cillin|mycin|cycline|floxacin|azole|vir|parin|taxel|platin|gliptin|gliflozin|lukast|"
    r"phylline|terol|tropium|dronate|fibrate|azepam|oxetine|triptyline|barbital|quine|prine|statin|tinib|turin|epam|oate)|"
    r"regimens?|alternatives?|chemotherap(?:y|ies)|immunoglobulins?|insulins?|supplements?|relaxants?|anti-?\w+)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?:^|\s)(?:[A-Z][a-z]{3,}|[A-Z]{3,5})\b")
_PROOF = re.compile(r"\s[-–—]\s?documentation\b[^-–—]{0,60}$", re.IGNORECASE)
_INNER = re.compile(r"\s?\[[^\[\]()]{0,60}\]")
_UNITS = phrases.table(
    ("surgery", r"\bsurg(?:ery|eries|ical)\b|\bprocedures?\b"),
    ("class", r"\bclasses\b"),
    ("treatment", r"\btreatments?(?:\(s\))?\b"),
)


ON_IT = re.compile(r"\b(?:when|while|despite|during|after|with|on)\s(?:\w+\s){0,2}?(?:us(?:e|ing)|on|taking|receiving|therapy|treatment|adherence|compliance)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trials:
    """Earlier trials told in one sentence: at least `n`, of the named group or choices."""

    n: float
    unit: str
    outcome: str
    group: str | None
    choices: tuple[str, ...]
    is_beside: bool
    start: int
    end: int
    flags: tuple[str, ...] = ()


def find(text: str) -> Trials | None:
    """The earlier trials of one sentence; None where it tells of none."""
    cue = _cue(text)
    if cue is None or _NO_TRIAL.search(text) or _HEADS.search(text):
        return None
    outcome, match = cue
    tail = text[match.end() :]
    counted = _COUNT.search(tail[:80])
    closed = _closed(tail)
    group = None if _ONE_OF.match(tail) else _group(_noun(tail, counted))
    if (not closed and not _names_something(tail)) or (not closed and not counted and group in _NO_GROUP):
        return None
    n, flags = _count(tail, counted, closed)
    return Trials(
        n=n,
        unit=phrases.first(_UNITS, f"{'surgery' if 'surg' in match.group() else ''} {_noun(tail, counted)}")
        or "trial",
        outcome=outcome,
        group=group,
        choices=closed,
        is_beside=bool(_BESIDE.search(text[: match.end()])),
        start=match.start(),
        end=proof.start() if (proof := _PROOF.search(text)) else len(text),
        flags=flags,
    )


def _cue(text: str) -> tuple[str, re.Match[str]] | None:
    """The first words of an outcome; of those that begin together the longest."""
    found = [
        (match.start(), -match.end(), code, match)
        for code, cue in _POSSIBLE.may_say(text)
        if (match := cue.search(text))
    ]
    if not found:
        return None
    first = min(found, key=lambda item: (item[0] // 4, item[1]))
    return first[2], first[3]


def _noun(tail: str, counted: re.Match[str] | None) -> str:
    after = counted["noun"] if counted and counted.start() < 40 else tail
    return re.split(r"[,;:()\[\].^]|\s[-–—]\s|\s(?:for|unless|within|note)\s", after.strip(), maxsplit=1)[
        0
    ].removeprefix("of ")


def _group(noun: str) -> str | None:
    """The group of drugs without its count and without "a trial of"."""
    said = listed_words.words(re.split(r"\s(?:as|due|despite)\s", _TRIAL_OF.sub("", noun.strip()))[0])
    return said if said and len(said.split()) <= 9 and not said.startswith(("following", "these")) else None


def _names_something(tail: str) -> bool:
    near = tail[:160]
    return bool(_THING.search(near) or _NAMES.search(near))


def _closed(tail: str) -> tuple[str, ...]:
    """The only ones to choose from: after a colon, after "i.e.", or named one by one after "one of"."""
    tail = _INNER.sub("", tail)
    listed = _FOLLOWING.search(tail) or _CLOSED.search(tail)
    if listed:
        return listed_words.items(listed["list"], with_and=bool(_ALL_NAMED.match(tail)))
    one_of = _ONE_OF.match(tail)
    names = _OF_LIST.match(tail[one_of.end() :]) if one_of else None
    return listed_words.items(names["list"], with_and=bool(_ALL_NAMED.match(tail))) if names else ()


def _count(
    tail: str, counted: re.Match[str] | None, closed: tuple[str, ...]
) -> tuple[float, tuple[str, ...]]:
    every = _ALL_NAMED.match(tail)
    if every and (every["both"] or len(closed) > 1):
        return (2 if every["both"] else len(closed)), ()
    return grammar.number(counted["n"]) if counted else (1, ())


def under(text: str, heading: str) -> Trials | None:
    """A trial that the heading tells of, and a line below it shows: "failed CPAP as shown by: AHI above 15"."""
    head = _HEADS.search(heading)
    if head is None or not ON_IT.search(text):
        return None
    told = find(heading[: head.start()])
    return replace(told, start=0, end=len(text)) if told else None
