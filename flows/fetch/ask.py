"""One document to look for: what is declared of it, and what earlier runs know of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.sources.document import SourceDocument
from warehouse.ledger import Attempt, Listing

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Ask:
    """What a kind of source needs to look for one document."""

    payer_id: str
    document_id: str
    document: SourceDocument
    clock: Clock
    run_id: str
    inbox: Path
    known: Attempt | None = None  # the last attempt that found bytes
    listing: Listing | None = None  # what the index showed last
    accept_cms_license: bool = False

    @property
    def policy(self) -> str:
        """The key of the policy, with its part."""
        return self.document_id.partition("/")[2]
