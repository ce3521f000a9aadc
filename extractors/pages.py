"""Which pages of a PDF can hold a fact, judged by their plain text, before any layout is read.

The facts must be the same as if every page had been laid out: a page is left out only when it is
plainly one of many pages of a list that name no tracked drug, or deep inside a list of references.
"""

import re

from extractors.vocabulary.mentions import find_mentions

_FIRST_PAGES = 3
_LONG_LIST = 40  # pages; below this every page but the references is laid out
_REFERENCES = re.compile(r"^\s*(?:[ivxl\d]{1,4}\.?\s+)?(?:references|bibliography)\s*:?\s*$", re.I | re.M)
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
        number for number, text in enumerate(pages, start=1) if number <= 2 or not _is_citations(text)
    )


def _of_list(pages: tuple[str, ...], drugs: tuple[str, ...]) -> frozenset[int]:
    named = {number for number, text in enumerate(pages, start=1) if find_mentions(text, drugs).drugs}
    beside = {number - 1 for number in named if number > 1}  # a table's header row may stand there
    return frozenset(range(1, min(_FIRST_PAGES, len(pages)) + 1)) | named | beside


def _is_citations(text: str) -> bool:
    return len(_CITATION.findall(text)) >= _CITATIONS_A_PAGE and _RULE_CUES.search(text) is None
