"""Finding the terms of a table in a text: longest first, whole words, each place once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


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
        self._by_word: dict[str, list[_Spelling]] = {}
        self._by_start: list[tuple[str, _Spelling]] = []
        for spelling, code in sorted(spellings, key=lambda item: len(item[0]), reverse=True):
            self._keep(spelling, _Spelling(code, len(spelling), re.compile(_pattern(spelling))))

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
        found: list[Mention] = []
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            mention = self._at(text, word.start(), word.group().lower())
            if mention is not None:
                found.append(mention)
                end = mention.end
        return tuple(found)

    def _at(self, text: str, start: int, word: str) -> Mention | None:
        known = self._by_word.get(word, [])
        open_ended = [spelling for begin, spelling in self._by_start if word.startswith(begin)]
        if open_ended:
            known = sorted([*known, *open_ended], key=lambda spelling: -spelling.length)
        for spelling in known:
            match = spelling.pattern.match(text, start)
            if match is not None:
                return Mention(spelling.code, start, match.end())
        return None

    def codes(self, text: str) -> tuple[str, ...]:
        """The codes mentioned, each once, in the order of the text."""
        return tuple(dict.fromkeys(mention.code for mention in self.find(text)))


@dataclass(frozen=True, slots=True)
class _Spelling:
    code: str
    length: int
    pattern: re.Pattern[str]


def _is_abbreviation(spelling: str) -> bool:
    return len(spelling) <= 5 and spelling.isupper()


def _pattern(spelling: str) -> str:
    words = [re.escape(word) for word in re.split(r"[ -]", spelling.rstrip("*"))]
    body = r"[\s\-‐‑–/]{1,3}".join(words)
    case = "" if _is_abbreviation(spelling) else "i"
    end = r"\w{0,12}" if spelling.endswith("*") else r"(?!\w)"
    return f"(?<!\\w)(?{case}:{body}){end}"
