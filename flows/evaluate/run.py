"""All cases measured: the report as plain values, fit for JSON and for a table."""

from collections.abc import Iterable
from typing import Any

from extractors.errors import ExtractError
from flows.evaluate.gold import Case
from flows.evaluate.parts import Measured, measure
from flows.facts import read_file
from flows.progress import Progress, silent

Report = dict[str, Any]


def evaluate(cases: Iterable[Case], progress: Progress = silent) -> Measured:
    """The measures of all cases together."""
    total = Measured()
    for case in progress(tuple(cases), "reading", lambda case: case.name):
        try:
            facts = read_file(case.document, case.drugs, None)
        except ExtractError as error:
            total.share("documents read", False)
            total.miss(str(error))
            continue
        total.share("documents read", True)
        total.add(measure(case.gold, facts), case.name)
    return total


def report(measured: Measured) -> Report:
    """Shares and scores by name, the stance confusion and the misses."""
    return {
        "shares": {
            name: {"right": share.right, "asked": share.asked, "share": _rounded(share.value)}
            for name, share in sorted(measured.shares.items())
        },
        "scores": {
            name: {
                "matched": score.matched,
                "wanted": score.wanted,
                "found": score.found,
                "precision": _rounded(score.precision),
                "recall": _rounded(score.recall),
                "f1": _rounded(score.f1),
            }
            for name, score in sorted(measured.sums.items())
        },
        "stances": [
            {"gold": gold, "found": found, "count": count}
            for (gold, found), count in sorted(measured.confusion.items())
        ],
        "misses": measured.misses,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
