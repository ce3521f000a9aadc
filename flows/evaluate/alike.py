"""When a gold phrase and an extracted code mean the same. Pure; lenient in words, strict in numbers."""

import re
from collections.abc import Iterable
from typing import Any

from extractors.vocabulary import drugs, indications, scales, specialties
from flows.evaluate.gold import names

_SAME_UNITS = (
    {"agent", "trial", "class", "therapy", "drug", "course"},
    {"device", "device_28mg"},
    {"pack", "packet", "package"},
)
_SAME_OPS = ({"required", "present", "in", "==", "absent_not"}, {"absent", "not_in", "none"})
_FILLER = {"the", "of", "or", "and", "a", "an", "in", "with", "for", "to", "any", "other", "by", "per"}
_KINDS = {"syndr", "disea", "disor", "condi", "chron", "acute", "cance", "indic"}
_ENOUGH = 0.5
_STEM = 5  # letters that tell "supplier" from "support" and take it with "supply"
_WORD = re.compile(r"[a-z0-9]+")
_RESIDUAL = re.compile(r"\b(?:other|all other|any other)\b", re.IGNORECASE)


def same_drug(phrase: str, code: str) -> bool:
    """Whether a gold phrase names the drug of a code."""
    if phrase.lower() in ("any", code.lower()):
        return True
    wanted = {name.lower() for name in names(phrase)}
    known = {mention.code for name in names(phrase) for mention in drugs.find(name)}
    return code in known or code.lower().replace("_", " ") in wanted or code.lower() in wanted


def same_indication(phrase: str, code: str) -> bool:
    """Whether a gold phrase names the indication of a code."""
    if phrase.lower() == code.lower() or {phrase.lower(), code} <= {"any", "any reason"}:
        return True
    if code in ("all_other", "off_label_any"):
        return bool(_RESIDUAL.search(phrase))
    known = {mention.code for mention in indications.find(phrase)}
    if code in known:
        return True
    return not known and overlap(phrase, code.replace("_", " "), _KINDS) >= _ENOUGH


def overlap(one: str, other: str, but: Iterable[str] = ()) -> float:
    """Share of the words of the shorter text that the longer one has too (by their first letters)."""
    ours, theirs = _stems(one).difference(but), _stems(other).difference(but)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def same_leaf(gold: dict[str, Any], leaf: dict[str, Any]) -> bool:
    """Whether type, op, value and unit agree."""
    if gold["type"] != leaf["type"] or not _same_op(gold, leaf):
        return False
    units = (_unit(gold.get("unit")), *(_unit(unit) for unit in gold.get("accept_units", ())))
    if gold.get("unit") is not None and leaf.get("unit") is not None and _unit(leaf["unit"]) not in units:
        return False
    values = (gold.get("value"), *gold.get("accept_values", ()))
    return any(_same_value(value, leaf) for value in values)


def _same_op(gold: dict[str, Any], leaf: dict[str, Any]) -> bool:
    ops = (gold["op"], *gold.get("accept_ops", ()))
    return any(op == leaf["op"] or any({op, leaf["op"]} <= same for same in _SAME_OPS) for op in ops)


def _unit(unit: str | None) -> str | None:
    name = (unit or "").lower().removesuffix("s") or None
    return next((sorted(same)[0] for same in _SAME_UNITS if name in same), name)


def _same_value(value: Any, leaf: dict[str, Any]) -> bool:
    got = leaf.get("value")
    if isinstance(value, bool) or value is None:
        return got in (value, None)
    if isinstance(value, int | float):
        return isinstance(got, int | float) and float(got) == float(value)
    said = [
        *_texts(got),
        *_texts(leaf.get("condition")),
        *_texts(leaf.get("kind")),
        *_texts(leaf.get("quote")),
    ]
    wanted = [str(item) for item in _texts(value)]
    return all(any(_same_words(want, have) for have in said) for want in wanted)


def _same_words(want: str, have: str) -> bool:
    return bool(_codes(want) & _codes(have)) or overlap(want, have) >= _ENOUGH


def _codes(text: str) -> set[str]:
    plain = text.replace("_", " ")
    found = {text.lower(), *(mention.code for mention in specialties.find(plain))}
    found |= {mention.code for mention in indications.find(plain)}
    return found | {mention.code for mention in scales.find(plain)}


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return [str(value)] if value not in (None, True, False) else []


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _FILLER}
