"""The values of a stance: what is known before a sentence, what it states, and both in between."""

from dataclasses import dataclass

from extractors.model import Phase, Stance


@dataclass(frozen=True, slots=True)
class Context:
    """What the headings above a sentence have settled before it speaks."""

    drugs: tuple[str, ...] = ()
    indications: tuple[str, ...] = ()
    phase: Phase | None = None
    extra: tuple[str, ...] = ()  # names of drugs that the caller asked for


@dataclass(frozen=True, slots=True)
class Statement:
    """A position of one sentence for one drug; `indications` empty = those of its section."""

    drug: str
    route: str
    indications: tuple[str, ...]
    stance: Stance
    quote: str
    secondary: str | None = None
    reason: str | None = None
    scope: str = "headline"
    phase: Phase | None = None
    setting: str | None = None
    modifier: str | None = None
    criteria_source: str | None = None
    confidence: float = 1.0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """The position of a clause before drugs and indications are spread over it."""

    stance: Stance
    secondary: str | None = None
    scope: str = "headline"
    criteria_source: str | None = None
    confidence: float = 1.0
    flags: tuple[str, ...] = ()
