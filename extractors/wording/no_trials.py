"""Words about earlier drugs that ask for no number of trials: lifted, denied, defined, told of studies."""

import re

from extractors.wording import grammar, trials

_OTHER_FAMILY = re.compile(
    r"\baugment|\bpsychotherap|\bECT\b|\bTMS\b|\bphysical\stherapy\b|\binfusions?\b|\bdaily\sdose\b|\bmonotherapy\b$",
    re.IGNORECASE,
)
NOT_TRIALS = re.compile(
    r"\bstep\stherapy\sdoes\snot\b|\bnot\sbeen\s(?:evaluated|studied)\b|\bcontinu(?:es?|ing)\s(?:on|to)\b|\bwill\s(?:be\s)?continued?\b|\b(?:while|during)\s(?:taking|treatment\swith)\s(?:an?\s)?\w*\s?$|\bin\s(?:combination|conjunction)\swith\s(?:an?|two)?\s?$",
    re.IGNORECASE,
)
_LIFTED = re.compile(
    r"[^.;,()]{0,80}\b(?:is|are)\s(?:not|no\slonger)\s(?:\w+\s)?(?:required|needed|necessary|mandatory)\b",
    re.IGNORECASE,
)
_EACH_TRIAL = re.compile(r"\W{0,4}(?:each|every)\s(?:of\sthe\s)?(?:\w+\s)?trials?\b", re.IGNORECASE)
_FILL_IN = re.compile(
    r"\W{0,4}(?:please\s)?(?:provide|list|specify|include|indicate|attach|enter)\s(?:the\s|all\s)?(?:dates?|names?|doses?|dosages?|durations?|reasons?|details)\b",
    re.IGNORECASE,
)  # a field of a form
_FEW = re.compile(
    rf"(?<!if )(?<!when )\b(?:fewer|less)\sthan\s{grammar.NUMBER}\s(?:\w+\s){{0,2}}antidepressants?\b|"
    r"\btolerate\s(?:any|all)\b",
    re.IGNORECASE,
)  # no number of trials is asked for
_IN_TRIALS = re.compile(
    rf"\bin\s(?:\w+\sof\s(?:the\s|these\s)?)?{grammar.NUMBER}\s(?:\w+\s)?trials$", re.IGNORECASE
)  # of a drug in studies
_WAIVED = re.compile(r"\bstep\stherapy\b[^.;]{0,30}\b(?:not|waived)\b", re.IGNORECASE)


def is_waived_or_form(line: str) -> bool:
    """Whether a line lifts step therapy, or only has a field of a form filled in."""
    return bool(_WAIVED.search(line) or _FILL_IN.match(line))


def asks_none(text: str, outcome: str) -> bool:
    """Whether a clause with an outcome asks for no number of trials."""
    is_defined = outcome == "trial" and _EACH_TRIAL.match(text)
    return bool(is_defined or _FEW.search(text) or _LIFTED.match(text) or trials.is_denied(text))


def is_foreign(text: str, match: re.Match[str]) -> bool:
    """Whether a count is of something else than earlier trials of drugs."""
    around = text[max(0, match.start() - 30) : match.end() + 30]
    goes_on = re.match(
        r"[^.;]{0,30}\bwill\s(?:be\s)?(?:continued?|remain)\b", text[match.end() :], re.IGNORECASE
    )
    is_study = "antidepress" not in text.lower() and _IN_TRIALS.search(text[: match.end()])
    return bool(
        goes_on or is_study or _OTHER_FAMILY.search(around) or NOT_TRIALS.search(text[: match.start()])
    )
