"""What a document's own history claims was changed: type, direction, values, in the payer's words.

A claim is what the payer says, not what we saw: it is never news. A row that reports a review, an edit of
references or a new name claims nothing; an edit of codes is a claim of its own type.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors import claim_types
from extractors.model import Claim, Evidence, Revision
from extractors.vocabulary import claim_words
from extractors.vocabulary.mentions import find_drugs, find_mentions
from extractors.wording import claim_clauses, claim_codes
from extractors.wording.claim_clauses import Clause

_NO_CHANGE = re.compile(claim_words.NO_CHANGE, re.IGNORECASE)
_NO_RULE = re.compile(claim_words.NO_RULE, re.IGNORECASE)
_ELSEWHERE = re.compile(claim_words.ELSEWHERE, re.IGNORECASE)
_CODE_WORDS = re.compile(claim_words.CODE_WORDS, re.IGNORECASE)
_CODE_EDITS = frozenset({"add", "remove", "change"})
_SILENT = frozenset({"archived", "new"})  # a first edition changes nothing, a last one takes all
_CREATED = re.compile(
    r"^\W{0,3}(?:this is an? )?(?:(?:\w+ ){0,3}new (?:\w+ ){0,2}(?:polic\w+|program|guideline|document)\b|"
    r"(?:policy|program|guideline|document) (?:was )?"
    r"(?:created|developed|established|adopted|issued|implemented|"
    r"retired|archived|withdrawn)|"
    r"(?:created|established|adopted|implemented|retired|archived) (?:an? |the )?"
    r"(?:new |initial )?(?:policy|program|guideline))",
    re.IGNORECASE,
)
_MOST = 40  # claims of one row
_OF_PLACE = frozenset(
    {"exclusion", "not_concurrent_with", "lab_check"}
)  # a condition named is the rule's own


def find(
    revisions: Iterable[Revision], drugs: tuple[str, ...] = (), extra: tuple[str, ...] = ()
) -> tuple[Claim, ...]:
    """The changes that the rows of a history claim, row by row.

    Args:
        revisions: the rows.
        drugs: what the whole document is about; the drug of a claim that names none, where it is one.
        extra: names of drugs outside the vocabulary.
    """
    return tuple(claim for row in revisions for claim in _of_row(row, drugs, extra))


def _of_row(row: Revision, drugs: tuple[str, ...], extra: tuple[str, ...]) -> tuple[Claim, ...]:
    if row.action in _SILENT:
        return ()
    said = [clause for clause in claim_clauses.find(_whole(row)) if not _is_silent(clause)]
    codes = [clause for clause in said if _is_of_codes(clause)]
    rules = [(clause, draft) for clause in said if clause not in codes for draft in claim_types.read(clause)]
    named = {clause.sentence_number for clause, draft in rules if draft.type != "unspecified"}
    kept = [
        (clause, draft)
        for clause, draft in rules
        if draft.type != "unspecified" or clause.sentence_number not in named
    ]
    found = [claim for clause, draft in kept for claim in _claims(row, clause, draft, drugs, extra)]
    found += _code_change(row, codes, drugs)
    return tuple(dict.fromkeys(found))[:_MOST]


def _whole(row: Revision) -> str:
    """The summary, with what was cut off of it as far as the quote goes on."""
    if not row.summary.endswith("…"):
        return row.summary
    place = row.evidence.quote.find(row.summary[:40])
    return row.evidence.quote[place:] if place >= 0 else row.summary


def _is_silent(clause: Clause) -> bool:
    """Whether a clause is about a review, a new policy or an edit that touches no rule."""
    text = clause.text
    if any(words.search(text) for words in (_NO_CHANGE, _CREATED, _ELSEWHERE)):
        return True
    other = _NO_RULE.search(text)
    topic = claim_types.first_rule_word(text)
    return other is not None and not _names_codes(text) and (topic is None or other.start() < topic)


def _names_codes(text: str) -> bool:
    return bool(_CODE_WORDS.search(text) or sum(map(len, claim_codes.in_and_out(text))))


def _is_of_codes(clause: Clause) -> bool:
    is_edit = clause.verb in _CODE_EDITS
    return is_edit and _names_codes(clause.text) and not claim_types.names_topic(clause.text)


def _code_change(row: Revision, clauses: list[Clause], drugs: tuple[str, ...]) -> Iterator[Claim]:
    """One claim for all edits of codes in a row, whatever clauses they are told in."""
    if not clauses:
        return
    sentences = tuple(dict.fromkeys(clause.sentence for clause in clauses))
    came: list[str] = []
    went: list[str] = []
    for sentence in sentences:
        added, removed = claim_codes.in_and_out(sentence)
        came.extend(added)
        went.extend(removed)
    yield Claim(
        type="code_change",
        direction="neutral_codes",
        drug=drugs[0] if len(drugs) == 1 else None,
        indications=(),
        date=row.date,
        precision=row.precision,
        before=", ".join(sorted(set(went))) or None,
        after=", ".join(sorted(set(came))) or None,
        evidence=_evidence(row, " … ".join(sentences)),
    )


def _claims(
    row: Revision, clause: Clause, draft: claim_types.Draft, drugs: tuple[str, ...], extra: tuple[str, ...]
) -> Iterator[Claim]:
    named = find_drugs(clause.text, extra) or find_drugs(clause.label, extra)
    about = named or (drugs if len(drugs) == 1 else ())
    claim = Claim(
        type=draft.type,
        direction=draft.direction,
        drug=None,
        indications=() if draft.type in _OF_PLACE else _indications(clause),
        date=row.date,
        precision=row.precision,
        before=draft.before,
        after=draft.after,
        evidence=_evidence(row, clause.sentence),
    )
    for drug in about or (None,):
        yield replace(claim, drug=drug)


def _indications(clause: Clause) -> tuple[str, ...]:
    """The indications of the clause, else of its sentence, else of the title over it."""
    texts = (clause.text, clause.sentence, clause.label)
    return next((found for text in texts if (found := find_mentions(text).indications)), ())


def _evidence(row: Revision, quote: str) -> Evidence:
    return replace(row.evidence, quote=quote.strip())
