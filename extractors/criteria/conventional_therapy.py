"""Conventional therapy of pain: how many of the usual treatments were tried before."""

import re

from extractors.model import Axis, CriterionType, Json, Leaf
from extractors.wording import clauses, grammar, phrases, trials
from extractors.wording.line import Found, Line, group, leaf

TYPES = (
    CriterionType(
        "conventional_therapy_trials",
        axes=(
            Axis("value", "number", "tightened"),
            Axis("min_duration", "duration", "tightened"),
            Axis("outcome", "rank", "tightened", trials.OUTCOMES),
            Axis("lookback", "duration", "loosened"),
            Axis("choices", "set", "loosened"),
            Axis("exceptions", "set", "loosened"),
        ),
        weight=2.0,
    ),
)

_THERAPIES = phrases.table(
    ("tca_or_snri", r"\b(?:TCAs?|tricyclics?(?:\santidepressants?)?)\s?(?:/|and/or\s|or\s)\s?(?:SNRIs?|serotonin[-\s]norepinephrine\sreuptake\sinhibitors?)"
     r"|\bSNRIs?\s?(?:/|and/or\s|or\s)\s?(?:TCAs?\b|tricyclics?(?:\santidepressants?)?)"),
    ("physical_therapy", r"\bphysical\s(?:therapy|(?:and|or|/)\soccupational\stherapy)|\bphysiotherapy\b|\bphysical\srehabilitation\b"),
    ("occupational_therapy", r"\boccupational\stherapy\b"),
    ("nsaid", r"\bNSAIDs?\b|\bnon-?steroidal\santi-?inflammator\w+(?:\s(?:drugs?|agents?|medications?))?(?:\s\(NSAIDs?\))?"),
    ("acetaminophen", r"\bacetaminophen\b"),
    ("gabapentinoid", r"\bgabapentinoids?\b|\bgabapentin\b(?:\s?(?:/|or|and)\s?pregabalin\b)?|\bpregabalin\b(?:\s?(?:/|or|and)\s?gabapentin\b)?"),
    ("anticonvulsant", r"\banti-?convulsants?\b|\banti-?epileptics?\b|\banti-?seizure\s(?:drugs?|medications?)"),
    ("tca", r"\bTCAs?\b|\btricyclics?\b(?:\santidepressants?)?|\bamitriptyline\b|\bnortriptyline\b"),
    ("snri", r"\bSNRIs?\b|\bserotonin[-\s]norepinephrine\sreuptake\sinhibitors?|\bduloxetine\b|\bvenlafaxine\b"),
    ("antidepressant", r"\bantidepressants?\b"),
    ("sympathetic_block", r"\b(?:lumbar\s)?sympathetic\s(?:nerve\s)?(?:blocks?|blockades?)\b|\bstellate\sganglion\sblocks?\b"),
    ("nerve_block", r"\b(?:regional\s|peripheral\s)?nerve\sblocks?\b"),
    ("spinal_cord_stimulation", r"\bspinal\scord\sstimulat(?:ion|ors?)\b|\bSCS\b|\bdorsal\scolumn\sstimulation\b"),
    ("opioid", r"\bopioids?\b(?:\sanalgesics?)?"),
    ("corticosteroid", r"\b(?:cortico)?steroids?\b(?!\sinjection)|\bprednisone\b"),
    ("bisphosphonate", r"\bbisphosphonates?\b"),
    ("topical_agent", r"\btopical\s(?:agents?|lidocaine|capsaicin|analgesics?|therap\w+|medications?)\b|\blidocaine\spatch\w*|\bcapsaicin\b"),
    ("muscle_relaxant", r"\bmuscle\srelaxants?\b"),
    ("epidural_injection", r"\bepidural\s(?:steroid\s)?injections?\b"),
    ("trigger_point_injection", r"\btrigger\spoint\sinjections?\b"),
    ("tens", r"\bTENS\b|\btranscutaneous\selectrical\snerve\sstimulation\b"),
    ("desensitization", r"\bdesensiti[sz]ation\b"),
    ("mirror_therapy", r"\bmirror\s(?:box\s)?therapy\b|\bgraded\smotor\simagery\b"),
    ("cbt", r"\bcognitive[\s-]behaviou?ral\stherapy\b|\bCBT\b"),
    ("psychological_therapy", r"\b(?:pain\s)?psycho(?:therapy|logical\s(?:therapy|treatment|support))\b"),
    ("acupuncture", r"\bacupuncture\b"),
    ("lidocaine_infusion", r"\b(?:intravenous|IV)\slidocaine\b|\blidocaine\sinfusions?\b"),
    ("intrathecal_therapy", r"\bintrathecal\s(?:therapy|pumps?|baclofen)\b"),
)  # fmt: skip
_DRUGS_TOO = frozenset({"tca", "snri", "tca_or_snri", "antidepressant", "cbt", "psychological_therapy", "anticonvulsant", "lidocaine_infusion", "opioid"})  # fmt: skip
_GENERIC = re.compile(
    r"\b(?:conventional|conservative|standard|first[\s-]line|usual|guideline[\s-]recommended|traditional|non-?opioid|multimodal|other|pain|analgesic|pharmacolog\w+|drug|medical|classes\sof)\s(?:\w+\s){0,3}?"
    r"(?:therap(?:y|ies)|treatments?|measures|modalities|management|analgesics?|medications?|care)\b|\b(?:drug|medication|analgesic)\sclasses\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?P<n>{grammar.NUMBER})(?!\s?(?:%|mg|percent|points?|weeks?|days?|months?|years?|hours?|out\sof))(?:\sor\smore)?\+?\s?(?:[\w-]+\s){{0,4}}?"
    r"(?:of(?:\s(?:the\s)?(?:following|these|below))?(?=[\s:(])|therap(?:y|ies)\b|treatments?\b|modalities\b|medications?\b|classes\b|agents?\b|interventions?\b|options?\b|measures\b)",
    re.IGNORECASE,
)
_PAIN = frozenset(
    {"crps", "chronic_pain", "neuropathic_pain", "phantom_limb", "fibromyalgia", "cancer_pain", "migraine", "headache",
     "acute_pain", "spinal_cord_injury_pain", "sickle_cell_pain"}
)  # fmt: skip
_NOT_TRIED = re.compile(
    r"\b(?:not|no)\s(?:\w+\s){0,2}(?:required|needed|necessary)\b|\b(?:combined|conjunction|together|adjunct\w*|concurrent\w*|along|part)\s(?:with|to|of)\b|\breduc\w+\b[^.;]{0,30}\bopioids?\b|"
    r"\b(?:continues?|participat\w+|engaged)\s(?:on|in|to)\b|\b(?:opioid|substance)\suse\sdisorder\b",
    re.IGNORECASE,
)
_JOIN_BEFORE = re.compile(
    r",?\s(?:and|plus|as\swell\sas)\s(?:(?:at\sleast|no\sfewer\sthan|a\sminimum\sof|≥)\s?)?$", re.IGNORECASE
)
_JOIN_AFTER = re.compile(r",?\s(?:and|plus|as\swell\sas)\s", re.IGNORECASE)
CUES = (*(pattern for _, pattern in _THERAPIES), _GENERIC)


def find(line: Line) -> tuple[Found, ...]:
    """Trials of conventional treatments in each sentence of a line about pain, for ketamine and its kin."""
    if line.drug and "ketamine" not in line.drug:
        return ()
    return tuple(
        found
        for start, end in clauses.sentences(line.text)
        if (found := _sentence(line, start, end)) is not None
    )


def _sentence(line: Line, start: int, end: int) -> Found | None:
    text = line.text[start:end]
    told, place = trials.outcome(text), trials.outcome_place(text)
    if told is None or place is None or _NOT_TRIED.search(text) or trials.is_denied(text):
        return None
    named = phrases.every(_THERAPIES, text)
    if not _is_about_pain(line, text, named) or not (named or _GENERIC.search(text)):
        return None
    counted = _counted(text)
    cut = _cut(text, counted) if counted else 0
    parts = (text[:cut], text[cut:]) if cut else (text,)
    leaves = tuple(_leaf(line, part, text, told) for part in parts)
    begins = [place.start(), *(a for a, _ in _places(text)), *([counted.start()] if counted else [])]
    return Found(group("all", leaves), start + min(begins), end, 4)


def _places(text: str) -> list[tuple[int, int]]:
    """Where the therapies are named, the first place of each."""
    return [match.span() for _, pattern in _THERAPIES if (match := pattern.search(text))]


def _cut(text: str, counted: re.Match[str]) -> int:
    """Where a count of therapies of any kind is joined to therapies by name: "physical therapy and two drugs"."""
    named = _places(text)
    join = _JOIN_BEFORE.search(text[: counted.start()])
    if join and any(end <= join.start() for _, end in named):
        return join.start()
    after = _JOIN_AFTER.match(text, counted.end())
    if after and named and all(start >= after.end() for start, _ in named):
        return after.end()
    return 0


def _leaf(line: Line, part: str, text: str, told: str) -> Leaf:
    """The therapies of one part of a sentence; what is told of the sentence is told of each part."""
    named, counted = phrases.every(_THERAPIES, part), _counted(part)
    value, flags = grammar.number(counted["n"]) if counted else (_implied(part, named), ())
    return leaf(
        line, "conventional_therapy_trials", ">=", value, "therapy", 0.9 if named else 0.8, flags,
        choices=[*named] or None, choices_closed=False if named and _is_open(part) else None,
        **{**_qualities(text, told), "min_duration": _qualities(part, told).get("min_duration")},
    )  # fmt: skip


def _qualities(text: str, told: str) -> dict[str, Json]:
    found = trials.qualities(text, told)
    return {key: item for key, item in found.items() if key not in ("dose_adequacy", "episode_scope")}


def _is_about_pain(line: Line, text: str, named: tuple[str, ...]) -> bool:
    if set(named) - _DRUGS_TOO:
        return True
    is_pain = bool(set(line.indications) & _PAIN) or re.search(
        r"\b(?:pain|analges\w+|CRPS|neuropath\w+)\b", text, re.IGNORECASE
    )
    return bool(is_pain)


def _counted(text: str) -> re.Match[str] | None:
    return next(
        (m for m in _COUNTED.finditer(text) if not re.search(r"\b(?:past|last|prior)\s$", text[: m.start()])),
        None,
    )


_OR = re.compile(r"\bor\b|/", re.IGNORECASE)
_OPEN = re.compile(r"\be\.g\.|\bsuch\sas\b|\bincluding\b|\bfor\sexample\b", re.IGNORECASE)


def _implied(text: str, named: tuple[str, ...]) -> int:
    """Every therapy of a list joined by "and"; one of a list joined by "or"."""
    places = _places(text)
    between = text
    for start, end in places:  # an "or" inside a name is none of the list
        between = between[:start] + "~" * (end - start) + between[end:]
    listed = between[min(places)[0] : max(end for _, end in places)] if places else ""
    is_choice = _OR.search(listed) or _OPEN.search(text)
    return 1 if is_choice or not named else len(named)


def _is_open(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:e\.g\.|such\sas|for\sexample|includ(?:ing|es?)\b(?!\s(?:at\sleast|no\sfewer|one|two|three|four|\d)))",
            text,
            re.IGNORECASE,
        )
    )
