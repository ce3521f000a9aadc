"""Lists of indications that share one position: "not covered for: A; B", "Conditions Not Covered"."""

import re
from dataclasses import replace

from extractors.assembly.scopes import Scope
from extractors.model import Stance
from extractors.outline import Item
from extractors.sections import SectionText
from extractors.stance import Statement
from extractors.stance.free import as_use
from extractors.vocabulary.mentions import Mentions, find_mentions, indications_at

_HEADINGS: tuple[tuple[re.Pattern[str], Stance, str], ...] = (
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
_ASIDE = re.compile(r"\s*[(\[][^)\]]{0,200}[)\]]")
_WORDS = 14  # of an item that is nothing but the name of a use
_LEAD = 45  # an indication named later than this is not what the item is about


def refusal_of_heading(section: SectionText, scope: Scope) -> Statement | None:
    """The position that a heading gives to the list under it ("Conditions Not Covered")."""
    if section.kind != "limitations" or not scope.drugs:
        return None
    for pattern, stance, reason in _HEADINGS:
        if pattern.search(section.heading):
            return Statement(
                drug=scope.drugs[0],
                route=find_mentions(section.heading, scope.extra).route_of(scope.drugs[0], ()),
                indications=(),
                stance=stance,
                quote=section.heading,
                reason=reason,
                confidence=0.8,
            )
    return None


def _opened_with(text: str, scope: Scope) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(mention.code for mention in indications_at(text) if mention.start <= _LEAD))
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
    if not named:
        return below
    mine = find_mentions(item.text[: _LEAD * 2], scope.extra)
    drugs = mine.drugs or scope.drugs or (scope.refusal.drug,)
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
