"""Document -> PolicyFacts: sections, then fields, positions, criteria, codes, revisions and lists."""

from collections import Counter
from dataclasses import replace

from extractors import codes, lists, policy, positions, revisions, sections
from extractors.assembly import assemble
from extractors.assembly.pieces import Piece
from extractors.assembly.scopes import Scope, below_heading
from extractors.assembly.titles import indication_of
from extractors.assembly.walk import Walk
from extractors.documents import suspect
from extractors.model import Block, Code, Document, DocumentFields, PolicyFacts, Section, Warn
from extractors.sections import SectionText
from extractors.vocabulary.mentions import find_mentions

_LIST_TYPES = frozenset({"drug_list", "quantity_list"})
_TITLE_CHARS = 400  # the name of the policy stands at the very top


def facts(document: Document, *, drugs: tuple[str, ...] = ()) -> PolicyFacts:
    """Every fact of the document, for the drugs of the vocabulary and those named by the caller."""
    reason = suspect.not_a_policy(document)
    if reason is not None:
        return not_a_document(document, reason)
    parts = sections.split(document)
    fields = policy.fields(document, parts)
    listed = lists.find(document, drugs)
    pieces, walk = _walk(document, parts, fields, drugs)
    stated = positions.stated_indications(walk.placed)
    is_list = fields.doc_type in _LIST_TYPES  # its rows speak, and only those of tracked drugs
    criteria = () if is_list else assemble(pieces, stated)
    placed = () if is_list else tuple(walk.placed)
    return PolicyFacts(
        document=fields,
        sections=_headings(parts),
        positions=(*positions.positions(placed, criteria), *listed.positions),
        criteria=(*criteria, *listed.criteria),
        codes=listed.codes if is_list else _codes(document, parts, drugs, listed),
        revisions=revisions.find(document, parts),
        warnings=document.warnings,
    )


def not_a_document(document: Document, reason: Warn) -> PolicyFacts:
    """The facts of a page that is no policy: its name, and why."""
    fields = DocumentFields(
        sha256=document.sha256,
        media_type=document.media_type,
        pages=len(document.pages) or None,
        doc_type="not_a_document",
        status=None,
    )
    return PolicyFacts(document=fields, warnings=(*document.warnings, reason))


def _headings(parts: tuple[SectionText, ...]) -> tuple[Section, ...]:
    return tuple(
        Section(part.heading, part.kind, part.page) for part in parts if part.heading and not part.is_title
    )


def _codes(
    document: Document, parts: tuple[SectionText, ...], drugs: tuple[str, ...], listed: lists.ListFacts
) -> tuple[Code, ...]:
    found = codes.find(document, parts, drugs)
    return tuple({(c.system, c.code, c.role, c.drug): c for c in (*found, *listed.codes)}.values())


def _walk(
    document: Document, parts: tuple[SectionText, ...], fields: DocumentFields, drugs: tuple[str, ...]
) -> tuple[list[Piece], Walk]:
    base = Scope(drugs=_subject(document, parts, fields, drugs), extra=drugs)
    walk, pieces = Walk(), []
    for part in parts:
        if not part.may_rule:
            continue
        scope = base
        for heading in (*part.path, *(() if part.is_title else (part.heading,))):
            scope = below_heading(scope, heading)
        named = indication_of(part, scope)
        scope = replace(scope, indications=(named,)) if named else scope
        pieces.extend(walk.section(part, replace(scope, section=part.heading, kind=part.kind)))
    return pieces, walk


def _subject(
    document: Document, parts: tuple[SectionText, ...], fields: DocumentFields, drugs: tuple[str, ...]
) -> tuple[str, ...]:
    """The drug that the whole document is about: the one of its title, else the only one it rules on."""
    titles = (fields.title or "", next((part.heading for part in parts if part.is_title), ""))
    for title in titles:
        named = find_mentions(title, drugs).drugs
        if named:
            return named if len(named) == 1 else ()
    first = find_mentions(_top(document), drugs).drugs
    if len(first) == 1:
        return first
    counts = Counter(
        drug
        for part in parts
        if part.may_rule
        for block in part.blocks
        for drug in find_mentions(block.text, drugs).drugs
    )
    return tuple(counts) if len(counts) == 1 and _is_about(counts, parts) else ()


def _is_about(counts: Counter[str], parts: tuple[SectionText, ...]) -> bool:
    """A drug named once in passing is not the subject of a long document."""
    blocks = sum(len(part.blocks) for part in parts)
    return sum(counts.values()) * 40 >= blocks


def _top(document: Document) -> str:
    text: list[str] = []
    for block in _body(document):
        text.append(block.text)
        if sum(map(len, text)) > _TITLE_CHARS:
            break
    return " ".join(text)[:_TITLE_CHARS]


def _body(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.role == "body"]
