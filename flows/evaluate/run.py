"""All cases, steps and samples measured: the report as plain values, fit for JSON and for a table."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from extractors.errors import ExtractError
from extractors.model import PolicyFacts
from extractors.read import read
from extractors.wire import to_json
from flows.evaluate import changes, document, samples
from flows.evaluate.criteria import criteria
from flows.evaluate.gold import Case, Folder, Gold, Step
from flows.evaluate.measured import Measured
from flows.evaluate.positions import positions
from flows.evaluate.score import Score, Share
from flows.evaluate.shape import SampleLine, SampleStatement, lines_of
from flows.reading.suffix import type_by_suffix
from flows.telling.progress import Progress, silent

Report = dict[str, Any]
Reader = Callable[[bytes, str | None, tuple[str, ...]], PolicyFacts]


def as_extracted(content: bytes, media_type: str | None, drugs: tuple[str, ...]) -> PolicyFacts:
    """The facts of a file as everybody gets them. Raises ExtractError."""
    return read(content, media_type, drugs=drugs).facts


def evaluate(folder: Folder, progress: Progress = silent, reader: Reader = as_extracted) -> Measured:
    """The measures of all cases and steps together; a document that cannot be read is a miss."""

    @cache
    def facts(path: Path, drugs: tuple[str, ...]) -> PolicyFacts:
        return reader(path.read_bytes(), type_by_suffix(path.name), drugs)

    total = Measured()
    work: tuple[Case | Step, ...] = (*folder.cases, *folder.steps)
    for item in progress(work, "reading", lambda item: item.name):
        one = Measured()
        try:
            if isinstance(item, Case):
                measure(item.gold, facts(item.document, item.drugs), one)
            else:
                before, after = (facts(path, item.drugs) for path in (item.before, item.after))
                changes.measure(item, before, after, one)
        except ExtractError as error:
            one.miss(str(error))
            one.share("documents read", False)
        total.add(one, item.name)
        if isinstance(item, Case):
            total.documents[item.name] = one
    return total


def measure(gold: Gold, found: PolicyFacts, out: Measured) -> None:
    """Every part of one document."""
    facts = to_json(found, str(gold["file"]))
    for told, position in zip(facts["positions"], found.positions, strict=True):
        told |= {"setting": position.setting, "modifier": position.modifier}
    out.share("documents read", True)
    document.fields(gold, facts, out)
    document.revisions(gold, facts, out)
    document.codes(gold, facts, out)
    positions(gold, facts, out)
    criteria(gold, facts, out)
    document.evidence(found, out)
    document.forbidden(gold, facts, out)


def sampled(lines: Path | None, statements: Path | None) -> Measured:
    """The measures of sample files. Raises UsageError."""
    out = Measured()
    samples.lines(lines_of(lines, SampleLine) if lines else (), out)
    samples.statements(lines_of(statements, SampleStatement) if statements else (), out)
    return out


def report(measured: Measured) -> Report:
    """Shares and scores by name, stance confusion, calibration, false-change rate and misses."""
    return {
        "shares": {name: _share(share) for name, share in sorted(measured.shares.items())},
        "scores": {name: _score(score) for name, score in sorted(measured.sums.items())},
        "stances": [
            {"gold": gold, "found": found, "count": count}
            for (gold, found), count in sorted(measured.confusion.items())
        ],
        "calibration": [
            {"from": low, "said": round(mean, 4), **_share(share)}
            for low, (mean, share) in measured.calibration().items()
        ],
        "false_change_rate": _false_changes(measured),
        "documents": {name: _of_document(one) for name, one in measured.documents.items()},
        "misses": measured.misses,
    }


def _of_document(one: Measured) -> Report:
    """The figures in which documents differ most."""
    return {
        "positions_recall": _rounded(one.sums.get("positions", Score()).recall),
        "stance": _rounded(one.shares.get("stance", Share()).value),
        "leaves_f1": _rounded(one.sums.get("leaves", Score()).f1),
        "logic": _rounded(one.shares.get("logic", Share()).value),
        "misses_count": len(one.misses),
    }


def _false_changes(measured: Measured) -> float | None:
    """Share of the steps without a rule change in which one was told."""
    quiet = measured.shares.get("steps without a rule change told as none", Share()).value
    return None if quiet is None else round(1 - quiet, 4)


def _share(share: Share) -> Report:
    return {"right": share.right, "asked": share.asked, "share": _rounded(share.value)}


def _score(score: Score) -> Report:
    return {
        "matched": score.matched,
        "wanted": score.wanted,
        "found": score.found,
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
        "f1": _rounded(score.f1),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
