"""ketcov restore: a backup put into an empty data folder."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: KETCOV_DATA=data-new ketcov restore /mnt/backup/ketcov"


def command(folder: Annotated[Path, typer.Argument(help="The folder that `ketcov backup` wrote.")]) -> int:
    """Verify a backup by its hashes, put it into the data folder, build the warehouse from it, publish.

    The data folder must hold no archive; nothing is ever overwritten.
    """
    from flows.backup import bring_back
    from flows.settings import load_settings
    from flows.terminal import console, line

    settings = load_settings()
    made, loaded = bring_back(settings, folder)
    out = console()
    line(out, f"restored {made.files_count} files; {loaded.versions_count} versions of policies")
    line(out, f"published {settings.coverage}")
    return 0
