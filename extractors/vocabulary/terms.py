"""Finding the terms of a table in a text: longest first, whole words, each place once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\w+")
_KEPT = 4096  # words of which it is remembered what they begin


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
    """A table of terms that can be looked for in a text.

    Spellings are kept by their first word, so that a word of the text is compared with the few
    spellings that begin with it and not with the whole table.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        spellings = [(spelling, term.code) for term in self.terms for spelling in term.spellings]
        self._begun_by = lru_cache(maxsize=_KEPT)(self._beginning_with)
        self._by_word: dict[str, list[_Spelling]] = {}
        self._by_start: list[tuple[str, _Spelling]] = []
        self.patterns: list[re.Pattern[str]] = []  # of which one matches wherever a term is mentioned
        for spelling, code in sorted(spellings, key=lambda item: len(item[0]), reverse=True):
            self.patterns.append(re.compile(_pattern(spelling)))
            self._keep(spelling, _Spelling(code, len(spelling), self.patterns[-1]))

    def _keep(self, spelling: str, known: "_Spelling") -> None:
        first = _WORD.match(spelling.lower())
        if first is None:
            raise ValueError(f"{spelling!r} does not begin with a letter or digit")
        if spelling.endswith("*") and first.end() == len(spelling) - 1:
            self._by_start.append((first.group(), known))
        else:
            self._by_word.setdefault(first.group(), []).append(known)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Mentions from left to right; where spellings overlap the longest one counts."""
        if not any(map(self._begun_by, _WORD.findall(text))):
            return ()
        found: list[Mention] = []
        end = 0
        for word in _WORD.finditer(text):
            begun = self._begun_by(word.group())
            if begun and word.start() >= end:
                mention = _at(text, word.start(), begun)
                if mention is not None:
                    found.append(mention)
                    end = mention.end
        return tuple(found)

    def _beginning_with(self, word: str) -> "tuple[_Spelling, ...]":
        """The spellings that a word may begin, longest first."""
        lower = word.lower()
        open_ended = [spelling for begin, spelling in self._by_start if lower.startswith(begin)]
        known = [*self._by_word.get(lower, []), *open_ended]
        return tuple(sorted(known, key=lambda spelling: -spelling.length)) if open_ended else tuple(known)

    def codes(self, text: str) -> tuple[str, ...]:
        """The codes mentioned, each once, in the order of the text."""
        return tuple(dict.fromkeys(mention.code for mention in self.find(text)))


@dataclass(frozen=True, slots=True)
class _Spelling:
    code: str
    length: int
    pattern: re.Pattern[str]


def _at(text: str, start: int, begun: "tuple[_Spelling, ...]") -> Mention | None:
    for spelling in begun:
        match = spelling.pattern.match(text, start)
        if match is not None:
            return Mention(spelling.code, start, match.end())
    return None


def _is_abbreviation(spelling: str) -> bool:
    return len(spelling) <= 5 and spelling.isupper()


def _pattern(spelling: str) -> str:
    words = [re.escape(word) for word in re.split(r"[ -]", spelling.rstrip("*"))]
    body = r"[\s\-‐‑–/]{1,3}".join(words)
    case = "" if _is_abbreviation(spelling) else "i"
    end = r"\w{0,12}" if spelling.endswith("*") else r"(?!\w)"
    return f"(?<!\\w)(?{case}:{body}){end}"
