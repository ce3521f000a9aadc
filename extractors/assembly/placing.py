"""Statements in their place: which lines may state a position, and what they settle for the lines below."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.assembly import scopes
from extractors.assembly.scopes import Scope
from extractors.model import Evidence
from extractors.outline import Item, logic, tells_duration
from extractors.stance import Statement
from extractors.vocabulary.mentions import find_drugs, find_mentions

_USE_LIST = re.compile(
    r"\b(?:(?:treatment|management|therapy|prophylaxis|prevention|treat|use) (?:of|for|in)|treating|"
    r"managing|preventing)\b[^.;:]{0,20}"
    r"\bfollowing\b[^.;:]{0,40}:?\s*$|"
    r"\b(?:for|in) (?:(?:any|all|each|one)(?: one)? of )?(?:the )?following (?:\w+ ){0,2}"
    r"(?:conditions?|indications?|diagnos[ei]s|uses?|disorders?|diseases?)\b[^.;:]{0,40}:?\s*$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b(?:if|when|who|with any|criteria|contraindicat\w+|have|has)\b", re.IGNORECASE)
_PRODUCT = re.compile(r"^\W*[A-Za-z][\w®™-]*(?: [\w®™-]+){0,3} ?\([^)]{3,100}\)\W*$")
_CONDITION_LIST = re.compile(r"\b(?:if|when|any of|criteria|who have|with any)\b", re.IGNORECASE)
_INDICATION_LIST = re.compile(
    r"\bfollowing\b[\w\s-]{0,30}\b(?:conditions?|indications?|diagnos[ie]s|uses?|disorders?)\b", re.IGNORECASE
)
_UNDER = re.compile(
    r"\b(?:under|when|if|provided|where)\s(?:all of |any of |each of )?(?:the\s)?following\b|"
    r"\bfollowing\b[\w\s-]{0,30}\b(?:conditions?|criteria)\s(?:is|are|has been|have been)\smet\b",
    re.IGNORECASE,
)
_NAME_WORDS = 14  # of a line that only names a use
_VERB = re.compile(
    r"[:?]|\b(?:is|are|was|were|has|have|had|may|must|will|should|can|cannot|does|do|refer|see|if|when|unless)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"^\W*(?:please\s+)?(?:refer|see)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the scope and the place it was read in."""

    statement: Statement
    scope: Scope
    evidence: Evidence


def may_state(item: Item, scope: Scope) -> bool:
    """A list item states a position only when it names its drug; plain text may lean on its section.

    An item that sends all other uses elsewhere needs no drug.
    """
    if not item.is_listed or find_drugs(item.text, scope.extra):
        return True
    return scope.indications == ("all_other",) and _ELSEWHERE.match(item.text) is not None


def is_entry(item: Item) -> bool:
    """Whether a line below a refusal is one of those refused: a list item, or a use named without a verb."""
    if item.is_listed:
        return True
    is_short = not item.children and len(item.text.split()) <= _NAME_WORDS
    return is_short and _VERB.search(item.text) is None and bool(find_mentions(item.text).indications)


def is_length(item: Item) -> bool:
    """Whether a paragraph below a list says how long an approval of it holds."""
    return not item.children and not item.is_listed and tells_duration(item.text)


def is_use_list(header: str) -> bool:
    """Whether a header announces a list of uses: "... for the treatment of the following conditions:"."""
    match = _USE_LIST.search(header)
    return match is not None and _PEOPLE.search(match.group()) is None


def is_condition_list(header: str) -> bool:
    """Whether a refusal's list gives the conditions under which it holds, and not uses."""
    return _CONDITION_LIST.search(header[-120:]) is not None


def names_indications(header: str) -> bool:
    """Whether a header speaks of the following indications and binds them by no other word."""
    return (
        _INDICATION_LIST.search(header) is not None
        and not _UNDER.search(header)
        and not logic.quantifier(header.split("following")[0])
    )


def is_product(text: str, scope: Scope) -> bool:
    """Whether a line is nothing but a product's name: "Brand (generic oral solution)"."""
    return _PRODUCT.match(text) is not None and bool(find_drugs(text, scope.extra))


def may_stand(item: Item, scope: Scope, header: str) -> bool:
    """A list item that names its drug may be a whole statement where nothing binds it to the others."""
    is_free = scope.kind == "policy" and logic.quantifier(header) is None
    return is_free and bool(find_drugs(item.text, scope.extra))


def names(statements: Iterable[Statement]) -> bool:
    """Whether one of the statements says of which use it speaks."""
    return any(statement.indications for statement in statements)


def quoted(statements: Iterable[Statement], words: str) -> tuple[Statement, ...]:
    """The statements with the printed words that they were read from."""
    return tuple(replace(statement, quote=words) for statement in statements)


def titled_item(item: Item) -> tuple[str, str] | None:
    """The indication that a line names in words of its own, and the rest of the line."""
    named = scopes.titled(item.text)
    if named is None:
        return None
    has_phases = any(scopes.narrow(Scope(), child.text)[0].phase for child in item.children[:2])
    is_sent = named[0] == "all_other" and any(_ELSEWHERE.match(child.text) for child in item.children[:1])
    return named if scopes.is_instruction(named[1]) or ((has_phases or is_sent) and not named[1]) else None


def excluded(placed: Iterable[Placed]) -> tuple[str, ...]:
    """The drugs that no benefit pays for, whatever they are used for."""
    said = (item.statement for item in placed)
    whole = (s for s in said if s.indications in ((), ("any",)) and s.setting is None)
    return tuple(s.drug for s in whole if s.stance == "benefit_exclusion")


def below_statement(scope: Scope, statements: tuple[Statement, ...]) -> Scope:
    """The scope of what stands below a statement."""
    headline = [s for s in statements if s.scope == "headline"] or list(statements)
    drugs = tuple(dict.fromkeys(s.drug for s in headline))
    indications = next((s.indications for s in headline if s.indications and s.indications != ("any",)), ())
    phase = next((s.phase for s in headline if s.phase), None)
    return replace(
        scope, drugs=drugs, indications=indications or scope.indications, phase=phase or scope.phase
    )


def of_row(name: str, scope: Scope) -> tuple[Statement, ...]:
    """A table row of an indication and its criteria says that it is covered when they are met."""
    mentions = find_mentions(name, scope.extra)
    return tuple(
        Statement(
            drug=drug,
            route=mentions.route_of(drug, scope.indications),
            indications=scope.indications,
            stance="covered_with_criteria",
            quote=name,
        )
        for drug in scope.drugs
    )
