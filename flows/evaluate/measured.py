"""The measures while they add up: scores, shares, stance confusion, and one line for each miss."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from flows.evaluate.score import Score, Share

Facts = dict[str, Any]
BANDS = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact that the gold allows to judge: how sure the extractor was, and whether it was right."""

    kind: str  # "position" or a criterion type
    confidence: float
    is_right: bool
    quote: str
    case: str = ""


@dataclass(slots=True)
class Measured:
    """Scores, shares, stances, judged facts and misses of one document or of all."""

    misses: list[str] = field(default_factory=list)
    sums: dict[str, Score] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    judged: list[Judged] = field(default_factory=list)
    documents: dict[str, "Measured"] = field(default_factory=dict)

    def score(self, name: str, one: Score) -> None:
        """Add to a score."""
        self.sums[name] = self.sums.get(name, Score()) + one

    def share(self, name: str, is_right: bool) -> None:
        """Add one answer to a share."""
        self.shares[name] = self.shares.get(name, Share()) + Share(int(is_right), 1)

    def miss(self, text: str) -> None:
        """Remember what was wrong."""
        self.misses.append(text)

    def judge(self, kind: str, fact: Facts, is_right: bool) -> None:
        """Remember how sure the extractor was of a fact, and whether it was right."""
        self.judged.append(Judged(kind, float(fact["confidence"]), is_right, fact["quote"]))

    def add(self, other: "Measured", where: str = "") -> None:
        """Take in the measures of one document."""
        for name, score in other.sums.items():
            self.score(name, score)
        for name, share in other.shares.items():
            self.shares[name] = self.shares.get(name, Share()) + share
        self.confusion.update(other.confusion)
        self.judged.extend(replace(one, case=where or one.case) for one in other.judged)
        self.documents |= other.documents
        self.misses.extend(f"{where}: {text}" if where else text for text in other.misses)

    def calibration(self) -> dict[float, tuple[float, Share]]:
        """Lower end of each band of confidence -> mean confidence, and the share that is right."""
        return bands((one.confidence, one.is_right) for one in self.judged)


def bands(judged: Iterable[tuple[float, bool]]) -> dict[float, tuple[float, Share]]:
    """Lower end of each band of confidence -> mean confidence, and the share that is right."""
    every = tuple(judged)
    found: dict[float, tuple[float, Share]] = {}
    for low in BANDS:
        inside = [one for one in every if _band(one[0]) == low]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            found[low] = (mean, Share(sum(is_right for _, is_right in inside), len(inside)))
    return found


def _band(confidence: float) -> float:
    return next(low for low in BANDS if confidence >= low)
