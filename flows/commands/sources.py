"""ketcov sources: the declarations."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from flows.sources.model import Source

EXAMPLE = "Example: ketcov sources --check"


def command(
    check: Annotated[bool, typer.Option("--check", help="Only say whether all are well formed.")] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Count payers, states, policies, lives; tell what is missing.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON array; with --coverage one object.")] = False,
) -> int:
    """The declared payers and their documents. Validates every declaration; no network."""
    from dataclasses import asdict

    from flows.settings import load_settings
    from flows.sources.coverage import measure
    from flows.sources.loader import load
    from flows.sources.tell import show
    from flows.telling.terminal import as_json, console, line

    settings = load_settings()
    found = load(settings.sources)
    if json:
        every = [source.model_dump(mode="json") for source in found]
        print(as_json(asdict(measure(found)) if coverage else every))
        return 0
    out = console()
    if coverage:
        show(out, measure(found))
        return 0
    if found and not check:
        _table(out, found)
        line(out)
    documents = sum(len(source.document) for source in found)
    told = f"{len(found)} sources, {documents} documents: every declaration is well formed"
    line(out, told if found else f"no source is declared in {settings.sources}")
    return 0


def _table(out: "Console", sources: "Sequence[Source]") -> None:
    from flows.telling.terminal import table

    heads = ("source", "type", "policy", "benefit", "kind", "verified", "address")
    rows = [
        (s.id, s.type, d.policy, d.benefit, d.kind, "yes" if s.verified else "no", d.url or d.index_url)
        for s in sources
        for d in s.document
    ]
    table(out, heads, rows, ("policy", "address"))
