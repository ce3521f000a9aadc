"""What a whole document is about: its drug, the products it lists as its own, the use in its title."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors import outline
from extractors.model import Block, Document, DocumentFields
from extractors.outline import Item
from extractors.sections import SectionText
from extractors.stance.free import as_use
from extractors.vocabulary import drugs as drug_words
from extractors.vocabulary.mentions import find_drugs, find_mentions

_TITLE_CHARS = 400  # the name of the policy stands at the very top
_CLASS = re.compile(
    r"^\W*(?:restricted|non-?\s?preferred|targeted|applicable|program)\s+"
    r"(?:products?|drugs?|agents?|medications?)(?:\(s\))?\W*$",
    re.IGNORECASE,
)
_LISTS_MEMBERS = re.compile(
    r"\b(?:policy|guideline|document|program|criteria)\b[^.;:]{0,40}\b(?:refers?|appl(?:y|ies)|addresses|covers)\b"
    r"[^.;:]{0,20}\bfollowing\b[^.;:]{0,60}:?\s*$",
    re.IGNORECASE,
)
_TITLE_USE = re.compile(
    r"\b(?:treatments?|therap(?:y|ies)|management|surgery|for|of)\s+(?:for|of)\s+(?P<uses>.+)$", re.I
)
_OR = re.compile(r",\s*(?:and|or)?\s*|(?<!\s)\s++(?:and|or|and/or)\s+|/", re.IGNORECASE)
_AREA = re.compile(
    r"\b(?P<area>oncology|ophthalmology|dermatology|hematology|rheumatology|immunology|neurology|cardiology|"
    r"urology|allergy)\s+(?:program|agents?|products?|drugs?|medications?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The drugs that a sentence without a drug speaks of, and the use where none is named.

    `members` are the products of a policy for several; `class_code` the name of their class where
    the caller asked for it.
    """

    drugs: tuple[str, ...] = ()
    indications: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    class_code: str | None = None


def of_document(
    document: Document, parts: tuple[SectionText, ...], fields: DocumentFields, drugs: tuple[str, ...]
) -> Subject:
    """What the document is about, by its title, its lists of products and its rules."""
    named = _drugs(document, parts, fields, drugs)
    is_class, header, members = _listed(parts, drugs)
    own = find_drugs(header, drugs)
    class_code = own[0] if is_class and own else None
    if not named and is_class:
        named = (class_code,) if class_code else members
    return Subject(named, _uses(fields.title or "", parts), members, class_code)


def together(document: Document, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that the caller gave, two of them as one where the document prints "one (other)"."""
    if len(names) < 2:
        return names
    left, found = list(names), list[str]()
    text = " ".join(" ".join(block.text for block in document.blocks).split()).lower()
    text = text.replace("®", "").replace("™", "")
    for name in names:
        if name not in left:
            continue
        left.remove(name)
        other = next((other for other in left if _is_pair(name, other, text)), None)
        if other is not None:
            left.remove(other)
        one, two = (other, name) if other and other[0].isupper() > name[0].isupper() else (name, other)
        found.append(f"{one} ({two})" if two else one)  # the brand first: it names the product
    return tuple(found)


def _is_pair(one: str, other: str, text: str) -> bool:
    """Printed as one drug under two names, and neither is the stem of further products."""
    a, b = one.lower(), other.lower()
    is_printed = "(" not in a + b and (f"{a} ({b})" in text or f"{b} ({a})" in text)
    if not is_printed or drug_words.find(one) or drug_words.find(other):
        return False
    return re.search(rf"\b(?:{re.escape(a)}|{re.escape(b)})-[a-z]{{4}}\b", text) is None


def _drugs(
    document: Document, parts: tuple[SectionText, ...], fields: DocumentFields, drugs: tuple[str, ...]
) -> tuple[str, ...]:
    """The drug of the title, else the only one at the top, else the only one that the rules name."""
    titles = (fields.title or "", next((part.heading for part in parts if part.is_title), ""))
    for title in titles:
        named = find_drugs(title, drugs)
        if named:
            return named if len(named) == 1 else ()
    first = find_drugs(_top(document), drugs)
    if len(first) == 1:
        return first
    counts = Counter(
        drug
        for part in parts
        if part.may_rule
        for block in part.blocks
        for drug in find_drugs(block.text, drugs)
    )
    return tuple(counts) if len(counts) == 1 and _is_about(counts, parts) else ()


def _is_about(counts: Counter[str], parts: tuple[SectionText, ...]) -> bool:
    """A drug named once in passing is not the subject of a long document."""
    blocks = sum(len(part.blocks) for part in parts)
    return sum(counts.values()) * 40 >= blocks


def _top(document: Document) -> str:
    text: list[str] = []
    for block in document.blocks:
        if block.role == "body":
            text.append(block.text)
        if sum(map(len, text)) > _TITLE_CHARS:
            break
    return " ".join(text)[:_TITLE_CHARS]


def _listed(parts: tuple[SectionText, ...], drugs: tuple[str, ...]) -> tuple[bool, str, tuple[str, ...]]:
    """Whether the products are a class ("Restricted products"), its header, and the drugs below it."""
    best: tuple[bool, str, tuple[str, ...]] = (False, "", ())
    for header, texts in _announced(parts):
        is_class = _CLASS.match(header) is not None
        if not is_class and not _LISTS_MEMBERS.search(header):
            continue
        named = tuple(
            dict.fromkeys(
                drug for text in texts for drug in find_mentions(text.split("(")[0], drugs).drugs
                or find_drugs(text, drugs)
            )
        )  # fmt: skip
        if len(named) > 1 and (not best[2] or (is_class and not best[0])):
            best = (is_class, header, named)
    return best


def _announced(parts: tuple[SectionText, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Headers of lists and of table columns, with the texts below them."""
    for part in parts:
        if not part.may_rule:
            continue
        yield part.heading, tuple(block.text for block in part.blocks if block.label)
        if any(_CLASS.match(block.text) or _LISTS_MEMBERS.search(block.text) for block in part.blocks):
            for item in outline.build(part.blocks):
                yield from _of_item(item)
        yield from _of_columns(part.blocks)


def _of_item(item: Item) -> Iterator[tuple[str, tuple[str, ...]]]:
    if item.children:
        yield item.text, tuple(child.text for child in item.children if child.is_listed)


def _of_columns(blocks: Iterable[Block]) -> Iterator[tuple[str, tuple[str, ...]]]:
    columns: dict[str, list[str]] = {}
    for block in blocks:
        for title, cell in zip(block.header, block.cells, strict=False):
            if _CLASS.match(" ".join(title.split())):
                columns.setdefault(" ".join(title.split()), []).extend(cell.text.split("\n"))
    yield from ((title, tuple(texts)) for title, texts in columns.items())


def _uses(title: str, parts: tuple[SectionText, ...]) -> tuple[str, ...]:
    """The use in the title that the rules speak of most; none where the vocabulary knows one there."""
    area = _AREA.search(title)
    if area is not None:
        return (f"{area['area'].lower()} indications",)
    match = _TITLE_USE.search(title)
    if match is None or find_mentions(title).indications:
        return ()
    uses = [use for use in (as_use(part) for part in _OR.split(match["uses"])) if use]
    rules = " ".join(block.text for part in parts if part.may_rule for block in part.blocks).lower()
    initials = {use: "".join(word[0] for word in re.split(r"[ -]", use)) for use in uses}
    counts = {use: rules.count(use) + len(re.findall(rf"\b{initials[use]}\b", rules)) for use in uses}
    best = max(uses, key=lambda use: counts[use], default=None)
    return (best,) if best is not None and counts[best] > 1 else ()
