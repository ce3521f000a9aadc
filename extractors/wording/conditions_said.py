"""Where a line says that the member has a condition: a diagnosis, as against a condition merely named.

"Diagnosis of X", "patient has X", and X at the head of a line say it; X in the name of a scale, as
what a trial was for, or after a negation does not.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.vocabulary import indications
from extractors.vocabulary.terms import Mention
from extractors.wording import scores

_HEAD = frozenset(
    re.findall(
        r"[\w.\']+",
        "the a an is are was were be being been has have had having must with who whose s adult adults "
        "member members patient patients individual individuals recipient beneficiary enrollee person "
        "child diagnosis diagnoses diagnosed of as by suffers suffering from experiencing experiences "
        "exhibiting exhibits presenting presents presence meets meeting criteria for currently current "
        "active acute documented documentation document confirmed confirms established clinical "
        "clinically primary principal definitive recurrent unipolar nonpsychotic non psychotic mild "
        "moderate moderately severe to or and single episode refractory medical record records chart "
        "notes note indicate indicates support supports show shows showing supporting confirming "
        "demonstrating both either one following any all submission attestation prescriber provider "
        "attests that there in on if requested request prescribed prescribing used using use drug "
        "medication requesting indication spravato esketamine ketamine infusion infusions treat treated "
        "treating treatment being dsm iv v tr per it this new persistent long standing longstanding "
        "history mdd depression depressive symptoms",
    )
)
_SAYING = re.compile(
    r"\bdiagnos(?:is|es|ed)\b|\b(?:has|have|with|suffers?|suffering|experienc\w+|exhibit\w*|present\w*|meets?)\b"
    r"|\b(?:used|prescribed|requested|being\streated|treated|request\sis|indication\sis|use\sis|drug\sis)\s(?:\w+\s)?(?:for|to\streat)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|not|without|neither|nor|absence|denies|except|excluding|excluded|other\sthan|rather\sthan|rul(?:e|ed|ing)\sout|"
    r"instead\sof|never|free\s(?:of|from)|negative\sfor|unless|cannot|due\sto|secondary\sto|exclusions?|contraindicat\w+|"
    r"ineligible|comorbid\w*|co-occurring|family\shistory|risk\s(?:of|for))\b",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"\s(?:(?:has|have)\sbeen|is|are|was|were)\s(?:\w+ly\s)?(?:ruled\sout|excluded|absent|not\spresent)\b",
    re.IGNORECASE,
)
_STANCE = re.compile(
    r"\b(?:medically\snecessary|investigational|experimental|unproven|proven|covered|not\s(?:been\s)?established|indicated|"
    r"(?:is|are|be)\s(?:approved|authori[sz]ed|considered)|FDA[-\s]approved|insufficient|not\srecommended|under\sstudy|stud(?:y|ies|ied)|off-?label|extended\sto|changed)\b",
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"\b(?:trials?|tried|fail\w*|response|responded|intoleran\w+|treated\swith|treatment\swith|therap(?:y|ies)|improv\w+|reduc\w+|"
    r"benefit|psychotherapy|antidepressants?|symptoms?\sof|effective|evidence-based|augment\w+|history\sof\s(?:\w+\s)?(?:trial|fail)\w*)\b",
    re.IGNORECASE,
)  # fmt: skip
_NOUN_AFTER = re.compile(
    r"^[-\s](?:symptoms?|severity|treatments?|medications?|therap\w+|scores?|scales?|rating|screen\w*|inventory|status|improv\w+|"
    r"diagnosis\scodes?|is\s(?:considered|not)|are\s(?:considered|not)|polic\w+|guideline|questionnaire|checklist|agents?|drugs?|specialist|"
    r"program|provider|clinic|criteria\b(?!\sfor)|definition)\b",
    re.IGNORECASE,
)
_WITH_SI = re.compile(
    r"(?:\s\((?:MDD|TRD)\))?[\s,]{1,3}(?:(?:with|and|who|having|has|have|is|are|accompanied|by|currently|experiencing|in|adults?|"
    r"patients?|members?|individuals?|the|member|patient|individual|an?|current|acute|active|imminent|recent|serious|severe|exhibiting|"
    r"presenting|associated|depressive|symptoms|plus|or|suicidal|at|imminent|high|increased|due|to)[\s,]{1,3}){0,9}",
    re.IGNORECASE,
)
_SUICIDAL = re.compile(
    r"\b(?:suicidal(?:ity|\s(?:ideations?|thoughts?|behaviou?rs?|intent|plans?))|(?:risk|thoughts)\s(?:of|for)\ssuicide|suicide\s(?:risk|attempts?)|MDSI|(?-i:SI))\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"(?:\s?(?:and/or|or|and|/)\s?(?:suicidal\s)?(?:ideations?|behaviou?rs?|intent|thoughts|attempts?))?",
    re.IGNORECASE,
)
_RESISTANT = re.compile(
    r"^(?:\s\(MDD\))?[\s,]{1,3}(?:that\s|which\s|is\s|are\s|considered\s|has\sbeen\s|and\s|meets\sthe\sdefinition\sof\s|\(){0,4}"
    r"(?:treatment|therapy)[-\s](?:resistant|refractory)\b(?:\sdepression)?(?:\s\(TRD\))?|"
    r"^(?:\s\(MDD\))?\s(?:that\s)?(?:is|has\sbeen|was)\s(?:resistant|refractory|unresponsive)\sto\s(?:treatment|therapy)\b",
    re.IGNORECASE,
)
_KIND = (
    r"(?:single(?:[-\s]episode)?|recurrent(?:[-\s]episode)?|first\sepisode|"
    r"type\s(?:I{1,2}|[12])(?!\w)|(?-i:I{1,2})(?!\w))"
)
_TAIL = re.compile(
    r"\s{0,2}(?:$|[,;:(\[)☐□]|\.\W*$|(?:without|with|who|that|which|confirmed|as|by|based|made|and|and/or|or|in|per|according|defined|documented|"
    r"diagnosed|meeting|meets|characteri[sz]ed|refractory|resistant|persisting|persistent|lasting|for|not|unresponsive|type|due|associated|"
    r"secondary|of|present|established|shown|supported|evidenced|demonstrated|single|recurrent|severe|has|despite|on|at|is|AND|OR)\b)",
    re.IGNORECASE,
)
_NO_ILLNESS = frozenset({"anesthesia_sedation", "psychiatric_any"})
_SPECIFIED = re.compile(
    rf"(?:\s\([A-Z]{{2,5}}\))?[\s,(]{{1,3}}{_KIND}(?:\s?(?:or|and|/|,)\s?{_KIND})?(?:\sepisode)?\)?",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"[\s,()]{0,3}(?:[A-Z]{2,5}\))?[\s,]{0,3}(?:and/or|or|/)?[\s,]{0,3}(?:an?\s|the\s)?(?:\w+\s){0,2}"
)
_HABITS = frozenset(
    {
        "substance_use_disorder",
        "alcohol_use_disorder",
        "opioid_use_disorder",
        "cocaine_use_disorder",
        "stimulant_use_disorder",
    }
)
_REACH = 300  # a condition and what is said of it stand no further apart
_CLAUSE = re.compile(r"[;:☐]|\.\s|,\s(?:and|or|but)\s|\b(?:AND|OR)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A condition, or several of which one must hold, at a place; `name` is where it is named."""

    codes: tuple[str, ...]
    start: int
    name: int
    end: int
    is_alone: bool = False


class _Edges:
    """Where the clauses and sentences of a text begin, looked up once for all its conditions."""

    def __init__(self, text: str) -> None:
        self._clauses = [0, *(m.end() for m in _CLAUSE.finditer(text))]
        self._sentences = [0, *(m.end() for m in re.finditer(r"[;.]\s", text)), len(text) + 1]

    def clause(self, place: int) -> int:
        """The start of the clause that a place stands in."""
        return self._clauses[bisect_right(self._clauses, place) - 1]

    def sentence(self, text: str, mention: Mention) -> str:
        """The words around a condition up to the ends of its sentence."""
        first = self._sentences[bisect_right(self._sentences, mention.start) - 1]
        last = self._sentences[bisect_left(self._sentences, mention.end)]
        return text[max(first, mention.start - _REACH) : min(last, mention.end + _REACH)]


def find(text: str) -> tuple[Said, ...]:
    """The conditions that a text says the member has, lists of alternatives as one."""
    plain = scores.masked(text)
    names = tuple(_names(plain))
    if not names:
        return ()
    edges = _Edges(plain)
    found = [said for mention in names if (said := _said(plain, mention, edges)) is not None]
    return tuple(_whole(plain, said) for said in _listed(plain, found))


def _whole(text: str, said: Said) -> Said:
    """With the kind of the condition that is printed after its name: "single episode or recurrent"."""
    closes = text[said.end : said.end + 1] == ")" and "(" in text[said.start : said.end]
    end = said.end + 1 if closes else said.end
    tail = _SPECIFIED.match(text, end)
    return replace(said, end=tail.end() if tail else end)


def _names(text: str) -> Iterable[Mention]:
    """Conditions named, with what stands beside them: acute suicidality, resistance to treatment."""
    last = 0
    for mention in indications.find(text):
        if mention.start < last:
            continue
        joined = _joined(text, mention)
        last = joined.end
        yield joined


def _joined(text: str, mention: Mention) -> Mention:
    if mention.code == "mdd" and (resistant := _RESISTANT.match(text[mention.end :])):
        return replace(mention, code="trd", end=mention.end + resistant.end())
    if mention.code not in ("mdd", "mdd_si", "suicidality"):
        return mention
    end = mention.end
    if mention.code == "mdd":
        bridge = _WITH_SI.match(text, mention.end)
        suicidal = _SUICIDAL.match(text, bridge.end()) if bridge else None
        if suicidal is None and bridge is not None:
            suicidal = _SUICIDAL.search(text, mention.end, bridge.end() + 12)
        if suicidal is None or _DENIED.search(text[mention.end : suicidal.start()]):
            return mention
        end = suicidal.end()
    acts = _ACTS.match(text, end)
    code = "suicidality" if mention.code == "suicidality" else "mdd_si"
    return Mention(code, mention.start, acts.end() if acts else end)


def _said(text: str, mention: Mention, edges: _Edges) -> Said | None:
    begin = max(edges.clause(mention.start), mention.start - _REACH)
    before, after = text[begin : mention.start], text[mention.end : mention.end + _REACH]
    if mention.code in _NO_ILLNESS or _NOUN_AFTER.match(after) or _DENIED.search(before[-60:]):
        return None
    if _DENIED_AFTER.match(after):
        return None
    words = re.findall(r"[a-z]+", before.lower())
    is_cued = _SAYING.search(before) is not None
    is_habit = mention.code in _HABITS and "history" in words
    if is_habit or (mention.code == "suicidality" and not is_cued):
        return None
    if _STANCE.search(edges.sentence(text, mention)):
        return None
    start = _start(before, after, words, is_cued=is_cued)
    if start is None:
        return None
    is_alone = not words and not after.strip(" .;,:")
    return Said((mention.code,), begin + start, mention.start, mention.end, is_alone)


def _start(before: str, after: str, words: list[str], *, is_cued: bool) -> int | None:
    """Where in the words before a condition the saying of it begins; None where it is merely named."""
    lead = _after_scale(before) or len(before) - len(before.lstrip())
    listed = set(
        re.findall(r"[a-z]+", " ".join(before[m.start : m.end] for m in indications.find(before)).lower())
    )
    if (is_cued or _TAIL.match(after)) and all(word in _HEAD or word in listed for word in words):
        return lead
    diagnosis = list(re.finditer(r"\bdiagnos(?:is|ed)\b", before, re.IGNORECASE))
    if diagnosis and not _TRIED.search(before[diagnosis[-1].end() :]):
        return diagnosis[-1].start()
    is_said = is_cued and len(words) < 12 and _is_close(before) and not _TRIED.search(before)
    return max(lead, list(_SAYING.finditer(before))[-1].start()) if is_said else None


def _after_scale(before: str) -> int:
    """Where the words after the score of a scale begin: "MADRS of 30 and diagnosis of ..."."""
    name = before.rfind("·")
    links = [m.end() for m in re.finditer(r"\b(?:and|or)\s", before) if m.start() > name] if name >= 0 else []
    return links[-1] if links else 0


def _is_close(before: str) -> bool:
    cues = list(_SAYING.finditer(before))
    return bool(cues) and len(before) - cues[-1].end() < 30


def _listed(plain: str, found: list[Said]) -> list[Said]:
    """Alternatives in one list as one; a name repeated by its abbreviation once."""
    kept: list[Said] = []
    for said in found:
        last = kept[-1] if kept else None
        if last is None:
            kept.append(said)
            continue
        gap = plain[last.end : said.name]
        if set(said.codes) <= set(last.codes):
            kept[-1] = replace(last, end=said.end if len(gap) < 12 else last.end)
        elif re.fullmatch(r"\W{0,4}", gap):
            kept[-1] = replace(last, codes=_narrowest((*last.codes, *said.codes)), end=said.end)
        elif len(gap) < 30 and _NEXT.fullmatch(gap) and re.search(r"\bor\b|/|,", gap):
            kept[-1] = replace(last, codes=tuple(dict.fromkeys((*last.codes, *said.codes))), end=said.end)
        else:
            kept.append(replace(said, start=max(said.start, last.end)))
    return kept


def _narrowest(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Of a condition and one of its kinds said in one breath, the kind."""
    parents = {indications.PARENTS.get(code) for code in codes}
    return tuple(dict.fromkeys(code for code in codes if code not in parents))
