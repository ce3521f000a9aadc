"""A list inside a sentence cut into its items: commas, semicolons and "or" outside brackets.

"one of the following: A [e.g., x, y], B or C" has three items; what stands in brackets is no item.
"""

import re

_BRACKETS = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]")
_CUT = re.compile(r"[,;]\s(?:and/or\s|and\s|or\s)?|\s(?:and/or|or)\s|/(?=[A-Z][a-z])")
_CUT_ALL = re.compile(rf"{_CUT.pattern}|\sand\s")
_LINES = re.compile(r",\s(?:or\s|and\s)?(?=[A-Z])|\s(?:or|and)\s(?=[A-Z][a-z]|[A-Z]{4})")
_TWO_NAMES = re.compile(r"(\S+)\sor\s(\S+)")
_LEAD = re.compile(
    r"^(?:(?:either|both|any|all|one|a|an|the|with|of|to|another|other)\s){1,3}(?=\S)|^[\d*•-]{1,3}\s",
    re.IGNORECASE,
)
_STOP = re.compile(
    r",?\sas\s(?:documented|shown|evidenced|demonstrated|defined)\b|\s(?:for|within|during|unless|that|which|who|when|in\sthe)\s|[.:](?:\s|$)"
)
_POINTERS = frozenset({"following", "these", "below", "the following", "products", "agents", "drugs"})
_LONGEST = 12


def items(text: str, *, with_and: bool = False) -> tuple[str, ...]:
    """The items of a list in lower case, brackets left out; none where the text is no list of names."""
    said = plain(text)
    parts = (words(part) for part in _by_capitals(said) or (_CUT_ALL if with_and else _CUT).split(said))
    kept = tuple(dict.fromkeys(part for part in parts if part and part not in _POINTERS))
    return kept if len(kept) <= _LONGEST else ()


def _by_capitals(said: str) -> list[str]:
    """The lines of a list that were joined: each begins with a capital and may hold "or" and commas."""
    parts = _LINES.split(said)
    if len(parts) < 2 or not said[:1].isupper():
        return []
    last = _TWO_NAMES.fullmatch(parts[-1])
    return [*parts[:-1], *last.groups()] if last else parts


def plain(text: str) -> str:
    """The text without what stands in brackets, and without marks of footnotes and trade marks."""
    for _ in range(2):  # brackets inside brackets
        text = _BRACKETS.sub(" ", text)
    return re.sub(r"\s+", " ", re.sub(r"[®™©*^†‡]", "", text)).strip(" ,;:.")


def words(text: str) -> str:
    """One item as a name: without articles, up to where it is explained."""
    kept = _STOP.split(_LEAD.sub("", text.strip()))[0]
    return kept.strip(" ,;:.-").lower()


def without_cuts(text: str) -> str:
    """The text with the semicolons and stops in brackets blanked; places stay where they are."""
    return _BRACKETS.sub(lambda m: re.sub(r"[;.]\s", "~ ", m.group()), text)
