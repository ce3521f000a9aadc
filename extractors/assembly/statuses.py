"""Tables of uses or drugs and what is held of them: each row is read as the sentence that it stands for.

Rows of codes are no statements; they are read by `extractors/codes.py`.
"""

import re
from collections.abc import Iterable, Iterator

from extractors.model import Block

_SUBJECT = re.compile(
    r"\b(?:indications?|conditions?|diagnos[ei]s|disorders?|uses?|drugs?|products?|medications?|treatments?|"
    r"services?|therap(?:y|ies))\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"^\W*(?:(?:coverage|policy|medical necessity|benefit|plan) )?"
    r"(?:status|coverage|position|determination|decision|stance)\W*$",
    re.IGNORECASE,
)
_CODE = re.compile(r"^\W*(?:[A-Z]\d{4}|\d{5}|[A-Z]\d[0-9A-Z](?:\.\w{1,4})?)\b")


def lines(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """The rows with a position, each with its words as one sentence: "use, drug: position"."""
    for block in blocks:
        column = _column(block.header) if block.cells else None
        cells = [" ".join(cell.text.split()) for cell in block.cells]
        if column is None or column >= len(cells) or any(map(_CODE.match, cells)):
            continue
        about = ", ".join(text for index, text in enumerate(cells) if text and index != column)
        if about and cells[column]:
            yield block, f"{about}: {cells[column]}"


def _column(header: tuple[str, ...]) -> int | None:
    """The only column of positions, beside one that says of what they are."""
    told = [index for index, text in enumerate(header) if _STATUS.match(" ".join(text.split()))]
    is_about = any(_SUBJECT.search(text) for index, text in enumerate(header) if index not in told)
    return told[0] if len(told) == 1 and is_about else None
