"""A rule in words that a person reads: "PHQ-9 >= 15", "at least 2 trials of antidepressant, 6 weeks each".

Nothing here decides whether two rules differ.
"""

from collections.abc import Iterable, Mapping

from extractors.changes import namings, values
from extractors.changes.canonical import Item
from extractors.changes.rules import Rule, examples
from extractors.model import Code, Json, Leaf, Position


def of(item: Item) -> str:
    """A rule or group in words."""
    if isinstance(item, Rule):
        return leaf(item.leaf)
    binding = namings.BINDINGS.get(item.logic, f"at least {item.n} of")
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
    return f"{told}{namings.OBJECTS.get(leaf_.type, '')}{_group(leaf_)}{_clauses(leaf_)}"


def _name(leaf_: Leaf) -> str:
    name = namings.NAMES.get(leaf_.type, plain(leaf_.type))
    scale = leaf_.qualifiers.get("scale")
    if leaf_.type in namings.SIGNED_TYPES:
        return str(scale or "severity score")
    return f"{name}, {scale}" if scale else name


def _measure(leaf_: Leaf) -> str:
    if leaf_.value is None or isinstance(leaf_.value, bool):
        return ""
    if leaf_.type in namings.SIGNED_TYPES:
        is_range = isinstance(leaf_.value, list | tuple)
        told = " and ".join(map(_value, values.listed(leaf_.value))) if is_range else _value(leaf_.value)
        return f"{leaf_.op} {told}"
    op = "" if leaf_.type in namings.GRANTS else namings.OPS.get(leaf_.op, "")
    return f"{op}{_value(leaf_.value)}{_unit(leaf_)}"


def _unit(leaf_: Leaf) -> str:
    if not leaf_.unit or leaf_.type == "diagnosis_code":
        return ""
    name = plain(leaf_.unit)
    if name.startswith("percent"):
        return name.replace("percent", "%", 1)
    is_plural = values.number(leaf_.value) not in (1.0, None) and name.isalpha() and name != "mg"
    if leaf_.unit in namings.UNITS:
        noun, _, strength = namings.UNITS[leaf_.unit].partition(" of ")
        more = "s" if values.number(leaf_.value) != 1 and noun != "mg" else ""
        return f" {noun}{more}{' of ' if strength else ''}{strength}"
    if is_plural and name in namings.PLURALS:
        return f" {namings.PLURALS[name]}"
    return f" {name}s" if is_plural and not name.endswith("s") else f" {name}"


def _group(leaf_: Leaf) -> str:
    group = leaf_.qualifiers.get("agent_group")
    return f" of {_value(group)}" if group else ""


def _clauses(leaf_: Leaf) -> str:
    told = examples(leaf_)
    found = (
        (phrase, leaf_.qualifiers.get(key))
        for key, phrase in namings.CLAUSES
        if key not in told and not _is_told(leaf_, key)
    )
    return "".join(
        phrase.format(_value(value)) for phrase, value in found if value not in (None, (), [], False)
    )


def _is_told(leaf_: Leaf, key: str) -> bool:
    """Whether the value of the leaf already tells the length, or its frequency the interval."""
    length, frequency = leaf_.qualifiers.get(key), leaf_.qualifiers.get("frequency")
    if not isinstance(length, Mapping):
        return False
    if key == "per" and isinstance(frequency, Mapping):
        return frequency.get("per") == f"{length.get('value')}_{length.get('unit')}"
    return key == "duration" and length.get("value") == leaf_.value


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
        often = namings.TIMES.get(times or 0, f"{_value(times)} times")
        return f"{often} per {per}{'s' if per[:1].isdigit() else ''}"
    amount, unit = value.get("value"), value.get("unit") or value.get("per")
    if amount is None or unit is None:
        return ", ".join(f"{plain(key)} {_value(value[key])}" for key in sorted(value))
    return f"{_value(amount)} {_value(unit)}{'' if amount == 1 else 's'}"


def plain(word: str) -> str:
    """A code as a person writes it."""
    return namings.ABBREVIATIONS.get(word) or word.replace("_", " ")


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
