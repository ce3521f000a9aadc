"""All documents of the demo, and the command that writes them into the repository."""

from pathlib import Path

from tools.demo import cerulean, faults, hollin_peak, larkmoor, oxbarrow, quillstone, tidewick, wendmark

DOCUMENTS = Path(__file__).parents[2] / "flows" / "demo" / "documents"
PAYERS = {
    "cerulean": cerulean.documents,
    "faults": faults.documents,
    "hollin_peak": hollin_peak.documents,
    "larkmoor": larkmoor.documents,
    "oxbarrow": oxbarrow.documents,
    "quillstone": quillstone.documents,
    "tidewick": tidewick.documents,
    "wendmark": wendmark.documents,
}


def all_documents() -> dict[str, bytes]:
    """Path below the folder of documents -> content."""
    return {
        f"{payer}/{name}": content
        for payer, documents in PAYERS.items()
        for name, content in documents().items()
    }


def write(target: Path) -> int:
    """Write every document below `target`; returns how many."""
    documents = all_documents()
    for name, content in documents.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(documents)


def main() -> None:
    """Rewrite the documents that the repository holds."""
    count = write(DOCUMENTS)
    print(f"{count} documents written to {DOCUMENTS.relative_to(Path(__file__).parents[2])}")
