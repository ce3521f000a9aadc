"""Finding the terms of a table in a text: longest first, whole words, each place once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Mention:
    """A term of a vocabulary at a place in a text."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A code with its spellings. A space in a spelling matches any space or hyphen.

    Spellings in capitals with up to five letters (abbreviations) match as written; all others
    match in any case. A trailing `*` lets the last word go on.
    """

    code: str
    spellings: tuple[str, ...]


class Vocabulary:
    """A table of terms that can be looked for in a text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._codes: Mapping[str, str] = {
            _key(spelling): term.code for term in self.terms for spelling in term.spellings
        }
        spellings = sorted((s for term in self.terms for s in term.spellings), key=len, reverse=True)
        self._pattern = re.compile("|".join(f"({_pattern(s)})" for s in spellings)) if spellings else None
        self._order = tuple(spellings)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Mentions from left to right; where spellings overlap the longest one counts."""
        if self._pattern is None:
            return ()
        return tuple(
            Mention(self._codes[_key(self._order[(match.lastindex or 1) - 1])], match.start(), match.end())
            for match in self._pattern.finditer(text)
        )

    def codes(self, text: str) -> tuple[str, ...]:
        """The codes mentioned, each once, in the order of the text."""
        return tuple(dict.fromkeys(mention.code for mention in self.find(text)))


@cache
def _key(spelling: str) -> str:
    return spelling if _is_abbreviation(spelling) else spelling.lower()


def _is_abbreviation(spelling: str) -> bool:
    return len(spelling) <= 5 and spelling.isupper()


def _pattern(spelling: str) -> str:
    words = [re.escape(word) for word in re.split(r"[ -]", spelling.rstrip("*"))]
    body = r"[\s\-‐‑–/]{1,3}".join(words)
    case = "" if _is_abbreviation(spelling) else "i"
    end = r"\w{0,12}" if spelling.endswith("*") else r"(?!\w)"
    return f"(?<!\\w)(?{case}:{body}){end}"
