"""Scores printed next to the name of a rating scale: which scale, which bound, what was mended.

Whether a score is a condition, and of what, is for the families to say.
"""

import re
from dataclasses import dataclass, replace

from extractors.vocabulary import scales, score_words
from extractors.vocabulary.terms import Mention
from extractors.wording import points
from extractors.wording.points import Points

_PAIN = re.compile(
    r"\bpain(?:[-\s](?:intensity|severity|score|level|rating)){1,2}s?\b|\bpain\s(?:is\s|was\s)?(?:rated|scored)\b",
    re.IGNORECASE,
)
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"³(?=\s?\d)"), "≥"),  # the code point of the sign in the Symbol font
    (re.compile(r"£(?=\s?\d)"), "≤"),
    (re.compile(r">\s?(?:/|or|and/or)?\s?="), "≥"),
    (re.compile(r"<\s?(?:/|or|and/or)?\s?="), "≤"),
    (re.compile(r"\bat\sor\s(?:above|over)\b|\bno\slower\sthan\b", re.IGNORECASE), "≥"),
)
_ASIDE = re.compile(
    r"\s?\((?:[a-z-]{1,14}\s){0,4}(?:severe|moderate|mild|ill|depression|range|severity)\)|\s?\((?:within|not\solder|no\solder|obtained|taken|dated|completed)\s[^()]{1,50}\)",
    re.IGNORECASE,
)

CUES = (*scales.CUES, _PAIN)
"""Of these one matches in every text with a score."""


@dataclass(frozen=True, slots=True)
class Score:
    """A bound on a scale; `high` is the upper end of a printed range, `op` empty where no sign is printed.

    `raw` is the number as printed where a footnote mark had run into it, `sign` the printed sign where
    it stood for another.
    """

    scale: str
    op: str
    value: float
    start: int
    end: int
    high: float | None = None
    top: int | None = None
    is_assumed: bool = False
    raw: str | None = None
    sign: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A scale at a place, its abbreviation in brackets included."""

    scale: str
    start: int
    end: int
    is_assumed: bool


def find(text: str) -> tuple[Score, ...]:
    """The scores of a text in its order; a number that no scale can reach is refused."""
    level = leveled(text)
    places = named(level)
    if not places:
        return ()
    amounts = tuple(points.find(level, [(place.start, place.end) for place in places]))
    found: list[Score] = []
    used: set[int] = set()
    for index, place in enumerate(places):
        stop = places[index + 1].start if index + 1 < len(places) else len(level)
        amount = _after(level, place, stop, amounts) or _before(level, place, amounts, used)
        if amount is not None:
            used.add(amount.start)
            found.append(_score(text, place, amount))
        elif found and _is_shared(level, places, index, found[-1]):
            found.append(_score(text, place, amounts_of(found[-1])))
    return tuple(score for item in found if (score := _possible(item)) is not None)


def leveled(text: str) -> str:
    """The text with comparison signs in one spelling and asides blanked; places stay where they are."""
    for pattern, sign in _SIGNS:
        text = pattern.sub(lambda m, s=sign: s.rjust(len(m.group())), text)  # type: ignore[misc]
    return _ASIDE.sub(lambda m: " " * len(m.group()), text)


def named(text: str) -> tuple[Named, ...]:
    """The scales named in a text, each name with its abbreviation as one place."""
    found: list[Named] = []
    for mention in scales.find(text):
        is_assumed = scales.is_assumed(text[mention.start : mention.end])
        last = found[-1] if found else None
        if last and last.scale == mention.code and _is_glue(text[last.end : mention.start]):
            found[-1] = replace(last, end=mention.end, is_assumed=last.is_assumed and is_assumed)
        else:
            found.append(Named(mention.code, mention.start, mention.end, is_assumed))
    if not any(place.scale in ("NRS", "VAS") for place in found):
        pain = _PAIN.search(text)
        is_of_ten = points.TEN_POINT.search(text)
        if pain and (
            is_of_ten
            or points.OUT_OF.search(text)
            or points.ZERO_TO.search(text)
            or "score" in pain.group().lower()
        ):
            found.append(Named("NRS", pain.start(), pain.end(), True))
    return tuple(sorted(found, key=lambda place: place.start))


def masked(text: str) -> str:
    """The text with the names of scales blanked, so that no condition is read in them."""
    for place in scales.find(text):
        text = text[: place.start] + "·" * (place.end - place.start) + text[place.end :]
    return text


def amounts_of(score: Score) -> Points:
    """The bound of a score, to be said of another scale too."""
    return Points(score.op, score.value, score.start, score.end, score.high, score.top, score.flags)


def _is_glue(gap: str) -> bool:
    return (
        len(gap) < 50
        and not re.search(r"[;:≥≤<>=]", gap)
        and all(
            word in score_words.INSIDE_NAME or word.isdigit()
            for word in re.findall(r"[a-z0-9]+", gap.lower())
        )
    )


def _words_are(gap: str, allowed: frozenset[str], longest: int = 70) -> bool:
    if len(gap) > longest or re.search(r"[;%]|\.\s", gap):
        return False
    return all(word in allowed or word.isdigit() for word in re.findall(r"[a-z0-9']+", gap.lower()))


def _after(text: str, place: Named, stop: int, amounts: tuple[Points, ...]) -> Points | None:
    following = [a for a in amounts if place.end <= a.start < stop]
    if not following or not _words_are(text[place.end : following[0].start], score_words.BEFORE_SCORE):
        return None
    return following[0]


def _before(text: str, place: Named, amounts: tuple[Points, ...], used: set[int]) -> Points | None:
    before = [a for a in amounts if a.end <= place.start]
    if not before or before[-1].start in used:
        return None
    return before[-1] if _words_are(text[before[-1].end : place.start], score_words.AFTER_SCORE) else None


def _is_shared(text: str, places: tuple[Named, ...], index: int, last: Score) -> bool:
    """One bound for several scales: "20 or higher on the MADRS or HAM-D"."""
    before = places[index - 1]
    gap = text[before.end : places[index].start].strip(" ,()").lower()
    return last.start < before.start and last.scale == before.scale and gap in ("or", "/", "and/or", "or the")


def _score(text: str, place: Named, amount: Points) -> Score:
    start, end = min(place.start, amount.start), max(place.end, amount.end)
    around = text[start:end]
    bounded = points.ZERO_TO.search(text)
    sign = next((s for s in ("³", "£") if re.search(rf"{s}\s?\d", around)), None)
    top = amount.top or (int(bounded["n"]) if bounded and place.scale in ("NRS", "VAS") else None)
    top = top or (10 if place.scale == "NRS" and points.TEN_POINT.search(text) else None)
    return Score(
        place.scale,
        amount.op,
        amount.value,
        start,
        end,
        high=amount.high,
        top=top,
        is_assumed=place.is_assumed,
        sign=sign,
        flags=amount.flags,
    )


def _possible(score: Score) -> Score | None:
    """The score if the scale reaches it, or if it does without the footnote mark run into it."""
    if scales.is_possible(score.scale, score.high or score.value):
        return score
    printed = f"{score.value:g}"
    for cut in (1, 2):
        kept = printed[:-cut] if printed.isdigit() and score.high is None else ""
        shortest = 1 if scales.BY_CODE[score.scale].highest <= 10 else 2
        value = int(kept) if len(kept) >= shortest else None
        if value is not None and scales.is_possible(score.scale, value):
            return replace(score, value=value, raw=printed, flags=(*score.flags, "suspect"))
    return None


def mentions(text: str) -> tuple[Mention, ...]:
    """The scales of a text, each place once."""
    return tuple(Mention(place.scale, place.start, place.end) for place in named(text))
