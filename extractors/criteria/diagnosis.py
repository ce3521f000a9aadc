"""What the member must have: conditions, their codes, by which book and by whom they are diagnosed."""

import re

from extractors.fields import code_shapes
from extractors.fields.code_shapes import CodeSpan
from extractors.model import Axis, CriterionType, Group, Node
from extractors.vocabulary import diagnosing, icd10, indications, severities
from extractors.vocabulary.terms import Mention
from extractors.wording import conditions_said, free_conditions, phrases
from extractors.wording.conditions_said import Said
from extractors.wording.line import Found, Line, group, leaf

_BASES = ("icd_10", "dsm_current", "psychiatric_evaluation", "structured_interview")
TYPES = (
    CriterionType("diagnosis", axes=(Axis("value", "set", "loosened"),)),
    CriterionType("diagnosis_code", axes=(Axis("value", "set", "loosened"),)),
    CriterionType("diagnosis_basis", axes=(Axis("value", "rank", "tightened", _BASES),)),
    CriterionType("diagnosed_by", axes=(Axis("value", "set", "loosened"),)),
    CriterionType("condition_present", is_rule=False),
)

_CUE = re.compile(r"\bdiagnos(?:is|ed|es|tic)\b|\bcriteria\b|\bconfirmed\b|\bDSM\b", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:diagnos(?:is|ed)|made|confirmed|established|determined|evaluated|verified|documented)\b[^.;]{0,60}?\bby\b"
    r"(?:\s(?:an?|the|one|either|his|her|their|licensed|qualified|board[-\s]?certified|treating|trained|appropriately)){0,4}\s$",
    re.IGNORECASE,
)
_DONE_BY = re.compile(
    r"\b(?:prescri\w+|administ\w+|ordered|given|started|initiated|managed|treated|supervis\w+|monitor\w*|requested|followed|referred|consult\w*)\b",
    re.IGNORECASE,
)
_ALSO_BY = re.compile(
    r"^[\s,]{0,2}(?:or|and/or|,|/)[\s,]{0,2}(?:(?:an?|other|another|a\slicensed|by)\s){0,3}$", re.IGNORECASE
)
_DEGREE = re.compile(
    rf"\b(?P<degree>{severities.WORD})(?:,?\s(?:single\sepisode|recurrent|chronic|refractory|acute|unipolar|nonpsychotic|non-psychotic|or)){{0,3}}[\s,]{{1,2}}$",
    re.IGNORECASE,
)
_DEGREE_AFTER = re.compile(
    rf"^(?:\s\([A-Z]{{2,5}}\))?(?:,\s|\s(?:that\sis|which\sis|is|of|with)\s(?:an?\s)?(?:at\sleast\s)?)(?P<degree>{severities.WORD})\b"
    rf"(?!\s(?:symptom|suicid))(?:\s(?:in\s)?severity)?",
    re.IGNORECASE,
)
_CODE_CUE = re.compile(
    r"\bICD(?:-10)?(?:-CM)?\b|\bdiagnos[ie]s\s(?:codes?|is\sone)\b|\bcodes?\b", re.IGNORECASE
)
_DOTTED = re.compile(r"(?<![A-Za-z0-9])[A-TV-Z]\d[0-9AB]\.")
_ICD = re.compile(r"\bICD(?:-10)?\b")
_PROCEDURE = re.compile(r"\b(?:HCPCS|CPT|J-?code|NDC)\b")
_STEM = re.compile(r"(?<![A-Za-z0-9])(?P<stem>[A-TV-Z]\d[0-9AB]\.\d{0,2})(?:[xX]{1,2}|-)(?![0-9A-Za-z])")
_THROUGH = re.compile(r"\s{0,2}(?:-|–|—|\bto\b|\bthrough\b|\bthru\b)\s{0,2}", re.IGNORECASE)
_EXCLUDED = re.compile(
    r"\b(?:not\s(?:covered|payable|allowed)|exclud\w+|except|other\sthan)\b|\bnot\s$", re.IGNORECASE
)
_FREE = re.compile(
    r"\b(?:diagnosis\s(?:of|is|includes)|diagnosed\swith|diagnosis:)\s(?:an?\s|the\s)?(?P<what>[A-Za-z][A-Za-z0-9'’/\s-]{3,90}?)"
    r"(?=\s\(|[.;,:(\[]|\s(?:and|or|with|without|that|which|who|as|confirmed|made|by|based|according|per|defined|for|in|when|not|is|has|established|documented)\b|$)",
    re.IGNORECASE,
)
_NOT_A_CONDITION = re.compile(
    r"^(?:patients?|members?|individuals?|one|any|either|all|both|record|exclusion|code|this|these|the\sfollowing|indication|other|not|an?\sFDA|condition|depression|made|based|\w+ed)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no|not|without|rul\w+\sout|exclud\w+|for\sa|if|previous|family|differential)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_PROVEN = re.compile(
    r"\b(?:document(?:ed|ation)|chart\snotes?|medical\srecords?|submi\w+|attest\w*)\b", re.IGNORECASE
)


def find(line: Line) -> tuple[Found, ...]:
    """Diagnoses of a line, with the degree, book and person that belong to them."""
    several = free_conditions.some_of(line.text) if "ketamine" not in line.drug else None
    if several is not None:
        least = several.n if several.n != 1 else None
        node = leaf(line, "diagnosis", "in", [*several.names], None, 0.7, at_least=least)
        return (Found(node, several.start, several.end, 5),)
    said = conditions_said.find(line.text)
    named = tuple(_diagnosis(line, item) for item in said) or _free(line)
    return (*_woven(named, _making(line)), *_codes(line))


def _woven(named: tuple[Found, ...], making: tuple[Found, ...]) -> tuple[Found, ...]:
    """What stands inside the words of a diagnosis is bound to it: "diagnosed by a psychiatrist with ..."."""
    inside = [part for part in making if any(part.start < one.end and one.start < part.end for one in named)]
    if not inside or len(named) != 1:
        return (*named, *making)
    parts = (named[0], *inside)
    items = tuple(node for part in parts for node in _conjuncts(part.node))
    whole = Found(group("all", items), min(p.start for p in parts), max(p.end for p in parts), 2)
    return (whole, *(part for part in making if part not in inside))


def _conjuncts(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Group) and node.logic == "all" else (node,)


# --- conditions -----------------------------------------------------------------------------------


def _diagnosis(line: Line, said: Said) -> Found:
    """A diagnosis with its degree of severity, if one is printed before or after it."""
    text = line.text
    start, end = said.start, said.end
    one = leaf(
        line,
        "diagnosis",
        "in",
        list(said.codes),
        None,
        0.8 if said.is_alone else 0.92,
        evidence=_evidence(text, said),
    )
    degree = _DEGREE.search(text[: said.name])
    after = _DEGREE_AFTER.match(text[end:])
    if degree is None and after is None:
        return Found(one, start, end, 1)
    match = degree or after
    assert match is not None
    start = min(start, degree.start()) if degree else start
    end = end if degree or after is None else end + after.end()
    begin = match.start("degree") + (end - len(match.group()) if match is after else 0)
    grade = leaf(line, "severity_category", *_grade(text, match["degree"], begin), None, 0.88)
    return Found(group("all", (one, grade)), start, end, 1)


def _grade(text: str, word: str, start: int) -> tuple[str, str]:
    is_floor = re.search(r"\bat\sleast\s$", text[:start], re.IGNORECASE)
    return (">=" if is_floor else "=="), severities.code(word)


def _evidence(text: str, said: Said) -> str | None:
    """Proof that is asked of the diagnosis itself: said before it in its clause, or in a tag after it."""
    begin = max(0, said.start - 60)
    before = re.split(r"[;.]\s|\band\b", text[begin : said.end])[-1]
    tag = re.match(r"[^;.\[]{0,20}\[[^\]]{0,60}\]", text[said.end :])
    asked = before if _PROVEN.search(before) else tag.group() if tag else ""
    return phrases.evidence(asked) if asked else None


def _free(line: Line) -> tuple[Found, ...]:
    """A diagnosis that the vocabulary does not hold, in its printed words."""
    match = _FREE.search(line.text)
    if match is None and "ketamine" not in line.drug and line.phase != "continuation":
        told = free_conditions.find(line.text, line.heading)
        node = leaf(line, "diagnosis", "in", [*told.names], None, 0.65) if told else None
        return (Found(node, told.start, told.end, 0),) if told and node else ()
    if match is None or _NOT_A_CONDITION.match(match["what"]) or _NEGATED.search(line.text[: match.start()]):
        return ()
    known = next(iter(indications.find(match["what"])), None)
    if known is not None and known.start == 0:  # a condition of the vocabulary that is not said of the member
        return ()
    words = re.sub(r"\s+", " ", match["what"]).strip(" -").lower()
    node = leaf(line, "diagnosis", "in", [words], None, 0.65)
    return (Found(node, match.start(), match.end("what"), 0),)


# --- by which book and by whom ----------------------------------------------------------------------


def _making(line: Line) -> tuple[Found, ...]:
    """How a diagnosis is made, and by whom: the book first, in whatever order they are printed."""
    if not _CUE.search(line.text):
        return ()
    basis, people = _basis(line.text), _people(line.text)
    parts: list[Node] = []
    if basis is not None:
        parts.append(leaf(line, "diagnosis_basis", "==", basis.code, None, 0.9))
    if people:
        parts.append(leaf(line, "diagnosed_by", "in", phrases.listed(m.code for m in people), None, 0.88))
    places = [*([basis] if basis else []), *people]
    if len(parts) == 2 and basis is not None and people[0].start < basis.start:
        return (Found(group("all", tuple(parts)), people[0].start, basis.end, 2),)
    if len(parts) == 2 and basis is not None:
        return (
            Found(parts[0], basis.start, basis.end, 2),
            Found(parts[1], people[0].start, people[-1].end, 2),
        )
    return (Found(parts[0], places[0].start, places[-1].end, 2),) if parts else ()


def _basis(text: str) -> Mention | None:
    named = diagnosing.BASES.find(text)
    exact = [mention for mention in named if mention.code != "dsm"]
    first = next(iter(exact or named), None)
    if first is None or (
        first.code == "psychiatric_evaluation" and not re.search(r"\bdiagnos", text, re.IGNORECASE)
    ):
        return None
    return Mention(first.code, first.start, max(m.end for m in named if m.start - first.end < 8))


def _people(text: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for mention in diagnosing.DIAGNOSTICIANS.find(text):
        made = _BY.search(text[max(0, mention.start - 140) : mention.start])
        if (made and not _DONE_BY.search(made.group())) or (
            found and _ALSO_BY.match(text[found[-1].end : mention.start])
        ):
            found.append(mention)
    return tuple(found)


# --- codes ----------------------------------------------------------------------------------------


def _codes(line: Line) -> tuple[Found, ...]:
    """Diagnosis codes that a line lists; ranges and stems are opened by the table of codes."""
    text = line.text
    is_listed = _CODE_CUE.search(text) or code_shapes.fills(text, None) or _DOTTED.search(text)
    if _PROCEDURE.search(text) or not is_listed:
        return ()
    spans = _spans(text)
    if not spans:
        return ()
    op = "not_in" if _EXCLUDED.search(text[: spans[0].start]) else "in"
    node = leaf(line, "diagnosis_code", op, _opened(text, spans), "icd10cm", 0.92)
    return (Found(node, spans[0].start, spans[-1].end, 1),)


def _spans(text: str) -> list[CodeSpan]:
    spans = [span for span in code_shapes.find(text, None) if span.system == "ICD-10-CM"]
    if not spans and _ICD.search(text):
        spans = [s for s in code_shapes.find(text, "ICD-10-CM") if s.code[0] in "FGRM"]
    for stem in _STEM.finditer(text):
        if all(stem.end() <= span.start or span.end <= stem.start() for span in spans):
            spans.append(CodeSpan("ICD-10-CM", stem.group(), stem.start(), stem.end()))
    return sorted(spans, key=lambda span: span.start)


def _opened(text: str, spans: list[CodeSpan]) -> list[str]:
    codes: list[str] = []
    for index, span in enumerate(spans):
        before = text[spans[index - 1].end : span.start] if index else ""
        stem = _STEM.match(text, span.start)
        if codes and before and _THROUGH.fullmatch(before):
            codes.extend(icd10.between(codes[-1], span.code))
        elif stem is not None:
            codes.extend(icd10.below(stem["stem"]))
        else:
            codes.append(span.code)
    return phrases.listed(codes)
