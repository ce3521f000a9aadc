"""What one clause of a history says was changed, and which way: types by their words, direction by the verb.

The types and their axes are those of the criterion families; where no word names a type the family that
reads the clause does, else the claim stays `unspecified`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.changes.direction import opposite
from extractors.criteria import TYPES, read_line
from extractors.model import Direction, Evidence, Group, Leaf, Node
from extractors.vocabulary import claim_words, indications
from extractors.wording import claim_values
from extractors.wording.claim_clauses import Clause
from extractors.wording.cues import Cues
from extractors.wording.line import Line

_TOPICS = claim_words.compiled(claim_words.TOPICS)
_LATE = claim_words.compiled(claim_words.LATE_TOPICS)
_CUES = Cues({topic: topic[1:] for topic in (*_TOPICS, *_LATE)})
_EXCEPTION = re.compile(claim_words.EXCEPTION, re.IGNORECASE)
_RULE = re.compile(claim_words.RULE_WORDS, re.IGNORECASE)
_NEGATIVE = re.compile(rf"\b{claim_words.NEGATIVE}\b", re.IGNORECASE)
_POSITIVE = re.compile(rf"\b{claim_words.POSITIVE}", re.IGNORECASE)
_NEGATIVE_LIST = re.compile(claim_words.NEGATIVE_LIST, re.IGNORECASE)
_OPEN_LIST = re.compile(claim_words.OPEN_LIST, re.IGNORECASE)
_ALLOWED = re.compile(claim_words.ALLOWED, re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:as )?(?:an? )?(?:alternative|option) to\b", re.IGNORECASE)
_DEMAND = re.compile(r"\b(?:requir\w+|must|criterion|only)\b", re.IGNORECASE)
_ALONE = re.compile(r"\bmono-?therapy\b|\bstand-?alone\b", re.IGNORECASE)
_NOT_ALONE = re.compile(r"\b(?:not|no|prohibit\w*|against|exclu\w+|bar\w*)\b", re.IGNORECASE)
_SCOPE = re.compile(
    r"\b(?:criteria|coverage|indications?|conditions?|diagnos[ei]s|uses?|section|approval|polic(?:y|ies))\b",
    re.IGNORECASE,
)
_NEW_USE = re.compile(r"\bindications?\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:defin\w+|discuss\w+|information|notes?|language|details?)\b", re.IGNORECASE)
_ONE_DEMAND = re.compile(
    r"\b(?:requirements?|criterion|requir(?:es|ed|ing)|threshold|limits?)\b", re.IGNORECASE
)
_NOWHERE = Evidence(None, None, "history", "history")
_FEW_WORDS = 14


@dataclass(frozen=True, slots=True)
class Draft:
    """Type, direction and printed values of one claim."""

    type: str
    direction: Direction
    before: str | None = None
    after: str | None = None


def names_topic(text: str) -> bool:
    """Whether a text names a type of criterion."""
    return any(words.search(text) for _, words in _CUES.may_say(text))


def first_rule_word(text: str) -> int | None:
    """Where the first word stands that names a type, an indication, a stance or rules at large."""
    patterns = (*(words for _, words in _CUES.may_say(text)), _RULE, _NEGATIVE, _EXCEPTION)
    places = [match.start() for words in patterns if (match := words.search(text))]
    return min([*places, *(mention.start for mention in indications.find(text))], default=None)


def read(clause: Clause) -> Iterator[Draft]:
    """The claims of one clause; several where it names several types."""
    text = clause.text
    stance = _stance(text, clause.verb)
    if stance is not None:
        yield stance
        return
    types = _types(_INSTEAD.split(text)[0])
    if not types and (scope := _scope(clause)) is not None:
        yield scope
        return
    types = types or _by_family(text)
    before, after = claim_values.from_to(text)
    for kind in types:
        yield Draft(kind, _direction(kind, clause, before, after), before, after)
    if not types and (_RULE.search(text) or indications.find(text)):
        yield Draft("unspecified", _at_large(clause), before, after)


def _types(text: str) -> tuple[str, ...]:
    if _EXCEPTION.search(text):
        return ("step_exception",)
    found: list[tuple[int, str]] = []
    rest, possible = text, _CUES.may_say(text)
    for kind, words in _TOPICS:
        is_possible = rest != text or (kind, words) in possible  # what is taken out makes other words
        match = words.search(rest) if is_possible else None
        if match:
            found.append((match.start(), kind))
            rest = words.sub(lambda m: "·" * len(m.group()), rest)
    if _NEW_USE.search(text):  # how severe is part of the use's name there
        found = [item for item in found if item[1] != "severity_category"]
    late = [(match.start(), kind) for kind, words in _LATE if (match := words.search(text))]
    return tuple(kind for _, kind in sorted(found or late[:1]))


def _by_family(text: str) -> tuple[str, ...]:
    """Types that the families read in the words behind the verb; free text and indications are none."""
    node = read_line(Line(text, _NOWHERE, "esketamine_spravato", (), "initial"))
    kinds = {leaf.type for leaf in _leaves(node)} - {"other", "diagnosis", "condition_present"}
    return tuple(sorted(kind for kind in kinds if TYPES[kind].is_rule))[:1]


def _leaves(node: Node | None) -> Iterator[Leaf]:
    if isinstance(node, Group):
        for item in node.items:
            yield from _leaves(item)
    elif node is not None:
        yield node


# --- stances and scope ------------------------------------------------------------------------


def _stance(text: str, verb: str) -> Draft | None:
    """From one answer to another, where both or the turning are said."""
    no, yes = _NEGATIVE.search(text), _POSITIVE.search(_NEGATIVE.sub(lambda m: "·" * len(m.group()), text))
    if yes and re.search(
        r"\b(?:no longer|cease\w* to be) (?:\w+ ){0,2}$", text[: yes.start()], re.IGNORECASE
    ):
        return Draft("stance_change", "tightened", yes.group(), no.group() if no else None)
    if no is None:
        turned = yes and re.search(r"\bnow (?:considered |proven |covered|medically )", text, re.IGNORECASE)
        return Draft("stance_change", "loosened", None, yes.group()) if yes and turned else None
    if re.search(r"\bno longer (?:\w+ ){0,2}$", text[: no.start()], re.IGNORECASE):
        return Draft("stance_change", "loosened", no.group(), yes.group() if yes else None)
    if re.search(r"\bnow (?:\w+ ){0,2}$", text[: no.start()], re.IGNORECASE):
        return Draft("stance_change", "tightened", None, no.group())
    if yes is None or verb not in ("change", "loosen", "tighten", "remove"):
        return None
    if not re.search(r"\b(?:to|with|by|from|now|rather than|instead of)\b", text, re.IGNORECASE):
        return None
    return _turned(text, no, yes)


def _turned(text: str, no: re.Match[str], yes: re.Match[str]) -> Draft | None:
    """Which of two answers is the new one: the one behind "to" or "with", before "from" or "instead of"."""
    between = text[min(no.end(), yes.end()) : max(no.start(), yes.start())]
    first_is_new = re.search(r"\b(?:from|instead of|rather than|in place of)\b", between, re.IGNORECASE)
    if not first_is_new and not re.search(r"\b(?:to|with|by|now|and)\b", between, re.IGNORECASE):
        return None
    is_loosened = (no.start() < yes.start()) != bool(first_is_new)
    old, new = (no, yes) if is_loosened else (yes, no)
    return Draft("stance_change", "loosened" if is_loosened else "tightened", old.group(), new.group())


def _scope(clause: Clause) -> Draft | None:
    """An indication that came or went, on either list; leaving a list of refusals is no coverage."""
    text, verb = clause.text, clause.verb
    named = indications.find(text) or (indications.find(clause.label) if _SCOPE.search(text) else ())
    if not named or verb not in ("add", "remove", "loosen", "tighten", "change"):
        return None
    has_scope, is_short = _SCOPE.search(text), len(text.split()) <= _FEW_WORDS
    is_demand = _ONE_DEMAND.search(text) is not None
    if _TOLD.search(text) and not _NEGATIVE_LIST.search(text):
        return None
    if verb == "add" and (_NEGATIVE_LIST.search(text) or ((has_scope or is_short) and not is_demand)):
        return Draft("position_added", "scope_added")
    if (
        verb == "loosen"
        and re.search(r"\b(?:to (?:also )?(?:includ\w+|cover|add)|to)\b", text)
        and not is_demand
    ):
        return Draft("position_added", "scope_added")
    if verb == "remove" and _left(text, is_demand=is_demand, is_short=is_short):
        return Draft("position_removed", "scope_removed")
    if (
        verb == "change"
        and (told := re.search(r"\bto (?:also )?(?:includ\w+|add|cover)\b", text))
        and not is_demand
    ):
        return Draft("position_added", "scope_added") if indications.find(text[told.end() :]) else None
    return None


def _left(text: str, *, is_demand: bool, is_short: bool) -> bool:
    """Whether an indication went, not a criterion of it."""
    if _NEGATIVE_LIST.search(text):
        return True
    has_scope = re.search(
        r"\b(?:coverage|indications?|conditions?|diagnos[ei]s|uses?)\b", text, re.IGNORECASE
    )
    is_bare = is_short and not re.search(r"\bcriteri\w+", text, re.IGNORECASE)
    return not is_demand and bool(has_scope or is_bare)


# --- direction --------------------------------------------------------------------------------


def _direction(kind: str, clause: Clause, before: str | None, after: str | None) -> Direction:
    verb, text, rising = clause.verb, clause.text, _rising(kind)
    if verb == "tighten" or (verb == "loosen" and rising is None):
        return "tightened" if verb == "tighten" else "loosened"
    grown = claim_values.rise(before, after) or {"rise": 1, "fall": -1}.get(verb, 0)
    if grown and rising is not None:
        return rising if grown > 0 else opposite(rising)
    if verb == "loosen" or (verb == "change" and _ALLOWED.search(text)):
        return "loosened"
    if kind == "concomitant_antidepressant" and _ALONE.search(text) and verb in ("add", "remove"):
        return _alone(text, verb)
    if verb == "add":
        is_open = _OPEN_LIST.search(text) and not _DEMAND.search(text)
        return "loosened" if is_open else TYPES[kind].added
    return opposite(TYPES[kind].added) if verb == "remove" else "unknown"


def _alone(text: str, verb: str) -> Direction:
    """Use as the only drug: allowed is looser, forbidden tighter, and the other way round when taken out."""
    forbidden = _NOT_ALONE.search(text) or _DEMAND.search(text)
    added: Direction = "tightened" if forbidden else "loosened"
    return added if verb == "add" else opposite(added)


def _rising(kind: str) -> Direction | None:
    """What a higher value of a type means; None where its value is no number."""
    axis = next((axis for axis in TYPES[kind].axes if axis.key == "value"), None)
    return axis.rising if axis is not None and axis.kind in ("number", "duration") else None


def _at_large(clause: Clause) -> Direction:
    """The direction of a change whose type is not named."""
    is_one = _ONE_DEMAND.search(clause.text) is not None
    if clause.verb in ("tighten", "loosen"):
        return "tightened" if clause.verb == "tighten" else "loosened"
    if clause.verb in ("add", "remove") and is_one:
        return "tightened" if clause.verb == "add" else "loosened"
    return "unknown"
