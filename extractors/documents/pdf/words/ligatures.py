"""Words that lost a ligature: a font without a map for "ffi" leaves a hole in "efficacy".

Only words that policies use are mended, and only where no other word could be meant.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extractors.documents.pdf.words import Word, union

_WORDS = """
affect affected affects affiliate affiliated affiliates beneficial beneficiaries beneficiary benefit benefits
certificate certification certified clarification clarified classification classifications classified
coefficient conflict conflicts confirm confirmation confirmed confirming confirms deficiencies deficiency
deficient deficit deficits define defined defines definite definition definitions definitive differ difference
differences different difficult difficulties difficulty disqualified effect effective effectively
effectiveness effects efficacious efficacy efficient efficiently effort efforts fibromyalgia field fields
fifteen fifth fifty file filed files fill filled finalized financial finding findings fluoxetine
fluvoxamine identification identified identifies identify influence inflammation inflammatory influenza
insufficient insufficiency justification justified modification modifications modified modifier modifiers
notification notifications notified off-label office officer offices official profile profiles
proficiency qualification qualifications qualified qualifies qualify reaffirmed refill refills reflect
reflected reflects satisfied satisfies satisfy scientific significance significant significantly specific
specifically specification specifications specificity specified specifies specify staff stratified
suffer suffering sufficient sufficiently traffic unspecified verification verified verifies verify
ineffective ineffectiveness inflation flexible flow flush
"""
_LIGATURES = ("ffi", "ffl", "ff", "fi", "fl")
_HOLE = " "
_UNKNOWN = "\ufffd"
_WHOLE = 6  # letters: what is left of a shorter word could be another word
_REACH = 1.3  # of the letter size: the hole of a ligature is no wider
_LONGEST = 64  # characters of a word and the marks around it
_EDGES = re.compile(r"([(\[“\"'/-]{0,3})([A-Za-z-]{1,24})([)\].,;:”\"'/]{0,4})")


def _broken(word: str) -> Iterator[tuple[str, str]]:
    """The word with each of its ligatures taken out, with a hole and without; the longest at a place."""
    taken: set[int] = set()
    for ligature in _LIGATURES:
        for match in re.finditer(ligature, word):
            places = set(range(match.start(), match.end()))
            if not places & taken:
                taken |= places
                head, tail = word[: match.start()], word[match.end() :]
                yield f"{head}{_HOLE}{tail}", word
                if head and len(head + tail) >= _WHOLE - 1:
                    yield head + tail, word


_OTHER_WORDS = frozenset({"species", "rearmed"})
_WHOLE_WORDS = dict(pair for word in _WORDS.split() for pair in _broken(word) if pair[0] not in _OTHER_WORDS)
_CLOSING = ")].,;:”\"'/"
_TAILS = frozenset(key.partition(_HOLE)[2] for key in _WHOLE_WORDS if _HOLE in key)
_WITHOUT_HEAD = frozenset({"rst", "ndings", "bromyalgia", "uoxetine", "uvoxamine", "nalized", "nancial"})
_FIRST = {tail: f"{'fl' if tail.startswith('u') else 'fi'}{tail}" for tail in _WITHOUT_HEAD}


def joined(row: Iterable[Word]) -> Iterator[Word]:
    """The words of a line, left to right; the parts of a word around a hole are one word again."""
    before: Word | None = None
    for word in row:
        whole = _around_hole(before, word) if before is not None else None
        if before is not None and whole is not None:
            before = before._replace(text=whole, box=union((before.box, word.box)))
            continue
        if before is not None:
            yield before
        before = _filled(word)
    if before is not None:
        yield before


def _around_hole(before: Word, word: Word) -> str | None:
    if word.text.rstrip(_CLOSING).lower() not in _TAILS:
        return None
    if word.box.x0 - before.box.x1 > _REACH * word.size or before.is_struck != word.is_struck:
        return None
    return _mended(f"{before.text}{_HOLE}{word.text}")


def _mended(printed: str) -> str | None:
    head, _, tail = printed.partition(_HOLE)
    left, right = _EDGES.fullmatch(head), _EDGES.fullmatch(tail)
    if left is None or right is None or left[3] or right[1]:
        return None
    whole = _WHOLE_WORDS.get(f"{left[2]}{_HOLE}{right[2]}".lower())
    return f"{left[1]}{_cased(whole, left[2])}{right[3]}" if whole else None


def _filled(word: Word) -> Word:
    """The word with a ligature that left no hole, or that stood at its beginning."""
    whole = _whole(word.text) if len(word.text) <= _LONGEST else None
    return word._replace(text=whole) if whole else word


@lru_cache(maxsize=8192)
def _whole(text: str) -> str | None:
    if _UNKNOWN in text:
        return _mended(text.replace(_UNKNOWN, _HOLE, 1))
    match = _EDGES.fullmatch(text)
    lower = match[2].lower() if match else ""
    whole = _FIRST.get(lower) or _WHOLE_WORDS.get(lower)
    return f"{match[1]}{_cased(whole, match[2])}{match[3]}" if match and whole else None


def _cased(whole: str, printed: str) -> str:
    if printed.isupper() and len(printed) > 1:
        return whole.upper()
    return whole.capitalize() if printed[:1].isupper() else whole
