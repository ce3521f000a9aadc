"""Facts of one file, read on the spot and told on the terminal."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from extractors.errors import ExtractError, PipelineError
from extractors.wire import to_json
from flows.errors import UsageError
from flows.fetch.direct import type_by_suffix
from flows.reading.readers import Readers, readers
from flows.settings import load_settings
from flows.terminal import line, quoted, table

Facts = dict[str, Any]


def read_files(
    files: Sequence[Path], drugs: tuple[str, ...], media_type: str | None
) -> Iterator[Facts | PipelineError]:
    """The facts of each file as the contract has them, or why there are none; `-` is standard input.

    Raises SettingsError.
    """
    by = readers(load_settings())

    def found(file: Path) -> Facts | PipelineError:
        try:
            return _facts(by, file, drugs, media_type)
        except UsageError as error:
            return error
        except ExtractError as error:
            return type(error)(f"{file}: {error}")

    return by.in_order(found, files)


def _facts(by: Readers, file: Path, drugs: tuple[str, ...], media_type: str | None) -> Facts:
    is_input = str(file) == "-"
    content = sys.stdin.buffer.read() if is_input else _content(file)
    hint = media_type or (None if is_input else type_by_suffix(file.name))
    return to_json(by.read(content, hint, drugs).facts, "-" if is_input else file.name)


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
