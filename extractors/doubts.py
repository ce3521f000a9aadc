"""Doubt that a whole document casts on its facts: signs lost in print, letters for digits, pictures of text.

Runs last and changes no fact: it adds flags, lowers confidence and warns.
"""

import re
from dataclasses import replace

from extractors import codes
from extractors.model import Criteria, Document, Group, Leaf, Node, PolicyFacts, Position

_OCR = "ocr"
_OCR_TRUST = 0.8  # of the confidence that the same words have in a text layer
_SUSPECT_AT_MOST = 0.6
_BOUNDS = frozenset({"age_min", "age_max", "severity_scale_min"})
_SCALE = r"PHQ-?9|MADRS|HAM-?D(?:-?17|-?24)?|HDRS|HRSD|BDI(?:-?II)?|QIDS(?:-SR)?(?:-?16)?|GAD-?7"
_LOST = re.compile(
    rf"\b(?:ages?|aged|(?:{_SCALE})(?:\s(?:total\s)?score)?|score)\s{{1,3}}\d{{1,3}}(?![\d.]?\d|[-/–]|\s?[-–]\s?\d)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"[≥≤<>=+]|\b(?:least|older|more|greater|higher|above|over|minimum|exceed\w*|less|below|under|younger|lower|"
    r"up\sto|between|through|adults?|of\sage)\b",
    re.IGNORECASE,
)


def marked(found: PolicyFacts, document: Document) -> PolicyFacts:
    """The facts with what is doubtful about the document they were read from."""
    pages = frozenset(warning.page for warning in document.warnings if warning.kind == _OCR)
    return replace(
        found,
        positions=tuple(_position(position, pages) for position in found.positions),
        criteria=tuple(_criteria(criteria, pages) for criteria in found.criteria),
        warnings=(*found.warnings, *dict.fromkeys(codes.misread(found.codes))),
    )


def _position(position: Position, pages: frozenset[int | None]) -> Position:
    if position.evidence.page not in pages:
        return position
    trust = round(position.confidence * _OCR_TRUST, 2)
    return replace(position, confidence=trust, flags=(*position.flags, _OCR))


def _criteria(criteria: Criteria, pages: frozenset[int | None]) -> Criteria:
    tree = _node(criteria.tree, pages)
    return criteria if tree is criteria.tree else replace(criteria, tree=tree)


def _node(node: Node, pages: frozenset[int | None]) -> Node:
    if isinstance(node, Group):
        items = tuple(_node(item, pages) for item in node.items)
        is_same = all(new is old for new, old in zip(items, node.items, strict=True))
        return node if is_same else replace(node, items=items)
    return _leaf(node, pages)


def _leaf(leaf: Leaf, pages: frozenset[int | None]) -> Leaf:
    flags, trust = leaf.flags, leaf.confidence
    if leaf.evidence.page in pages:
        flags, trust = (*flags, _OCR), round(trust * _OCR_TRUST, 2)
    if _has_lost_a_sign(leaf):
        flags, trust = tuple(dict.fromkeys((*flags, "suspect"))), min(trust, _SUSPECT_AT_MOST)
    return leaf if flags == leaf.flags else replace(leaf, flags=flags, confidence=trust)


def _has_lost_a_sign(leaf: Leaf) -> bool:
    """A bound without any word or sign that says whether it is the lowest or the highest."""
    quote = leaf.evidence.quote
    return leaf.type in _BOUNDS and bool(_LOST.search(quote)) and not _COMPARED.search(quote)
