"""The payer as the document prints it: header, copyright, footer, then anywhere. A logo is no text."""

import re
from collections.abc import Iterable

from extractors.fields.names import NOT_PAYERS, PAYER_SHAPES, PAYERS
from extractors.fields.scope import Scope

_MARKS = re.compile(r"[®™℠©]")
_KNOWN = tuple(re.compile(rf"\b(?:{name})(?![\w])") for name in PAYERS)
_SHAPE = re.compile(rf"(?:{'|'.join(PAYER_SHAPES)})")
_NOT = re.compile("|".join(NOT_PAYERS), re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©,]{0,6}(?:20\d\d(?:\s?[-–,]\s?20\d\d)?)?[\s,]{0,3}(?:by\s)?"
    r"(?P<name>[A-Z][\w&'’.-]{1,24}(?:\s(?:of|and|&|the|[A-Z][\w&'’-]{1,24})){0,6})",
    re.IGNORECASE,
)
_ATTRIBUTIONS = re.compile(
    r"\b(?:affiliated with|administered by|property of|approved by the|members of|enrolled in|coverage by|"
    r"issued by)\s"
)


def find(scope: Scope, site: str | None = None) -> str | None:
    """Find the payer's name, as printed, without trade marks; `site` is a page's own title."""
    top = [_clean(line) for line in scope.top_lines]
    furniture = [_clean(line) for line in scope.furniture_lines]
    return (
        _known(top[:12])
        or _filling_a_line(top[:8])
        or _copyright(scope.all_lines)
        or _known(furniture)
        or _filling_a_line(furniture)
        or _known(_clean(line) for line in scope.all_lines if _ATTRIBUTIONS.search(line))
        or _attributed(scope.all_lines)
        or _of_site(site or "")
    )


def _clean(line: str) -> str:
    return _MARKS.sub("", line).strip()


def _known(lines: Iterable[str]) -> str | None:
    """The most specific known name in the lines (the table runs from specific to general)."""
    kept = [line for line in lines if not re.search(r"association|trademark", line, re.IGNORECASE)] or []
    kept += [part for line in lines if (part := _before_association(line))] if isinstance(lines, list) else []
    for name in _KNOWN:
        for line in kept:
            if found := name.search(line):
                return found.group().strip()
    return None


def _before_association(line: str) -> str:
    """The name before "is an independent licensee of the ... Association"."""
    found = re.search(r"(?:^|\. )([^.]{3,80}) is an independent licensee", line)
    return found.group(1) if found else ""


def _filling_a_line(lines: Iterable[str]) -> str | None:
    for line in lines:
        found = _SHAPE.match(line)
        rest = line[found.end() :].strip(" .,|–—-") if found else line
        if found and not rest and not _NOT.search(line):
            return found.group().strip()
    return None


def _copyright(lines: Iterable[str]) -> str | None:
    for line in lines:
        found = _COPYRIGHT.search(line)
        name = _MARKS.sub("", found.group("name")).strip(" .,") if found else ""
        if name and not _NOT.search(name) and name[0].isupper():
            known = _known([name])
            return known or re.sub(r"\s(?:All|Inc|LLC|Services)\b.*$", "", name).strip(" .,")
    return None


def _of_site(site: str) -> str | None:
    """The last part of a page title such as "Example policy | Example Health Plan"."""
    parts = [part.strip() for part in re.split(r"\s[|–—-]\s", site)]
    last = _clean(parts[-1]) if len(parts) > 1 else ""
    return last if last and len(last) <= 60 and not _NOT.search(last) and last[0].isupper() else None


def _attributed(lines: Iterable[str]) -> str | None:
    for line in lines:
        for cue in _ATTRIBUTIONS.finditer(line):
            found = _SHAPE.match(_clean(line[cue.end() :]))
            if found and not _NOT.search(found.group()):
                return found.group()
    return None
