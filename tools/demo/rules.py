"""What a fictional payer asks, before any layout: rules nested in rules, and rows of a history.

A layout decides labels, bullets and connectives; a rule knows only its sentence and its parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Logic = Literal["all", "any"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence without its final stop, and the parts it announces."""

    text: str
    items: tuple["Rule", ...] = ()
    logic: Logic = "all"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a history table."""

    date: str
    action: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A rule as one printed line: depth, position among its siblings, text with its connective."""

    depth: int
    position: int
    text: str
    note: str = ""
    between: str = ""  # a connective that stands on a line of its own after this line


def one_of(text: str, *items: str | Rule) -> Rule:
    """A rule met by any of its parts."""
    return Rule(text, tuple(_rule(item) for item in items), "any")


def all_of(text: str, *items: str | Rule) -> Rule:
    """A rule met by all of its parts together."""
    return Rule(text, tuple(_rule(item) for item in items), "all")


def rules(*items: str | Rule) -> tuple[Rule, ...]:
    """Sentences and rules in the order given."""
    return tuple(_rule(item) for item in items)


def _rule(item: str | Rule) -> Rule:
    return Rule(item) if isinstance(item, str) else item


def lines(
    items: tuple[Rule, ...], words: dict[Logic, str], *, logic: Logic = "all", depth: int = 0, tail: str = "."
) -> Iterator[Line]:
    """The rules as lines; a connective follows the last word of everything it binds."""
    for position, rule in enumerate(items):
        end = tail if position == len(items) - 1 else words[logic]
        if rule.items:
            yield Line(depth, position, rule.text, rule.note)
            yield from lines(rule.items, words, logic=rule.logic, depth=depth + 1, tail=end)
        else:
            yield Line(depth, position, rule.text + end, rule.note)


def lettered(position: int) -> str:
    """a, b, c."""
    return "abcdefghijklmnopqrstuvwxyz"[position]


def roman(position: int) -> str:
    """i, ii, iii."""
    return ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")[position]
