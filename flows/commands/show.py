"""ketcov show: one payer, then and now."""

from typing import Annotated

import typer

EXAMPLE = "Example: ketcov show ohio_medicaid"


def command(
    payer: Annotated[str, typer.Argument(help="Key of the payer.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """What a payer covers, under which rules, since when, and what its rules were before."""
    from flows.asking.portrait import portrait
    from flows.asking.profile import profile
    from flows.settings import load_settings
    from flows.telling.terminal import as_json, console

    found = profile(load_settings().coverage, payer)
    if json:
        print(as_json(found))
    else:
        portrait(console(), found)
    return 0
