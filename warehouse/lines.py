"""Ledger entries to JSON lines and back. Times are ISO 8601 in UTC; empty fields are left out."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from warehouse.ledger import KINDS, Entry, Policy

_NAMES = {cls: name for name, cls in KINDS.items()}


def line_from_entry(entry: Entry) -> bytes:
    """One JSON line with its newline; keys sorted, so equal entries give equal bytes."""
    row = {"kind": _NAMES[type(entry)], **_plain(entry)}
    return json.dumps(row, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def entry_from_line(line: bytes) -> Entry:
    """The entry of a line. Raises ValueError, KeyError or TypeError on anything else."""
    row: dict[str, Any] = json.loads(line)
    cls = KINDS[row.pop("kind")]
    return cls(**{name: _value(name, value) for name, value in row.items()})


def _plain(value: object) -> dict[str, object]:
    pairs = ((field.name, getattr(value, field.name)) for field in fields(value))  # type: ignore[arg-type]
    return {name: _json(item) for name, item in pairs if item is not None and item != ()}


def _json(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    return _plain(value) if isinstance(value, Policy) else value


def _value(name: str, value: Any) -> Any:
    if name.endswith("_at"):
        return datetime.fromisoformat(value).astimezone(UTC)
    if name == "policies":
        return tuple(Policy(**{key: _value(key, item) for key, item in policy.items()}) for policy in value)
    return tuple(value) if isinstance(value, list) else value
