"""What a run came to, source by source. Values and counting only."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.errors import PipelineError
from warehouse.checks import CheckResult
from warehouse.ledger import Listing
from warehouse.load import ChangeRow

READ = frozenset({"fetched", "unchanged", "not_modified"})


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What became of one document: `outcome` is one of READ or the kind of failure."""

    payer_id: str
    document_id: str
    url: str
    outcome: str
    detail: str | None = None

    @property
    def is_failed(self) -> bool:
        """Whether nothing could be read in it."""
        return self.outcome not in READ


@dataclass(frozen=True, slots=True)
class RunSummary:
    """Documents asked for, rule changes found, sentences that do not hold."""

    documents: tuple[DocumentResult, ...] = ()
    versions_count: int = 0
    changes: tuple[ChangeRow, ...] = ()
    checks: tuple[CheckResult, ...] = ()
    nothing_reached: bool = False
    listed: tuple[Listing, ...] = ()  # indexes that show something else than before

    @property
    def failures(self) -> tuple[DocumentResult, ...]:
        """Documents that could not be read."""
        return tuple(document for document in self.documents if document.is_failed)

    @property
    def exit_code(self) -> int:
        """0 done, 1 done with failures, 3 nothing could be reached."""
        if self.nothing_reached:
            return 3
        return 1 if self.failures else 0

    def rows(self) -> list[dict[str, object]]:
        """One row per payer: how many documents, what they came to, how many rules changed."""
        payers = sorted({document.payer_id for document in self.documents})
        return [self._row(payer) for payer in payers]

    def _row(self, payer: str) -> dict[str, object]:
        own = [document for document in self.documents if document.payer_id == payer]
        return {
            "payer": payer,
            "documents": len(own),
            "new": sum(document.outcome == "fetched" for document in own),
            "unchanged": sum(document.outcome in READ - {"fetched"} for document in own),
            "failed": ", ".join(_counted(document.outcome for document in own if document.is_failed)),
            "rule changes": sum(change.payer_id == payer for change in self.changes),
        }


class NothingReached(PipelineError):
    """Not one document could be had: the attempts are kept, the warehouse stays as it was."""

    def __init__(self, summary: RunSummary) -> None:
        kinds = ", ".join(_counted(document.outcome.replace("_", " ") for document in summary.documents))
        detail = next((document.detail for document in summary.documents if document.detail), "")
        why = f"{kinds}: {detail}" if detail else kinds
        super().__init__(
            f"none of {len(summary.documents)} documents could be read ({why}); the warehouse is as it was, "
            "the attempts are in the ledger: mend that, then `ketcov track` again"
        )
        self.summary = summary


def _counted(words: Iterable[str]) -> list[str]:
    found = list(words)
    return [f"{word} ×{found.count(word)}" if found.count(word) > 1 else word for word in sorted(set(found))]
