"""Depth and numbering of HTML lists, by the tree and not by the look."""

import re
from collections.abc import Mapping
from typing import Any

_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_STYLE = re.compile(
    r"list-style(?:-type)?\s*:\s*[^;]{0,40}?(decimal|(?:lower|upper)-(?:alpha|latin|roman)|none)", re.I
)
_NUMBER = re.compile(r"\s{0,3}[0-9]{1,9}\s{0,3}")
_INDENT_CLASS = re.compile(r"\bql-indent-(\d)\b")
_MARGIN = re.compile(r"(?:margin|padding)-left\s*:\s*([\d.]{1,6})(px|pt|em|rem|in)", re.I)
_LEVEL_WIDTH = {"px": 40.0, "pt": 30.0, "em": 2.5, "rem": 2.5, "in": 0.5}  # one tab stop
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def depth(item: Any) -> int:
    """How many lists the item stands in, minus one; a list closed before its sub-list counts too."""
    lists = [above for above in item.iterancestors("ul", "ol")]
    return max(0, len(lists) - 1) + sum(_is_orphan(each) for each in lists[:1]) + margin(item)


def margin(element: Any) -> int:
    """Levels that the element's own style or class indents it by."""
    match = _INDENT_CLASS.search(element.get("class") or "")
    if match:
        return int(match[1])
    match = _MARGIN.search(element.get("style") or "")
    return round(float(match[1]) / _LEVEL_WIDTH[match[2].lower()]) if match else 0


def _is_orphan(this: Any) -> bool:
    """A bullet list between two pieces of one numbered list is the sub-list of the item before it."""
    before, after = this.getprevious(), this.getnext()
    if before is None or before.tag != "ol" or this.tag != "ul":
        return False
    return after is not None and after.tag == "ol" and _start(after) > 1


def numbers(root: Any) -> dict[Any, int]:
    """The number of each item of the numbered lists: its own, else one more than the item before."""
    found: dict[Any, int] = {}
    for numbered in root.iter("ol"):
        number = _start(numbered) - 1
        for item in numbered.iterchildren("li"):
            number = _whole(item.get("value")) or number + 1
            found[item] = number
    return found


def label(item: Any, numbered: Mapping[Any, int]) -> str:
    """The mark printed before the item: "3.", "b.", "iv.", a bullet or a box."""
    box = _box(item)
    if box:
        return box
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "•"
    style = _style(item, parent)
    return "•" if style == "none" else f"{_count(numbered[item], style)}."


def _box(item: Any) -> str:
    for field in item.iter("input"):
        if (field.get("type") or "").lower() in ("checkbox", "radio"):
            return "☑" if field.get("checked") is not None else "☐"
        break
    return ""


def _style(item: Any, parent: Any) -> str:
    match = _STYLE.search(f"{item.get('style') or ''};{parent.get('style') or ''}")
    if match:
        return match[1].lower().replace("latin", "alpha")
    return _TYPES.get(item.get("type") or parent.get("type") or "1", "decimal")


def _start(numbered: Any) -> int:
    start = _whole(numbered.get("start"))
    return 1 if start is None else start


def _whole(text: str | None) -> int | None:
    return int(text) if text and _NUMBER.fullmatch(text) else None


def _count(number: int, style: str) -> str:
    if style.endswith("alpha") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
    elif style.endswith("roman") and 1 <= number < 400:
        letter = _roman(number)
    else:
        return str(number)
    return letter.upper() if style.startswith("upper") else letter


def _roman(number: int) -> str:
    text = ""
    for value, numeral in _ROMAN:
        text += numeral * (number // value)
        number %= value
    return text
