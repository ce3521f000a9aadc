"""The reading process of fuzz.py: reads as always, and ends with an error where a fact does not hold."""

import json
import runpy
from functools import cache

from extractors import read as room
from extractors.documents import parse
from extractors.model import Leaf
from extractors.wire import reading_to_bytes, to_json
from flows.reading import recognize

_seen = []


def kept(*arguments, **more):
    document = parse(*arguments, **more)
    _seen[:] = [document]
    return document


def read(content, media_type=None, **more):
    found = _read(content, media_type, **more)
    hold(found, _seen[0])
    return found


def hold(found, document):
    """What must hold of every reading. Raises AssertionError."""
    told = json.dumps(to_json(found.facts, "a file"), allow_nan=False)
    told.encode()
    assert json.loads(told)["schema"] == 1
    reading_to_bytes(found)
    text = squeezed("".join(words(document)))
    for item in evidence(found.facts):
        assert item.quote.strip(), "a fact without words"
        missing = [word for word in item.quote.split() if not is_in(word, text)]
        assert not missing, f"words that the document does not have: {missing[:3]!r}"
        assert item.page is None or 1 <= item.page <= len(document.pages), f"page {item.page}"


def is_in(word, text):
    """Items and cells are joined to one quote by a comma, a bar, `or`: the words count, not the joints."""
    return word in {"or", "and"} or word.strip("|,;") in text


def words(document):
    for block in document.blocks:
        yield block.label
        yield block.text or "".join(cell.text for cell in block.cells)
    for block in document.blocks:
        yield from block.header


def evidence(facts):
    yield from (position.evidence for position in facts.positions)
    yield from (code.evidence for code in facts.codes)
    yield from (revision.evidence for revision in facts.revisions)
    for criteria in facts.criteria:
        yield from leaves(criteria.tree)


def leaves(node):
    if isinstance(node, Leaf):
        yield node.evidence
        return
    for item in node.items:
        yield from leaves(item)


def squeezed(text):
    return "".join(text.split())


if __name__ == "__main__":
    _read, room.read, room.parse = room.read, read, kept
    recognize.reader = cache(lambda: None)  # pictures are another program's affair
    runpy.run_module("flows.reading.worker", run_name="__main__", alter_sys=True)
