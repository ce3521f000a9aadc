"""ketcov sources: the declarations."""

from typing import Annotated

import typer

EXAMPLE = "Example: ketcov sources --check"


def command(
    check: Annotated[bool, typer.Option("--check", help="Only say whether all are well formed.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON array.")] = False,
) -> int:
    """The declared payers and their documents. Validates every declaration; no network."""
    from flows.settings import load_settings
    from flows.sources.loader import load
    from flows.terminal import as_json, console, line, table

    settings = load_settings()
    found = load(settings.sources)
    if json:
        print(as_json([source.model_dump(mode="json") for source in found]))
        return 0
    out = console()
    if found and not check:
        heads = ("source", "type", "policy", "benefit", "verified", "address")
        rows = [
            (s.id, s.type, d.policy, d.benefit, "yes" if s.verified else "no", d.url)
            for s in found
            for d in s.document
        ]
        table(out, heads, rows, ("policy", "address"))
        line(out)
    documents = sum(len(source.document) for source in found)
    told = f"{len(found)} sources, {documents} documents: every declaration is well formed"
    line(out, told if found else f"no source is declared in {settings.sources}")
    return 0
