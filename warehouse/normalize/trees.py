"""Trees of criteria, as rows of core_criteria, to rows of core_paths. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from warehouse.normalize.paths import Branch, Burden, paths

Row = Mapping[str, Any]


def measured(rows: Iterable[Row]) -> Iterator[dict[str, object]]:
    """A row per tree: its easiest and its hardest path. Trees come one after the other, parents first."""
    for _, tree in groupby(rows, key=lambda row: (row["version_id"], row["tree_number"])):
        yield _measured(list(tree))


def _measured(rows: list[Row]) -> dict[str, object]:
    found = paths(_tree(rows))
    copied = ("version_id", "tree_number", "drug_code", "indication_codes", "phase_code")
    return {
        **{name: rows[0][name] for name in copied},
        **_end("easiest", found.easiest),
        **_end("hardest", found.hardest),
        "demanded_type_codes": list(found.demanded),
    }


def _end(side: str, burden: Burden) -> dict[str, object]:
    has_trials = burden.trials > 0 or burden.augmentations > 0
    weeks = burden.weeks if burden.weeks or not has_trials else None  # null: trials of no said length
    return {
        f"{side}_trials_count": burden.trials,
        f"{side}_weeks": weeks,
        f"{side}_classes_count": burden.classes or None,
        f"{side}_augmentations_count": burden.augmentations,
        f"is_psychotherapy_on_{side}": burden.psychotherapy > 0,
    }


def _tree(rows: list[Row]) -> Branch:
    """The tree of rows that stand parents before children."""
    children: dict[str, list[Row]] = {}
    for row in rows[1:]:
        children.setdefault(row["path"].rpartition(".")[0], []).append(row)
    return _branch(rows[0], children)


def _branch(row: Row, children: Mapping[str, list[Row]]) -> Branch:
    return Branch(
        logic=row["logic_code"],
        required_count=row["required_count"],
        items=tuple(_branch(child, children) for child in children.get(row["path"], ())),
        type=row["type_code"],
        operator=row["operator_code"],
        number=row["value_number"],
        qualifiers=json.loads(row["qualifiers"]),
    )
