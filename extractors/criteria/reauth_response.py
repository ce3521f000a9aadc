"""What the member must have got from the drug for it to be continued."""

import re

from extractors.model import Axis, CriterionType, Json, Leaf
from extractors.vocabulary import scales
from extractors.wording import grammar, phrases
from extractors.wording.line import Found, Line, group, leaf

TYPES = (
    CriterionType(
        "reauth_response",
        axes=(
            Axis("value", "number", "tightened"),
            Axis("scales_any", "set", "loosened"),
            Axis("sustained", "duration", "tightened"),
        ),
        identity=("kind", "scale", "reference"),
    ),
)

_KIND = phrases.table(
    ("remission", r"\b(?:in\s)?(?:clinical\s)?remission\b"),
    ("sustained_improvement", r"\b(?:sustained|maintained|held)\s(?:\w+\s){0,2}(?:improvement|response|benefit)\b|"
     r"\bimprovement\s(?:is\s|was\s|that\sis\s)?(?:held|sustained|maintained)\b|\bmaintenance\sof\s(?:\w+\s)?(?:improvement|response|benefit)\b"),
    ("positive_clinical_response", r"\b(?:positive|favorable|beneficial|adequate|satisfactory|good|clinical)\s(?:clinical\s|therapeutic\s)?(?:response|benefit)\b|"
     r"\bresponding\s(?:positively|well)\b|\bclinical\sbenefit\b|\b(?<!not\s)(?:continues\sto\srespond|respond(?:s|ed|ing))\s(?:\w+\s)?to\s(?:(?:the|this|prior|previous|requested|current)\s){0,2}(?:\w+\s)?(?:therapy|treatment|drug|medication|agent|course|product)\b"),
    ("disease_control", r"\b(?:achieved?|attained|reached|maintain(?:ed|s|ing)|sustained|has)\s(?:\w+\s)?(?:disease|symptom|seizure)\s(?:control|stability)\b|\b(?:no|without|lack\sof|absence\sof)\s(?:evidence\sof\s)?(?:disease|tumor)\s(?:progression|relapse)\b|\bdisease\shas\snot\sprogressed\b|\btumor\sresponse\b"),
    ("positive_clinical_response", r"\b(?:has|have)\s(?:\w+\s)?(?<!not\s)responded\b|\b(?:continued|ongoing|continuing)\s(?:clinical\s|therapeutic\s)?benefits?\b|(?<!no\s)\b(?:evidence|documentation|proof)\sof\s(?:\w+\s)?benefits?\b|\bbenefit(?:s|ed|ing)?\sfrom\s(?:the\s)?(?:therapy|treatment|drug|spravato|\w*ketamine)\b"),
    ("stable", r"\bclinically\sstable\b|\bstabili[sz](?:ed|ation)\b"),
    ("improvement", r"\bimprove(?:ments?|d|s)?\b|\breduction\sin\s(?:\w+\s)?(?:symptoms?|severity)\b|\bdecrease\sin\s(?:\w+\s)?(?:symptoms?|severity)\b"),
)  # fmt: skip
_SCALE = r"(?:PHQ-?9|MADRS|QIDS(?:-SR)?|HAM-?D|HDRS|CGI-[SI]|BDI(?:-II)?)"
_DROP = re.compile(
    rf"(?P<n>{grammar.NUMBER})[\s-]?(?P<unit>%|percent|points?)[-\s]?(?:or\s(?:more|greater)\s)?(?:\w+\s){{0,2}}?(?:reduction|decrease|drop|improvement|decline|response|below\sbaseline|lower\sthan\s(?:at\s)?baseline)\b",
    re.IGNORECASE,
)
_FELL = re.compile(
    rf"\b(?:fallen|decreased|reduced|improved|dropped|declined)\s(?:by\s)?[^.;]{{0,24}}?(?P<n>{grammar.NUMBER})\s?(?:or\s(?:more|greater)\s)?(?P<unit>%|percent|points?)",
    re.IGNORECASE,
)
_CHANGE_OF = re.compile(
    rf"\b(?:reduction|decrease|drop|decline|improvement|response|change)\s(?:[\w-]+\s){{0,5}}?(?:of|by)\s(?:at\sleast\s|no[t]?\s(?:less|fewer)\sthan\s|a\sminimum\sof\s|more\sthan\s|≥\s?|>=?\s?)?(?P<n>{grammar.NUMBER})[\s-]?(?P<unit>%|percent|points?)",
    re.IGNORECASE,
)
_NOW_AFTER = re.compile(
    rf"\b(?:is|now|currently|of)\s(?:now\s|currently\s)?(?P<n>{grammar.DIGITS})\s(?:points?\s)?or\s(?:less|lower|below|fewer)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    rf"\b(?:is\s|now\s|currently\s|score\s|(?<![(\w]){_SCALE}\s)+(?P<op>below|under|less\sthan|at\sor\sbelow|<=?|≤)\s?(?P<n>{grammar.DIGITS})",
    re.IGNORECASE,
)
_OR_REMISSION = re.compile(
    r"\bor\s(?:(?:is\s|are\s|has\s|achieved\s)?(?:in\s)?)(?P<what>(?:clinical\s|full\s|symptom\s)?remission\b(?:\s\([^()]{0,40}\))?)"
    r"|\b(?P<first>remission)(?=(?:\s\([^()]{0,40}\))?(?:,\s[^.;,]{1,30})?,?\sor\b)",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"[,\s](?:as\s)?(?:demonstrated|evidenced|shown|indicated|documented|measured|defined)\sby\b(?:\s\w+){0,3}?\s(?:of|in)\s(?:the\sfollowing|these)\b"
    r"|[,\s](?:as\s)?(?:demonstrated|evidenced|shown)\sby\s(?=(?:an?\s|the\s)?(?:improve|reduc|decreas|tumor|lack|increas|fewer))",
    re.IGNORECASE,
)
_NOT_REACHED = re.compile(
    r"\b(?:(?:lack|absence)\sof|fail\w*\sto|unable\sto|without|no\s(?:evidence|documentation|sign)s?\sof|(?:did|do|does|has|have|had)\snot)\s"
    r"(?:(?!and\b|or\b|but\b|with\b)[\w-]+\s){0,5}$"
    r"|\bno\s(?:(?!and\b|or\b|but\b|with\b|less\b|fewer\b|more\b|loss\b|decline\b)[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_NEXT_FIGURE = re.compile(
    rf"[,;]?\s(?:or|and)\s(?:(?:in\s|clinical\s|full\s)?remission|is|now|has|(?:an?\s)?(?:current\s)?{_SCALE}\s(?:(?:total\s)?score\s)?(?:is|of|now|below|under|<|≤))",
)
_EXAMPLES = re.compile(r"\((?:e\.g\.|for\sexample|such\sas|including)[^()]{1,120}\)", re.IGNORECASE)
_BASELINE = re.compile(r"\bbaseline\b|\bprior\sto\s(?:the\s)?(?:start|initiation)\b", re.IGNORECASE)
CUES = (*(pattern for _, pattern in _KIND), _DROP, _FELL, _CHANGE_OF, _NOW, _NOW_AFTER)


def find(line: Line) -> tuple[Found, ...]:
    """Responses that a continuation line asks for: in figures where there are any, else in words."""
    if line.phase == "initial" or phrases.is_of_studies(line.text):
        return ()
    figures = _figures(line)
    return (*figures, *_remission(line, figures)) if figures else _words(line)


def _remission(line: Line, figures: tuple[Found, ...]) -> tuple[Found, ...]:
    """Remission as the other way beside a figure: "50% reduction, or remission"."""
    match = _OR_REMISSION.search(line.text)
    if match is None:
        return ()
    start, end = match.span("what" if match["what"] else "first")
    if any(one.start < end and start < one.end for one in figures):
        return ()
    node = leaf(line, "reauth_response", "present", None, None, 0.85, kind="remission")
    return (Found(node, start, end, 3),)


def _figures(line: Line) -> tuple[Found, ...]:
    found = []
    for match in (_DROP.search(line.text) or _FELL.search(line.text) or _CHANGE_OF.search(line.text),):
        if match and not _NOT_REACHED.search(line.text[: match.start()]) and not _is_under(line.text, match):
            found.append(Found(_drop(line, match), match.start(), _end(line.text, match.end()), 2))
    now = _NOW.search(line.text) or _NOW_AFTER.search(line.text)
    if now:
        sign = now.groupdict().get("op") or "<="
        op = "<=" if sign in ("<=", "≤") or sign.lower().startswith("at") else "<"
        value = grammar.number(now["n"])[0]
        node = leaf(
            line, "reauth_response", op, value, "point", 0.85, **_scales(line.text), reference="current"
        )
        found.append(Found(node, now.start(), now.end(), 2))
    return tuple(found)


def _is_under(text: str, match: re.Match[str]) -> bool:
    """Whether less than a figure is told, which is no response."""
    return grammar.comparison(text, match.start("n"), match.end("n"))[0] == "<"


def _drop(line: Line, match: re.Match[str]) -> Leaf:
    value, flags = grammar.number(match["n"])
    op = grammar.comparison(line.text, match.start("n"), match.end("n"))[0] or ">="
    is_percent = match["unit"].lower() in ("%", "percent")
    return leaf(
        line,
        "reauth_response",
        op,
        value,
        "percent_reduction" if is_percent else "point_reduction",
        0.9,
        flags,
        **_scales(line.text),
        reference="baseline" if _BASELINE.search(line.text) or not is_percent else None,
        sustained=_sustained(line.text, match.end()),
        evidence=phrases.evidence(line.text),
    )


def _sustained(text: str, begin: int) -> Json:
    lasting = re.search(r"\b(?:lasting|for\sat\sleast)\b", text[begin:], re.IGNORECASE) or re.search(
        r"\b(?:sustained|maintained|persist\w*)\b", text, re.IGNORECASE
    )
    later = [d for d in grammar.durations(text) if d.start >= begin]
    return later[0].json() if lasting and later else None


def _end(text: str, begin: int) -> int:
    stop = _NEXT_FIGURE.search(text[begin:])
    return begin + stop.start() if stop else len(text)


def _words(line: Line) -> tuple[Found, ...]:
    taken: list[tuple[int, int, str]] = []
    told = _without_measures(_without_examples(line.text))
    for code, pattern in _KIND:
        match = pattern.search(told)
        if match and code != "disease_control" and _NOT_REACHED.search(told[: match.start()]):
            continue
        known = {taken_code for _, _, taken_code in taken}
        if match and code not in known and all(match.end() <= a or match.start() >= b for a, b, _ in taken):
            taken.append((match.start(), match.end(), code))
    if not taken:
        return ()
    named = scales.find(line.text)
    codes: Json = phrases.listed(mention.code for mention in named) or None
    leaves = tuple(
        leaf(line, "reauth_response", "present", None, None, 0.88, kind=code, scales_any=codes)
        for _, _, code in sorted(taken)
    )
    proof = phrases.evidence(line.text)
    node = group("any", leaves, evidence=proof) if len(leaves) > 1 else _proved(line, leaves[0], proof)
    places = [*((a, b) for a, b, _ in taken), *((m.start, m.end) for m in named)]
    return (Found(node, min(a for a, _ in places), max(b for _, b in places), 1),)


def _without_examples(text: str) -> str:
    """The response with blanks for the examples of it in brackets, where it is told outside of them."""
    plain = _EXAMPLES.sub(lambda match: " " * len(match.group()), text)
    return plain if any(pattern.search(plain) for _, pattern in _KIND) else text


def _without_measures(text: str) -> str:
    """The response without the list of measures that may show it: "response as shown by one of: ..."."""
    measures = _SHOWN.search(text)
    is_told = measures is not None and any(p.search(text[: measures.start()]) for _, p in _KIND)
    return text[: measures.start()] if measures is not None and is_told else text


def _proved(line: Line, one: Leaf, proof: str | None) -> Leaf:
    kept = {**one.qualifiers, "evidence": proof}
    return leaf(line, one.type, one.op, one.value, one.unit, one.confidence, one.flags, **kept)


def _scales(text: str) -> dict[str, Json]:
    """The scale that the figure is read on; several are a choice."""
    codes = phrases.listed(mention.code for mention in scales.find(text))
    return {"scales_any": [*codes]} if len(codes) > 1 else {"scale": codes[0]} if codes else {}
