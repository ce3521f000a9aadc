"""One clause -> the position it takes, without its drug and indications. Families in order."""

import re
from dataclasses import replace

from extractors.model import Stance
from extractors.stance.values import Said
from extractors.vocabulary import stances as families


def _compile(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_NEGATIVE: tuple[tuple[Stance, re.Pattern[str]], ...] = (
    ("benefit_exclusion", _compile(families.EXCLUDED)),
    ("investigational", _compile(families.INVESTIGATIONAL)),
    ("not_medically_necessary", _compile(families.NOT_NECESSARY)),
)
_SILENT = _compile(families.NO_STANCE)
_LABELLED = _compile((families.LABELLED,))
_PAST = _compile(families.PAST)
_NOT_ADDRESSED = _compile(families.NOT_ADDRESSED)
_EXCEPTION = _compile(families.EXCEPTION)
_POSITIVE = _compile(families.POSITIVE)
_OF_SUBJECT = _compile(families.POSITIVE_OF_SUBJECT)


def has(pattern: str, text: str) -> bool:
    """True when the phrase stands in the text, in any case."""
    return re.search(pattern, text, re.IGNORECASE) is not None


def said(clause: str, has_subject: bool = True) -> tuple[Said, ...]:
    """The positions of one clause, without their scope."""
    text = clause.lower()
    if _PAST.search(text):
        return ()
    if has(families.REMOVED, text):
        return (Said("not_addressed", flags=("change_claim",)),)
    if _NOT_ADDRESSED.search(text):
        return (Said("not_addressed", flags=("redirect",) if has(r"\b(?:refer|see)\b", text) else ()),)
    if has(families.TURNED, text) or has(families.GRANDFATHERED, text):
        return (_grandfathered_or_turned(text),)
    if _EXCEPTION.search(text):
        return (_exception(text),)
    for stance, pattern in _NEGATIVE:
        if pattern.search(text):
            return _negative(stance, text) if _speaks(stance, text, has_subject) else ()
    return _favourable(text, has_subject)


def _speaks(stance: Stance, text: str, has_subject: bool) -> bool:
    """False for evidence and boilerplate; an exclusion without a subject is boilerplate about contracts."""
    if _is_silent(text):
        return False
    is_rest = has(families.OTHER_USES, text)
    return stance != "benefit_exclusion" or has_subject or is_rest or has(families.ADMINISTRATION, text)


def _is_silent(text: str) -> bool:
    return _SILENT.search(_LABELLED.sub(" ", text)) is not None


def _grandfathered_or_turned(text: str) -> Said:
    is_old = has(families.GRANDFATHERED, text)
    is_free = not is_old and not has(families.CONDITION, text)
    return Said(
        "covered" if is_free else "covered_with_criteria", scope="grandfathering" if is_old else "headline"
    )


def _exception(text: str) -> Said:
    is_pathway = has(families.COMPLEMENT, text) or has(r"\bexceptions?\b", text)
    return Said("case_by_case", scope="exception_pathway" if is_pathway else "headline")


def _negative(stance: Stance, text: str) -> tuple[Said, ...]:
    refused = _refusal(stance, text)
    if has(families.NOT_AS_MONOTHERAPY, text):
        return ()
    if re.search(families.EXCEPT, text) is not None:
        return (Said("covered_with_criteria", flags=("except",)), replace(refused, flags=("rest",)))
    if has(families.COMPLEMENT, text):
        return (replace(refused, scope="residual", flags=("complement",)),)
    return (refused,)


def _refusal(stance: Stance, text: str) -> Said:
    secondary = None
    if stance == "investigational" and has(r"\bnot medically necessary\b", text):
        secondary = "not_medically_necessary"
    is_bare = stance == "not_medically_necessary" and not has(r"necess|appropriate|alternative", text)
    scope = "headline"
    if has(families.ADMINISTRATION, text):
        scope = "administration_service"
    elif has(families.EXCESS, text) and not has(families.CONTINUED, text):
        scope = "excess_quantity"
    return Said(stance, secondary, scope, confidence=0.5 if is_bare else 1.0)


def _favourable(text: str, has_subject: bool) -> tuple[Said, ...]:
    needs_approval = has(families.PRIOR_AUTH, text)
    if has(families.NO_PRIOR_AUTH, text):
        return (Said("covered"),)
    if _is_positive(text, has_subject) and not _is_silent(text):
        depends = has(families.CONDITION, text) or has(families.ON_APPROVAL, text)
        stance: Stance = "covered_with_criteria" if depends else "covered"
        return (Said(stance, criteria_source="external" if needs_approval else None),)
    if needs_approval and has_subject:
        return (Said("covered_with_criteria", criteria_source="external", confidence=0.8),)
    return ()


def _is_positive(text: str, has_subject: bool) -> bool:
    return bool(_POSITIVE.search(text) or (has_subject and _OF_SUBJECT.search(text)))
