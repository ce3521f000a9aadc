"""Items of one rule section -> scoped criteria and coverage statements. Joins nothing across sections."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from extractors import outline, stance
from extractors.assembly import leaves, placing, scopes, statuses, tables
from extractors.assembly.choices import (
    LIST_KINDS,
    binds_none,
    choice,
    grouped,
    is_rule_list,
    marked,
    plain,
)
from extractors.assembly.pieces import Piece, apart_only, pieces, restricted
from extractors.assembly.placing import Placed, below_statement, may_state
from extractors.assembly.refusals import (
    bars_persons,
    names_its_uses,
    refusal_of_header,
    refusal_of_heading,
    refused_items,
)
from extractors.assembly.scopes import Scope
from extractors.assembly.titles import in_full
from extractors.model import Evidence, Node
from extractors.outline import Item
from extractors.sections import SectionText
from extractors.stance import Context, Statement
from extractors.vocabulary.mentions import find_drugs

_OF_STATEMENT = frozenset({"age_min", "age_max", "session_limit"})
_MODAL = re.compile(
    r"\b(?:must|should|required?|requires|approv\w+|(?:re-?)?authori[sz]\w+|renew\w+|limit\w*|will be|may be|"
    r"maximum|not exceed)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Walk:
    """Reads one section; statements gather here, pieces are returned upwards."""

    placed: list[Placed] = field(default_factory=list)
    titles: dict[tuple[str, str], Evidence] = field(default_factory=dict)  # by drug and indication
    short: Mapping[str, str] = field(default_factory=dict)  # abbreviations and their words

    def section(self, section: SectionText, scope: Scope) -> list[Piece]:
        """Pieces of one section; its statements gather in `placed`."""
        scope = replace(scope, refusal=refusal_of_heading(section, scope))
        found = self._siblings(outline.build(tables.listed(section.blocks)), scope, "")
        for block, told in statuses.lines(section.blocks):
            self._place(placing.quoted(self._read(told, scope), block.text), Item(told, block), scope)
        rows = tables.rows(section.blocks) if scope.refusal is None else ()
        return [*found, *(piece for row in rows for piece in self._row(row, scope))]

    def _row(self, row: tables.Row, scope: Scope) -> list[Piece]:
        """Pieces of a table row: an indication or a drug, and the criteria under which it is covered."""
        drugs = find_drugs(row.name, scope.extra)
        if drugs:
            inner = replace(scope, drugs=drugs)
            found = self._siblings(row.items, inner, "")
            self._place(placing.of_row(row.name, inner) if found else (), Item(row.name, row.block), inner)
            return found
        named = scopes.uses_of_title(row.name) if scope.drugs else ()
        if not named:
            return []
        inner = replace(scope, indications=named)
        found = self._siblings(row.items, inner, "")
        if found or named != ("all_other",):
            self._place(placing.of_row(row.name, inner), Item(row.name, row.block), inner)
        return found

    def _siblings(self, items: tuple[Item, ...], scope: Scope, header: str) -> list[Piece]:
        """Pieces of items side by side."""
        return [piece for mine in self._each(items, scope, header) for piece in mine]

    def _each(self, items: tuple[Item, ...], scope: Scope, header: str) -> list[list[Piece]]:
        """Pieces of every one of several items; a bare title holds for the items after it."""
        outer = current = scope
        items = marked(items, header)
        are_rules = is_rule_list(items, scope, header)
        found: list[list[Piece]] = []
        titled: Scope | None = None
        for item in items:
            if titled is not None and placing.is_length(item):
                found.append(self._prose(item.text, item, titled))
                continue
            titled = scopes.narrow(current, item.text)[0] if item.children else titled
            only = scopes.only_for(item.text)
            if only and found:
                found[-1] = [restricted(piece, only) for piece in found[-1]]
                found.append([])
                continue
            mine, current = self._item(item, outer, current, header, are_rules)
            found.append(mine)
            opened = self._opened(item, scope)
            outer, current = (opened, opened) if opened is not None else (outer, current)
        return found

    def _item(
        self, item: Item, outer: Scope, scope: Scope, header: str, is_rule_list: bool
    ) -> tuple[list[Piece], Scope]:
        """Pieces of one item, and the scope for the items after it."""
        if scope.refusal is not None and placing.is_entry(item):
            own = self._read(item.text, scope)
            listed = refused_items(item, scope)
            is_own = any(said.scope == "residual" for said in own) or names_its_uses(own, listed)
            refused = own if is_own else listed
            self._place(refused, item, scope)
            barred = None if refused or item.children else leaves.barred(item.text, item.block, scope)
            return pieces(scope, barred), scope
        refusal = refusal_of_header(item, scope)
        if refusal is not None and not (may_state(item, scope) and self._read(item.text, scope)):
            return self._siblings(item.children, replace(scope, refusal=refusal), item.text), scope
        narrowed, rest = scopes.narrow(scope, item.text)
        if narrowed is scope and (named := placing.titled_item(item)):
            narrowed, rest = replace(scope, indications=in_full(named[:1], self.short)), named[1]
        if narrowed is not scope:
            self._entitle(item, narrowed, scope)
            if narrowed.phase != scope.phase and narrowed.indications == scope.indications:
                narrowed = replace(narrowed, indications=outer.indications)
            narrowed = self._lent(narrowed)
            is_bare = not item.children and not re.search(r"[A-Za-z0-9]", rest)
            return self._titled(item, narrowed, rest), narrowed if is_bare else scope
        if item.children:
            return self._header(item, scope), self._after(item, scope)
        if item.is_listed:
            return self._listed(item, scope, header, is_rule_list), scope
        return self._prose(item.text, item, scope), self._after(item, scope)

    def _lent(self, scope: Scope) -> Scope:
        """A phase without a drug continues what the section said last that it covers."""
        last = self.placed[-1] if self.placed else None
        is_own = last is not None and last.scope.section == scope.section and not scope.drugs
        if last is None or not is_own or last.statement.stance != "covered_with_criteria":
            return scope
        uses = tuple(code for code in last.statement.indications if code != "any")
        return replace(scope, drugs=(last.statement.drug,), indications=scope.indications or uses)

    def _opened(self, item: Item, scope: Scope) -> Scope | None:
        """The scope after a paragraph that announces what follows it: "... for X when all of these are met:".

        Any other position outside a list ends what was announced before it.
        """
        if item.children or item.is_listed:
            return None
        statements = self._read(item.text, scope)
        if not statements:
            return None
        named = tuple(
            s for s in statements if s.stance == "covered_with_criteria" and s.indications != ("any",)
        )
        is_open = bool(named) and item.text.rstrip().endswith(":")
        return below_statement(scope, named) if is_open else scope

    def _after(self, item: Item, scope: Scope) -> Scope:
        """A refusal that ends in a list goes on to hold for list items that follow it."""
        mine = [
            placed for placed in self.placed if placed.evidence.quote and placed.evidence.quote in item.text
        ]
        refusals = [
            p.statement for p in mine if p.statement.stance in ("investigational", "not_medically_necessary")
        ]
        if scope.kind == "limitations" and refusals:
            return replace(scope, refusal=refusals[-1])
        return scope

    def _entitle(self, item: Item, scope: Scope, outer: Scope) -> None:
        """Remember the line that names an indication: it is the evidence for what stands below it."""
        for indication in scope.indications if scope.indications != outer.indications else ():
            for drug in scope.drugs:
                place = leaves.evidence_of(item.block, item.text, scope)
                self.titles.setdefault((drug, indication), place)

    def _titled(self, item: Item, scope: Scope, rest: str) -> list[Piece]:
        lead = item.text.rstrip().removesuffix(rest)
        own = self._prose(rest, item, scope, is_rule=True, lead=lead) if rest else []
        return own + self._children(item, scope)

    def _children(self, item: Item, scope: Scope) -> list[Piece]:
        """Children bound by the header's words, by their connectives, or all."""
        key = _key(scope)
        here: list[tuple[Node, ...]] = []  # of each child
        rest: list[Piece] = []
        for mine in self._each(item.children, scope, item.text):
            own = [piece for piece in mine if _key(piece.scope) == key and not piece.is_apart]
            rest += [piece for piece in mine if piece not in own]
            here.append(tuple(piece.node for piece in own))
        if not any(here):
            return rest
        return [Piece(scope, grouped(item, here)), *rest]

    def _header(self, item: Item, scope: Scope) -> list[Piece]:
        """A line that announces a list: a position, a choice, or a criterion with parts."""
        statements = self._read(item.text, scope) if may_state(item, scope) else ()
        refusals = [s for s in statements if s.stance in ("investigational", "not_medically_necessary")]
        if refusals and not placing.is_condition_list(item.text):
            return self._refused(item, scope, statements, refusals)
        if statements and placing.is_use_list(item.text):
            below = self._uses(item.children, below_statement(scope, statements), statements[0])
            if below is not None:
                return below
        self._place(statements, item, scope)
        if statements:
            return self._under_statement(item, below_statement(scope, statements), statements)
        chosen = choice(item, scope)
        if chosen is not None:
            return [*pieces(scope, chosen), *self._siblings(plain(item), scope, "")]
        own = leaves.line(item.text, item.block, scope)
        kept = pieces(scope, own) if item.is_listed else apart_only(scope, own)
        return [*kept, *self._children(item, scope)]

    def _refused(
        self, item: Item, scope: Scope, statements: tuple[Statement, ...], refusals: list[Statement]
    ) -> list[Piece]:
        """A refusal of all that its list names; it stands for itself only where the list names nothing."""
        drugs = tuple(dict.fromkeys(s.drug for s in refusals))
        inner = replace(scope, refusal=refusals[-1], drugs=drugs, is_use_list=placing.is_use_list(item.text))
        outer, self.placed = self.placed, []
        found = self._siblings(item.children, inner, item.text)
        below, self.placed = self.placed, outer
        is_named = any(placed.statement.indications for placed in below)
        bare = tuple(s for s in statements if s.indications or not is_named)
        self._place(bare, item, scope)
        self.placed.extend(below)
        return found

    def _uses(self, items: tuple[Item, ...], scope: Scope, statement: Statement) -> list[Piece] | None:
        """Pieces below the items of a favourable list of uses; None where the items name no use."""
        inner, found = replace(scope, refusal=statement, is_use_list=True), list[Piece]()
        uses = [refused_items(replace(item, children=()), inner) if item.is_listed else [] for item in items]
        if sum(map(bool, uses)) * 2 <= sum(item.is_listed for item in items):
            return None  # a list of rules, some of which name a use
        for item, named in zip(items, uses, strict=True):
            self._place(named, item, scope)
            own = replace(scope, indications=named[0].indications) if named else scope
            listed = tuple(child for child in item.children if child.is_listed)
            found.extend(self._uses(listed, own, statement) or [])
            rest = tuple(child for child in item.children if not child.is_listed)
            found.extend(self._siblings(rest, own, item.text) if named else [])
        return found

    def _under_statement(self, item: Item, scope: Scope, statements: tuple[Statement, ...]) -> list[Piece]:
        if placing.names_indications(item.text):
            shared = replace(scope, refusal=statements[0])
            uses = [refused_items(child, shared) for child in item.children]
            named = [statement for own in uses for statement in own]
            if sum(map(bool, uses)) * 2 > len(uses):  # else the list gives rules, some of which name a use
                self._place(named, item, scope)
                return []
        own = leaves.line(item.text, item.block, scope)
        adults = [leaf for leaf in leaves.leaves_of(own) if leaf.type in _OF_STATEMENT] if own else []
        kept = [*(Piece(scope, leaf, True) for leaf in adults), *apart_only(scope, own)]
        return [*kept, *self._children(item, scope)]

    def _listed(self, item: Item, scope: Scope, header: str, is_rule_list: bool) -> list[Piece]:
        if placing.may_stand(item, scope, header) and placing.names(self._read(item.text, scope)):
            return self._prose(item.text, item, scope)
        node = leaves.line(item.text, item.block, scope, header)
        if node is None and scopes.bars(header or scope.section):
            node = leaves.barred(item.text, item.block, scope, is_of_none=binds_none(header))
        if node is None:
            statements = self._read(item.text, scope) if may_state(item, scope) else ()
            self._place(statements, item, scope)
            if statements or not is_rule_list or placing.is_product(item.text, scope):
                return []
            node = leaves.other(item.text, item.block, scope)
        return pieces(scope, node)

    def _prose(
        self, text: str, item: Item, scope: Scope, is_rule: bool = False, lead: str = ""
    ) -> list[Piece]:
        """Sentences outside a list: positions, and only criteria that a family knows."""
        found: list[Piece] = []
        for sentence in stance.sentences(text):
            inner, rest = scopes.narrow(scope, sentence)
            statements = self._read(sentence, scope)
            self._place(statements, item, inner)
            if any(s.stance not in ("covered", "covered_with_criteria") for s in statements):
                continue
            is_modal = _MODAL.search(sentence) or bars_persons(sentence)
            if not (statements or is_rule or scope.kind in LIST_KINDS or is_modal):
                continue
            named = tuple(s for s in statements if s.indications not in ((), ("any",)))
            inner = below_statement(inner, named) if named else inner
            spoken = tuple(dict.fromkeys(statement.drug for statement in statements))
            inner = replace(inner, drugs=spoken or inner.drugs)
            title = sentence.rstrip().removesuffix(rest) if rest else ""
            node = leaves.line(rest or sentence, item.block, inner, title or lead)
            found.extend(pieces(inner, node, is_apart=True))
        return found

    def _read(self, text: str, scope: Scope) -> tuple[Statement, ...]:
        if bars_persons(text):
            return ()
        found = stance.read(text, Context(scope.drugs, scope.indications, scope.phase, scope.extra))
        return tuple(replace(s, indications=in_full(s.indications, self.short)) for s in found)

    def _place(self, statements: Iterable[Statement], item: Item, scope: Scope) -> None:
        for statement in statements:
            self.placed.append(
                Placed(statement, scope, leaves.evidence_of(item.block, statement.quote, scope))
            )


def _key(scope: Scope) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    return scope.drugs, scope.indications, scope.phase
