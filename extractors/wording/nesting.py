"""Outlines inside one line: "ALL of: 1. ONE of: a. ...; or b. ...; and 2. ...".

Labels and headers are read here; what the parts say is read by the reader handed in.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from extractors.model import Node
from extractors.wording import inline
from extractors.wording.line import Line, group

Reader = Callable[[Line], Node | None]

_LABEL = re.compile(r"(?:(?<=\s)|^)\(?(?P<label>\d{1,2}|[a-hA-H]|[ivx]{1,4})[.)]\s(?=\S)")
_LEVELS: tuple[re.Pattern[str], ...] = (
    re.compile(r"(?:(?<=[\s:;])|^)(?P<label>\d{1,2})[.)]\s"),
    re.compile(r"(?:(?<=[\s:;])|^)\((?P<label>\d{1,2})\)\s"),
    re.compile(r"(?:(?<=[\s:;])|^)(?P<label>[A-H])[.)]\s"),
    re.compile(r"(?:(?<=[\s:;])|^)(?P<label>[a-h])[.)]\s"),
    re.compile(r"(?:(?<=[\s:;])|^)\((?P<label>[a-h])\)\s"),
    re.compile(r"(?:(?<=[\s:;])|^)(?P<label>[ivx]{1,4})[.)]\s"),
    re.compile(r"(?:(?<=[\s:;])|^)\((?P<label>[ivx]{1,4})\)\s"),
)
_FIRST = {"1", "a", "A", "i"}
_DENIED = re.compile(
    r"\b(?:none|(?:not|without|no|never)\b[^.;:]{0,60}\b(?:any|one|either|of))\b[^.;:]{0,60}:\s*$",
    re.IGNORECASE,
)  # a header that denies: its parts mean nothing without it
_TRAILING = re.compile(r"[\s;,]{0,4}\b(?P<word>and/or|and|or)[\s;,]{0,3}$", re.IGNORECASE)


def read(line: Line, reader: Reader, depth: int = 0) -> Node | None:
    """The line by its outline where it has one, else by the reader."""
    labels = _outline(line.text) if depth < 4 else ()
    if len(labels) < 2:
        return reader(line)
    header = line.text[: labels[0].start()]
    ends = [*(label.start() for label in labels[1:]), len(line.text)]
    parts = [line.text[a.end() : b] for a, b in zip(labels, ends, strict=True)]
    denied = replace(line, text=f"{header}{'; '.join(map(_bare, parts))}") if _DENIED.search(header) else None
    if denied is not None and (node := reader(denied)) is not None:
        return node
    words = [m["word"].lower() if (m := _TRAILING.search(part)) else "" for part in parts[:-1]]
    nodes = tuple(
        node
        for part in parts
        if (node := read(replace(line, text=_bare(part)), reader, depth + 1)) is not None
    )
    if not nodes:
        return reader(line)
    logic = inline.quantifier(header) or (
        ("any", None) if "or" in words or "and/or" in words else ("all", None)
    )
    return group(logic[0], nodes, logic[1])


def _bare(part: str) -> str:
    return _TRAILING.sub("", part).strip(" ;,")


def _outline(text: str) -> tuple[re.Match[str], ...]:
    """Labels of the first numbering that starts at its first label and counts on."""
    runs = [run for level in _LEVELS if len(run := _run(level, text)) > 1]
    return min(runs, key=lambda run: run[0].start()) if runs else ()


def _run(level: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    found: list[re.Match[str]] = []
    for match in level.finditer(text):
        if (not found and match["label"] in _FIRST) or (
            found and _follows(found[-1]["label"], match["label"])
        ):
            found.append(match)
    return tuple(found)


def _follows(before: str, label: str) -> bool:
    if before.isdigit():
        return label == str(int(before) + 1)
    romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    if before in romans and label in romans and (before, label) not in (("h", "i"),):
        return romans.index(label) == romans.index(before) + 1
    return len(label) == 1 and ord(label) == ord(before) + 1
