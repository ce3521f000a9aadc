"""Document -> PolicyFacts: sections, then fields, positions, criteria, codes, revisions and lists."""

from dataclasses import replace

from extractors import claims, codes, lists, policy, positions, revisions, sections, subject
from extractors.assembly import assemble
from extractors.assembly.pieces import Piece
from extractors.assembly.placing import excluded
from extractors.assembly.scopes import Scope, below_heading
from extractors.assembly.titles import abbreviations, indication_of, is_for_all
from extractors.assembly.walk import Walk
from extractors.documents import suspect
from extractors.model import Code, Document, DocumentFields, PolicyFacts, Position, Section, Warn
from extractors.sections import SectionText
from extractors.subject import Subject

_LIST_TYPES = frozenset({"drug_list", "quantity_list"})


def facts(document: Document, *, drugs: tuple[str, ...] = ()) -> PolicyFacts:
    """Every fact of the document, for the drugs of the vocabulary and those named by the caller."""
    reason = suspect.not_a_policy(document)
    if reason is not None:
        return not_a_document(document, reason)
    parts = sections.split(document)
    fields = policy.fields(document, parts)
    drugs = subject.together(document, drugs)
    listed = lists.find(document, drugs)
    about = subject.of_document(document, parts, fields, drugs)
    is_list = fields.doc_type in _LIST_TYPES  # its rows speak, and only those of tracked drugs
    pieces, walk = ([], Walk()) if is_list else _walk(document, parts, about, drugs)
    refused = positions.refused_drugs(walk.placed)
    criteria = tuple(
        entry
        for entry in assemble(pieces, positions.stated_indications(walk.placed))
        if entry.drug not in refused or entry.indications != ("any",)
    )
    history = revisions.find(document, parts)
    return PolicyFacts(
        document=fields,
        sections=_headings(parts),
        positions=(
            *_of_members(positions.positions(tuple(walk.placed), criteria, walk.titles), about),
            *_untold(listed.positions, walk),
        ),
        criteria=(*criteria, *listed.criteria),
        codes=listed.codes if is_list else _codes(document, parts, drugs, listed),
        revisions=history,
        warnings=document.warnings,
        claims=claims.find(history, about.drugs, drugs),
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
    document: Document, parts: tuple[SectionText, ...], about: Subject, drugs: tuple[str, ...]
) -> tuple[list[Piece], Walk]:
    base = Scope(drugs=about.drugs, indications=about.indications, extra=drugs)
    walk, pieces = Walk(short=abbreviations(block.text for block in document.blocks)), list[Piece]()
    for part in parts:
        if not part.may_rule:
            continue
        scope = base
        for heading in (*part.path, *(() if part.is_title else (part.heading,))):
            scope = below_heading(scope, heading)
        named = indication_of(part, scope)
        scope = replace(scope, indications=(named,)) if named else scope
        if is_for_all(part.heading):
            held = scope.drugs or tuple(drug for drug in about.members if drug not in excluded(walk.placed))
            scope = replace(scope, drugs=held, indications=("any",), phase="both")
        pieces.extend(walk.section(part, replace(scope, section=part.heading, kind=part.kind)))
    return pieces, walk


def _untold(listed: tuple[Position, ...], walk: Walk) -> tuple[Position, ...]:
    """Positions of list rows, without the rows that a rule section tells with the use they are for."""
    told = {frozenset(placed.evidence.quote.split(" | ")) for placed in walk.placed}
    return tuple(one for one in listed if frozenset(one.evidence.quote.split(" | ")) not in told)


def _of_members(found: tuple[Position, ...], about: Subject) -> tuple[Position, ...]:
    """What is said of a class of products, said of each of them; the rest of the class stays its own."""
    if about.class_code is None:
        return found
    own = {(position.drug, position.indication) for position in found}
    of_class = tuple(p for p in found if p.drug == about.class_code and p.indication != "all_other")
    return (
        *(position for position in found if position not in of_class),
        *(
            replace(position, drug=drug)
            for position in of_class
            for drug in about.members
            if (drug, position.indication) not in own
        ),
    )
