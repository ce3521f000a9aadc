"""One sentence of a rule section -> what it says of coverage. Knows no layout and no precedence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extractors.stance.free import find_uses, redirected
from extractors.stance.said import has, said
from extractors.stance.spread import extended, spread
from extractors.stance.values import Context, Said, Statement
from extractors.vocabulary import drugs as drug_words
from extractors.vocabulary import stances as families
from extractors.vocabulary.mentions import Mentions, find_mentions

__all__ = ["Context", "Statement", "read", "sentences"]

_CLAUSE_END = re.compile(
    r"(?<=\w)[;]\s+|(?:,|(?<![\s,]))\s++\b(?:however|but(?!(?:\s+is|\s+are)?\s+not\s+limited))\b,?\s+"
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]\"”])\.\s+(?=[A-Z(])")
_APART = f"{families.RESIDUAL}|{families.MONOTHERAPY}|{families.CARVE_OUT}|{families.EXCEPT}"
_QUESTION_END = re.compile(r"(?<=\w\?)\s+(?=[A-Z(])")
_TURN = re.compile(r",\s+(?:whereas|while|although|though)\s+")
_NOTHING = Context()
_KEPT = 512  # texts; a line is asked whether it states something, and then what


def sentences(text: str) -> tuple[str, ...]:
    """The text cut at full stops that end a sentence."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part.strip())


@lru_cache(maxsize=_KEPT)
def read(text: str, context: Context = _NOTHING) -> tuple[Statement, ...]:
    """Every position that the text states; a text about something else states none."""
    found: list[Statement] = []
    for sentence in sentences(text):
        for part in _QUESTION_END.split(sentence):
            found.extend(_sentence(part, context))
    return _unique(found)


def _sentence(sentence: str, context: Context) -> list[Statement]:
    found: list[Statement] = []
    carried = context
    for clause in _clauses(sentence):
        mentions = _own(find_uses(clause, context.extra), clause, context.extra)
        if mentions.drugs:
            carried = replace(carried, drugs=mentions.drugs)
        named = find_mentions(clause, context.extra)
        has_subject = bool(named.drugs or named.indications or redirected(clause))
        takes = tuple(item for item in said(clause, has_subject) if _is_of_ours(item, has_subject, carried))
        if takes and not named.drugs and has(families.OTHER_SUBJECT, clause):
            continue
        if not takes and found and has(families.EXTENDS, clause):
            found = [extended(statement, mentions) for statement in found]
            continue
        for item in takes if has_subject or not _adds_nothing(found, takes, clause) else ():
            found.extend(spread(item, clause, sentence, mentions, carried))
        if found and mentions.indications:
            carried = replace(carried, indications=found[-1].indications)
    return found


def _clauses(sentence: str) -> Iterator[str]:
    """The clauses; a first one that yields to the next ("While X is covered, ...") may take a position."""
    for clause in _CLAUSE_END.split(sentence):
        first, comma, rest = clause.partition(", ")
        parts = (
            (first, rest) if comma and has(families.CONCESSION, first) else _TURN.split(clause, maxsplit=1)
        )
        yield from parts if len(parts) > 1 and all(map(said, parts)) else (clause,)


def _own(mentions: Mentions, clause: str, extra: tuple[str, ...]) -> Mentions:
    """What the clause speaks of, without the drugs that it only sets beside its own: "unlike X"."""
    if len(mentions.drugs) < 2:
        return mentions
    rest, end = "", 0
    for at in drug_words.find(clause, extra):
        beside = re.search(families.BESIDE, clause[end : at.start], re.IGNORECASE)
        rest += clause[end : end + beside.start()] if beside else clause[end : at.end]
        end = at.end
    own = find_mentions(rest + clause[end:], extra)
    return replace(mentions, drugs=own.drugs, routes=own.routes) if own.drugs else mentions


def _adds_nothing(found: list[Statement], takes: tuple[Said, ...], clause: str) -> bool:
    """Whether a clause without a subject only refuses again what the one before it refused."""
    refused = {"investigational", "not_medically_necessary", "benefit_exclusion"}
    is_again = bool(found) and refused.issuperset(
        [*(s.stance for s in found), *(item.stance for item in takes)]
    )
    return is_again and all(item.scope == "headline" for item in takes) and not has(_APART, clause)


def _is_of_ours(item: Said, has_subject: bool, context: Context) -> bool:
    """What "does not apply to Medicaid" leaves out is no drug and no use of one."""
    return item.stance != "not_addressed" or has_subject or bool(context.indications)


def _unique(found: list[Statement]) -> tuple[Statement, ...]:
    """Without repeats: a second clause that says the same of the same thing adds nothing."""
    kept: list[Statement] = []
    for statement in found:
        twin = next((other for other in kept if _says_the_same(other, statement)), None)
        if twin is None:
            kept.append(statement)
    return tuple(kept)


def _says_the_same(one: Statement, other: Statement) -> bool:
    if (one.drug, one.stance, one.modifier, one.scope) != (
        other.drug, other.stance, other.modifier, other.scope,
    ):  # fmt: skip
        return False
    return not other.indications or set(other.indications) <= set(one.indications)
