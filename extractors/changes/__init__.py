"""What a payer changed: the rules of two versions of a policy compared, wording and order aside.

`criteria_sha256` tells whether two readings hold the same rules; `compare` tells which rules differ,
in which direction and in words. A change must mean that a payer changed a rule, so whatever the
tables of equivalences.py fold together makes none, and neither do rounding between units and the
rewording of free text. Direction and evidence come with every change; nothing here reads a document.

    equivalences  what counts as the same, as data
    values        durations, amounts, sets and words in one form
    rules         one criterion in comparable form
    stances       positions in comparable form
    canonical     whole trees and policies in comparable form, and their hash
    align         which rule became which
    direction     tighter or looser
    magnitude     by how much
    words         before and after, for people
    drafts        the differences of two trees
    compare       the changes of two policies
"""

from extractors.changes.canonical import criteria_sha256
from extractors.changes.compare import compare

__all__ = ["compare", "criteria_sha256"]
