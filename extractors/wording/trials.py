"""How an earlier therapy went: outcome, length, dose, episode, what lifts it. True of every kind of trial.

Which therapies count as a trial is the business of the families.
"""

import re

from extractors.model import Json
from extractors.vocabulary import units
from extractors.wording import grammar, illness_length, phrases
from extractors.wording.cues import Cues

OUTCOMES = (
    "trial", "intolerance", "inadequate_response_or_intolerance", "failure_or_intolerance", "inadequate_response", "partial_response",
    "no_meaningful_improvement", "failure", "nonresponse",
)  # fmt: skip
DOSES = (
    "min_therapeutic",
    "therapeutic",
    "adequate",
    "max_indicated",
    "max_labeled",
    "max_tolerated_labeled",
    "max_tolerated",
)

OUTCOME = phrases.table(
    ("inadequate_response_or_intolerance",
     r"\b(?:inadequate|insufficient|poor|suboptimal|lack\sof)\s(?:\w+\s)?(?:response|efficacy|effect)s?[,\s]{1,2}(?:to[,\s]{1,2})?(?:and/or|or)"
     r"(?:\s(?:an?|significant|documented))?\s(?:intolerances?|inability\sto\stolerate)\b|\bintolerances?\s(?:to\s)?or\s(?:an?\s)?inadequate\sresponses?\b|"
     r"\b(?:inadequate|insufficient)\sresponse,\sintolerance,?\s(?:and/)?or\s(?:an?\s)?contraindication\b"),
    ("failure_or_intolerance", r"\bfail(?:ure|ed)(?:,\s\w{3,20}(?:\s\w{2,12}){0,2}){0,2},?\s(?:and/)?or\s(?:\w+\s)?intoleran(?:ce|t)\b|\bfail(?:ure|ed)(?:\s(?:to|of|with))?(?:,\s(?:and/)?or|,|\s(?:and/)?or)(?:\san?|\swas|\sis)?\s(?:intoleran(?:ce|t)|contraindication\sor\sintolerance)\b|"
     r"\bfail(?:ure|ed),\sintolerance,?\s(?:and/)?or\s(?:an?\s)?contraindication\b|\bfail(?:ure|ed)[\s,(]{1,3}(?:and/)?or\s(?:(?:was|were|is)\s)?(?:(?:could|can|did)\s?not\s(?:be\s)?tolerate|unable\sto\stolerate|not\stolerated)"),
    ("no_meaningful_improvement", r"\b(?:no|without|not?\s\w+)\s(?:a\s|an\s|any\s|clinically\s){0,3}(?:meaningful|significant|adequate)?\s?(?:clinical\s)?(?:improvement|benefit)\b|\bnot\s(?:\w+\s)?benefit{1,2}ed\b"),
    ("nonresponse", r"\bnon-?\s?respon(?:se|sive|ders?|ded|d)\b|\b(?:has|have|had|did|does|do)\snot\s(?:\w+\s)?respond(?:ed)?\b(?!\s(?:adequately|sufficiently|well)\b)|\black\sof\s(?:clinical\s|therapeutic\s)?response\b|\band\s(?:has\s|have\s)?not\sresponded\b|\bno\sresponse\b|\bwithout\s(?:any\s|a\s)?(?:clinical\s)?response\b|\bunresponsive\b|\b(?:no|without)\s(?:any\s)?(?:pain\s)?relief\b"),
    ("inadequate_response", r"\b(?:inadequate|insufficient|suboptimal|poor|too\slittle|less\sthan\s(?:a\s)?\d{1,2}\s?(?:%|percent))\s(?:\w+\s)?(?:response|benefit|relief|effect|improvement|efficacy|control)s?\b|"
     r"\b(?:did|does|has|have)\snot\s(?:(?:\w+\s)?(?:adequately|sufficiently)\srespond(?:ed)?|respond(?:ed)?\s(?:adequately|sufficiently|well))\b|\binadequately\srespond|"
     r"\bnot\s(?:produced?|led\sto|resulted\sin|achieved?|provided?|given|had|brought)\s(?:an?\s)?(?:adequate|sufficient|satisfactory)\s(?:\w+\s)?(?:response|relief|benefit|improvement)\b|\bwithout\s(?:an?\s)?(?:adequate|sufficient|satisfactory)\s(?:clinical\s|pain\s)?(?:response|relief|effect)\b|\b(?:did|has|have)\snot\s(?:achieved?|reach(?:ed)?|attain(?:ed)?|bring|brought|lead\sto|led\sto|result(?:ed)?\sin)\s(?:full\s|complete\s)?remission\b|\bno\s(?:adequate|sufficient|satisfactory)\s(?:clinical\s)?(?:response|relief)\b|\b(?:response|relief)\s(?:was|is)\s(?:inadequate|insufficient|poor)\b"),
    ("partial_response", r"\bpartial\sresponse\b"),
    ("failure", r"\bfail(?:ure|ures|ed|s|ing)?\b|\bineffective\b|\bwithout\ssuccess\b|\bnot\s(?:been\s|proved\s|proven\s)?(?:effective|successful|helpful)\b|\bunsuccessful\b|\b(?:stopped|discontinued)\s(?:for|due\sto|because\sof)\s(?:lack\sof|poor)\s(?:effect|efficacy|response|benefit)\b|\b(?:refractory|resistan(?:ce|t))\sto\b|\bdespite\b"),
    ("intolerance", r"\bintoleran(?:ce|t)\sto\b|\b(?:(?:has|have|had|did|does|could|was|were)\snot|cannot|unable\sto|inability\sto)\s(?:be\s)?tolerate[ds]?\b|\b(?:discontinued|stopped)\s(?:because\sof|due\sto)\s(?:\w+\s){0,2}(?:(?:side|adverse)\s\w+|intolerance)\b"),
    ("trial", r"\btri(?:al|als|all?ed|ed)\b|\battempted\b|\b(?<!be )(?<!is )used(?!\s(?:with|in|together|concurrent\w*|as|alongside))\b|\breceived\b|\bhistory\sof\b|\btreated\swith\b|\btreatment\swith\b|\b(?:prior|previous)\suse\sof\b"),
)  # fmt: skip
_POSSIBLE = Cues({row: row[1:] for row in OUTCOME})
_DOSE = phrases.table(
    ("max_tolerated_labeled", r"\b(?:highest|maximum|maximal(?:ly)?)\s(?:FDA[-\s])?label(?:ed|led)\s(?:\w+\s)?dos(?:e|age)s?\s(?:that\s(?:is|was)\s)?tolerated|"
     r"\bmaxim\w+\s(?:tolerated\s(?:and\s|or\s)?label\w+|label\w+\s(?:and\s|or\s)?tolerated)"),
    ("max_tolerated", r"\bmaxim(?:um|al|ally)[-\s]tolera(?:ted|ble)\b|\bhighest\stolera(?:ted|ble)\b|\bmaximum\sdose\stolerated\b"),
    ("max_labeled", r"\b(?:maxim\w+|highest)\s(?:FDA[-\s])?(?:labell?ed|approved|recommended|label)\b"),
    ("max_indicated", r"\bmaxim(?:um|ally)[-\s]indicated\b"),
    ("min_therapeutic", r"\bminim\w+\s(?:effective|therapeutic)\s(?:dos|level)|\bat\sleast\s(?:the\s)?(?:minimum|usual|lowest)\s(?:effective|therapeutic)?\s?dose"),
    ("therapeutic", r"\btherapeutic(?:ally)?\s(?:effective\s)?(?:dos(?:e|es|age|ages|ing)|levels?|trial)\b|\beffective\sdos"),
    ("adequate", r"\badequate\s(?:trials?|in\sdose|dos(?:e|es|age|ing))\b|\badequate\s\(?\w{1,40}[-\s]?\w{0,40}\)?\s?(?:dose|trial)|\badequate\sand\s|\badequately\sdosed\b|\bsufficient\sdose"),
)  # fmt: skip
_THRESHOLD = re.compile(
    rf"(?P<op>≤|<=?|less\sthan(?:\sor\sequal\sto)?|no\smore\sthan|not\smore\sthan|under|below)\s(?:a\s)?(?P<n>{grammar.DIGITS})\s?(?:%|percent)\s(?:\w+\s)?(?P<what>improvement|reduction|decrease|response|drop|decline)",
    re.IGNORECASE,
)  # fmt: skip
_THRESHOLD_OF = re.compile(
    rf"\b(?P<what>improvement|reduction|decrease|response)\s(?:in\s(?:[\w-]+\s){{1,3}})?of\s(?P<op>≤|<=?|less\sthan(?:\sor\sequal\sto)?|no\smore\sthan|not\smore\sthan|under|below)\s(?P<n>{grammar.DIGITS})\s?(?:%|percent)",
    re.IGNORECASE,
)
_OR_CONTRAINDICATION = re.compile(
    r"\b(?:fail(?:ure|ed)|response)(?:\s(?:to|of|with))?,?\s(?:and/)?or\s(?:an?\s)?contraindications?\sto\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"^(?!\W{0,4}(?:if|when|where|unless)\b)[^.;]{0,60}?\b(?:has|have|had|did|does|do)\s(?:not|never)\s(?:yet\s)?(?:been\s)?(?:fail(?:ed)?|tried|try|attempted)\b(?![^.;]{0,80}\b(?:denied|not\s(?:covered|approved)))",
    re.IGNORECASE,
)
_CONTRAINDICATED = re.compile(r"\bcontraindicat(?:ed|ions?)\b", re.IGNORECASE)
_LOOKBACK = re.compile(
    r"\b(?:within|in|inside|during|over)\s(?:of\s)?(?:the\s)?(?:past|last|previous|prior|preceding)\s$",
    re.IGNORECASE,
)


def threshold(text: str) -> Json:
    """The improvement below which a trial counts as failed."""
    match = _THRESHOLD.search(text) or _THRESHOLD_OF.search(text)
    if match is None:
        return None
    op = "<" if re.match(r"<$|less\sthan$|under|below", match["op"], re.IGNORECASE) else "<="
    is_gain = match["what"].lower() in ("improvement", "response")
    unit = "percent_improvement" if is_gain else "percent_reduction"
    return {"op": op, "value": grammar.number(match["n"])[0], "unit": unit}


def dose(text: str) -> str | None:
    """How far the dose was pushed."""
    return phrases.first(_DOSE, text)


def qualities(text: str, told: str | None) -> dict[str, Json]:
    """What a text says of a trial, as qualifiers; None where it says nothing."""
    found: dict[str, Json] = {"outcome": told, "dose_adequacy": dose(text)}
    ill = illness_length.find(text)
    for duration in grammar.durations(text):
        if ill is not None and duration.start == ill[0].start:
            continue  # how long the illness has lasted, not its treatment
        if _LOOKBACK.search(text[max(0, duration.start - 36) : duration.start]):
            found["lookback"] = duration.json()
        elif "min_duration" not in found and duration.unit in ("day", "week", "month", "year"):
            found["min_duration"] = _length(text, duration)
    found["outcome_threshold"] = threshold(text)
    found["episode_scope"] = phrases.first(phrases.EPISODE, text)
    found["exceptions"] = exceptions(text) or _in_place_of(text, told)
    found["evidence"] = phrases.evidence(text)
    return found


def exceptions(text: str) -> Json:
    """What lifts the demand for a trial."""
    found = phrases.exceptions(text) or ()
    # a therapy that cannot be had, not a state without a monitoring program
    codes = ["unavailable" if code == "pdmp_unavailable_in_state" else code for code in found]
    return [*codes] or None


def _in_place_of(text: str, told: str | None) -> Json:
    """A contraindication that may stand for the outcome: "failure, contraindication, or intolerance to"."""
    is_listed = told is not None and told.endswith("_or_intolerance") and _CONTRAINDICATED.search(text)
    is_either = told is not None and told != "trial" and _OR_CONTRAINDICATION.search(text)
    return ["contraindicated"] if is_listed or is_either else None


def is_denied(text: str) -> bool:
    """Whether a text says that a therapy was not tried, or did not fail."""
    return _DENIED.search(text) is not None


def outcome(text: str) -> str | None:
    """The strongest outcome that a text tells."""
    told = phrases.first(_POSSIBLE.may_say(text), text)
    if told == "intolerance":  # what lifts a demand is no outcome of it
        body = text[: phrases.exception_start(text)]
        return phrases.first(_POSSIBLE.may_say(body), body) or told
    return told


def outcome_of(text: str, start: int, end: int) -> str | None:
    """The outcome of the trial told in a stretch of a sentence.

    A stretch that says no more than "a trial of" takes the outcome told before it, a stretch that
    says nothing the one told anywhere.
    """
    own = outcome(text[start:end])
    if own == "trial":
        return outcome(text[:end])
    return own or outcome(text)


def outcome_place(text: str) -> re.Match[str] | None:
    """Where the outcome of a trial is told."""
    return next((m for _, pattern in OUTCOME if (m := pattern.search(text))), None)


def _length(text: str, duration: grammar.Duration) -> dict[str, Json]:
    found = duration.json(with_each=True)
    is_each = re.search(r"\beach\b[^,;.]{0,60}$", text[: duration.start], re.IGNORECASE) or re.match(
        r"[^,;.]{0,40}\beach\b", text[duration.end :], re.IGNORECASE
    )
    if is_each or re.search(r"\bdose\s(?:and|&)\sduration\s\($", text[: duration.start], re.IGNORECASE):
        found["per"] = "each"
    if duration.low is not None:
        found["value"] = duration.low
        found["approx_days"] = units.approx_days(duration.low, duration.unit)
    return found
