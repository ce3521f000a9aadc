"""Questions to the published copy: rows as mappings. Reads only; how they look is decided elsewhere."""

import json
from collections.abc import Sequence
from pathlib import Path

from flows.asking.span import ALWAYS, Span
from flows.errors import UnknownName
from warehouse.errors import WarehouseError
from warehouse.query import rows

Row = dict[str, object]

_JSON = {"magnitude", "qualifiers"}


class _Found(dict[str, object]):
    """A row whose missing column says what to do: the copy was published by another version."""

    def __missing__(self, name: str) -> object:
        raise WarehouseError(
            f"the published copy is not of this version (it has no {name}); run `ketcov rebuild`"
        )


def ask(copy: Path, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
    """The rows of a query, columns by name."""
    columns, found = rows(copy, sql, parameters)
    return [
        _Found({name: _plain(name, value) for name, value in zip(columns, row, strict=True)}) for row in found
    ]


def known_payer(copy: Path, payer: str) -> Row:
    """What is known of a payer. Raises UnknownName."""
    found = {str(row["payer_id"]): row for row in ask(copy, "select * from core_payers")}
    if payer not in found:
        raise UnknownName("payer", payer, found, f"known are {_some(sorted(found))}")
    return found[payer]


def _some(names: list[str], most: int = 12) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most]) or 'none'}{more}"


def changes(copy: Path, days: Span = ALWAYS, payer: str | None = None) -> list[Row]:
    """All changes of rules and codes that were first seen on these days, oldest first."""
    found = ask(
        copy, "select * from out_policy_changes order by first_seen_at, payer_id, policy_id, change_id"
    )
    if payer is not None:
        known_payer(copy, payer)
        found = [row for row in found if row["payer_id"] == payer]
    return [row for row in found if days.holds(row["first_seen_at"])]


def _plain(name: str, value: object) -> object:
    return json.loads(value) if name in _JSON and isinstance(value, str) else value
