"""A row of a payer's history cut into what it says was done: one clause per thing done.

Bullets and sentences first, then the parts of a sentence that have a verb of their own. A title in front
("Depression: ...") goes with its sentence and with those after it, until the next title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.vocabulary import claim_words, indications
from extractors.wording.cues import Cues

_VERBS = claim_words.compiled(claim_words.VERBS)
_CUES = Cues({verb: verb[1:] for verb in _VERBS})
_SENTENCE = re.compile(
    r"\s*[•·▪●◦■‣]\s*|\n+|(?<=[^\W\d]{2}[.!?])\s+(?=[A-Z(\[\d])|(?<=[\d)%][.])\s+(?=[A-Z])"
)
_PART = re.compile(r"\s*;\s+|,?\s+(?:and|then|while|as well as|plus)\s+|,\s+|\s+[–—-]\s+|\s*/\s+")
_LABEL = re.compile(r"^(?P<label>[A-Z][^:.;]{2,120}):\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing done: the verb's kind, the clause, and the sentence and title it stands in."""

    verb: str
    text: str
    sentence: str
    label: str
    sentence_number: int


def find(text: str) -> Iterator[Clause]:
    """The clauses of a row that say that something was done, in order."""
    label = ""
    for number, sentence in enumerate(part for part in _SENTENCE.split(text) if part.strip(" .;,–-")):
        titled = _LABEL.match(sentence)
        if titled and verb_of(titled["label"]) is None:
            label = titled["label"] if indications.find(titled["label"]) else label
        for verb, clause in _parts(sentence):
            yield Clause(verb, clause, sentence, label, number)


def verb_of(text: str) -> str | None:
    """What a piece of text says was done: the first verb in it."""
    found = [(match.start(), kind) for kind, words in _CUES.may_say(text) if (match := words.search(text))]
    return min(found)[1] if found else None


def _parts(sentence: str) -> Iterator[tuple[str, str]]:
    """Parts with a verb of their own; a part without one goes on with the verb before or after it."""
    verb, start, before = None, 0, None
    for end, after in _cuts(sentence):
        here = verb_of(sentence[start:end])
        verb = here or verb
        if (_begins_clause(sentence[after:]) and here is not None) or end == len(sentence):
            if here or before:
                yield here or before or "change", sentence[start:end].strip(" ,;.")
            before, start = here or before, after


def _cuts(sentence: str) -> list[tuple[int, int]]:
    return [*((m.start(), m.end()) for m in _PART.finditer(sentence)), (len(sentence), len(sentence))]


def _begins_clause(rest: str) -> bool:
    """Whether what follows has a verb of its own before the next joint."""
    joint = _PART.search(rest)
    head = rest[: joint.start()] if joint else rest
    return verb_of(head) is not None
