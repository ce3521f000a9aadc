"""Where a document stood, as far as it is declared or was met: what the web archive is asked for. Pure."""

from collections.abc import Iterable

from flows.fetch.direct import print_address
from flows.sources.document import SourceDocument
from warehouse.ledger import Attempt

_OLDER = 5  # editions before the declared one


def addresses(document: SourceDocument, attempts: Iterable[Attempt]) -> tuple[str, ...]:
    """Every address of a document once: declared today, declared for earlier, met in earlier runs."""
    found = [*_declared(document), *document.also_at, *(old.url for old in document.history)]
    found += [attempt.url for attempt in attempts if attempt.snapshot_id]
    return tuple(dict.fromkeys(url for url in found if url.startswith(("http://", "https://"))))


def _declared(document: SourceDocument) -> list[str]:
    if document.kind == "direct":
        return [document.url]
    if document.kind == "print_view":
        return [print_address(document.url, document.print_query), document.url]
    if document.kind == "versioned":
        return _editions(document.url, str(document.version))
    return [document.last_known] if document.last_known else []


def _editions(template: str, version: str) -> list[str]:
    if not version.isdigit():
        return [template.replace("{version}", version)]
    last, width = int(version), len(version)
    numbers = range(last, max(0, last - _OLDER - 1), -1)
    return [template.replace("{version}", f"{number:0{width}d}") for number in numbers]
