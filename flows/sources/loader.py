"""Declaration files to sources. Every mistake of every file at once, before anything is fetched."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.errors import DeclarationError, Mistake, UnknownName, UsageError
from flows.sources.model import Source

_ADVICE = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a known key; correct its spelling or remove it",
}
_LIST = {"document": "[[document]]", "history": "[[document.history]]"}
_AT_LINE = re.compile(r"\(at line (\d{1,9}), column \d{1,9}\)")


def load(folder: Path) -> tuple[Source, ...]:
    """All declarations of a folder, by id. Raises DeclarationError with all mistakes."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no folder of declarations; correct or unset KETCOV_SOURCES")
    mistakes: list[Mistake] = []
    sources = [source for path in sorted(folder.glob("*.toml")) if (source := _read(path, mistakes))]
    if mistakes:
        raise DeclarationError(mistakes)
    return tuple(sources)


def choose(sources: Iterable[Source], names: Iterable[str]) -> tuple[Source, ...]:
    """The named sources, or all where none is named. Raises UsageError, UnknownName."""
    by_id = {source.id: source for source in sources}
    wanted = tuple(dict.fromkeys(names)) or tuple(by_id)
    if not wanted:
        raise UsageError("no source is declared; add a file per payer or correct KETCOV_SOURCES")
    for name in wanted:
        if name not in by_id:
            raise UnknownName("source", name, by_id, "run `ketcov sources` to see what is declared")
    return tuple(by_id[name] for name in wanted)


def _read(path: Path, mistakes: list[Mistake]) -> Source | None:
    try:
        text = path.read_text("utf-8")
        return Source.model_validate(tomllib.loads(text), context={"stem": path.stem})
    except tomllib.TOMLDecodeError as error:
        mistakes.append(_torn(path, str(error)))
    except UnicodeDecodeError:
        mistakes.append(Mistake(path, None, "", "not UTF-8 text; save the file as UTF-8"))
    except OSError as error:
        mistakes.append(Mistake(path, None, "", f"cannot be read ({error.strerror})"))
    except ValidationError as error:
        mistakes.extend(
            _mistake(path, text, dict(item)) for item in error.errors() if not _is_echo(item, error)
        )
    return None


def _torn(path: Path, text: str) -> Mistake:
    found = _AT_LINE.search(text)
    advice = f"not TOML: {_AT_LINE.sub('', text).strip().lower()}; correct the line"
    return Mistake(path, int(found[1]) if found else None, "", advice)


def _mistake(path: Path, text: str, item: dict[str, Any]) -> Mistake:
    place = tuple(item["loc"])
    if item["type"] == "value_error" and (not place or isinstance(place[-1], int)):
        named = str(item["msg"]).removeprefix("Value error, ").partition(" ")[0]
        return Mistake(path, _line(text, (*place, named)), _key(place), _said(item))
    advice = _ADVICE.get(item["type"]) or _said(item)
    if item["type"] not in _ADVICE and isinstance(item["input"], str | int | float | bool):
        advice += f", not {item['input']!r}"
    return Mistake(path, _line(text, place), _key(place), advice)


def _is_echo(item: Mapping[str, Any], error: ValidationError) -> bool:
    """Whether the list is only too short because its items are wrong, which is told of each."""
    inside = (other["loc"] for other in error.errors() if other is not item)
    return item["type"] == "too_short" and any(loc[:-1] and loc[0] == item["loc"][0] for loc in inside)


def _said(item: dict[str, Any]) -> str:
    words = str(item["msg"]).removeprefix("Value error, ")
    return words[:1].lower() + words[1:]


def _key(place: tuple[str | int, ...]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)


def _line(text: str, place: tuple[str | int, ...]) -> int | None:
    """The line of a key: down from the header of its table to the first line that sets it."""
    lines = text.splitlines()
    start = 0
    for part, index in zip(place, (*place[1:], None), strict=True):
        if isinstance(part, int):
            continue
        if part in _LIST and isinstance(index, int):
            start = _header(lines, start, _LIST[part], index)
        else:
            return _setting(lines, start, part) or start or None
    return start or None


def _header(lines: list[str], start: int, header: str, index: int) -> int:
    found = [n for n, line in enumerate(lines, start=1) if n > start and line.strip().startswith(header)]
    return found[index] if index < len(found) else start


def _setting(lines: list[str], start: int, key: str) -> int | None:
    for number, line in enumerate(lines[start:], start=start + 1):
        if line.startswith("[["):
            return None
        if re.match(rf"\s{{0,20}}\"?{re.escape(key)}\"?\s{{0,20}}=", line):
            return number
    return None
