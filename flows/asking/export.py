"""One relation of the published copy as CSV, JSON or Parquet.

CSV is made for spreadsheets: words that would start a formula there get an apostrophe in front, and
signs that steer a screen become visible marks. JSON and Parquet keep the words as they are.
"""

import csv
import io
import shutil
import sys
from datetime import datetime
from pathlib import Path

from flows.errors import UnknownName, UsageError
from flows.telling import safe
from flows.telling.terminal import as_json
from warehouse.errors import Unwritable
from warehouse.query import Table, rows

_NAMES = "select view_name from duckdb_views() where starts_with(view_name, 'out_') order by 1"


def export(copy: Path, relation: str, kind: str, out: Path | None, *, has_bom: bool = False) -> int:
    """Write a relation and answer how many rows it has. Raises UsageError, UnknownName, Unwritable."""
    name = _known(copy, relation)
    table = rows(copy, f"select * from {name}")  # noqa: S608 - one of our own relations
    if kind == "parquet":
        if out is None:
            raise UsageError("parquet is no text; name a file with --out")
        _put(out, copy.parent / "parquet" / f"{name}.parquet")
        return len(table[1])
    text = ("\ufeff" if has_bom else "") + _csv(table) if kind == "csv" else _json(table)
    if out is None:
        sys.stdout.write(text)
    else:
        _put(out, text)
    return len(table[1])


def _known(copy: Path, relation: str) -> str:
    names = [str(row[0]) for row in rows(copy, _NAMES)[1]]
    for name in (relation, f"out_{relation}"):
        if name in names:
            return name
    raise UnknownName("relation", relation, names, f"known are {', '.join(names)}")


def _put(out: Path, content: str | Path) -> None:
    """Write beside the place and rename: a file that is there is whole."""
    draft = out.with_name(f"{out.name}.draft")
    try:
        if isinstance(content, Path):
            shutil.copyfile(content, draft)
        else:
            draft.write_text(content, "utf-8", newline="")
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Unwritable(f"{out}: cannot write ({error.strerror}); name another file with --out") from error


def _csv(table: Table) -> str:
    columns, found = table
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in found)
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value  # a number is no formula, whatever its sign
    if isinstance(value, datetime):
        return f"{value.isoformat()}Z"
    return safe.cell(as_json(value) if isinstance(value, list | dict) else value)


def _json(table: Table) -> str:
    columns, found = table
    return "".join(f"{as_json(dict(zip(columns, row, strict=True)))}\n" for row in found)
