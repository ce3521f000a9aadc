"""Items of one rule section -> scoped criteria and coverage statements. Joins nothing across sections."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extractors import outline, stance
from extractors.assembly import leaves, scopes
from extractors.assembly.pieces import Piece, apart_only, is_more_than_length, pieces
from extractors.assembly.refusals import refusal_of_heading, refused_items
from extractors.assembly.scopes import Scope
from extractors.model import Evidence, Node
from extractors.outline import Item, logic
from extractors.sections import SectionText
from extractors.stance import Context, Statement
from extractors.vocabulary.mentions import find_mentions

_OF_STATEMENT = frozenset({"age_min", "age_max"})
_CONDITION_LIST = re.compile(r"\b(?:if|when|any of|criteria|who have|with any)\b", re.IGNORECASE)
_INDICATION_LIST = re.compile(
    r"\bfollowing\b[\w\s-]{0,30}\b(?:conditions?|indications?|diagnos[ie]s|uses?|disorders?)\b", re.IGNORECASE
)
_MODAL = re.compile(
    r"\b(?:must|should|required?|requires|approv\w+|(?:re-?)?authori[sz]\w+|renew\w+|limit\w*|will be|may be|"
    r"maximum|not exceed)\b",
    re.IGNORECASE,
)
_LIST_KINDS = frozenset({"criteria", "continuation", "quantity", "authorization"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the scope and the place it was read in."""

    statement: Statement
    scope: Scope
    evidence: Evidence


@dataclass(slots=True)
class Walk:
    """Reads one section; statements gather here, pieces are returned upwards."""

    placed: list[Placed] = field(default_factory=list)

    def section(self, section: SectionText, scope: Scope) -> list[Piece]:
        """Pieces of one section; its statements gather in `placed`."""
        scope = replace(scope, refusal=refusal_of_heading(section, scope))
        return self._siblings(outline.build(section.blocks), scope, "")

    def _siblings(self, items: tuple[Item, ...], scope: Scope, header: str) -> list[Piece]:
        """Pieces of items side by side; a bare title holds for the items after it."""
        outer = current = scope
        is_rule_list = self._is_rule_list(items, scope, header)
        found: list[list[Piece]] = []
        for item in items:
            only = scopes.only_for(item.text)
            if only and found:
                found[-1] = [self._restrict(piece, only) for piece in found[-1]]
                continue
            mine, current = self._item(item, outer, current, header, is_rule_list)
            found.append(mine)
            opened = self._opened(item, scope)
            outer, current = (opened, opened) if opened is not None else (outer, current)
        return [piece for mine in found for piece in mine]

    def _restrict(self, piece: Piece, only: tuple[str, ...]) -> Piece:
        return (
            piece if piece.scope.indications else replace(piece, scope=replace(piece.scope, indications=only))
        )

    def _is_rule_list(self, items: tuple[Item, ...], scope: Scope, header: str) -> bool:
        if scope.kind in _LIST_KINDS or (header and logic.quantifier(header) is not None):
            return True
        listed = [item for item in items if item.is_listed and not item.children]
        known = sum(leaves.line(item.text, item.block, scope, header) is not None for item in listed)
        return known > 0 and known * 3 >= len(listed)

    def _item(
        self, item: Item, outer: Scope, scope: Scope, header: str, is_rule_list: bool
    ) -> tuple[list[Piece], Scope]:
        """Pieces of one item, and the scope for the items after it."""
        if scope.refusal is not None and item.is_listed:
            self._place(refused_items(item, scope), item, scope)
            return [], scope
        narrowed, rest = scopes.narrow(scope, item.text)
        if narrowed is scope and (named := self._free_indication(item)):
            narrowed, rest = replace(scope, indications=named[:1]), named[1]
        if narrowed is not scope:
            if narrowed.phase != scope.phase and narrowed.indications == scope.indications:
                narrowed = replace(narrowed, indications=outer.indications)
            is_bare = not item.children and not re.search(r"[A-Za-z0-9]", rest)
            return self._titled(item, narrowed, rest), narrowed if is_bare else scope
        if item.children:
            return self._header(item, scope), self._after(item, scope)
        if item.is_listed:
            return self._listed(item, scope, header, is_rule_list), scope
        return self._prose(item.text, item, scope), self._after(item, scope)

    def _free_indication(self, item: Item) -> tuple[str, str] | None:
        """The indication that a line names in words of its own, and the rest of the line."""
        named = scopes.titled(item.text)
        if named is None:
            return None
        has_phases = any(scopes.narrow(Scope(), child.text)[0].phase for child in item.children[:2])
        return named if scopes.is_instruction(named[1]) or (has_phases and not named[1]) else None

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
        return _below_statement(scope, named) if is_open else scope

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

    def _titled(self, item: Item, scope: Scope, rest: str) -> list[Piece]:
        lead = item.text.rstrip().removesuffix(rest)
        own = self._prose(rest, item, scope, is_rule=True, lead=lead) if rest else []
        return own + self._children(item, scope)

    def _children(self, item: Item, scope: Scope) -> list[Piece]:
        """Children bound by the header's words, by their connectives, or all."""
        below = self._siblings(item.children, scope, item.text)
        here = [piece for piece in below if _key(piece.scope) == _key(scope) and not piece.is_apart]
        rest = [piece for piece in below if piece not in here]
        if not here:
            return rest
        bound = _logic(item)
        node = leaves.group(bound.logic, tuple(piece.node for piece in here), bound.n, bound.flags)
        return [Piece(scope, node), *rest]

    def _header(self, item: Item, scope: Scope) -> list[Piece]:
        """A line that announces a list: a position, a choice, or a criterion with parts."""
        statements = self._read(item.text, scope) if _may_state(item, scope) else ()
        refusals = [s for s in statements if s.stance in ("investigational", "not_medically_necessary")]
        if refusals and not _CONDITION_LIST.search(item.text[-120:]):
            self._place(statements, item, scope)
            inner = replace(scope, refusal=refusals[-1], drugs=tuple(s.drug for s in refusals))
            return self._siblings(item.children, inner, item.text)
        self._place(statements, item, scope)
        if statements:
            return self._under_statement(item, _below_statement(scope, statements), statements)
        choice = self._choice(item, scope)
        if choice is not None:
            return pieces(scope, choice)
        own = leaves.line(item.text, item.block, scope)
        kept = pieces(scope, own) if item.is_listed else apart_only(scope, own)
        return [*kept, *self._children(item, scope)]

    def _under_statement(self, item: Item, scope: Scope, statements: tuple[Statement, ...]) -> list[Piece]:
        if _INDICATION_LIST.search(item.text) and not logic.quantifier(item.text.split("following")[0]):
            named = refused_items_of(item.children, scope, statements[0])
            if named:
                self._place(named, item, scope)
                return []
        own = leaves.line(item.text, item.block, scope)
        adults = [leaf for leaf in leaves.leaves_of(own) if leaf.type in _OF_STATEMENT] if own else []
        kept = [*(Piece(scope, leaf, True) for leaf in adults), *apart_only(scope, own)]
        return [*kept, *self._children(item, scope)]

    def _choice(self, item: Item, scope: Scope) -> Node | None:
        """A header "two of the following: SSRI, SNRI": one criterion whose choices stand below it."""
        if any(child.children for child in item.children) or len(item.children) > 20:
            return None
        alone = sum(
            leaves.line(child.text, child.block, scope, item.text) is not None for child in item.children
        )
        if alone * 2 > len(item.children):
            return None
        word = " and " if _logic(item).logic == "all" else " or "
        texts = [child.text.rstrip(" .;,") for child in item.children]
        joined = f"{item.text} {', '.join(texts[:-1])}{word if len(texts) > 1 else ''}{texts[-1]}"
        node = leaves.line(joined, item.block, scope)
        return node if is_more_than_length(node) else None

    def _listed(self, item: Item, scope: Scope, header: str, is_rule_list: bool) -> list[Piece]:
        node = leaves.line(item.text, item.block, scope, header)
        if node is None:
            statements = self._read(item.text, scope) if _may_state(item, scope) else ()
            self._place(statements, item, scope)
            if statements or not is_rule_list:
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
            if not (statements or is_rule or scope.kind in _LIST_KINDS or _MODAL.search(sentence)):
                continue
            title = sentence.rstrip().removesuffix(rest) if rest else ""
            node = leaves.line(rest or sentence, item.block, inner, title or lead)
            found.extend(pieces(inner, node, is_apart=True))
        return found

    def _read(self, text: str, scope: Scope) -> tuple[Statement, ...]:
        return stance.read(text, Context(scope.drugs, scope.indications, scope.phase, scope.extra))

    def _place(self, statements: Iterable[Statement], item: Item, scope: Scope) -> None:
        for statement in statements:
            self.placed.append(
                Placed(statement, scope, leaves.evidence_of(item.block, statement.quote, scope))
            )


@dataclass(frozen=True, slots=True)
class _Bound:
    logic: str
    n: int | None
    flags: tuple[str, ...]


def _logic(item: Item) -> _Bound:
    """Header first, then connectives, then all; disagreement is kept as a flag."""
    printed = logic.quantifier(item.text)
    told, is_mixed = logic.from_connectives(tuple(child.connective for child in item.children))
    flags = ("ambiguous",) if is_mixed and printed is None else ()
    if printed is not None:
        clash = told is not None and told != printed.logic and printed.logic in ("all", "any")
        return _Bound(printed.logic, printed.n, (*flags, "logic_conflict") if clash else flags)
    return _Bound(told or "all", None, flags)


def _key(scope: Scope) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    return scope.drugs, scope.indications, scope.phase


def _may_state(item: Item, scope: Scope) -> bool:
    """A list item states a position only when it names its drug; plain text may lean on its section."""
    return not item.is_listed or bool(find_mentions(item.text, scope.extra).drugs)


def _below_statement(scope: Scope, statements: tuple[Statement, ...]) -> Scope:
    headline = [s for s in statements if s.scope == "headline"] or list(statements)
    drugs = tuple(dict.fromkeys(s.drug for s in headline))
    indications = next((s.indications for s in headline if s.indications and s.indications != ("any",)), ())
    phase = next((s.phase for s in headline if s.phase), None)
    return replace(
        scope, drugs=drugs, indications=indications or scope.indications, phase=phase or scope.phase
    )


def refused_items_of(items: tuple[Item, ...], scope: Scope, statement: Statement) -> list[Statement]:
    """The statement repeated for the indications that a list names one by one."""
    inner = replace(scope, refusal=statement)
    return [named for item in items for named in refused_items(item, inner)]
