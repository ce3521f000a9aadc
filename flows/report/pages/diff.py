"""Two versions of a policy side by side: the rules that differ, the rules that stand, then the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from extractors.changes import words as rule_words
from flows.asking.answers import Row
from flows.asking.profile import leaf_of
from flows.report.names import words

_CONTEXT = 2  # paragraphs that stay, shown around those that changed
_MOST_PARAGRAPHS = 4000  # a longer text is compared up to here, and the page says so


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph; `mark` is empty, gone or new."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph before and after; either side may be empty. `kind`: same, changed, gone, new, skipped."""

    kind: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule that both versions have."""

    about: str
    text: str


def standing(before: Iterable[Row], after: Iterable[Row]) -> tuple[Standing, ...]:
    """The criteria that say the same in both versions."""
    ours, theirs = (dict.fromkeys(map(_told, _leaves(rows))) for rows in (before, after))
    return tuple(rule for rule in ours if rule in theirs)


def text_pairs(before: Sequence[str], after: Sequence[str]) -> tuple[Pair, ...]:
    """The text of both, paragraph by paragraph, long stretches without a change left out."""
    ours, theirs = before[:_MOST_PARAGRAPHS], after[:_MOST_PARAGRAPHS]
    found: list[Pair] = []
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            found.extend(_stretch(ours[i:j], is_first=i == 0, is_last=j == len(ours)))
        else:
            found.extend(_differing(ours[i:j], theirs[k:m]))
    return tuple(found)


def is_cut(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the texts are too long to be compared to their end."""
    return max(len(before), len(after)) > _MOST_PARAGRAPHS


def _leaves(rows: Iterable[Row]) -> Iterable[Row]:
    return (row for row in rows if row["type_code"])


def _told(row: Row) -> Standing:
    listed = row["indication_codes"]
    indications = ", ".join(map(words, listed)) if isinstance(listed, list | tuple) else ""
    phase = "" if row["phase_code"] == "both" else f", {row['phase_code']}"
    return Standing(f"{words(row['drug_code'])}: {indications}{phase}", rule_words.leaf(leaf_of(row)))


def _stretch(same: Sequence[str], *, is_first: bool, is_last: bool) -> list[Pair]:
    head = 0 if is_first else _CONTEXT
    tail = 0 if is_last else _CONTEXT
    if len(same) <= head + tail + 1:
        return [_same(text) for text in same]
    skipped = len(same) - head - tail
    note = Pair("skipped", (Piece(f"{skipped} paragraphs the same", ""),), ())
    return [*map(_same, same[:head]), note, *map(_same, same[len(same) - tail :])]


def _same(text: str) -> Pair:
    pieces = (Piece(text, ""),)
    return Pair("same", pieces, pieces)


def _differing(ours: Sequence[str], theirs: Sequence[str]) -> Iterable[Pair]:
    for old, new in zip(ours, theirs, strict=False):
        yield Pair("changed", *_word_pieces(old, new))
    for old in ours[len(theirs) :]:
        yield Pair("gone", (Piece(old, "gone"),), ())
    for new in theirs[len(ours) :]:
        yield Pair("new", (), (Piece(new, "new"),))


def _word_pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    before, after = old.split(), new.split()
    left, right = [], []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if j > i:
            left.append(Piece(" ".join(before[i:j]), "" if tag == "equal" else "gone"))
        if m > k:
            right.append(Piece(" ".join(after[k:m]), "" if tag == "equal" else "new"))
    return tuple(left), tuple(right)
