"""The position of a clause -> statements: one per drug, with carve-outs and exceptions apart."""

import re
from dataclasses import replace

from extractors.stance.free import find_uses
from extractors.stance.said import has
from extractors.stance.values import Context, Said, Statement
from extractors.vocabulary import conditions
from extractors.vocabulary import drugs as drug_words
from extractors.vocabulary import stances as families
from extractors.vocabulary.indications import PARENTS
from extractors.vocabulary.mentions import Mentions

_REFUSED = frozenset({"not_medically_necessary", "investigational", "benefit_exclusion"})


def spread(said: Said, clause: str, sentence: str, mentions: Mentions, context: Context) -> list[Statement]:
    """One statement per drug; carve-outs and exceptions become statements of their own."""
    drugs = context.drugs or (("any",) if said.scope == "administration_service" else ())
    if said.stance in _REFUSED and _are_bars(mentions.indications):
        drugs = tuple(drug for drug in drugs if drug not in drug_words.ROUTES)
    found: list[Statement] = []
    for drug in drugs:
        base = _statement(said, drug, clause, sentence, mentions, context)
        found.extend(_parts(base, said, clause, context))
    return found


def _are_bars(named: tuple[str, ...]) -> bool:
    """Whether a refusal names conditions that bar our drugs, and no use: "not for members with psychosis"."""
    return bool(named) and all(code not in PARENTS and conditions.find(code) for code in named)


def _statement(
    said: Said, drug: str, clause: str, sentence: str, mentions: Mentions, context: Context
) -> Statement:
    text = clause.lower()
    modifier = "monotherapy" if has(families.MONOTHERAPY, text) else None
    indications = _of_redirect(clause, context) if "redirect" in said.flags else mentions.indications
    scope = said.scope
    if not indications and drug.startswith("esketamine") and _is_of_depression(scope, sentence):
        indications = context.indications or ("trd",)
    negative = said.stance in ("not_medically_necessary", "investigational")
    if scope == "headline" and negative and mentions.setting and not indications:
        scope = "setting"
    is_continued = has(families.CONTINUED, text) or scope == "grandfathering"
    return Statement(
        drug=drug,
        route=mentions.route_of(drug, indications),
        indications=_with_all(indications, text),
        stance=said.stance,
        quote=sentence,
        secondary=said.secondary,
        reason=_reason(said, text),
        scope=scope,
        phase="continuation" if is_continued else None,
        setting=mentions.setting,
        modifier=modifier,
        criteria_source=said.criteria_source,
        confidence=said.confidence,
        flags=tuple(flag for flag in said.flags if flag in ("change_claim", "redirect", "complement")),
    )


def _is_of_depression(scope: str, sentence: str) -> bool:
    """Monotherapy, and a therapy that goes on: the label knows both for one use of esketamine alone.

    With suicidal ideation it is given beside an oral antidepressant and for four weeks.
    """
    return scope == "grandfathering" or has(families.MONOTHERAPY, sentence)


def _of_redirect(clause: str, context: Context) -> tuple[str, ...]:
    """The use that is sent elsewhere; the other policy's title counts only where nothing else names it."""
    after = re.split(r"\b(?:polic(?:y|ies)|guidelines?|document)\b", clause, maxsplit=1)[-1]
    return find_uses(after, context.extra).indications or find_uses(clause, context.extra).indications


def _with_all(named: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The indications, led by "any" where the sentence says all of them: "for all uses, including X"."""
    if named:
        return ("any", *named) if has(families.ALL_INCLUDING, text) else named
    return ("any",) if has(families.ALL, text) else ()


def _reason(said: Said, text: str) -> str | None:
    if said.stance not in ("not_medically_necessary", "investigational", "benefit_exclusion"):
        return None
    for pattern, reason in families.REASONS:
        if has(pattern, text):
            return reason
    return "unspecified"


def _parts(base: Statement, said: Said, clause: str, context: Context) -> list[Statement]:
    if "except" in said.flags or "rest" in said.flags:
        return _excepted(base, said, clause, context)
    if said.stance == "not_addressed":
        return [base]
    if has(families.CARVE_OUT, clause):
        return _carved(base, clause, context)
    if has(families.RESIDUAL, clause) and not _is_of_label(said, clause):
        named = tuple(code for code in base.indications if code not in ("any", "all_other"))
        return [_residual(base, ("all_other", *named), clause)]
    if has(families.OFF_LABEL, clause) and not base.indications:
        return [_residual(base, ("all_other",), clause)]
    return [_flag_open(base, clause)]


def _is_of_label(said: Said, clause: str) -> bool:
    """A favour for the uses of the label and for others beside them is one for the section's uses."""
    return said.stance in ("covered", "covered_with_criteria") and has(families.LABELLED, clause)


def _excepted(base: Statement, said: Said, clause: str, context: Context) -> list[Statement]:
    """In "not covered except for X": X with criteria, the rest refused."""
    match = re.search(families.EXCEPT, clause, re.IGNORECASE)
    before, after = (
        find_uses(part, context.extra).indications
        for part in ((clause[: match.start()], clause[match.end() :]) if match else (clause, ""))
    )
    if "except" in said.flags:
        return [replace(base, indications=after or base.indications, reason=None)]
    rest = before if before and before != after else ("all_other",)
    return [_residual(base, rest, clause)] if after else []


def _carved(base: Statement, clause: str, context: Context) -> list[Statement]:
    match = re.search(families.CARVE_OUT, clause, re.IGNORECASE)
    before, after = (clause[: match.start()], clause[match.end() :]) if match else (clause, "")
    left = find_uses(after, context.extra).indications
    named = find_uses(before, context.extra)
    rest = _residual(base, named.indications or ("all_other",), clause)
    rest = replace(rest, route=named.route_of(base.drug, named.indications))
    return [rest, replace(base, indications=left, stance="not_addressed", reason=None)] if left else [rest]


def _residual(base: Statement, indications: tuple[str, ...], clause: str) -> Statement:
    rest = replace(base, indications=indications, scope="residual")
    return _flag_open(rest, clause)


def _flag_open(statement: Statement, clause: str) -> Statement:
    is_open = has(families.OPEN_LIST, clause)
    return replace(statement, flags=(*statement.flags, "open_list")) if is_open else statement


def extended(statement: Statement, mentions: Mentions) -> Statement:
    """The statement with the further indications that a later clause lists."""
    more = tuple(code for code in mentions.indications if code not in statement.indications)
    flags = statement.flags if "open_list" in statement.flags else (*statement.flags, "open_list")
    return replace(statement, indications=(*statement.indications, *more), flags=flags)
