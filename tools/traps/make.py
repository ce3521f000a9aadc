"""All documents of the traps, and the command that writes them and, on request, their facts."""

import json
import sys
from pathlib import Path
from typing import Any

from extractors.errors import ExtractError
from extractors.read import read
from extractors.wire import to_json
from tools.traps import glyphs, layout, marks, scans, web, words

DOCUMENTS = Path(__file__).parents[2] / "tests" / "golden" / "documents"
ROOMS = (glyphs, layout, marks, scans, web, words)
FIELDS = ("effective_from", "effective_precision", "original_effective", "last_review", "next_review", "status",
          "lines_of_business", "jurisdictions")  # fmt: skip
PLACE = frozenset({"page", "bbox", "quote", "confidence"})


def all_documents() -> dict[str, bytes]:
    """File name -> content."""
    return {name: content for room in ROOMS for name, content in room.documents().items()}


def write(target: Path) -> int:
    """Write every document into `target`; returns how many."""
    documents = all_documents()
    target.mkdir(parents=True, exist_ok=True)
    for name, content in documents.items():
        (target / name).write_bytes(content)
    return len(documents)


def facts(content: bytes, name: str) -> dict[str, Any]:
    """What matters of the facts of a document, or why it cannot be read."""
    try:
        reading = read(content, name.rsplit(".", 1)[-1])
    except ExtractError as error:
        return {"failure": error.kind}
    found = to_json(reading.facts, name)
    ended = reading.facts.document.effective_to
    return {
        "document": {key: found["document"][key] for key in FIELDS}
        | {"effective_to": ended.isoformat() if ended else None},
        "positions": [_picked(p, "drug", "indication", "stance", "phase") for p in found["positions"]],
        "criteria": [
            _picked(c, "drug", "indications", "phase") | {"tree": _bare(c["tree"])} for c in found["criteria"]
        ],
        "codes": [_picked(code, "system", "code", "role", "page") for code in found["codes"]],
        "revisions": [
            _picked(r, "date", "precision", "action", "summary", "page") for r in found["revisions"]
        ],
        "warnings": [_picked(warning, "kind", "page") for warning in found["warnings"]],
    }


def _picked(item: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: item[key] for key in keys}


def _bare(node: dict[str, Any]) -> dict[str, Any]:
    """A node without its place on the page."""
    kept = {key: value for key, value in node.items() if key not in PLACE and value not in (None, [])}
    return kept | {"items": [_bare(item) for item in node["items"]]} if "items" in node else kept


def bless(target: Path) -> int:
    """Write the facts of today beside the documents: to be read before they are kept."""
    documents = sorted(path for path in target.iterdir() if path.suffix != ".json")
    for path in documents:
        text = json.dumps(facts(path.read_bytes(), path.name), indent=1, sort_keys=True, ensure_ascii=False)
        path.with_name(f"{path.name}.json").write_text(f"{text}\n", "utf-8")
    return len(documents)


def main() -> None:
    """Rewrite the documents that the repository holds."""
    count = write(DOCUMENTS)
    print(f"{count} documents written to {DOCUMENTS.relative_to(Path(__file__).parents[2])}")
    if "--bless" in sys.argv:
        print(f"{bless(DOCUMENTS)} of them with the facts that are read today")
