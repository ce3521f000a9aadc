"""Lines that demand nothing of the member: they tell of studies, of people at large, of rules gone by, of what may be tried."""

import re

from extractors.wording import phrases

_STUDY = (
    r"^\W{0,4}in\s(?:the|an?|one|two|three|both|these|this|clinical)\s(?:[\w-]+\s){0,4}?(?:study|studies|arms|cohort|(?:clinical|pivotal|controlled|registration|short-term|long-term)\strials?)\b[^.;:]{0,40}(?:,|\b(?:subjects|participants|patients)\b)",
    r"^\W{0,4}in\s(?:an?|one|that)\strial\b",
    r"\b(?:excluded|withdrawn)\sfrom\s(?:the\s|these\s|this\s)?(?:trials?|study|studies)\b|\bentry\scriteri(?:on|a)\s(?:of|for|in)\s(?:the\s|these\s)?(?:trials?|study|studies)\b",
    r"\b(?:study|studies|trials?)\s(?:enrolled|recruited)\b|\b(?:sensitivity|specificity)\sof\s\d|\b(?:half-life|clearance)\s(?:is|was)\b",
    r"\b(?:placebo|double-blind|randomi[sz]ed\s(?:to|controlled|trials?|study|studies)|both\s(?:treatment|study)\sarms|(?:study|trial)\s(?:subjects|participants|population|arms?))\b",
    r"^\W{0,4}(?:the\s)?(?:(?:mean|median)\s[^.;:]{1,40}\bwas\b|(?:mean|median|average)\sage\b)",
)
_AT_LARGE = (
    r"(?:%|percent|thirds?|half|quarters?|majority|most|many|some)\s(?:of\s)?(?:the\s|all\s)?(?:patients|people|adults|individuals|persons|subjects|participants|members)\b(?:\swith\s[^.;:]{1,50})?\s(?:do|does|did|have|fail|failed|respond|remain|experience|will|are|were|had)\b",
    r"^\W{0,4}of\sthose\swho\b",
    r"^\W{0,4}(?:people|persons)\swith\s[^.;:]{1,50}\b(?:have|are\sat)\s(?:an?\s)?(?:higher|greater|increased|lower)\b",
    r"^\W{0,4}(?:patients|people|adults|members)\s(?:with\s(?:(?!who\b|that\b)[\w-]+\s){1,6}?)?(?:often|frequently|commonly|usually|typically|rarely)\s",
    r"(?:\b(?:STAR\*D|authors|literature|meta-analys[ei]s|published\s(?:data|studies)|(?:clinical|controlled|pivotal)\s(?:studies|trials))|^\W{0,4}studies)\s(?:ha(?:s|ve)\s)?(?:showed|shows?|shown|demonstrated?|found|reported|suggests?)\b",
    r"\b(?:worldwide|prevalence|leading\scause)\b",
    r"\b(?:commonly|generally|often|usually|typically)\s(?:defined|described|understood|regarded)\sas\b",
)
_GONE_BY = (
    r"\b(?:before|until|prior\sto|through)\s(?:\w+\s){0,2}(?:19|20)\d\d\b[^.;:]{0,80}\b(?:was|were)\s(?:\w+\s)?(?:required|needed)\b",
    r"^\W{0,4}(?:removed|deleted)\s(?:the\s)?(?:requirement|criteri)",
    r"\b(?:number|requirement|criteri(?:a|on)|trials?)\b[^.;:]{0,40}\b(?:lowered|raised|changed|reduced)\sfrom\b",
    r"\brequirements?\b[^.;:]{0,50}\b(?:was|were|has\sbeen)\s(?:dropped|removed|eliminated|deleted)\b",
    r"\b(?:was|were)\s(?:previously|formerly)\s(?:required|needed)\b|^\W{0,4}formerly\srequired\b",
)
_ALLOWED = re.compile(
    r"\b(?:trial|course|augmentation|psychotherapy|antidepressant|ECT|TMS|other\s(?:treatments|therapies|agents))\b[^.;:]{0,40}\b(?:may|might|can|could)\sbe\s(?:considered|tried|attempted|offered)\b"
    r"(?!\s(?:medically|appropriate|covered|for\s(?:approval|coverage)|when|if))",
    re.IGNORECASE,
)
_OURS = re.compile(r"ketamine\b|\bspravato\b", re.IGNORECASE)
_TOLD = re.compile("|".join((*_STUDY, *_AT_LARGE, *_GONE_BY)), re.IGNORECASE)


def is_told(text: str) -> bool:
    """Whether a line only reports or allows, in each of its sentences."""
    return all(_demands_nothing(text[start:end]) for start, end in phrases.sentences(text))


def _demands_nothing(sentence: str) -> bool:
    allowed = _ALLOWED.search(sentence)
    is_other = allowed is not None and not _OURS.search(sentence[: allowed.start()])
    return is_other or _TOLD.search(sentence) is not None
