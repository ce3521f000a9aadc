"""One row of a drug list or quantity list -> positions, criteria and codes of its drug."""

import re
from collections.abc import Iterator, Mapping

from extractors.fields import code_shapes
from extractors.fields import list_words as words
from extractors.fields.list_columns import EXCLUDED, Row
from extractors.model import Code, Criteria, Evidence, Group, Json, Leaf, Position, Stance
from extractors.vocabulary import drugs as drug_names

_STATUSES = tuple((stance, re.compile(phrase, re.IGNORECASE)) for stance, phrase in words.STATUSES)
_YES = re.compile(words.YES, re.IGNORECASE)
_BY_PA = re.compile(words.DETERMINED_BY_PA, re.IGNORECASE)
_ONLY_WHEN = re.compile(words.ONLY_WHEN, re.IGNORECASE)
_ANY_REASON = re.compile(words.ANY_REASON, re.IGNORECASE)
_EXCEPTIONS = tuple((code, re.compile(phrase, re.IGNORECASE)) for code, phrase in words.EXCEPTION_INDICATIONS)
_UNITS = tuple((unit, re.compile(phrase, re.IGNORECASE)) for unit, phrase in words.UNITS)
_NUMBER = re.compile(r"(?<![\w.])\d{1,6}(?:,\d{3}){0,5}(?:\.\d{1,3})?(?![\w.])")
_AMOUNT = re.compile(
    r"(?P<value>\d{1,6}(?:\.\d{1,3})?)\s?(?P<unit>units?|devices?|kits?|vials?|tab(?:let)?s?|"
    r"cap(?:sule)?s?|ml|mg|doses?"
    r"|sprays?|packs?|boxes|each|ea)?\s{0,2}(?:per|/|every|in|"
    r"each)\s{0,2}(?P<count>\d{1,3})?\s?(?P<time>days?|d\b|weeks?"
    r"|months?|years?|fills?)",
    re.IGNORECASE,
)
_STRENGTH = re.compile(r"(?<!\d)(56|84)\s?mg\b", re.IGNORECASE)
_LIMITED = frozenset({"prior_auth", "step_therapy"})


def positions(row: Row, legend: Mapping[str, str]) -> Iterator[Position]:
    """The stance of the row, and beside an exclusion the use that its note excepts."""
    stance, reason = _stance(row, legend)
    if stance is None:
        return
    note, route = row.cell("notes"), drug_names.ROUTES.get(row.drug) or "any"
    yield Position(
        row.drug, route, "any", stance, row.evidence,
        reason=reason, criteria_source="external" if stance == "covered_with_criteria" else None,
    )  # fmt: skip
    excepted = _excepted(note) if stance == "benefit_exclusion" else None
    if excepted:
        yield Position(
            row.drug, route, excepted, "covered_with_criteria", row.evidence,
            scope="exception", criteria_source="inline",
        )  # fmt: skip


def criteria(row: Row, legend: Mapping[str, str]) -> Iterator[Criteria]:
    """Prior authorization and quantity limit of the row."""
    leaves = tuple(_leaves(row, legend))
    if leaves:
        yield Criteria(row.drug, ("any",), "both", Group("all", leaves), row.evidence.page)


def leaves(entry: Criteria) -> tuple[Leaf, ...]:
    """The leaves of a row's criteria; they are never nested."""
    items = entry.tree.items if isinstance(entry.tree, Group) else (entry.tree,)
    return tuple(item for item in items if isinstance(item, Leaf))


def codes(row: Row, legend: Mapping[str, str]) -> Iterator[Code]:
    """The codes of the row, covered or not by its status; an ended code keeps its last day."""
    stance, _ = _stance(row, legend)
    role = {
        "covered": "covered",
        "covered_with_criteria": "covered",
        "not_addressed": "listed",
        None: "listed",
    }.get(stance, "not_covered")
    printed = row.cell("code")
    ended = code_shapes.ended_on(" ".join((row.cell("ignored"), row.cell("notes"))))
    evidence = Evidence(row.evidence.page, row.code_box or row.evidence.bbox, printed, row.evidence.section)
    for span in code_shapes.find(printed, "NDC" if "ndc" in row.titles.get("code", "").lower() else None):
        yield Code(span.system, span.code, role, evidence, row.drug, ended)


def _stance(row: Row, legend: Mapping[str, str]) -> tuple[Stance | None, str | None]:
    status = row.cell("status") or _refused(row.cell("prior_auth"))
    named = next((name for name, phrase in _STATUSES if phrase.search(status)), None) if status else None
    if _ANY_REASON.search(row.cell("notes")) and named in (None, "benefit_exclusion"):
        return "benefit_exclusion", "any_reason"
    if named == "not_addressed":
        return "not_addressed", "other_benefit"
    is_limited = bool(_LIMITED & _flags(row, legend))
    if named in ("restricted", "covered"):
        return ("covered_with_criteria" if is_limited or named == "restricted" else "covered"), None
    if named is None:
        return ("covered_with_criteria" if is_limited else None), None
    return _AS_STANCE[named], None


def _refused(answer: str) -> str:
    """An answer to whether authorization is required that says that the drug is not paid for at all."""
    return answer if EXCLUDED.search(answer) else ""


_AS_STANCE: dict[str, Stance] = {
    "benefit_exclusion": "benefit_exclusion",
    "investigational": "investigational",
    "not_medically_necessary": "not_medically_necessary",
}


def _flags(row: Row, legend: Mapping[str, str]) -> set[str]:
    """What the notes, the status and the authorization column ask for, abbreviations spelled out."""
    text = f"{row.cell('status')} ; {row.cell('notes')}"
    found = {legend[token] for token in re.findall(r"[A-Za-z]+", text) if token in legend}
    if re.search(r"(?<!no )(?<!not require )\bprior auth\w*", text, re.IGNORECASE):
        found.add("prior_auth")
    if _YES.match(row.cell("prior_auth").strip()):
        found.add("prior_auth")
    return found


def _excepted(note: str) -> str | None:
    only = _ONLY_WHEN.search(note)
    if not only:
        return None
    return next((code for code, phrase in _EXCEPTIONS if phrase.search(only.group("when"))), None)


def _leaves(row: Row, legend: Mapping[str, str]) -> Iterator[Leaf]:
    if "prior_auth" in _flags(row, legend):
        yield Leaf("prior_auth_required", "required", True, None, row.evidence)
    limit = _quantity(row)
    if limit:
        yield limit


def _quantity(row: Row) -> Leaf | None:
    """A number in the quantity column, for the days in the time column, or an amount written out."""
    text = row.cell("quantity")
    named = {"product": row.cell("generic"), "strength": row.cell("strength")}
    product: dict[str, Json] = {key: text for key, text in named.items() if text}
    if _BY_PA.search(f"{text} {row.cell('time')}"):
        return Leaf(
            "quantity_limit",
            "required",
            None,
            None,
            row.evidence,
            {"determined_pursuant_to_pa": True, **product},
        )
    amount = _AMOUNT.search(text) or _AMOUNT.search(row.cell("notes"))
    if amount:
        per = {"value": int(amount.group("count") or 1), "unit": _unit(amount.group("time"))}
        value, unit = _value(amount.group("value")), _packed(_thing(amount.group("unit")), row)
        return Leaf("quantity_limit", "<=", value, unit, row.evidence, {"per": per, **product})
    number, time = _NUMBER.search(text), _NUMBER.search(row.cell("time"))
    if not number:
        return None
    qualifiers = dict(product)
    if time:
        unit = _unit(row.cell("time")[time.end() :]) or _unit(row.titles.get("time", "")) or "day"
        qualifiers = {"per": {"value": int(_value(time.group())), "unit": unit}, **product}
    return Leaf("quantity_limit", "<=", _value(number.group()), None, row.evidence, qualifiers)


def _value(printed: str) -> int | float:
    number = float(printed.replace(",", ""))
    return int(number) if number == int(number) else number


def _unit(text: str) -> str | None:
    return next((unit for unit, phrase in _UNITS if phrase.search(text)), None)


def _packed(unit: str | None, row: Row) -> str | None:
    """The unit with the strength that the row gives it: kits of 84 mg are no kits of 56 mg."""
    if row.drug != "esketamine_spravato":
        return unit
    strengths = set(_STRENGTH.findall(row.evidence.quote))
    if unit in ("kit", "pack") and len(strengths) == 1:
        return f"kit_{strengths.pop()}mg"
    return "device_28mg" if unit == "device" else unit


def _thing(unit: str | None) -> str | None:
    thing = unit.lower().rstrip("s") if unit else None
    return "each" if thing == "ea" else thing
