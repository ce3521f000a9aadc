"""Step therapy: earlier trials of other drugs, how many, how long, how adequate, with what outcome."""

import re
from itertools import pairwise

from extractors.model import Axis, CriterionType, Group, Json, Leaf
from extractors.vocabulary import antidepressants
from extractors.vocabulary.terms import Mention
from extractors.wording import clauses, drug_trials, grammar, listed_words, no_trials, phrases, trials
from extractors.wording.line import Found, Line, group, leaf

TYPES = (
    CriterionType(
        "step_therapy_trials",
        axes=(
            Axis("value", "number", "tightened"),
            Axis("distinct_classes", "number", "tightened", absent=1),
            Axis("distinct_agents", "flag", "tightened"),
            Axis("min_duration", "duration", "tightened"),
            Axis("dose_adequacy", "rank", "tightened", trials.DOSES),
            Axis("episode_scope", "rank", "tightened", ("lifetime", "unspecified", "current")),
            Axis("lookback", "duration", "loosened"),
            Axis("outcome", "rank", "tightened", trials.OUTCOMES),
            Axis("exceptions", "set", "loosened"),
            Axis("choices", "set", "loosened"),
        ),
        identity=("agent_group",),
        weight=2.0,
    ),
)

_AGENTS = (
    r"(?:oral\s|prior\s|previous\s|generic\s|preferred\s|formulary\s|standard\s|FDA[-\s]approved\s|other\s|alternative\s|prescription\s){0,3}"
    r"(?:antidepressants?(?:\s(?:medications?|agents?|drugs?|therapies|therapy|treatments?|trials?|classes))?|"
    r"anti-?depressive\s(?:agents|medications)|SSRIs?|SNRIs?|TCAs?|agents?|medications?|drugs?|therapies|treatments?|products?|trials?|classes|regimens?|courses?|alternatives?)"
)
_COUNT = re.compile(
    rf"(?P<n>{grammar.NUMBER})(?!\s?(?:%|mg|percent|weeks?|months?|days?|years?|points?|hours?))(?:\sor\smore|\splus)?\+?\s(?:of\s(?:the\sfollowing\s)?)?(?:separate\s|trials?\s(?:of|with)\s|"
    rf"adequate\s|failed\s|unsuccessful\s|unique\s|documented\s|(?P<different>different|distinct|unrelated|dissimilar|other)\s|\w+ly\s){{0,3}}(?P<noun>{_AGENTS})\b",
    re.IGNORECASE,
)  # fmt: skip
_CLASSES = re.compile(
    rf"\b(?:from|of|in|representing|across|within|and|including|covering|spanning)\s(?:a\s|the\s)?(?:at\sleast\s|a\sminimum\sof\s|≥\s?)?(?:(?P<n>{grammar.NUMBER})(?:\sor\smore)?\s)?(?:(?:different|distinct|separate|unique|"
    r"unrelated|mechanistic|pharmacologic|pharmacological|therapeutic|antidepressant|drug|medication)\s){0,4}(?:class(?:es)?|mechanisms?\sof\saction)\b|\bdifferent\s(?:\w+\s){0,2}(?:class(?:es)?|mechanisms\sof\saction|MOAs?)\b|"
    r"\beach\s(?:from|in|of)\sa\s(?:different|separate|distinct)\s(?:\w+\s)?class\b",
    re.IGNORECASE,
)  # fmt: skip
_SIDE_BY_SIDE = re.compile(
    r"(?:SSRIs?|SNRIs?|TCAs?|MAOIs?)(?:(?:,\s|\s?/\s?|,?\s(?:and/or|or)\s)(?:SSRIs?|SNRIs?|TCAs?|MAOIs?)){1,4}\b",
    re.IGNORECASE,
)
_PSYCHIATRIC = frozenset(
    {
        "trd",
        "mdd",
        "mdd_si",
        "psychiatric_any",
        "suicidality",
        "ppd",
        "bipolar_depression",
        "any",
        "dysthymia",
    }
)
_ONE = re.compile(
    rf"(?:\b(?:(?P<n>{grammar.NUMBER})(?:\sor\smore)?|an?|any|another)\s(?:\w+\s)?)$", re.IGNORECASE
)


_OF_LIST = re.compile(
    rf"(?P<n>{grammar.NUMBER})(?:\sor\smore)?\s(?:of|from)(?:\s(?:the\sfollowing|these|the\slist))?(?:\s(?:has|have|had|was|were)\s(?:\w+\s)?\w+)?\s?:",
    re.IGNORECASE,
)


_HAD_SOME = re.compile(
    rf"\b(?:has|have)\shad\s(?:at\sleast\s|a\sminimum\sof\s)?{grammar.NUMBER}(?:\sor\smore)?\sof\s(?:the\sfollowing|these)\s?:",
    re.IGNORECASE,
)
_OF_ONE_CLASS = re.compile(
    r"\s(?:\w+\s){0,3}?(?:of|with|from)\s(?:an?\s|the\s)?(?P<which>SSRIs?|SNRIs?|TCAs?|MAOIs?|bupropion|mirtazapine)\b(?!\s?(?:,|/|and|or)\s?\w)",
    re.IGNORECASE,
)  # "one trial of an SNRI"
_COUNT_AFTER = re.compile(
    rf"\b(?P<noun>antidepressants?)(?:\s\w+){{0,4}}\s?:\s(?:at\sleast\s|≥\s?|minimum\s(?:of\s)?)?(?P<n>{grammar.NUMBER})(?P<different>(?!))?(?:\sor\smore)?\+?\W{{0,3}}$",
    re.IGNORECASE,
)  # a field of a form: "antidepressants tried and failed: at least 2"
CUES = (*(pattern for _, pattern in (*trials.OUTCOME, *drug_trials.CUES)), _HAD_SOME, drug_trials.ON_IT)


def find(line: Line) -> tuple[Found, ...]:
    """Trials of earlier drugs in each clause of a line."""
    if no_trials.is_waived_or_form(line.text):
        return ()
    return (() if "ketamine" in line.drug else _of_any_field(line)) or _of_antidepressants(line)


def _of_any_field(line: Line) -> tuple[Found, ...]:
    """Trials of drugs of any field; only ketamine is read for trials of antidepressants first."""
    found = []
    for start, end in phrases.sentences(listed_words.without_cuts(line.text)):
        told = drug_trials.find(line.text[start:end]) or drug_trials.under(line.text[start:end], line.heading)
        if told is not None:
            outcome = trials.outcome(line.text[start:end]) if told.outcome == "trial" else None
            qualities = trials.qualities(line.text[start:end], outcome or told.outcome)
            node = leaf(
                line, "step_therapy_trials", ">=", told.n, told.unit, 0.8, told.flags, agent_group=told.group, **qualities,
                choices=[*told.choices] or None, tried_or_concomitant=told.is_beside or None,
            )  # fmt: skip
            found.append(Found(node, start + told.start, start + told.end, 3))
    return tuple(found)


def _of_antidepressants(line: Line) -> tuple[Found, ...]:
    return tuple(
        found
        for start, end in clauses.sentences(line.text)
        for a, b in clauses.of_kind(line.text, start, end, "antidepressant")
        for found in _clause(line, a, b, trials.outcome_of(line.text[start:end], a - start, b - start))
    )


def _clause(line: Line, start: int, end: int, outcome: str | None) -> tuple[Found, ...]:
    """Trials in one piece of a sentence, with the outcome told of it."""
    text = line.text[start:end]
    if outcome is None and _HAD_SOME.search(text):
        outcome = "trial"
    if outcome is None or no_trials.asks_none(text, outcome):
        return ()
    listed = _of_list(line, text, start, outcome)
    if listed:
        return listed
    after = _COUNT_AFTER.search(text)
    if after:
        return (_trials(line, text, start, after, outcome),)
    counted = next((m for m in _COUNT.finditer(text) if not no_trials.is_foreign(text, m)), None)
    if counted is not None and (_is_choice(text, counted) or not _is_series(text, counted)):
        return (_trials(line, text, start, counted, outcome),)
    return _agents(line, text, start, outcome)


def _of_list(line: Line, text: str, offset: int, outcome: str) -> tuple[Found, ...]:
    """Trials counted from a closed list of groups: "two of: SSRI, SNRI, bupropion"."""
    counted = _OF_LIST.search(text)
    named = [m for m in antidepressants.find(text) if counted and m.start >= counted.end()]
    codes = phrases.listed(m.code for m in named)
    if counted is None or len(codes) < 2:
        return ()
    value, flags = grammar.number(counted["n"])
    node = leaf(
        line, "step_therapy_trials", ">=", value, "trial", 0.85, flags,
        agent_group="antidepressant", **trials.qualities(text, outcome), choices=[*codes],
    )  # fmt: skip
    place = trials.outcome_place(text)
    first = min(counted.start(), place.start() if place else counted.start())
    return (Found(node, offset + first, offset + _last_quality(text, named[-1].end), 2),)


def _is_series(text: str, counted: re.Match[str]) -> bool:
    """Whether single drugs or classes are counted one by one rather than as a group."""
    named = [m for m in antidepressants.find(text[counted.start() :]) if "antidepressant" not in m.code]
    is_first = bool(named) and named[0].end <= counted.end() - counted.start()
    return is_first and len(named) > 1


def _is_choice(text: str, counted: re.Match[str]) -> bool:
    """Whether one count is meant of several classes: "two SSRIs or SNRIs"."""
    return grammar.number(counted["n"])[0] > 1 and len(_classes_of(text, counted)) > 1


def _classes_of(text: str, counted: re.Match[str]) -> list[str]:
    """The classes right after a count, where they stand side by side without counts of their own."""
    tail = text[counted.start("noun") :]
    joined = _SIDE_BY_SIDE.match(tail)
    return phrases.listed(m.code for m in antidepressants.find(joined.group())) if joined else []


def _trials(line: Line, text: str, offset: int, counted: re.Match[str], outcome: str) -> Found:
    value, flags = grammar.number(counted["n"])
    places = [counted, *(m for m in (trials.outcome_place(text), _CLASSES.search(text)) if m)]
    agents = [m for m in antidepressants.find(text) if m.code != "antidepressant"]
    classes = _classes_of(text, counted)
    named = "antidepressant" if len(classes) > 1 else group_of(line, text, counted)
    node = leaf(
        line, "step_therapy_trials", ">=", value, "trial", 0.93 if named else 0.7, flags,
        agent_group=named, **_distinct(text, counted), **trials.qualities(text, outcome),
        **(_choices(text, counted, agents) if len(classes) < 2 else {"choices": [*classes]}),
    )  # fmt: skip
    first = min(place.start() for place in places)
    last = max([place.end() for place in places] + [_last_quality(text, counted.end())])
    return Found(node, offset + first, offset + last, 2)


def group_of(line: Line, text: str, counted: re.Match[str]) -> str | None:
    """The group of drugs that the trials come from."""
    noun = counted["noun"].lower()
    if "oral antidepressant" in noun:
        return "oral_antidepressant"
    named = antidepressants.GROUPS.codes(counted["noun"])
    if named:
        return named[0]
    tail = text[counted.end() :]
    one = _OF_ONE_CLASS.match(tail)
    if one and (of_class := antidepressants.GROUPS.codes(one["which"])):
        return of_class[0]
    if "antidepress" in tail.lower() or "antidepress" in text[: counted.start()].lower():
        return (
            "oral_antidepressant"
            if re.search(r"\boral\santidepress", text, re.IGNORECASE)
            else "antidepressant"
        )
    is_ours = "ketamine" in line.drug and (not line.indications or set(line.indications) & _PSYCHIATRIC)
    return "antidepressant" if is_ours else None


def _distinct(text: str, counted: re.Match[str]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    classes = _CLASSES.search(text)
    if counted["different"] and "class" not in counted["noun"].lower():
        found["distinct_agents"] = True
    if counted["noun"].lower().endswith("classes") and not classes:
        found["distinct_classes"] = grammar.number(counted["n"])[0]
    if classes:
        n = classes["n"]
        found["distinct_classes"] = grammar.number(n)[0] if n else grammar.number(counted["n"])[0]
    return found


def _choices(text: str, counted: re.Match[str], agents: list[Mention]) -> dict[str, Json]:
    """Drugs named as examples ("e.g.") or as the only ones to choose from."""
    listed = re.search(
        r"\b(?:e\.g\.|such\sas|for\sexample|including|i\.e\.|from\sthe\sfollowing|of\sthe\sfollowing|:)",
        text[counted.end("n") :],
        re.IGNORECASE,
    )
    if listed is None:
        return {}
    begin = counted.end("n") + listed.end()
    codes = phrases.listed(m.code for m in agents if m.start >= begin and m.code != "oral_antidepressant")
    if not codes:
        return {}
    is_open = re.match(r"e\.g|such|for\sex|incl", listed.group(), re.IGNORECASE)
    return {"choices": [*codes], **({"choices_closed": False} if is_open else {})}


_QUALITY = re.compile(
    r"\bepisode\b|\bdocumentation\srequired\]?|\b(?:maxim|therapeutic|adequate)\w*\s(?:\w+\s){0,2}dos\w+|\btolerated\)?",
    re.IGNORECASE,
)


def _last_quality(text: str, begin: int) -> int:
    stop = re.search(
        r"\b(?:and|or|AND)\s(?:is|will|patient|member|used|the|spravato|PHQ|concurrent|either)\b|\bthen\b",
        text[begin:],
    )
    end = begin + stop.start() if stop else len(text)
    ends = [d.end for d in grammar.durations(text) if d.end <= end] + [
        m.end() for m in _QUALITY.finditer(text) if m.end() <= end
    ]
    exception = phrases.exception_start(text)
    if exception < len(text):
        ends.append(len(text))
    return max([begin, *ends])


def _agents(line: Line, text: str, offset: int, outcome: str) -> tuple[Found, ...]:
    """Trials of drugs named one by one: "one SSRI and one SNRI, bupropion, or mirtazapine"."""
    if no_trials.NOT_TRIALS.search(text) or re.search(r"\baugment", text, re.IGNORECASE):
        return ()
    place = trials.outcome_place(text)
    named = [
        m
        for m in antidepressants.find(text)
        if place is None or m.start > place.end() or len(text) - m.end < 40 or _ONE.search(text[: m.start])
    ]
    named = [
        m
        for i, m in enumerate(named)
        if i
        or _ONE.search(text[: m.start])
        or re.search(r"\b(?:to|of|with|failed|tried|and)\s(?:\w+\s)?$", text[: m.start], re.IGNORECASE)
    ]
    if place is None or not named:
        return ()
    leaves = tuple(_one(line, text, m, outcome, is_first=i == 0) for i, m in enumerate(named))
    node = _tied(text, named, leaves)
    return (
        Found(
            node, offset + min(place.start(), named[0].start), offset + _last_quality(text, named[-1].end), 2
        ),
    )


def _one(line: Line, text: str, mention: Mention, outcome: str, *, is_first: bool) -> Leaf:
    counted = _ONE.search(text[: mention.start])
    value = grammar.number(counted["n"])[0] if counted and counted["n"] else 1
    told = trials.qualities(text, outcome)
    length = told.get("min_duration")
    is_each = isinstance(length, dict) and "per" in length  # said of every one, the rest of the whole
    qualities = told if is_first else {"outcome": outcome, "min_duration": length if is_each else None}
    return leaf(line, "step_therapy_trials", ">=", value, "trial", 0.8, agent_group=mention.code, **qualities)


def _tied(text: str, named: list[Mention], leaves: tuple[Leaf, ...]) -> Leaf | Group:
    """As in "and" binds looser than the comma list that ends in "or"."""
    gaps = [text[a.end : b.start] for a, b in pairwise(named)]
    cuts = [i + 1 for i, gap in enumerate(gaps) if re.search(r"\band\b(?!/)", gap, re.IGNORECASE)]
    has_or = any(re.search(r"\bor\b|/", gap, re.IGNORECASE) for gap in gaps)
    if not has_or:
        return group("all", leaves)
    parts = [leaves[a:b] for a, b in zip([0, *cuts], [*cuts, len(leaves)], strict=True)]
    return group("all", tuple(group("any", part) for part in parts))
