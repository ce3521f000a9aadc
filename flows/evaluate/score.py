"""Counts that add up: matched, wanted and found, with precision, recall and F1."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """`matched` of `wanted` gold items among `found` items; a share of nothing is None."""

    matched: int = 0
    wanted: int = 0
    found: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.matched + other.matched, self.wanted + other.wanted, self.found + other.found)

    @property
    def precision(self) -> float | None:
        """Share of the found that is right."""
        return self.matched / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the wanted that was found."""
        return self.matched / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """Twice the matched over the wanted and the found."""
        total = self.wanted + self.found
        return 2 * self.matched / total if total else None


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `asked` answers."""

    right: int = 0
    asked: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.asked + other.asked)

    @property
    def value(self) -> float | None:
        """The share, None where nothing was asked."""
        return self.right / self.asked if self.asked else None
