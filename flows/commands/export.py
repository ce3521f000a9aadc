"""ketcov export: one relation as a file that a spreadsheet or another program opens."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: ketcov export out_current_positions --out positions.csv --bom"


class Format(StrEnum):
    """What a file can be."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"


def command(
    relation: Annotated[str, typer.Argument(help="Relation for readers; its name may leave out out_.")],
    kind: Annotated[Format, typer.Option("--format", help="Kind of the file.")] = Format.CSV,
    out: Annotated[
        Path | None, typer.Option(help="File to write; standard output for csv and json where left out.")
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Byte order mark before CSV, for Excel.")] = False,
) -> int:
    """Write one relation of the published copy. In CSV no cell starts a formula in a spreadsheet."""
    from flows.asking.export import export
    from flows.settings import load_settings
    from flows.telling.terminal import console, line

    count = export(load_settings().coverage, relation, kind.value, out, has_bom=bom)
    if out is not None:
        line(console(), f"{count} rows written to {out}")
    return 0
