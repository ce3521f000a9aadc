"""Which pages of a PDF can hold a fact, judged by their plain text, before any layout is read.

The facts must be the same as if every page had been laid out: a page is left out only when it is
plainly one of many pages of a list that name no tracked drug, or deep inside a list of references.
"""

import re

from extractors.sections import is_named_in_full
from extractors.vocabulary.mentions import find_drugs

_FIRST_PAGES = 3
_LONG_LIST = 40  # pages; below this every page but the references is laid out
_TITLE = 60  # characters
_RUNNING = 8  # a line on one of so many pages is a running header
_CITATION = re.compile(r"\b(?:doi|pmid|et al\.?|accessed|available at|20\d\d;\s?\d)", re.I)
_CITATIONS_A_PAGE = 8
_RULE_CUES = re.compile(
    r"\b(?:medically necessary|criteria|authori[sz]ation|approv(?:ed|al)|investigational|not covered|"
    r"effective date|revision|revised|history|hcpcs|cpt|icd-10|quantity limit|updated|reviewed)\b",
    re.I,
)


def select(pages: tuple[str, ...], drugs: tuple[str, ...] = ()) -> frozenset[int]:
    """Numbers of the pages to lay out."""
    if len(pages) >= _LONG_LIST:
        return _of_list(pages, drugs)
    return frozenset(
        number
        for number, text in enumerate(pages, start=1)
        if number <= 2 or _titles(text) or not _is_citations(text)
    )


def _of_list(pages: tuple[str, ...], drugs: tuple[str, ...]) -> frozenset[int]:
    named = {number for number, text in enumerate(pages, start=1) if find_drugs(text, drugs)}
    beside = {number - 1 for number in named if number > 1}  # a table's header row may stand there
    return frozenset(range(1, min(_FIRST_PAGES, len(pages)) + 1)) | named | beside | _titled(pages)


def _titled(pages: tuple[str, ...]) -> frozenset[int]:
    """The pages with a line that names a section, unless it runs along the pages."""
    found: dict[str, list[int]] = {}
    for number, text in enumerate(pages, start=1):
        for line in _titles(text):
            found.setdefault(line, []).append(number)
    few = (numbers for numbers in found.values() if len(numbers) * _RUNNING <= len(pages))
    return frozenset(number for numbers in few for number in numbers)


def _titles(text: str) -> set[str]:
    """The lines that are the name of a section and nothing else."""
    return {line for line in set(text.split("\n")) if len(line) <= _TITLE and is_named_in_full(line)}


def _is_citations(text: str) -> bool:
    return len(_CITATION.findall(text)) >= _CITATIONS_A_PAGE and _RULE_CUES.search(text) is None
