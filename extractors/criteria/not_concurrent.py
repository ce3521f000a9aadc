"""Therapies that must not run beside the drug."""

import re

from extractors.model import Axis, CriterionType
from extractors.wording import listed_words, phrases
from extractors.wording.line import Found, Line, leaf

TYPES = (
    CriterionType(
        "not_concurrent_with",
        axes=(Axis("value", "set", "tightened"), Axis("exceptions", "set", "loosened")),
    ),
)

_TOGETHER = re.compile(
    r"\b(?:(?:not|no|never|without|avoid(?:ing)?)\s(?:\w+\s){0,5}?(?:concurrent(?:ly)?|concomitant(?:ly)?|together|in\s(?:combination|conjunction)|"
    r"combined|simultaneous(?:ly)?|alongside|co-?administered)(?:\s(?:with|use\sof|to))?|(?:concurrent|concomitant|combination|combined)\s(?:use|therapy|treatment)\s(?:of|with)\b[^.;]{0,80}\bis\s(?:not(?!\s(?:required|needed|necessary|an?\s|excluded|contraindicated|prohibited))|excluded|prohibited|contraindicated|an?\sexclusion)|"
    r"(?:not|never)\s(?:\w+\s){0,2}(?:receiv\w+|us(?:e|ed|ing)|tak(?:e|en|ing)|undergo\w*|getting|treated\swith|on)\s[^.;]{2,90}?\s(?:concurrently|concomitantly|simultaneously|at\sthe\ssame\stime)|"
    r"no\sother\s[^.;]{2,80}?\s(?:will|may|can|should|must|is|are)\s(?:to\s)?(?:be\s)?(?:used|given|administered|taken)\s(?:concurrently|concomitantly|simultaneously|at\sthe\ssame\stime))\b",
    re.IGNORECASE,
)
_MEANWHILE = re.compile(
    r"\b(?:not|never)\s(?:\w+\s){0,7}?(?:while|during)\s(?:on|taking|receiving|treat\w*|therapy|spravato|esketamine|ketamine|the\s(?:course|therapy|treatment))\b|"
    r"\b(?:not|never)\s(?:be\s|to\sbe\s)?(?:given|used|taken|administered|prescribed|combined)\swith\s(?=(?:(?:an?|any|other|another|forms?|types?|of)\s){0,5}(?:MAOI|monoamine|ECT|r?TMS|electro|transcranial|ketamine|benzo|intravenous|IV\s|oral\sketamine|compounded))",
    re.IGNORECASE,
)
_THERAPIES = phrases.table(
    ("ketamine_iv", r"\b(?:intravenous|IV)\b[^.;]{0,60}?\bketamine\b|\bketamine\sinfusions?\b|\binfused\sketamine\b"),
    ("ketamine_im", r"\b(?:intramuscular|IM)\b[^.;]{0,60}?\bketamine\b"),
    ("ketamine_compounded", r"\bcompounded\b[^.;]{0,30}?\bketamine\b|\b(?:oral|sublingual)\sketamine\b"),
    ("ketamine", r"\b(?:other|another|any(?:\sother)?)\s(?:form\sof\s|forms\sof\s)?ketamine(?:\s(?:products?|formulations?|therap\w+|treatments?))?\b(?!\sinfus)"),
    ("nmda_antagonist", r"\bNMDA\b[^.;]{0,20}?\bantagonists?\b"),
    ("tms", r"\b(?:transcranial\smagnetic\sstimulation|r?TMS)\b"),
    ("ect", r"\b(?:electroconvulsive\stherapy|ECT)\b"),
    ("vns", r"\b(?:vagus\snerve\sstimulation|VNS)\b"),
    ("dbs", r"\b(?:deep\sbrain\sstimulation|DBS)\b"),
    ("esketamine", r"\b(?:esketamine|Spravato)\b"),
    ("maoi", r"\b(?:MAOIs?|monoamine\soxidase\sinhibitors?)\b"),
    ("benzodiazepine", r"\bbenzodiazepines?\b"),
    ("stimulant", r"\b(?:psycho)?stimulants?\b"),
    ("biologic", r"\b(?:another|other|any|a)\s(?:\w+\s){0,3}biologics?\b|\bbiologic\simmunomodulators?\b"),
)  # fmt: skip
_LIST = re.compile(r"\s?(?:with\s)?(?:any|either|one|all|both|a|an)?\s?(?:one\s)?(?:or\smore\s)?of\s(?:the\sfollowing|these)\b[^:]{0,60}:\w?\s", re.IGNORECASE)  # fmt: skip
_WITH = re.compile(r"(^|\s)(?:with|and\swith)\s", re.IGNORECASE)
_ANY_KETAMINE = re.compile(r"(?<![a-z])ketamine\b", re.IGNORECASE)
_LISTED_KETAMINE = re.compile(r"(?:,|\bor|\band|\bwith|\bof)\s(?:or\s)?(?:\w+\s)?ketamine\b", re.IGNORECASE)
CUES = (_TOGETHER, _MEANWHILE)


def find(line: Line) -> tuple[Found, ...]:
    """Therapies that a line forbids beside the drug."""
    meanwhile = _MEANWHILE.search(line.text)
    match = _TOGETHER.search(line.text) or meanwhile
    if match is None:
        return ()
    stop = phrases.exception_start(line.text)
    begin = 0 if match is meanwhile else match.start()
    scope = line.text[begin : max(stop, match.end())]
    places = ((found.start(), code) for code, pattern in _THERAPIES if (found := pattern.search(scope)))
    codes = [code for _, code in sorted(places) if not _is_itself(line, code)]
    if "esketamine" in line.drug and not any("ketamine" in code for code in codes):
        codes = (
            [*codes, "ketamine"] if (_LISTED_KETAMINE if codes else _ANY_KETAMINE).search(scope) else codes
        )
    if "ketamine" not in line.drug and match is not meanwhile:
        codes = [*_named(line.text[match.end() : max(stop, match.end())])] or codes
    if not codes:
        return ()
    exceptions = phrases.exceptions(line.text)
    node = leaf(
        line,
        "not_concurrent_with",
        "absent",
        codes,
        None,
        0.9,
        exceptions=list(exceptions) if exceptions else None,
    )
    return (Found(node, begin, len(line.text), 3),)


def _named(text: str) -> tuple[str, ...]:
    """Therapies of any field in their own words: those of a list, or what stands after "with"."""
    listed = _LIST.match(text)
    return listed_words.items(text[listed.end() :] if listed else _WITH.sub(r"\1", text))


def _is_itself(line: Line, code: str) -> bool:
    return code == "esketamine" and "esketamine" in line.drug
