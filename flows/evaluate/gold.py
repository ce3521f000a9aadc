"""Cases: a gold file, the document it speaks of, and the drugs it wants to be looked for."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.errors import UsageError

Gold = dict[str, Any]
_ANY = {"any", "all", "drug"}


@dataclass(frozen=True, slots=True)
class Case:
    """One document with the facts that a person read in it."""

    name: str
    document: Path
    gold: Gold

    @property
    def drugs(self) -> tuple[str, ...]:
        """Names to look for beside the vocabulary of the project."""
        phrases = [item["drug"] for part in ("positions", "criteria") for item in self.gold.get(part, ())]
        return tuple(dict.fromkeys(name for phrase in phrases for name in names(phrase)))


def names(phrase: str) -> tuple[str, ...]:
    """The names in a phrase such as "generic (Brand)" or "one, another"."""
    parts = (part.strip() for part in re.split(r"[(),;/]|\band\b|\bor\b", phrase))
    return tuple(part for part in parts if len(part) > 2 and part.lower() not in _ANY)


def cases(gold: Path, documents: Path) -> tuple[Case, ...]:
    """Every gold file that has its document. Raises UsageError where there is none."""
    for folder in (gold, documents):
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder; give --gold and --docs")
    files = {path.name: path for path in sorted(documents.rglob("*")) if path.is_file()}
    found = [_case(path, files) for path in sorted(gold.glob("*.json"))]
    known = tuple(case for case in found if case is not None)
    if not known:
        raise UsageError(f"{gold}: no gold file names a document of {documents}; give other folders")
    return known


def _case(path: Path, files: dict[str, Path]) -> Case | None:
    try:
        gold = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise UsageError(f"{path}: not JSON ({error}); correct the gold file") from error
    name = gold.get("file") if isinstance(gold, dict) else None
    return Case(path.stem, files[name], gold) if name in files else None
