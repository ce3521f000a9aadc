"""Sentences made of the words of the field, by strategies of Hypothesis, and the signs that nobody sees."""

from hypothesis import strategies as st

from extractors.vocabulary.antidepressants import AUGMENTERS, GROUPS
from extractors.vocabulary.conditions import CONDITIONS
from extractors.vocabulary.drugs import DRUGS
from extractors.vocabulary.headings import HEADINGS
from extractors.vocabulary.icd10 import BILLABLE
from extractors.vocabulary.indications import INDICATIONS
from extractors.vocabulary.lines_of_business import LINES
from extractors.vocabulary.papers import PAPERS
from extractors.vocabulary.scales import SCALES
from extractors.vocabulary.settings import SETTINGS
from extractors.vocabulary.specialties import SPECIALTIES


def _spelt(vocabulary):
    return sorted({spelling.rstrip("*") for term in vocabulary.terms for spelling in term.spellings})


def _named(things):
    return sorted({name.rstrip("*") for thing in things for name in thing.names})


WORDS = {
    "drug": _named(DRUGS),
    "use": _named(INDICATIONS),
    "condition": _spelt(CONDITIONS),
    "specialty": _spelt(SPECIALTIES),
    "class": _spelt(GROUPS) + _spelt(AUGMENTERS),
    "scale": _named(SCALES),
    "place": _spelt(SETTINGS),
    "paper": _spelt(PAPERS),
    "line": _spelt(LINES),
    "code": [*BILLABLE, "S0013", "J3490", "G2082", "G2083", "99417"],
    "count": ["one", "two (2)", "3", "four", "12", "at least two", "no more than 56"],
    "number": ["0", "1", "2", "5", "8", "14", "17", "18", "20", "28", "56", "84", "65", "1,000", "0.5"],
    "unit": ["days", "weeks", "months", "years", "years of age or older", "calendar days"],
    "sign": ["≥", "≤", ">", "<", "at least", "no less than", "up to", "greater than or equal to"],
    "date": ["01/01/2026", "March 2025", "2026-04-01", "12/31/25", "00/00/0000", "February 30, 2026"],
    "joint": ["and", "or", "AND", "OR", "and/or", "; and", "unless", "except when", ", not"],
}
SENTENCES = (
    "{drug} is considered medically necessary for {use} when all of the following criteria are met:",
    "{drug} may be covered when any of the following are met:",
    "{drug} is investigational for {use}.",
    "{drug} is not covered for {use} {joint} {condition}.",
    "The member is {sign} {number} {unit}",
    "Diagnosis of {use} ({code}) confirmed by a {specialty}",
    "Prescribed by or in consultation with a {specialty} {joint} a {specialty}",
    "Failure of {count} {class} {joint} {class} for {sign} {number} {unit}",
    "A baseline {scale} score of {sign} {number} is documented in the {paper}",
    "Administered in a {place} that is certified in the REMS",
    "The member has no history of {condition} {joint} {condition}",
    "Initial authorization: {number} {unit}; reauthorization: {number} {unit}",
    "No more than {number} devices per {number} {unit}",
    "At least {count} of the following:",
    "{joint}",
    "Applies to {line} {joint} {line}",
    "Effective Date: {date}",
    "{date}: annual review; {drug} criteria updated to {sign} {number} {unit}",
    "{code} {code} {code}-{code}",
    "Continuation: documentation of a reduction of {scale} by {sign} {number} % from baseline",
    "{use}",
    "",
)
TITLES = sorted({name.rstrip("$") for _, names in HEADINGS for name in names})
UNSEEN = ("\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060")  # no word is another one for them
TURNING = (
    "\u202e",
    "\u202d",
    "\u2066",
    "\u2069",
    "\u200f",
    "\u061c",
    "\u0301",
    "\U000e0041",
    "\ufffd",
    "\u2028",
)


@st.composite
def sentences(draw):
    """A sentence as policies have them, whether or not it makes sense."""
    text = draw(st.sampled_from(SENTENCES))
    for name, words in WORDS.items():
        while f"{{{name}}}" in text:
            text = text.replace(f"{{{name}}}", draw(st.sampled_from(words)), 1)
    return text


@st.composite
def odd(draw, letters=UNSEEN + TURNING):
    """A sentence with invisible letters, letters that turn the line, or none at all in it."""
    text = draw(sentences())
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 5)))):
        place = draw(st.integers(0, len(text)))
        text = (
            text[:place] + draw(st.sampled_from(letters)) * draw(st.sampled_from((1, 1, 40))) + text[place:]
        )
    return text
