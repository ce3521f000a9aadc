"""Section headings that name an indication outside the vocabulary ("B. Asthma"), and abbreviations.

A heading counts when it is a bare title, says nothing else (no drug, no phase, no known section
name), and criteria or a coverage statement stand below it.
"""

import re
from collections.abc import Iterable, Mapping

from extractors.assembly.scopes import Scope, free_indication, phase_within, titled
from extractors.outline import labels
from extractors.sections import SectionText, kind_of
from extractors.vocabulary.mentions import find_mentions

_RULES = re.compile(
    r"\b(?:initial|re-?authori[sz]ation|continu\w+|renewal)\b[^.;]{0,40}$|\bapprov(?:e|ed|al)\b|"
    r"\bmedically necessary\b|\bcriteria\b[^.;]{0,30}\bmet\b|\b(?:all|one|any|both) of the following\b|"
    r"\bdiagnosis of\b|\bis proven\b|\bauthori[sz]ation will be\b",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(
    r"\b(?:requirements?|criteri(?:a|on)|conditions)\b[^.;]{0,40}\b(?:appl(?:y|ies|icable) to|for)\s+"
    r"(?:all|any|every|each)\b[^.;]{0,30}\b(?:requests?|indications?|diagnos[ei]s|uses?|conditions?|drugs?|"
    r"products?)\b",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\((?P<short>[A-Z]{2,6})\)")
_EXPLAINED = re.compile(r"(?P<words>(?:[A-Za-z][\w’']{0,30}[ -]){2,7})\([A-Z]{2,6}\)")
_REACH = 7 * 32  # characters that the words can have
_NEAR = 4  # blocks below the heading in which the rules must begin


def indication_of(part: SectionText, scope: Scope) -> str | None:
    """The indication that a section's heading names in words of its own, in lower case."""
    if part.is_title or not part.may_rule:
        return None
    bare = labels.cut(part.heading)[1]
    if (titled(bare) or ("", ""))[0] == "all_other":
        return "all_other"
    if kind_of(part.heading) is not None:
        return None
    mentions = find_mentions(part.heading, scope.extra)
    if mentions.drugs or mentions.indications or phase_within(part.heading):
        return None
    begins = any(_RULES.search(block.text) for block in part.blocks[:_NEAR])
    return free_indication(bare) if begins else None


def is_for_all(heading: str) -> bool:
    """Whether a heading says that what stands below holds for every request of the policy."""
    return _FOR_ALL.search(heading) is not None


def abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Lower-case abbreviation -> lower-case words, the first explanation of each."""
    found: dict[str, str] = {}
    for text in texts:
        last = 0
        for mark in _SHORT.finditer(text):
            before = _EXPLAINED.search(text, max(last, mark.start() - _REACH), mark.end())
            words = _explained(before["words"], mark["short"]) if before else None
            last = mark.end()
            if words:
                found.setdefault(mark["short"].lower(), words)
    return found


def _explained(words: str, short: str) -> str | None:
    """The last words whose initials are the abbreviation."""
    known = re.findall(r"[^ -]+", words)[-len(short) :]
    initials = "".join(word[0] for word in known)
    is_short = initials.lower() == short.lower() and not find_mentions(words).indications
    return " ".join(known).lower() if is_short else None


def in_full(indications: tuple[str, ...], short: Mapping[str, str]) -> tuple[str, ...]:
    """The indications, a bare abbreviation replaced by its words."""
    return tuple(dict.fromkeys(short.get(code, code) for code in indications))
