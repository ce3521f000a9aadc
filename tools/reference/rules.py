"""Criteria values of one record to rows of type, operator, value and unit."""

from collections.abc import Iterable
from typing import Any

from tools.reference.words import SCALES

Rule = dict[str, Any]
_TRD_ONLY = {"step_therapy_trials", "augmentation_trials", "severity_scale_min"}


def rules(criteria: dict[str, Any], indications: tuple[str, ...]) -> Iterable[Rule]:
    """The values that can be compared; what is told in words only is left out."""
    for rule in (*_counts(criteria), *_truths(criteria), *_lengths(criteria), *_words(criteria)):
        is_step = rule["type_code"] in _TRD_ONLY or rule.get("operator_code") == "not_required"
        only = ("trd",) if is_step and "trd" in indications else indications or ("any",)
        for indication in only:
            yield {"indication_code": indication, **rule}


def _rule(kind: str, operator: str, value: object, unit: str = "", **more: Any) -> Rule:
    return {"type_code": kind, "operator_code": operator, "value_text": value, "unit_code": unit, **more}


def _counts(found: dict[str, Any]) -> Iterable[Rule]:
    if isinstance(age := found.get("min_age"), int):
        yield _rule("age_min", ">=", age, "year")
    if isinstance(trials := found.get("failed_antidepressants"), int):
        weeks = found.get("failed_ad_min_weeks")
        episode = "current" if found.get("trials_in_current_episode") is True else ""
        yield _rule(
            "step_therapy_trials",
            ">=",
            trials,
            "trial",
            distinct_classes=found.get("ad_classes_min", ""),
            weeks_each=weeks if isinstance(weeks, int) else "",
            episode_scope_code=episode,
        )
    if isinstance(trials := found.get("augmentation_trials"), int):
        weeks = found.get("augmentation_min_weeks", "")
        yield _rule("augmentation_trials", ">=", trials, "trial", weeks_each=weeks)


def _truths(found: dict[str, Any]) -> Iterable[Rule]:
    oral = found.get("concomitant_oral_antidepressant")
    if oral is not None:
        is_required = oral is not False
        operator = "required" if is_required else "not_required"
        yield _rule("concomitant_antidepressant", operator, str(is_required).lower())
    if found.get("rems"):
        yield _rule("rems_site_certified", "required", "true")
    if found.get("baseline_scale_required"):
        yield _rule("baseline_assessment", "required", "true")


def _lengths(found: dict[str, Any]) -> Iterable[Rule]:
    names = {"initial_approval_months": "initial_auth_duration", "reauth_months": "reauth_duration"}
    for name, kind in names.items():
        if isinstance(months := found.get(name), int):
            yield _rule(kind, "==", months, "month")


def _words(found: dict[str, Any]) -> Iterable[Rule]:
    for scale, operator, score in SCALES.findall(str(found.get("severity_threshold", ""))):
        yield _rule("severity_scale_min", operator, score, "point", scale_name=scale)
    who = str(found.get("prescriber", ""))
    if "no longer required" in who:
        yield _rule("prescriber_specialty", "not_required", "false")
    elif who.startswith(("psychiatr", "licensed mental health")):
        relation = "prescribed_by or in_consultation_with" if "consultation" in who else "prescribed_by"
        kind = "psychiatry" if who.startswith("psychiatr") else "mental_health"
        yield _rule("prescriber_specialty", "in", kind, relation_code=relation)
