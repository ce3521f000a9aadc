"""Words that a page keeps in its style sheet: `li.age::before { content: "At least " }`.

Bullets, quotes and icons stand there too and are no words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_SHEET_CHARS = 200_000
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_CONTENT = re.compile(
    r"(?:^|;)\s{0,9}content\s{0,9}:\s{0,9}(?:\"([^\"]{1,300})\"|'([^']{1,300})')", re.IGNORECASE
)
_BEFORE = re.compile(r"::?before\s{0,9}$", re.IGNORECASE)
_COMPOUND = re.compile(r"(?P<tag>[a-z][a-z0-9]{0,20}|\*)?(?P<names>(?:[.#][\w-]{1,60}){0,6})", re.IGNORECASE)
_NAME = re.compile(r"([.#])([\w-]{1,60})")
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.{0,2000}?\*/", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]{2}")
_LAST_POINT = 0x10FFFF


@dataclass(frozen=True, slots=True)
class _Compound:
    """One step of a selector: tag, classes and identifier, each only where it is named."""

    tag: str
    classes: frozenset[str]
    identifiers: frozenset[str]

    def fits(self, element: Any) -> bool:
        """True when the element has all that is named."""
        named = frozenset((element.get("class") or "").split())
        is_tag = self.tag in ("", "*", element.tag)
        return is_tag and self.classes <= named and self.identifiers <= {element.get("id") or ""}


@dataclass(frozen=True, slots=True)
class Before:
    """The words in front of elements, by selector; a later rule wins."""

    rules: tuple[tuple[tuple[_Compound, ...], str], ...] = ()

    def of(self, element: Any) -> str:
        """The words that the style sheet prints in front of the element."""
        return next((text for steps, text in reversed(self.rules) if _fits(steps, element)), "")


def read(root: Any) -> Before:
    """The words that the page's own style sheets hold."""
    found: list[tuple[tuple[_Compound, ...], str]] = []
    for style in root.iter("style"):
        sheet = _COMMENT.sub("", style.text_content()[:_SHEET_CHARS])
        for selectors, body in _RULE.findall(sheet):
            content = _CONTENT.search(body)
            text = _unescaped(content[1] or content[2]) if content else ""
            if _WORD.search(text):
                found += [(steps, text) for steps in _selected(selectors.split(","))]
    return Before(tuple(found))


def _selected(selectors: Iterable[str]) -> Iterable[tuple[_Compound, ...]]:
    for selector in selectors:
        name = selector.strip()
        marker = _BEFORE.search(name)
        steps = [_COMPOUND.fullmatch(step) for step in name[: marker.start()].split()] if marker else []
        read_steps = [_compound(step) for step in steps if step is not None]
        if read_steps and len(read_steps) == len(steps):
            yield tuple(read_steps)


def _compound(match: re.Match[str]) -> _Compound:
    names = _NAME.findall(match["names"])
    return _Compound(
        (match["tag"] or "").lower(),
        frozenset(name for sign, name in names if sign == "."),
        frozenset(name for sign, name in names if sign == "#"),
    )


def _fits(steps: tuple[_Compound, ...], element: Any) -> bool:
    """The last step names the element, the others stand above it in this order."""
    if not steps[-1].fits(element):
        return False
    left = list(steps[:-1])
    for above in element.iterancestors():
        if left and isinstance(above.tag, str) and left[-1].fits(above):
            left.pop()
    return not left


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), _LAST_POINT)), text)
