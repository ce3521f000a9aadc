"""ketcov evaluate: how right the extractors are, measured on gold."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: ketcov evaluate --gold gold/ --docs documents/"


def command(
    gold: Annotated[Path, typer.Option(help="Folder of gold files, one JSON per document.")],
    docs: Annotated[Path, typer.Option(help="Folder of the documents that they name.")],
    misses: Annotated[bool, typer.Option("--misses", help="Also list every miss.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Precision, recall and F1 of facts against what a person read in the same documents."""
    from flows.evaluate.gold import cases
    from flows.evaluate.run import evaluate, report
    from flows.progress import bar
    from flows.terminal import as_json, console, line, table

    found = report(evaluate(cases(gold, docs), bar))
    if json:
        print(as_json(found))
        return 0
    out = console()
    rows = [(name, v["share"], v["right"], v["asked"]) for name, v in found["shares"].items()]
    table(out, ("share", "value", "right", "of"), rows, ("share",))
    line(out)
    scores = [
        (name, v["precision"], v["recall"], v["f1"], v["wanted"], v["found"])
        for name, v in found["scores"].items()
    ]
    table(out, ("score", "precision", "recall", "F1", "wanted", "found"), scores, ("score",))
    line(out)
    table(out, ("gold stance", "found stance", "count"), [tuple(s.values()) for s in found["stances"]], ())
    for miss in found["misses"] if misses else ():
        line(out, miss, 2)
    return 0
