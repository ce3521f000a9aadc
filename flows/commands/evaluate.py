"""ketcov evaluate: how right the extractors are, measured on gold."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: ketcov evaluate --gold gold/ --docs documents/"


def command(
    gold: Annotated[Path, typer.Option(help="Folder of gold files, one JSON per document.")],
    docs: Annotated[Path, typer.Option(help="Folder of the documents that they name.")],
    lines: Annotated[Path | None, typer.Option(help="Also criterion lines, as JSON lines.")] = None,
    statements: Annotated[Path | None, typer.Option(help="Also statements, as JSON lines.")] = None,
    out: Annotated[Path | None, typer.Option(help="Also write the JSON to this file.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Also list every miss.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Precision, recall and F1 of facts against what a person read in the same documents."""
    from flows.evaluate.gold import folder
    from flows.evaluate.run import evaluate, report, sampled
    from flows.evaluate.tell import told
    from flows.telling.progress import bar
    from flows.telling.terminal import as_json, console

    asked = folder(gold, docs)
    measured = sampled(lines, statements)  # quick, and its mistakes are told before the long work
    measured.add(evaluate(asked, bar))
    found = report(measured)
    if out is not None:
        _write(out, as_json(found))
    if json:
        print(as_json(found))
    else:
        told(console(), found, misses=misses)
    return 0


def _write(target: Path, text: str) -> None:
    from flows.errors import UsageError

    try:
        target.write_text(text + "\n", "utf-8")
    except OSError as error:
        raise UsageError(f"{target}: cannot write ({error.strerror}); give another --out") from error
