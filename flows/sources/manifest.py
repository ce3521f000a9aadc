"""Which file is which policy as of when: from the command line or from a folder's manifest.csv.

    file,payer,policy,benefit,fetched_at,url

Nothing is read or written here but manifests; every mistake stops before the first file.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from flows.errors import UsageError
from flows.reading.suffix import type_by_suffix
from flows.telling.safe import public

NAME = "manifest.csv"
BENEFITS = ("medical", "pharmacy", "unknown")
_NEEDED = ("file", "payer", "policy", "fetched_at")
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Item:
    """One file to ingest. `policy` is a key, with `#part` where a policy stands in several files."""

    path: Path
    payer: str
    policy: str
    benefit: str
    fetched_at: datetime
    where: str  # the line or option that says so, for messages
    url: str = ""

    @property
    def policy_id(self) -> str:
        """The stable name of the policy."""
        return f"{self.payer}/{self.policy.partition('#')[0]}"

    @property
    def document_id(self) -> str:
        """The policy, or its part."""
        return f"{self.payer}/{self.policy}"

    @property
    def media_type(self) -> str | None:
        """What the name of the file claims."""
        return type_by_suffix(self.path.name)


def collect(
    paths: Iterable[Path],
    payer: str | None,
    policy: str | None,
    benefit: str,
    fetched_at: str | None,
    now: datetime,
) -> tuple[Item, ...]:
    """The items of files and folders. Raises UsageError with the first mistake and their number."""
    items: list[Item] = []
    mistakes: list[str] = []
    for path in paths:
        try:
            found = _folder(path) if path.is_dir() else [_file(path, payer, policy, benefit, fetched_at, now)]
        except UsageError as error:
            mistakes.append(str(error))
            continue
        for item in found:
            if isinstance(item, Item):
                items.append(item)
            else:
                mistakes.append(item)
    if mistakes:
        more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
        raise UsageError(mistakes[0] + more)
    return tuple(items)


def _file(
    path: Path, payer: str | None, policy: str | None, benefit: str, fetched_at: str | None, now: datetime
) -> Item:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if not payer or not policy:
        raise UsageError(f"{path}: whose policy is it? give --payer and --policy, or a folder with {NAME}")
    moment = _moment(fetched_at, "--fetched-at") if fetched_at else now
    return _item(path, payer, policy, benefit, moment, str(path))


def _folder(path: Path) -> Iterator[Item | str]:
    manifest = path / NAME
    if not manifest.is_file():
        raise UsageError(f"{path}: the folder has no {NAME} (columns {','.join(_NEEDED)},benefit,url)")
    try:
        text = manifest.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{manifest}: cannot be read as UTF-8 text; save it as CSV in UTF-8") from error
    reader = csv.DictReader(text.splitlines())
    try:
        names, rows = reader.fieldnames or (), list(reader)
    except csv.Error as error:
        raise UsageError(f"{manifest}: cannot be read as a table ({error}); save it as CSV") from error
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise UsageError(f"{manifest}: column {missing[0]} is missing; needed are {', '.join(_NEEDED)}")
    if not rows:
        raise UsageError(f"{manifest}: names no file; add one line per file")
    return (_row(path, row, f"{manifest}:{number}") for number, row in enumerate(rows, start=2))


def _row(folder: Path, row: dict[str, str | None], where: str) -> Item | str:
    cell = {name: (value or "").strip() for name, value in row.items() if isinstance(value, str | None)}
    try:
        for name in _NEEDED:
            if not cell[name]:
                raise UsageError(f"{where}: {name} is empty; fill it in")
        path = folder / cell["file"]
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            raise UsageError(f"{where}: {cell['file']} is not in the folder; correct the name")
        moment = _moment(cell["fetched_at"], where)
        benefit = cell.get("benefit") or "unknown"
        return _item(path, cell["payer"], cell["policy"], benefit, moment, where, cell.get("url", ""))
    except UsageError as error:
        return str(error)


def _item(
    path: Path, payer: str, policy: str, benefit: str, moment: datetime, where: str, url: str = ""
) -> Item:
    key, hash_sign, part = policy.partition("#")
    for name, word in (("payer", payer), ("policy", key), *([("policy part", part)] if hash_sign else [])):
        if not _SLUG.fullmatch(word):
            raise UsageError(f"{where}: {name} {word!r} is no key; use a-z, 0-9, _ and - only")
    if benefit not in BENEFITS:
        raise UsageError(f"{where}: benefit {benefit!r} is none of {', '.join(BENEFITS)}")
    return Item(path, payer, policy, benefit, moment, where, public(url))


def _moment(text: str, where: str) -> datetime:
    """An instant in UTC; a day alone is its midnight, a time without zone is UTC."""
    try:
        moment = datetime.fromisoformat(text)
        if len(text) == len("2026-01-31"):
            moment = datetime.combine(date.fromisoformat(text), time(), UTC)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{where}: {text!r} is no date; write 2026-01-31 or 2026-01-31T14:30:00-05:00"
        ) from error
