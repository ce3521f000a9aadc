"""What headings and list headers settle for the lines below them: drug, indication, phase."""

import re
from dataclasses import dataclass, replace

from extractors.model import Phase
from extractors.stance import Statement
from extractors.vocabulary.mentions import IndicationAt, find_mentions, indications_at

_INITIAL = (
    r"(?:initial|new|first)\s+(?:\w+\s+)?(?:therapy|treatment|authori[sz]ations?|approvals?|coverage|"
    r"requests?|course|"
    r"criteria|starts?|use|dos(?:e|es|age|ages|ing)|evaluation|phase|prior authorization)|"
    r"initiation\s+of\s+\w+|"
    r"induction\s+(?:therapy|treatment)|"
    r"new\s+starts?|initial"
)
_CONTINUATION = (
    r"re-?authori[sz]ations?|renewals?|re-?certification|continu(?:ation|ed|ing|"
    r"ance)(?:\s+(?:of\s+)?(?:\w+\s+)?(?:therapy|"
    r"treatment|use|approval|coverage|care|authori[sz]ation|criteria|requests?))?|(?:(?:patient|member|"
    r"individual)\s+is\s+)?"
    r"currently\s+receiving(?:\s+[\w®™]+){0,4}|follow-?up\s+treatment(?:\s+of\b[^.:;]{0,110})?|"
    r"(?:patient|member|individual)\s+(?:is|has)\s+(?:already|currently|previously)\s+"
    r"(?:receiv\w+|start\w*|establish\w*|tak\w+|been\s+treated)[^.:;]{0,130}|"
    r"(?:patient|member|individual)\s+is\s+being\s+treated\s+for\s+(?:an?\s+)?(?:relapse|maintenance)"
    r"[^.:;]{0,110}|extended\s+approval|"
    r"maintenance\s+(?:therapy|treatment|phase|requests?)|subsequent\s+(?:requests?|authori[sz]ations?|"
    r"approvals?)"
)
_LEAD = (
    r"(?:for\s+|approval\s+for\s+|approvals?\s+of\s+|criteria\s+for\s+|requests?\s+for\s+|upon\s+|"
    r"[ivx\d]{1,3}[.)]\s*)?"
)
_TAIL = (
    r"(?:\s+(?:approvals?|authori[sz]ations?|criteria|requests?|of\s+therapy|therapy|treatment|only|"
    r"of\s+[\w®™]+)){0,4}"
    r"(?:\s*\([^)]{0,60}\))?\s*(?P<end>[:.,;–—-]+|$)"
)
_PHASES: tuple[tuple[Phase, re.Pattern[str]], ...] = (
    ("initial", re.compile(rf"^\W*{_LEAD}(?:the\s+)?(?:{_INITIAL}){_TAIL}", re.IGNORECASE)),
    ("continuation", re.compile(rf"^\W*{_LEAD}(?:the\s+)?(?:{_CONTINUATION}){_TAIL}", re.IGNORECASE)),
)
_BOTH = re.compile(
    r"\binitial\b[^.;:]{0,40}\b(?:continu|renewal|re-?authori)|\bboth initial and\b", re.IGNORECASE
)
_WITHIN: tuple[tuple[Phase, re.Pattern[str]], ...] = (
    ("continuation", re.compile(rf"\b(?:{_CONTINUATION})\b", re.IGNORECASE)),
    ("initial", re.compile(rf"\b(?:{_INITIAL})\b", re.IGNORECASE)),
)
_INDICATION_LEAD = re.compile(
    r"^\W*(?:for\s+|treatment\s+of\s+|the\s+treatment\s+of\s+|indications?:\s*|diagnosis:\s*|use\s+in\s+|"
    r"adults?\s+with\s+){0,3}",
    re.IGNORECASE,
)
_INDICATION_TAIL = re.compile(
    r"^(?P<words>(?:[\s,/]*(?:\([^)]{0,80}\)|(?!(?:is|are|has|have|must|will|was|as|who|when|that|by|to|"
    r"meets?)\b)"
    r"[A-Za-z](?:[\w’'/]|-(?!\s))*+)){0,7}?)\s*(?:(?P<end>[:.–—]+|-+(?=\s|$)|$)|"
    r"(?=\d|\((?:must|\w or|\w and|all|any|one|both)))",
    re.IGNORECASE,
)
_ONLY_FOR = re.compile(
    r"\b(?:above|preceding|foregoing)\b[^.,;]{0,40}\b(?:only|solely)\b[^.,;]{0,20}\b(?:for|to)\b|"
    r"\b(?:above|preceding|foregoing)\b[^.,;]{0,30}\bapplies to\b[^.,;]{0,60}\bonly\b",
    re.IGNORECASE,
)
_NOTE_SIGNS = " †‡§*^"
_FREE_WORDS = 11
_TITLE = re.compile(
    r"^\s*(?P<title>[A-Z0-9][^.:;()\[\]]{2,90}(?:[(\[][^)\]]{0,500}[)\]][^.:;()\[\]]{0,60}){0,3}?)"
    r"(?:\s*(?:[.:]\s*|(?=\((?:must|\w or|\w and|all|any|one|both)))|$)(?P<rest>.*)$",
    re.DOTALL,
)
_TITLE_NOISE = re.compile(r"[®™*]|\bapproval criteria\b", re.IGNORECASE)
_TITLE_VERBS = re.compile(
    r"\b(?:is|are|has|have|must|will|was|be|meets?|received|tried|prescribed|approved?|covered|refer|see|"
    r"diagnosis|documentation|other|all|any|one|both|general|requirements?|criteria|note|dosing|dose|"
    r"initial|continuation|examples?|applies|patients?|members?|individuals?|approvals?|"
    r"(?:re-?)?authori[sz]ations?|durations?|lengths?|limits?|limitations?|coverage|polic(?:y|ies)|"
    r"guidelines?|exclusions?|renewals?|quantity|process|benefits?|appendix)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"^\W*(?:approve|authori[sz]e|may be (?:approved|covered)|coverage|criteria|\(?must meet|"
    r"\(?(?:all|any|one|both)\b)",
    re.IGNORECASE,
)
_OTHER_USES = re.compile(
    r"^\W*(?:all |any )?other (?:diagnos[ie]s|indications?|uses?|conditions?)(?:/(?:indications?|uses?))?"
    r"(?:\s*(?P<rest>[(:].*)|\W*)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a line stands; empty values are open."""

    drugs: tuple[str, ...] = ()
    indications: tuple[str, ...] = ()
    phase: Phase | None = None
    section: str = ""
    kind: str = "policy"
    extra: tuple[str, ...] = ()
    refusal: Statement | None = None  # the position that a list of names shares
    is_use_list: bool = False  # the list is announced as one of uses: names outside the vocabulary count


def below_heading(scope: Scope, heading: str) -> Scope:
    """The scope under a section heading; its drug, indication and phase may stand anywhere in it."""
    mentions = find_mentions(heading, scope.extra)
    phase = phase_within(heading)
    return replace(
        scope,
        drugs=mentions.drugs or scope.drugs,
        indications=mentions.indications or scope.indications,
        phase=phase or scope.phase,
    )


def phase_within(text: str) -> Phase | None:
    """The phase that a heading names anywhere in it."""
    if _BOTH.search(text):
        return "both"
    return next((phase for phase, pattern in _WITHIN if pattern.search(text)), None)


_IF_FOR = re.compile(
    r"^\W*(?:if|when|where)\s(?:the\s)?(?:(?:(?:patient|member|individual)(?:['’]s)?\s)?(?:diagnosis|indication)\sis|"
    r"(?:request|drug|medication|product|[\w®™]*ketamine|spravato)\sis\s(?:being\s)?(?:requested\s|used\s|prescribed\s)?for"
    r"(?:\sthe)?(?:\s(?:treatment|diagnosis)\sof)?|(?:requested|used|prescribed)\sfor)\s(?P<what>[^,;:]{3,90}),\s"
    r"(?:then\s)?",
    re.IGNORECASE,
)


def narrow(scope: Scope, text: str) -> tuple[Scope, str]:
    """Scope and remaining words of a line that opens with a phase or an indication."""
    for _ in range(2):  # "Initial therapy: TRD: ..." names both
        narrowed, rest = _narrow_once(scope, text)
        if rest == text:
            break
        scope, text = narrowed, rest
    return scope, text


def _narrow_once(scope: Scope, text: str) -> tuple[Scope, str]:
    for phase, pattern in _PHASES:
        match = pattern.match(text)
        if match is not None:
            end = match.end() if text[: match.end()].rstrip()[-1:] != "(" else match.start("end")
            return replace(scope, phase=phase), text[end:].strip()
    found = _conditional(text) or _leading_indications(text)
    if found is None:
        return scope, text
    indications, rest = found
    return replace(scope, indications=indications), rest


def _conditional(text: str) -> tuple[tuple[str, ...], str] | None:
    """The indications of a rule that holds for them alone: "If the diagnosis is X, ..."."""
    match = _IF_FOR.match(text)
    codes = find_mentions(match["what"], ()).indications if match else ()
    return (tuple(codes), text[match.end() :].strip()) if match and codes else None


def _leading_indications(text: str) -> tuple[tuple[str, ...], str] | None:
    lead = _INDICATION_LEAD.match(text)
    start = lead.end() if lead else 0
    text = text.rstrip(_NOTE_SIGNS)
    mentions: tuple[IndicationAt, ...] = indications_at(text)
    first = next((mention for mention in mentions if mention.start <= start + 1), None)
    if first is None:
        return None
    end, codes = first.end, [first.code]
    for mention in mentions:
        between = text[end : mention.start]
        if mention.start >= end and re.fullmatch(r"\s*(?:,|or|and|and/or|/|,\s*or|\()\s*", between):
            end = mention.end
            codes.append(mention.code)
    if text[end : end + 1] == ")" and "(" in text[first.end : end]:  # "Treatment-Resistant Depression (TRD)"
        end += 1
    tail = _INDICATION_TAIL.match(text[end:])
    if tail is None:
        return None
    codes.extend(find_mentions(tail["words"] or "", ()).indications)
    return tuple(dict.fromkeys(codes)), text[end + tail.end() :].strip()


def free_indication(text: str) -> str | None:
    """A short title that names an indication outside the vocabulary, in lower case."""
    words = _bare(text)
    title = " ".join(words).replace(" -", "-").strip(" -–—,;.:")
    if not title or len(words) > _FREE_WORDS or not title[0].isupper() or _TITLE_VERBS.search(title):
        return None
    return title.lower()


def titled(text: str) -> tuple[str, str] | None:
    """An indication outside the vocabulary that opens a line, and the instruction after it.

    "Graft-Versus-Host Disease. Approve for 1 month if ..." gives the disease and the rest; a bare
    title gives an empty rest.
    """
    others = _OTHER_USES.match(text)
    if others is not None:
        return "all_other", others["rest"] or ""
    match = _TITLE.match(text)
    title = free_indication(match["title"]) if match else None
    return (title, match["rest"].strip()) if match and title else None


def _bare(title: str) -> list[str]:
    """The words of a title without signs and without what stands in brackets, brackets in brackets too."""
    kept: list[str] = []
    opened: list[int] = []
    for sign in title:
        if sign in "([":
            opened.append(len(kept))
        if sign in ")]" and opened:
            kept[opened.pop() :] = " "
        else:
            kept.append(sign)
    return _TITLE_NOISE.sub(" ", "".join(kept)).split()


def uses_of_title(text: str) -> tuple[str, ...]:
    """The indications that a short title names, inside the vocabulary or in words of its own."""
    bare = " ".join(_bare(text))
    if re.match(r"^\W*(?:all |any )?other\b", bare, re.IGNORECASE):
        return ("all_other",)
    named = find_mentions(bare, ()).indications
    title = None if named else free_indication(text)
    return named or ((title,) if title else ())


def is_instruction(text: str) -> bool:
    """Whether the words after a title say how requests for it are decided."""
    return _INSTRUCTION.match(text) is not None


def only_for(text: str) -> tuple[str, ...]:
    """The indications to which "the above text" is restricted, empty when it is not."""
    match = _ONLY_FOR.search(text)
    if match is None:
        return ()
    clause = re.split(r"[,;.]", text[match.start() :])[0]
    return find_mentions(clause, ()).indications


_BARS = re.compile(
    r"\bexclusions?(?: criteria)?\b|\bexclusionary\b|\bcontraindications?\b|\bineligible\b|"
    r"\b(?:may|will|should|must|can) ?not (?:be )?(?:approved?|authori[sz]ed|covered|receive|eligible)\b|"
    r"\bnot (?:considered )?(?:medically necessary|covered|approved)\b[^.;:]{0,40}\b(?:when|if)\b",
    re.IGNORECASE,
)


def bars(header: str) -> bool:
    """Whether a header or heading announces what bars the drug: "Exclusion Criteria"."""
    return _BARS.search(header) is not None
