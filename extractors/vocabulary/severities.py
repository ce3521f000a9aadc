"""Degrees of severity and the nouns they are said of. Source: domain reference 2.6."""

import re

_SEVERITY: tuple[tuple[str, str], ...] = (
    (
        "moderate_to_severe",
        r"moderate(?:ly)?(?:[-\s]{1,3}(?:to|or|and)[-\s]{1,3}|\s?/\s?|\s?-\s?)severe(?:ly)?",
    ),
    ("mild_to_moderate", r"mild(?:ly)?(?:[-\s]{1,3}(?:to|or|and)[-\s]{1,3}|\s?/\s?|\s?-\s?)moderate(?:ly)?"),
    ("moderately_severe", r"moderately[-\s]severe"),
    ("very_severe", r"(?:very|extremely)\ssevere"),
    ("severe", r"severe(?:ly)?"),
    ("moderate", r"moderate(?:ly)?"),
    ("mild", r"mild(?:ly)?"),
)
WORD = "(?:" + "|".join(pattern for _, pattern in _SEVERITY) + ")"
"""A degree of severity; no groups."""

NOUN = (
    r"(?:(?:current\s|major\s|depressive\s|unipolar\s|acute\s|chronic\s|recurrent\s|clinical\s|symptom\s|pain\s|depression\s){0,4}"
    r"(?:episodes?|symptoms?|severity|illness|depression|disease\sseverity|pain|range|disorder))"
)
"""What a degree is said of; no groups."""


def code(word: str) -> str:
    """The code of a degree as printed."""
    return next(name for name, pattern in _SEVERITY if re.fullmatch(pattern, word, re.IGNORECASE))
