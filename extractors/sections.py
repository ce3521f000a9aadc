"""Document -> titled sections, each with a kind that decides which facts it may emit.

Reads headings only; what the text under them says is read in stance.py, assembly/ and codes.py.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.model import Block, Document
from extractors.vocabulary.headings import (
    CLOSED_KINDS,
    HEADINGS,
    LABEL_OR_RULE,
    RULE_KINDS,
    SIDE_KINDS,
)

_NUMBERING = re.compile(r"^\s*(?:section\s+)?(?:[ivxl]{1,5}|\d{1,2}|[a-z])[.)]\s+", re.IGNORECASE)
_EDGE = " \t:.-–—*_#^"
_MAX_WORDS = 14  # a longer "heading" is a sentence set in bold
_PSEUDO_WORDS = 5
_TITLE_WORDS = 10  # of a bold line that ends with a colon
_RULE = re.compile(
    r"\b(?:following|meets?|met|must|may|when|if|will|has|have|should|of the|below|apply|applies)\b",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"(?P<title>[A-Z][\w/&, ]{8,60}?):\s+\S")
_RUN_IN_KINDS = frozenset({"references", "history"})
_KEPT = 512  # headings; that of a section is asked for with each row of its tables


@dataclass(frozen=True, slots=True)
class SectionText:
    """A heading, its kind, the headings above it, and the body blocks below it."""

    heading: str
    kind: str
    page: int | None
    blocks: tuple[Block, ...]
    level: int = 1
    path: tuple[str, ...] = ()
    is_title: bool = False

    @property
    def may_rule(self) -> bool:
        """True when the section may emit stances and criteria."""
        return self.kind in RULE_KINDS


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: str
    kind: str
    is_whole: bool


_PHRASES: tuple[_Phrase, ...] = tuple(
    sorted(
        (
            _Phrase(phrase.rstrip("$"), kind, phrase.endswith("$"))
            for kind, phrases in HEADINGS
            for phrase in phrases
        ),
        key=lambda phrase: -len(phrase.words),
    )
)
_NAMES = frozenset(phrase.words for phrase in _PHRASES)


def normalise(heading: str) -> str:
    """Lower case, without numbering, marks and edge punctuation."""
    text = _NUMBERING.sub("", heading.replace("®", "").replace("™", "").lower().strip(_EDGE))
    return re.sub(r"\s+", " ", text).strip(_EDGE)


@lru_cache(maxsize=_KEPT)
def kind_of(heading: str) -> str | None:
    """The kind that the heading's own words give, None when they say nothing."""
    words = normalise(heading)
    padded = f" {re.sub(r'[^a-z0-9/,.()-]+', ' ', words)} "
    for phrase in _PHRASES:
        if words == phrase.words or (not phrase.is_whole and f" {phrase.words} " in padded):
            return phrase.kind
    return None


def is_named_in_full(heading: str) -> bool:
    """True when the heading is a known phrase and nothing else ("Coverage Rationale")."""
    return normalise(heading) in _NAMES


def split(document: Document) -> tuple[SectionText, ...]:
    """Body blocks cut at headings; text before the first heading is a section without heading."""
    body = [block for block in document.blocks if block.role == "body"]
    headings_count = sum(block.kind == "heading" for block in body)
    drafts = list(_cut(body, headings_count))
    return tuple(_with_kinds(drafts))


def _cut(body: Iterable[Block], headings_count: int) -> Iterator[SectionText]:
    current = above_table = SectionText("", "policy", None, ())
    blocks: list[Block] = []
    for block in body:
        opened = _opened(block, headings_count, current)
        if opened is None and current is not above_table and not block.cells:
            opened = replace(above_table, page=block.page)  # the section goes on below its table
        if opened is None:
            blocks.append(block)
            continue
        if current.heading or blocks:
            yield replace(current, blocks=tuple(blocks))
        if not block.cells:
            above_table = opened
        current, blocks = opened, [] if _is_all_heading(block, opened) else [block]
    yield replace(current, blocks=tuple(blocks))


def _opened(block: Block, headings_count: int, current: SectionText) -> SectionText | None:
    """The section that a block opens: a heading, a title that text runs on from, or a history table."""
    level = block.level if block.kind == "heading" else 9
    if block.cells:
        title = _history_title(block) if kind_of(current.heading) != "history" else None
        return SectionText(title, "policy", block.page, (), level) if title else None
    if _opens_section(block, headings_count):
        return SectionText(heading_text(block), "policy", block.page, (), level or 1)
    title = _run_in_title(block)
    return SectionText(title, "policy", block.page, (), level) if title else None


def _is_all_heading(block: Block, opened: SectionText) -> bool:
    return opened.heading == heading_text(block)


def _history_title(block: Block) -> str | None:
    """The title of a history table that stands in its own rows: over the columns or as one of them."""
    filled = [cell.text for cell in block.cells if cell.text.strip()]
    titles = filled if len(filled) == 1 else block.header
    named = (" ".join(title.split()) for title in titles)
    return next((title for title in named if title and _names(title, frozenset({"history"}))), None)


def _run_in_title(block: Block) -> str | None:
    match = _RUN_IN.match(block.text) if block.kind == "paragraph" else None
    title = match["title"].strip() if match else ""
    return title if title and _names(title, _RUN_IN_KINDS) else None


def _names(title: str, kinds: frozenset[str]) -> bool:
    return is_named_in_full(title) and kind_of(title) in kinds


def heading_text(block: Block) -> str:
    """The heading as printed, with its number."""
    return f"{block.label} {block.text}".strip() if block.label.strip("•☐ ") else block.text.strip()


def _opens_section(block: Block, headings_count: int) -> bool:
    if not block.text.strip():
        return False
    if block.kind == "heading":
        return len(block.text.split()) <= _MAX_WORDS or block.level == 1
    return _is_pseudo_heading(block, headings_count)


def _is_pseudo_heading(block: Block, headings_count: int) -> bool:
    """A line that is nothing but a known section name, where headings are not marked up."""
    if block.is_bold and block.text.rstrip().endswith(":"):
        return _is_bold_title(block)
    if block.kind != "paragraph" or len(block.text.split()) > _PSEUDO_WORDS:
        return False
    stands_out = block.is_bold or block.text.isupper() or headings_count == 0
    return stands_out and is_named_in_full(block.text) and block.text.strip()[-1:] not in ",;"


def _is_bold_title(block: Block) -> bool:
    """A short bold line with a colon that names a section and states no rule."""
    if block.cells or block.label.strip() in tuple("•●▪■◆◦○▫–*☐") or _RULE.search(block.text):
        return False
    return len(block.text.split()) <= _TITLE_WORDS and kind_of(block.text) is not None


def _with_kinds(drafts: list[SectionText]) -> Iterator[SectionText]:
    open_headings: list[SectionText] = []
    previous = "policy"
    for index, draft in enumerate(drafts):
        while open_headings and open_headings[-1].level >= draft.level:
            open_headings.pop()
        is_first = bool(draft.heading) and not any(section.heading for section in drafts[:index])
        is_title = is_first and not _is_side_section(draft.heading)
        parent = open_headings[-1] if open_headings else None
        kind = _resolve(draft, parent, previous, is_title)
        section = replace(
            draft, kind=kind, path=tuple(above.heading for above in open_headings), is_title=is_title
        )
        yield section
        previous = kind
        if draft.heading and not is_title:
            open_headings.append(section)


def _is_side_section(heading: str) -> bool:
    """A document may open with its background; that heading is no title."""
    return is_named_in_full(heading) and kind_of(heading) in SIDE_KINDS | CLOSED_KINDS


def _resolve(draft: SectionText, parent: SectionText | None, previous: str, is_title: bool) -> str:
    own = kind_of(draft.heading) if draft.heading else "policy"
    if parent is not None and parent.kind in CLOSED_KINDS:
        return parent.kind
    if is_title:
        return own if own in RULE_KINDS | {"archived"} else "policy"
    if _is_label_or_rule(draft.heading):
        return "criteria" if previous in RULE_KINDS else "background"
    if parent is not None and parent.kind in SIDE_KINDS and not is_named_in_full(draft.heading):
        return parent.kind
    if own is not None:
        return own
    if parent is not None:
        return parent.kind
    return previous if previous in RULE_KINDS else "other"


def _is_label_or_rule(heading: str) -> bool:
    words = normalise(heading)
    return any(words.startswith(phrase) for phrase in LABEL_OR_RULE)
