"""What one stretch of text names: drugs, indications, routes and setting, read together."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.vocabulary import drugs as drug_words
from extractors.vocabulary import indications as indication_words
from extractors.vocabulary import routes as route_words
from extractors.vocabulary import settings as setting_words
from extractors.vocabulary.terms import Mention

IndicationAt = Mention

_KEPT = 4096  # texts; several readers ask for the same line
_RACEMIC = "ketamine_racemic"
_PHARMACY_MADE = frozenset({"oral", "sublingual_buccal", "topical", "rectal", "intranasal"})
_JOINED_ROUTES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"iv_infusion", "im"}), "iv_im"),
    (frozenset({"iv_push", "im"}), "iv_im"),
    (frozenset({"oral", "sublingual_buccal"}), "oral_sublingual"),
)
_IMPLIED_ROUTES: tuple[tuple[str, str], ...] = (
    ("anesthesia_sedation", "iv_im"),  # the labelled use, and only by injection
    ("acute_pain", "iv_infusion"),
    ("status_epilepticus", "iv_infusion"),
)
_OTHER_DRUG_ROUTE = re.compile(
    r"\b(?:oral|intravenous|iv)\s+(?:\w+\s+){0,2}(?:anti-?depressants?|medications?|agents?|therap(?:y|"
    r"ies)|ADs?)\b",
    re.IGNORECASE,
)
_NOT_IT = re.compile(r"\b(?:(?:sub|non)[-‐‑–]|without(?: acute)? )\Z", re.IGNORECASE)  # non-cancer pain
_OPEN = frozenset({"any", "all_other"})  # said by phrases of a sentence, not by an indication's name


@dataclass(frozen=True, slots=True)
class Mentions:
    """Codes that a text names, each once, in the order of the text."""

    drugs: tuple[str, ...] = ()
    indications: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    setting: str | None = None

    def route_of(self, drug: str, indications: tuple[str, ...]) -> str:
        """The route of the product; else the one that the text gives the drug, or that its use implies."""
        if product := drug_words.ROUTES.get(drug):
            return product
        named = frozenset(self.routes)
        for routes, joined in _JOINED_ROUTES:
            if named == routes:
                return joined
        return self.routes[0] if len(self.routes) == 1 else implied_route(drug, indications)


def implied_route(drug: str, indications: tuple[str, ...]) -> str:
    """The route where none is printed."""
    if product := drug_words.ROUTES.get(drug):
        return product
    if drug != _RACEMIC or len(indications) != 1:
        return "any"
    return next((route for indication, route in _IMPLIED_ROUTES if indication == indications[0]), "any")


def indications_at(text: str) -> tuple[IndicationAt, ...]:
    """Indications with their places; residual phrases are left to the sentence that uses them."""
    found = (mention for mention in indication_words.find(text) if mention.code not in _OPEN)
    return tuple(
        mention
        for mention in found
        if _NOT_IT.search(text[max(0, mention.start - 16) : mention.start]) is None
    )


@lru_cache(maxsize=_KEPT)
def find_mentions(text: str, extra: tuple[str, ...] = ()) -> Mentions:
    """All that a text names; `extra` are drug names outside the vocabulary."""
    settings = _codes(setting_words.find(text))
    return Mentions(
        drugs=find_drugs(text, extra),
        indications=_codes(indications_at(text)),
        routes=_routes(text),
        setting=settings[0] if settings else None,
    )


def find_drugs(text: str, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The drugs that a text names, where nothing else of it is asked for."""
    found = _codes(drug_words.find(text, extra))
    routes = _routes(text) if _RACEMIC in found else ()
    return tuple(dict.fromkeys(_made_by_pharmacy(code, routes) for code in found))


def _routes(text: str) -> tuple[str, ...]:
    return _codes(route_words.find(_OTHER_DRUG_ROUTE.sub(" ", text)))


def _codes(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.code for mention in mentions))


def _made_by_pharmacy(code: str, routes: tuple[str, ...]) -> str:
    """Ketamine by mouth, skin or nose exists only as a compounded product."""
    is_made = code == _RACEMIC and bool(routes) and set(routes) <= _PHARMACY_MADE
    return "ketamine_compounded" if is_made else code
