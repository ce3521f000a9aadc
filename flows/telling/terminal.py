"""How tables and sentences look: colour and rules on a terminal, plain columns elsewhere.

Everything that is printed goes through here: what a payer, a host or a file wrote steers no terminal.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.telling import safe

_NARROWEST, _WIDEST, _PLAIN = 80, 120, 110
_STYLES = {"tightened": "red", "loosened": "green", "mixed": "yellow", "failed": "red", "title": "bold"}


def console(file: TextIO | None = None) -> Console:
    """The console of standard output, between 80 and 120 columns wide."""
    target = file or sys.stdout
    is_terminal = target.isatty()
    given = os.environ.get("COLUMNS", "")
    width = Console(file=target).width if is_terminal else int(given) if given.isdigit() else _PLAIN
    return Console(
        file=target,
        width=min(max(width, _NARROWEST), _WIDEST),
        highlight=False,
        markup=False,
        emoji=False,
        no_color=not is_terminal,
        legacy_windows=False,
    )


def table(
    out: Console, heads: Sequence[str], rows: Iterable[Sequence[object]], flexible: Iterable[str] = ()
) -> None:
    """Print rows under heads; the flexible columns give way when the line is too narrow."""
    wide = set(flexible)
    grid = Table(
        box=box.SIMPLE_HEAD if out.is_terminal else None,
        show_edge=False,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="bold" if out.is_terminal else "",
    )
    for head in heads:
        title = head if out.is_terminal else head.upper()
        grid.add_column(title, overflow="fold", no_wrap=head not in wide)
    for row in rows:
        grid.add_row(*(Text(safe.plain(told(cell)), style=_STYLES.get(told(cell), "")) for cell in row))
    _put(out, grid)


def line(out: Console, text: str = "", indent: int = 0, style: str = "") -> None:
    """Print one paragraph, wrapped and indented."""
    _put(out, Padding(Text(safe.plain(text), style=_STYLES.get(style, style)), (0, 0, 0, indent)))


def _put(out: Console, what: RenderableType) -> None:
    """Print without the blanks that fill a line to its end; files and pipes have no use for them."""
    with out.capture() as captured:
        out.print(what)
    if out.is_terminal:
        out.file.write(captured.get())
    else:
        out.file.writelines(f"{row.rstrip()}\n" for row in captured.get().splitlines())


def quoted(text: object, page: object = None) -> str:
    """The payer's words with their page; a dash where there are none."""
    if not text:
        return "–"
    words = " ".join(str(text).split())
    return f"“{words}”" + (f" (p. {page})" if page else "")


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def told(value: object) -> str:
    """A cell as text: days without time, lists with commas, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(map(told, value))
    return str(value)


def as_json(value: object) -> str:
    """One line of JSON; times are UTC."""
    return safe.escaped(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return f"{value.replace(tzinfo=None).isoformat()}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
