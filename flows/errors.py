"""Errors of the world: what a person got wrong, and what the network did.

PipelineError                      extractors/errors.py
├── FetchError                     operational: this document fails, the run goes on, a row is written
│   ├── TransientFetchError        no answer, a broken body, 5xx: worth another try later
│   │   └── NoConnection           nobody was reached: no name, no route
│   └── TerminalFetchError         blocked, gone, too large, an address we do not visit: do not retry
├── ClockBehind                    the clock went back by more than a day
├── ClusterUnreachable             the Dask cluster does not answer, or cannot read for us
├── OrchestratorUnreachable        the configured Prefect API does not answer
└── UsageError                     a person's mistake: stop before anything is fetched or written, exit 2
    ├── SettingsError              a KETCOV_ variable has a value that makes no sense
    ├── DeclarationError           declarations of sources; carries every mistake of every file
    └── UnknownName                a payer or source that nobody declared or observed
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from extractors.errors import PipelineError


class FetchError(PipelineError):
    """One document could not be fetched; `kind` is the outcome written in the ledger."""

    def __init__(self, url: str, detail: str, kind: str = "unreachable", status: int | None = None) -> None:
        super().__init__(f"{url}: {detail}")
        self.url = url
        self.detail = detail
        self.kind = kind
        self.status = status


class TransientFetchError(FetchError):
    """The host did not answer, or not wholly."""


class NoConnection(TransientFetchError):
    """Nobody was reached: no name, no route, no connection."""


class TerminalFetchError(FetchError):
    """The host answered, or was never asked, and asking again changes nothing."""


class OrchestratorUnreachable(PipelineError):
    """Prefect could not be reached or started; nothing was done, or the run stopped between steps."""


class ClusterUnreachable(PipelineError):
    """The Dask cluster cannot be used; what was read before stays read."""


class ClockBehind(PipelineError):
    """The clock is before the last look: a visit now would turn the order of versions around."""


class UsageError(PipelineError):
    """Wrong use: the message says what was given and what to give instead."""


class SettingsError(UsageError):
    """An environment variable of ours that cannot be read."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a declaration: where it stands and what to do about it."""

    file: Path
    line: int | None
    key: str
    advice: str

    def __str__(self) -> str:
        where = f"{self.file.name}:{self.line}" if self.line else self.file.name
        return f"{where}: {self.key}: {self.advice}" if self.key else f"{where}: {self.advice}"


class DeclarationError(UsageError):
    """Declarations that cannot be used. `mistakes` holds all of them, in order of file and line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda m: (m.file.name, m.line or 0, m.key)))
        super().__init__("\n".join(map(str, self.mistakes)))


class UnknownName(UsageError):
    """A name that is not among the known ones; says which are close."""

    def __init__(self, kind: str, name: str, known: Iterable[str], advice: str) -> None:
        names = sorted(known)
        close = get_close_matches(name, names, n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(close)}?" if close else advice
        super().__init__(f"unknown {kind} {name!r}: {hint}")
        self.name = name
