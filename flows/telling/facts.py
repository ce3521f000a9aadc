"""Facts of one file told on the terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console

from flows.telling.terminal import line, quoted, table


def told(out: Console, found: Mapping[str, Any]) -> None:
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
