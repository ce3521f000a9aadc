"""Lists of indications that share one position: "not covered for: A; B", "Conditions Not Covered"."""

import re
from collections.abc import Iterable
from dataclasses import replace

from extractors.assembly.scopes import Scope
from extractors.model import Stance
from extractors.outline import Item
from extractors.sections import SectionText
from extractors.stance import Statement
from extractors.stance.free import as_use
from extractors.vocabulary import conditions
from extractors.vocabulary.mentions import Mentions, find_mentions, indications_at

_HEADINGS: tuple[tuple[re.Pattern[str], Stance, str], ...] = (
    (
        re.compile(
            r"not covered under (?:the|this) [\w ]{0,20}benefit|not a (?:covered )?benefit|benefit exclu",
            re.I,
        ),
        "benefit_exclusion",
        "contract",
    ),
    (
        re.compile(r"experimental|investigational|unproven|not recommended", re.I),
        "investigational",
        "evidence",
    ),
    (
        re.compile(
            r"conditions not covered|not (?:covered|authori[sz]ed|approved|medically necessary)", re.I
        ),
        "not_medically_necessary",
        "unspecified",
    ),
)
_OF_USES = re.compile(
    r"\b(?:diagnos[ei]s|indications?|conditions?|uses)\b|^\W*the following (?:are|is)\b", re.IGNORECASE
)
_PERSONS = re.compile(
    r"\b(?:patients?|members?|individuals?|beneficiary|beneficiaries|persons?|people|adults?|anyone|those)\s"
    r"(?:with|who|having)\b[^.;:]{0,120}",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\bnot\s(?:be\s)?(?:considered\s)?(?:covered|approved|authori[sz]ed|eligible|medically\snecessary)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[][^)\]]{0,200}[)\]]")
_WORDS = 14  # of an item that is nothing but the name of a use
_JOINED = re.compile(r"\W{0,3}(?:(?:or|and|and/or)\s)?", re.IGNORECASE)
_DRUG_WORDS = 5  # of an item that is nothing but the name of a drug
_LEAD = 45  # an indication named later than this is not what the item is about


def refusal_of_heading(section: SectionText, scope: Scope) -> Statement | None:
    """The position that a heading gives to the list under it ("Conditions Not Covered")."""
    if section.kind != "limitations" or not scope.drugs:
        return None
    return _refusal(section.heading, scope)


def refusal_of_header(item: Item, scope: Scope) -> Statement | None:
    """The position that a line without a drug gives to the uses below it ("Uses that are not covered:")."""
    is_short = bool(item.children) and len(item.text.split()) <= _WORDS
    return _refusal(item.text, scope) if is_short and _OF_USES.search(item.text) else None


def _refusal(words: str, scope: Scope) -> Statement | None:
    drug = scope.drugs[0] if scope.drugs else ""  # then each use below names its own
    for pattern, stance, reason in _HEADINGS:
        if pattern.search(words):
            route = find_mentions(words, scope.extra).route_of(drug, ()) if drug else "any"
            return Statement(drug, route, (), stance, quote=words, reason=reason, confidence=0.8)
    return None


def bars_persons(text: str) -> bool:
    """Whether a sentence refuses the drug to persons with a condition that is no use of it."""
    persons = _PERSONS.search(text) if _REFUSED.search(text) else None
    return persons is not None and bool(conditions.find(persons.group())) and not indications_at(text)


def names_its_uses(own: Iterable[Statement], listed: Iterable[Statement]) -> bool:
    """Whether an item refuses in words of its own, and no less than what it names as an item of its list."""
    refusals = [said for said in own if said.stance in ("investigational", "not_medically_necessary")]
    named = {(said.drug, code) for said in refusals for code in said.indications if code != "any"}
    return bool(named) and named.issuperset((said.drug, code) for said in listed for code in said.indications)


def _opened_with(text: str, scope: Scope) -> tuple[str, ...]:
    mentions: list[str] = []
    end = 0
    for mention in indications_at(text):
        if mention.start <= _LEAD or (mentions and _JOINED.fullmatch(text[end : mention.start])):
            mentions.append(mention.code)
            end = mention.end
    found = tuple(dict.fromkeys(mentions))
    if found or not scope.is_use_list:
        return found
    words = _ASIDE.sub(" ", text).strip(" .;,")
    use = as_use(words, scope.extra, is_list=True) if len(words.split()) <= _WORDS else None
    return (use,) if use else ()


def _route(header: Statement, mine: Mentions, drug: str, named: tuple[str, ...]) -> str:
    """The route of an item: its own, else the one that the header gives the drug."""
    return header.route if drug == header.drug and not mine.routes else mine.route_of(drug, named)


def refused_items(item: Item, scope: Scope) -> list[Statement]:
    """The scope's shared position, once for each indication that the item opens with."""
    if scope.refusal is None:
        return []
    named = _opened_with(item.text, scope)
    below = [statement for child in item.children for statement in refused_items(child, scope)]
    mine = find_mentions(item.text[: _LEAD * 2], scope.extra)
    is_drug_alone = bool(mine.drugs) and len(item.text.split()) <= _DRUG_WORDS and not item.children
    if not named and not is_drug_alone:
        return below
    drugs = mine.drugs or scope.drugs or tuple(filter(None, (scope.refusal.drug,)))
    found = [
        replace(
            scope.refusal,
            drug=drug,
            indications=named,
            route=_route(scope.refusal, mine, drug, named),
            quote=item.text,
            flags=(*scope.refusal.flags, "named_in_list"),
        )
        for drug in drugs
    ]
    return [*found, *below]
