"""ketcov extract: the facts of files, stored nowhere."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: ketcov extract policy.pdf --json | jq .positions"
_ALIASES = {"pdf": "application/pdf", "html": "text/html", "markdown": "text/markdown", "text": "text/plain"}


def command(
    files: Annotated[list[Path], typer.Argument(help="PDF, HTML or Markdown files; - is standard input.")],
    drug: Annotated[
        list[str] | None, typer.Option(help="A further drug to look for; may be repeated.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object per file, one per line.")] = False,
    media_type: Annotated[
        str | None, typer.Option(help="What it is where the name does not say: pdf, html, markdown.")
    ] = None,
) -> int:
    """Print what files say: document fields, positions, criteria, codes. Stores nothing.

    Ends with 2 when a file cannot be read; the others are printed all the same.
    """
    from extractors.errors import PipelineError
    from flows.reading.facts import read_files
    from flows.telling.facts import told
    from flows.telling.safe import complain
    from flows.telling.terminal import as_json, console

    worst = 0
    for found in read_files(files, tuple(drug or ()), _ALIASES.get(media_type or "", media_type)):
        if isinstance(found, PipelineError):
            complain(str(found))
            worst = 2
            continue
        if json:
            print(as_json(found), flush=True)
        else:
            told(console(), found)
    return worst
