"""What a claim of a document's own history says of the stance before it and after it. Pure.

Only words of the claim itself count: answers that are named, lists that an indication joined or left, and
values of a criterion for approval that went from one to another. Nothing is concluded from silence.
"""

import re

from extractors.model import Claim, Stance
from extractors.vocabulary import claim_words, drugs, routes

_REFUSALS: tuple[tuple[Stance, re.Pattern[str]], ...] = (
    ("benefit_exclusion", re.compile(r"excluded from coverage", re.IGNORECASE)),
    (
        "investigational",
        re.compile(
            r"investigational|experimental|unproven|not (?:considered )?proven|not recommended", re.IGNORECASE
        ),
    ),
    (
        "not_medically_necessary",
        re.compile(
            r"not (?:considered )?(?:medically necessary|covered)|non-?covered|never covered|denied",
            re.IGNORECASE,
        ),
    ),
)
_CASE = re.compile(r"case[- ]by[- ]case", re.IGNORECASE)
_NEGATIVE = re.compile(claim_words.NEGATIVE, re.IGNORECASE)
_NEGATIVE_LIST = re.compile(claim_words.NEGATIVE_LIST, re.IGNORECASE)
_POSITIVE = re.compile(claim_words.POSITIVE, re.IGNORECASE)
_OF_APPROVAL = frozenset(
    {
        "age_min",
        "augmentation_trials",
        "initial_auth_duration",
        "psychotherapy_trial",
        "reauth_duration",
        "severity_scale_min",
        "step_therapy_trials",
        "step_trial_duration_min",
        "symptom_duration_min",
    }
)  # who asks for them approves what meets them

Stances = tuple[Stance | None, Stance | None]


def route(claim: Claim) -> str | None:
    """The route that the drug implies, else the one route that the words name."""
    named = {mention.code for mention in routes.find(claim.evidence.quote)}
    return drugs.ROUTES.get(claim.drug or "") or (named.pop() if len(named) == 1 else None)


def stances(claim: Claim) -> Stances:
    """The stance right before the change and right after it; None where the words do not say."""
    if claim.type == "stance_change":
        return _answer(claim.before), _answer(claim.after)
    if claim.type == "position_added":
        return None, _of_list(claim.evidence.quote)
    if claim.type == "position_removed":
        return _of_list(claim.evidence.quote), None
    if claim.type in _OF_APPROVAL and claim.before and claim.after:
        return "covered_with_criteria", "covered_with_criteria"
    return None, None


def _answer(words: str | None) -> Stance | None:
    """The stance that an answer names; whoever tells of coverage does not say that nothing limits it."""
    if not words:
        return None
    if _NEGATIVE.search(words):
        return _refusal(words)
    return "case_by_case" if _CASE.search(words) else "covered_with_criteria"


def _of_list(words: str) -> Stance | None:
    """The stance of the list that an indication joined or left, where one kind of list alone is named."""
    refused = _NEGATIVE_LIST.search(words)
    rest = _NEGATIVE_LIST.sub(" ", words)
    covered = _POSITIVE.search(rest)
    if refused is not None:
        return None if covered else _refusal(refused.group())
    return _answer(covered.group()) if covered and not _NEGATIVE.search(rest) else None


def _refusal(words: str) -> Stance | None:
    """Why not; a list of "exclusions" can be of contract or of criteria and names no stance."""
    return next((stance for stance, said in _REFUSALS if said.search(words)), None)
