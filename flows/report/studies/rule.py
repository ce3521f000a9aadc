"""A criterion of the published copy in words."""

import json

from extractors.changes import words
from flows.asking.answers import Row
from flows.asking.profile import leaf_of


def rule(row: Row) -> str:
    """The criterion as a person says it; the qualifiers may still be text."""
    qualifiers = row["qualifiers"]
    plain = json.loads(qualifiers) if isinstance(qualifiers, str) else qualifiers
    return words.leaf(leaf_of({**row, "qualifiers": plain}))
