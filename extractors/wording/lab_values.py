"""Laboratory values with a bound: which test, how much, in which unit as printed."""

import re
from dataclasses import dataclass

from extractors.wording import grammar, phrases

TESTS = phrases.table(
    ("eosinophils", r"\beosinophils?\b"),
    ("platelet_count", r"\bplatelets?\b"),
    ("absolute_neutrophil_count", r"\b(?:absolute\s)?neutrophils?\b|\bANC\b"),
    ("hemoglobin_a1c", r"\b(?:hemoglobin\s|Hb\s?)?A1c\b"),
    ("hemoglobin", r"\bh[a]?emoglobin\b|\bHgb\b"),
    ("lymphocytes", r"\blymphocytes?\b|\bCD4\b|\bCD19\b"),
    ("white_blood_cells", r"\bwhite\sblood\scells?\b|\bWBC\b|\bleukocytes?\b"),
    ("ige", r"\b(?:serum\s|total\s)?IgE\b"),
    ("ldl_cholesterol", r"\bLDL(?:-C)?\b"),
    ("triglycerides", r"\btriglycerides?\b"),
    ("ferritin", r"\bferritin\b"),
    ("egfr", r"\beGFR\b|\bglomerular\sfiltration\b"),
    ("creatinine_clearance", r"\bcreatinine\sclearance\b|\bCrCl\b"),
    ("creatinine", r"\bcreatinine\b"),
    ("alt", r"\bALT\b|\bAST\b"),
    ("bilirubin", r"\bbilirubin\b"),
    ("testosterone", r"\btestosterone\b"),
    ("vitamin_d", r"\bvitamin\sD\b"),
    ("c_reactive_protein", r"\bC-reactive\sprotein\b|\bCRP\b"),
)  # fmt: skip
_UNITS = (
    ("cells/uL", r"cells?\s?(?:/|per)\s?(?:[uμµ]L|mcL|microlit(?:er|re))"),
    ("cells/mm3", r"cells?\s?(?:/|per)\s?(?:mm3|mm³|cubic\smillimet(?:er|re))"),
    ("eosinophils/HPF", r"(?:\w+\s){0,2}eosinophils?\s?(?:/|per)\s?(?:high[-\s]power(?:ed)?\sfields?(?:\s\(HPF\))?|HPFs?)|(?:/|per)\s?HPF"),
    ("/uL", r"(?:/|per)\s?(?:[uμµ]L|mcL|microlit(?:er|re))"),
    ("10^9/L", r"[x×]\s?10(?:\^|\s)?9\s?/\s?L"),
    ("IU/mL", r"IU\s?/\s?mL"),
    ("mg/dL", r"mg\s?/\s?dL"),
    ("g/dL", r"g\s?/\s?dL"),
    ("ng/mL", r"ng\s?/\s?mL"),
    ("ng/dL", r"ng\s?/\s?dL"),
    ("mcg/L", r"(?:mcg|[uμµ]g)\s?/\s?L"),
    ("mL/min/1.73 m2", r"mL\s?/\s?min\s?/\s?1\.73\s?m(?:2|²)?"),
    ("mL/min", r"mL\s?/\s?min(?:ute)?"),
    ("mmol/L", r"mmol\s?/\s?L"),
    ("times upper limit of normal", r"(?:x|times|×)\s(?:the\s)?(?:ULN|upper\slimit\sof\snormal)(?:\s\(ULN\))?"),
)  # fmt: skip
_BOUND = re.compile(
    rf"(?P<n>{grammar.NUMBER})\s{{0,2}}(?:"
    + "|".join(f"(?P<u{i}>{p})" for i, (_, p) in enumerate(_UNITS))
    + ")"
    rf"|\bA1c\b[^.;%]{{0,40}}?(?P<m>{grammar.NUMBER})\s?%",
    re.IGNORECASE,
)
_NO_TEST = re.compile(
    r"\b(?:reduc\w+|decreas\w+|increas\w+|improv\w+|drop\w*|declin\w+|example)\b", re.IGNORECASE
)
GENETIC = re.compile(
    r"\b(?:genetic|genomic|molecular|biomarker|mutation(?:al)?|companion\sdiagnostic|specific\sdiagnostic)(?:\s?/\s?(?:\w+\s){0,2}diagnostic)?\s(?:\w+\s)?(?:tests?|testing|analysis|assay|profiling)\b[^.;]{0,30}?"
    r"\b(?:has|have|was|were|must|is|are)\s(?:been\s|be\s)?(?:performed|completed|done|conducted|obtained|required)\b",
    re.IGNORECASE,
)
"""A test of genes that was made, as against one that a label asks for."""


@dataclass(frozen=True, slots=True)
class Value:
    """A laboratory value with its bound."""

    test: str
    op: str
    value: float
    unit: str
    start: int
    end: int


def find(text: str) -> Value | None:
    """The first bound of a laboratory test that a line names."""
    match = _BOUND.search(text)
    if match is None or _NO_TEST.search(text[: match.start()]):
        return None
    named = [(abs(m.start() - match.start()), code) for code, p in TESTS for m in p.finditer(text)]
    if not named:
        return None
    number = "n" if match["n"] else "m"
    op, start, end = grammar.comparison(text, match.start(number), match.end())
    if not op or start == match.start(number):
        op = grammar.comparison(text, match.start(number), match.end(number))[0] or op
    unit = next((code for i, (code, _) in enumerate(_UNITS) if match[f"u{i}"]), "percent")
    return Value(
        min(named)[1], op or ">=", grammar.number(match[number])[0], unit, min(start, match.start()), end
    )
