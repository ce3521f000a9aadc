"""When a gold phrase and an extracted code or phrase mean the same. Pure.

Lenient in words: first letters count, fillers do not, half of the words are enough. Strict in numbers:
every number of the gold phrase must stand in the other one too.
"""

import re
from collections.abc import Iterable

from extractors.vocabulary import drugs, indications, scales, specialties
from flows.evaluate.gold import names

_FILLER = {"the", "of", "or", "and", "a", "an", "in", "with", "for", "to", "any", "other", "by", "per"}
_KINDS = {"syndr", "disea", "disor", "condi", "chron", "acute", "cance", "indic"}
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        start=1,
    )
}
_ENOUGH = 0.5
_STEM = 5  # letters that tell "supplier" from "support" and take it with "supply"
_WORD = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_RESIDUAL = re.compile(r"\b(?:other|all other|any other)\b", re.IGNORECASE)


def same_drug(phrase: str, code: str) -> bool:
    """Whether a gold phrase names the drug of a code."""
    if phrase.lower() in ("any", code.lower()):
        return True
    wanted = {name.lower() for name in names(phrase)}
    known = {mention.code for name in names(phrase) for mention in drugs.find(name)}
    return code in known or code.lower().replace("_", " ") in wanted or code.lower() in wanted


def same_indication(phrase: str, code: str) -> bool:
    """Whether a gold phrase names the indication of a code."""
    if phrase.lower() == code.lower() or {phrase.lower(), code} <= {"any", "any reason"}:
        return True
    if code in ("all_other", "off_label_any"):
        return bool(_RESIDUAL.search(phrase))
    known = {mention.code for mention in indications.find(phrase)}
    if code in known:
        return True
    return not known and same_numbers(phrase, code) and overlap(phrase, code, _KINDS) >= _ENOUGH


def same_words(want: str, have: str) -> bool:
    """Whether two phrases name one thing: a code in common, or half of the words and all numbers."""
    if _codes(want) & _codes(have):
        return True
    return same_numbers(want, have) and overlap(want, have) >= _ENOUGH


def same_numbers(want: str, have: str) -> bool:
    """Whether every number of the gold phrase stands in the other one, as digits or as a word."""
    return numbers(want) <= numbers(have)


def numbers(text: str) -> set[str]:
    """The numbers of a text; "two" is 2, and 1,000 is 1000."""
    plain = text.lower().replace("_", " ")
    digits = {number.replace(",", "") for number in _NUMBER.findall(plain)}
    return digits | {_NUMBERS[word] for word in _WORD.findall(plain) if word in _NUMBERS}


def overlap(one: str, other: str, but: Iterable[str] = ()) -> float:
    """Share of the words of the shorter text that the longer one has too (by their first letters)."""
    ours, theirs = _stems(one).difference(but), _stems(other).difference(but)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def _codes(text: str) -> set[str]:
    plain = text.replace("_", " ")
    found = {text.lower(), *(mention.code for mention in specialties.find(plain))}
    found |= {mention.code for mention in indications.find(plain)}
    return found | {mention.code for mention in scales.find(plain)}


def _stems(text: str) -> set[str]:
    return {
        word[:_STEM]
        for word in _WORD.findall(text.lower().replace("_", " "))
        if word not in _FILLER and word not in _NUMBERS
    }
