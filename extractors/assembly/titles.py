"""Section headings that name an indication outside the vocabulary ("B. Asthma"). Words only.

A heading counts when it is a bare title, says nothing else (no drug, no phase, no known section
name), and criteria or a coverage statement stand below it.
"""

import re

from extractors.assembly.scopes import Scope, free_indication, phase_within
from extractors.outline import labels
from extractors.sections import SectionText, kind_of
from extractors.vocabulary.mentions import find_mentions

_RULES = re.compile(
    r"\b(?:initial|re-?authori[sz]ation|continu\w+|renewal)\b[^.;]{0,40}$|\bapprov(?:e|ed|al)\b|"
    r"\bmedically necessary\b|\bcriteria\b[^.;]{0,30}\bmet\b|\b(?:all|one|any|both) of the following\b|"
    r"\bdiagnosis of\b|\bis proven\b|\bauthori[sz]ation will be\b",
    re.IGNORECASE,
)
_NEAR = 4  # blocks below the heading in which the rules must begin


def indication_of(part: SectionText, scope: Scope) -> str | None:
    """The indication that a section's heading names in words of its own, in lower case."""
    if part.is_title or not part.may_rule or kind_of(part.heading) is not None:
        return None
    mentions = find_mentions(part.heading, scope.extra)
    if mentions.drugs or mentions.indications or phase_within(part.heading):
        return None
    begins = any(_RULES.search(block.text) for block in part.blocks[:_NEAR])
    return free_indication(labels.cut(part.heading)[1]) if begins else None
