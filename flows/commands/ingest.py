"""ketcov ingest: files that a person downloaded."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = (
    "Example: ketcov ingest downloads/  or  "
    "ketcov ingest policy.pdf --payer acme_health --policy spravato --fetched-at 2024-05-02"
)


def command(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders with a manifest.csv.")],
    payer: Annotated[str | None, typer.Option(help="Key of the payer, for files.")] = None,
    policy: Annotated[str | None, typer.Option(help="Key of the policy, for files.")] = None,
    benefit: Annotated[str, typer.Option(help="medical, pharmacy or unknown, for files.")] = "unknown",
    fetched_at: Annotated[
        str | None, typer.Option(help="When the file was downloaded, like 2024-05-02; now where not given.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Archive and read files, load and publish.

    Ends with 1 when some of the files could not be read, and with 2 when none could.

    The manifest.csv of a folder says what is what: file,payer,policy,benefit,fetched_at,url
    """
    from dataclasses import asdict
    from datetime import UTC, datetime

    from flows.errors import UsageError
    from flows.runs.ingest import ingest
    from flows.settings import load_settings
    from flows.sources.manifest import collect
    from flows.telling import tell
    from flows.telling.progress import bar
    from flows.telling.terminal import as_json, console

    settings = load_settings()
    items = collect(paths, payer, policy, benefit, fetched_at, datetime.now(UTC))
    summary = ingest(settings, items, progress=bar)
    if json:
        print(as_json(asdict(summary)))
    else:
        tell.summary(console(), summary)
    if summary.nothing_reached:
        raise UsageError(f"{tell.unread(summary)}; the warehouse has no new version")
    tell.attention(summary)
    return summary.exit_code
