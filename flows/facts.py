"""Facts of one file, read on the spot and told on the terminal."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from extractors.errors import ExtractError
from extractors.read import read
from extractors.wire import to_json
from flows import recognize
from flows.errors import UsageError
from flows.fetch.direct import type_by_suffix
from flows.terminal import line, quoted, table

Facts = dict[str, Any]


def read_file(file: Path, drugs: tuple[str, ...], media_type: str | None) -> Facts:
    """The facts of a file as the contract has them; `-` is standard input.

    Raises UsageError and ExtractError.
    """
    is_input = str(file) == "-"
    content = sys.stdin.buffer.read() if is_input else _content(file)
    hint = media_type or (None if is_input else type_by_suffix(file.name))
    try:
        found = read(content, hint, drugs=drugs, recognize=recognize.reader()).facts
        return to_json(found, file.name if not is_input else "-")
    except ExtractError as error:
        raise type(error)(f"{file}: {error}") from error


def told(out: Console, found: Facts) -> None:
    """Fields, positions, criteria, codes and warnings of one file."""
    document = found["document"]
    line(out, f"{found['file']}  {document['title'] or 'without title'}", style="title")
    fields = {
        key: value for key, value in document.items() if value not in (None, [], "") and key != "sha256"
    }
    line(out, "  ".join(f"{key}={_value(value)}" for key, value in fields.items()), 2)
    for warning in found["warnings"]:
        line(out, f"warning: {warning['kind']}: {warning['detail']}", 2)
    if found["positions"]:
        line(out)
        heads = ("drug", "route", "indication", "stance", "page", "quote")
        table(
            out,
            heads,
            [[*map(item.get, heads[:5]), quoted(item["quote"])] for item in found["positions"]],
            heads,
        )
    for block in found["criteria"]:
        line(out)
        line(out, f"{block['drug']} for {', '.join(block['indications'])} ({block['phase']})", style="title")
        for depth, text in _tree(block["tree"], 0):
            line(out, text, 2 + 2 * depth)
    if found["codes"]:
        line(out)
        line(out, f"codes: {', '.join(code['code'] for code in found['codes'])}")
    line(out)


def _tree(node: Mapping[str, Any], depth: int) -> Iterator[tuple[int, str]]:
    if "logic" not in node:
        value = "" if node["value"] in (None, True) else f" {_value(node['value'])}"
        unit = f" {node['unit']}" if node["unit"] else ""
        yield depth, f"{node['type']} {node['op']}{value}{unit}  {quoted(node['quote'], node['page'])}"
        return
    count = f" {node['n']}" if node.get("n") else ""
    yield depth, f"{node['logic']}{count} of:"
    for item in node["items"]:
        yield from _tree(item, depth + 1)


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value))
    if isinstance(value, Mapping):
        return " ".join(_value(item) for item in value.values())
    return str(value)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"{file}: no such file") from error
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
