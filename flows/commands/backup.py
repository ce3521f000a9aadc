"""ketcov backup: the archive copied elsewhere."""

from typing import Annotated

import typer

EXAMPLE = "Example: ketcov backup /mnt/backup/ketcov"


def command(
    folder: Annotated[str, typer.Argument(help="Where the copy is kept, a folder or s3://bucket/prefix.")],
    verify: Annotated[bool, typer.Option(help="Only read the backup that is there, file by file.")] = False,
) -> int:
    """Copy the archive: documents, readings, ledger with the decisions of reviewers; every file by its hash.

    Name the same place every time: what it holds is not copied again. With KETCOV_KEEP_FAILED_DAYS the
    archive then lets go of pages that never were a policy and are older; the backup keeps them.
    """
    from datetime import UTC, datetime

    from flows.runs.backup import save
    from flows.settings import load_settings
    from flows.telling.terminal import console, line
    from warehouse import backup

    out = console()
    if verify:
        found, _ = backup.verify(folder)
        line(out, f"{folder}: {found.files_count} files and {found.ledger_bytes} bytes of ledger as saved")
        return 0
    saved = save(load_settings(), folder, datetime.now(UTC))
    line(out, f"{folder}: {saved.made.files_count} files, {saved.made.copied_count} of them new")
    if saved.removed_count:
        line(out, f"let go of {saved.removed_count} pages that never were a policy")
    return 0
