"""ketcov restore: a backup put into an empty data folder."""

from typing import Annotated

import typer

EXAMPLE = "Example: KETCOV_DATA=data-new ketcov restore /mnt/backup/ketcov"


def command(
    folder: Annotated[str, typer.Argument(help="What `ketcov backup` wrote.")],
) -> int:
    """Verify a backup by its hashes, put it in the archive's place, build the warehouse from it, publish.

    There must be no archive yet, in the data folder or at KETCOV_ARCHIVE; nothing is ever overwritten.
    """
    from flows.runs.backup import restore
    from flows.settings import load_settings
    from flows.telling.terminal import console, line

    settings = load_settings()
    made, loaded = restore(settings, folder)
    out = console()
    line(out, f"restored {made.files_count} files; {loaded.versions_count} versions of policies")
    line(out, f"published {settings.coverage}")
    return 0
