"""A rule in words that a person reads: "PHQ-9 >= 15", "at least 2 trials of antidepressant, 6 weeks each".

Phrases are tables: how a type is called, how its value is told, and which qualifiers are worth a
clause. Nothing here decides whether two rules differ.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from extractors.changes import values
from extractors.changes.canonical import Item
from extractors.changes.rules import Rule, examples
from extractors.model import Code, Json, Leaf, Position

_OPS: Final[Mapping[str, str]] = {
    ">=": "at least ",
    ">": "more than ",
    "<=": "at most ",
    "<": "less than ",
    "not_in": "not ",
}
_SIGNED_TYPES: Final = frozenset({"severity_scale_min", "severity_scale_range"})
_NAMES: Final[Mapping[str, str]] = {
    "age_min": "age",
    "age_max": "age",
    "diagnosis": "diagnosis of",
    "diagnosis_basis": "diagnosis by",
    "diagnosed_by": "diagnosed by",
    "diagnosis_code": "diagnosis code",
    "severity_category": "severity",
    "symptom_duration_min": "symptoms for",
    "concomitant_antidepressant": "antidepressant taken along",
    "not_concurrent_with": "not together with",
    "prescriber_specialty": "prescriber",
    "rems_site_certified": "REMS-certified site",
    "rems_patient_enrolled": "patient enrolled in the REMS",
    "monitoring_duration_min": "monitoring",
    "bp_check": "blood pressure checked",
    "pdmp_check": "prescription monitoring program checked",
    "lab_check": "laboratory test",
    "initial_auth_duration": "authorization",
    "reauth_duration": "reauthorization",
    "reauth_response": "response",
    "dose_limit": "dose",
    "dose_schedule": "dose",
    "quantity_limit": "quantity",
    "dose_frequency_minimized": "least frequent dosing that holds",
    "session_limit": "number",
    "max_course_duration": "course",
    "prior_auth_required": "prior authorization",
    "documentation_required": "documentation",
    "step_therapy_trials": "",
    "augmentation_trials": "",
    "conventional_therapy_trials": "",
    "psychotherapy_trial": "",
    "ect_trial": "ECT",
    "tms_trial": "TMS",
    "setting": "given in",
    "hospitalization_context": "hospital stay or emergency",
    "transition_of_care": "transition of care for",
    "step_exception": "exception to step therapy",
    "step_trial_duration_min": "each trial",
    "trial_failure_definition": "failure means",
    "exclusion": "",
    "other": "",
}
_UNITS: Final[Mapping[str, str]] = {
    "device_28mg": "device of 28 mg",
    "kit_56mg": "kit of 56 mg",
    "kit_84mg": "kit of 84 mg",
    "hcpcs_unit": "billing unit",
    "mg_options": "mg",
}
_ABBREVIATIONS: Final[Mapping[str, str]] = {
    "trd": "TRD",
    "mdd": "MDD",
    "mdd_si": "MDD with suicidal ideation",
    "ptsd": "PTSD",
    "ocd": "OCD",
    "gad": "GAD",
    "crps": "CRPS",
    "ssri": "SSRI",
    "snri": "SNRI",
    "tca": "TCA",
    "maoi": "MAOI",
    "sga": "second-generation antipsychotic",
    "ect": "ECT",
    "tms": "TMS",
}
_PLURALS: Final[Mapping[str, str]] = {"therapy": "therapies", "class": "classes"}
_TIMES: Final[Mapping[float, str]] = {1: "once", 2: "twice"}
_GRANTS: Final = frozenset({"initial_auth_duration", "reauth_duration"})
_OBJECTS: Final[Mapping[str, str]] = {
    "augmentation_trials": " of augmentation",
    "psychotherapy_trial": " of psychotherapy",
}
_CLAUSES: Final[tuple[tuple[str, str], ...]] = (
    ("min_duration", ", {} each"),
    ("distinct_classes", ", {} classes"),
    ("distinct_agents", ", different agents"),
    ("dose_adequacy", ", {} dose"),
    ("episode_scope", ", {} episode"),
    ("lookback", ", within {}"),
    ("within", " within {}"),
    ("outcome", ", outcome {}"),
    ("outcome_any", ", outcome {}"),
    ("states_any", ": {}"),
    ("kind", " {}"),
    ("kinds", " of {}"),
    ("scope", " for {}"),
    ("min_scales", " on at least {} scales"),
    ("scales_any", ", by {}"),
    ("choices", ", of {}"),
    ("agents", ", {}"),
    ("relation", ", {}"),
    ("frequency", ", {}"),
    ("frequency_any", ", {}"),
    ("basis", " as in the {}"),
    ("lob", ", for {}"),
    ("per", " per {}"),
    ("dose_phase", ", in {}"),
    ("timing", ", {}"),
    ("duration", " {}"),
    ("conditions_any", ": {}"),
    ("evidence", ", {}"),
    ("exceptions", ", unless {}"),
)
_BINDINGS: Final[Mapping[str, str]] = {"all": "all of", "any": "any of", "none": "none of"}


def of(item: Item) -> str:
    """A rule or group in words."""
    if isinstance(item, Rule):
        return leaf(item.leaf)
    binding = _BINDINGS.get(item.logic, f"at least {item.n} of")
    return f"{binding} ({'; '.join(of(child) for child in item.items)})"


def naming(rule: Rule, differences: Iterable[tuple[str, Json]]) -> str:
    """A rule in words, with the values that its phrases leave out."""
    named = ", ".join(f"{plain(key)} {_value(value) or 'not stated'}" for key, value in differences)
    return f"{leaf(rule.leaf)} ({named})"


def leaf(leaf_: Leaf) -> str:
    """One criterion in words."""
    if leaf_.op == "not_required" or leaf_.value is False:
        return f"{_name(leaf_)} not required"
    if leaf_.type == "other":
        return str(leaf_.value)
    if leaf_.type == "exclusion":
        return f"no {_value(leaf_.qualifiers.get('condition') or leaf_.value)}{_clauses(leaf_)}"
    told = " ".join(part for part in (_name(leaf_), _measure(leaf_)) if part)
    return f"{told}{_OBJECTS.get(leaf_.type, '')}{_group(leaf_)}{_clauses(leaf_)}"


def _name(leaf_: Leaf) -> str:
    name = _NAMES.get(leaf_.type, plain(leaf_.type))
    scale = leaf_.qualifiers.get("scale")
    if leaf_.type in _SIGNED_TYPES:
        return str(scale or "severity score")
    return f"{name}, {scale}" if scale else name


def _measure(leaf_: Leaf) -> str:
    if leaf_.value is None or isinstance(leaf_.value, bool):
        return ""
    if leaf_.type in _SIGNED_TYPES:
        is_range = isinstance(leaf_.value, list | tuple)
        told = " and ".join(map(_value, values.listed(leaf_.value))) if is_range else _value(leaf_.value)
        return f"{leaf_.op} {told}"
    op = "" if leaf_.type in _GRANTS else _OPS.get(leaf_.op, "")
    return f"{op}{_value(leaf_.value)}{_unit(leaf_)}"


def _unit(leaf_: Leaf) -> str:
    if not leaf_.unit or leaf_.type == "diagnosis_code":
        return ""
    name = plain(leaf_.unit)
    if name.startswith("percent"):
        return name.replace("percent", "%", 1)
    is_plural = values.number(leaf_.value) not in (1.0, None) and name.isalpha() and name != "mg"
    if leaf_.unit in _UNITS:
        noun, _, strength = _UNITS[leaf_.unit].partition(" of ")
        more = "s" if values.number(leaf_.value) != 1 and noun != "mg" else ""
        return f" {noun}{more}{' of ' if strength else ''}{strength}"
    if is_plural and name in _PLURALS:
        return f" {_PLURALS[name]}"
    return f" {name}s" if is_plural and not name.endswith("s") else f" {name}"


def _group(leaf_: Leaf) -> str:
    group = leaf_.qualifiers.get("agent_group")
    return f" of {_value(group)}" if group else ""


def _clauses(leaf_: Leaf) -> str:
    told = examples(leaf_)
    found = (
        (phrase, leaf_.qualifiers.get(key))
        for key, phrase in _CLAUSES
        if key not in told and not _is_told(leaf_, key)
    )
    return "".join(
        phrase.format(_value(value)) for phrase, value in found if value not in (None, (), [], False)
    )


def _is_told(leaf_: Leaf, key: str) -> bool:
    """Whether the value of the leaf already tells the length."""
    length = leaf_.qualifiers.get(key)
    return key == "duration" and isinstance(length, Mapping) and length.get("value") == leaf_.value


def _value(value: Json) -> str:
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return ", ".join(_value(item) for item in value)
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else plain(str(value))


def _mapping(value: Mapping[str, Json]) -> str:
    if "days" in value:
        return f"{_value(value['days'])} days"
    if "times" in value:
        times, per = values.number(value["times"]), _value(value.get("per"))
        return (
            f"{_TIMES.get(times or 0, f'{_value(times)} times')} per {per}{'s' if per[:1].isdigit() else ''}"
        )
    amount, unit = value.get("value"), value.get("unit") or value.get("per")
    if amount is None or unit is None:
        return ", ".join(f"{plain(key)} {_value(value[key])}" for key in sorted(value))
    return f"{_value(amount)} {_value(unit)}{'' if amount == 1 else 's'}"


def plain(word: str) -> str:
    """A code as a person writes it."""
    return _ABBREVIATIONS.get(word) or word.replace("_", " ")


# --- positions and codes ----------------------------------------------------------------------


def position(position_: Position) -> str:
    """A stance with what narrows it."""
    route = "" if position_.route == "any" else position_.route
    scope = "" if position_.scope in ("headline", "residual") else position_.scope
    phase = "" if position_.phase in (None, "both") else str(position_.phase)
    narrowed = [plain(part) for part in (route, phase, position_.setting, position_.modifier, scope) if part]
    stance = plain(position_.stance)
    return f"{stance} ({', '.join(narrowed)})" if narrowed else stance


def codes(found: Iterable[Code], most: int = 20) -> str | None:
    """Codes with their system and role; a long list is cut and counted."""
    told = list(dict.fromkeys(map(_code, sorted(found, key=_code_order))))
    more = len(told) - most
    listing = ", ".join(told[:most])
    return f"{listing} and {more} more" if more > 0 else listing or None


def _code(code: Code) -> str:
    role = "" if code.role == "listed" else f", {plain(code.role)}"
    return f"{code.code} ({code.system}{role})"


def _code_order(code: Code) -> tuple[str, str, str]:
    return code.system, code.code, code.role
