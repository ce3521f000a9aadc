"""Cases: a gold file, the document it speaks of, and the drugs it wants to be looked for."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.errors import UsageError
from flows.evaluate.shape import GoldFile, Pair, checked, loaded

Gold = dict[str, Any]
_ANY = {"any", "all", "drug"}
_COPY = "__"  # <stem>__<anything>.<suffix> beside <stem>.<suffix> is another copy of the same text


@dataclass(frozen=True, slots=True)
class Case:
    """One document with the facts that a person read in it."""

    name: str
    document: Path
    gold: Gold

    @property
    def drugs(self) -> tuple[str, ...]:
        """Names to look for beside the vocabulary of the project."""
        phrases = [item["drug"] for part in ("positions", "criteria") for item in self.gold[part]]
        return tuple(dict.fromkeys(name for phrase in phrases for name in names(phrase)))


@dataclass(frozen=True, slots=True)
class Step:
    """Two documents that follow each other, and the changes that a person read between them."""

    name: str
    before: Path
    after: Path
    drugs: tuple[str, ...]
    changes: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """All that a gold folder asks."""

    cases: tuple[Case, ...]
    steps: tuple[Step, ...]


def names(phrase: str) -> tuple[str, ...]:
    """The names in a phrase such as "generic (Brand)" or "one, another"."""
    parts = (part.strip() for part in re.split(r"[(),;/]|\band\b|\bor\b", phrase))
    return tuple(part for part in parts if len(part) > 2 and part.lower() not in _ANY)


def folder(gold: Path, documents: Path) -> Folder:
    """Every gold file that has its document, every told step, every further copy.

    Raises UsageError where there is none, and with the first mistake of a gold file.
    """
    for place in (gold, documents):
        if not place.is_dir():
            raise UsageError(f"{place}: no such folder; give --gold and --docs")
    files = {path.name: path for path in sorted(documents.rglob("*")) if path.is_file()}
    contents = {path: loaded(path) for path in sorted(gold.glob("*.json"))}
    cases = tuple(_cases(contents, files))
    if not cases:
        raise UsageError(f"{gold}: no gold file names a document of {documents}; give other folders")
    return Folder(cases, (*_told(contents, files), *_copies(cases, files)))


def _cases(contents: dict[Path, Any], files: dict[str, Path]) -> list[Case]:
    found = []
    for path, content in contents.items():
        if isinstance(content, dict) and "pairs" in content:
            continue
        gold = checked(GoldFile, content, str(path)).model_dump()
        if gold["file"] in files:
            found.append(Case(path.stem, files[gold["file"]], gold))
    return found


def _told(contents: dict[Path, Any], files: dict[str, Path]) -> list[Step]:
    found = []
    for path, content in contents.items():
        for row in content.get("pairs", ()) if isinstance(content, dict) else ():
            renamed = {**row, "before": row.get("from"), "after": row.get("to")}
            pair = checked(Pair, renamed, str(path))
            if pair.before in files and pair.after in files:
                changes = tuple(change.model_dump() for change in pair.changes)
                drugs = names(str(content.get("drug", "")))
                found.append(Step(pair.after, files[pair.before], files[pair.after], drugs, changes))
    return found


def _copies(cases: tuple[Case, ...], files: dict[str, Path]) -> list[Step]:
    """Documents named after a document of the gold that no gold file speaks of."""
    spoken = {case.document for case in cases}
    return [
        Step(path.name, case.document, path, case.drugs, ())
        for case in cases
        for path in files.values()
        if path not in spoken
        and path.suffix == case.document.suffix
        and path.stem.startswith(case.document.stem + _COPY)
    ]
