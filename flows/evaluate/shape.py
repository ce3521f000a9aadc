"""The shape of gold files and sample lines; a file that breaks it is refused with its first mistake."""

import json
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from flows.errors import UsageError


class _Shape(BaseModel):
    model_config = ConfigDict(extra="allow")


class _Leaf(_Shape):
    type: str
    op: str | None


class _Block(_Shape):
    drug: str
    indication: str
    phase: str
    logic: str
    leaves: list[_Leaf]


class _Position(_Shape):
    drug: str
    indication: str
    stance: str


class _Code(_Shape):
    system: str
    code: str
    role: str


class _Revision(_Shape):
    date: str | None
    precision: str | None
    action: str


class _Forbidden(_Shape):
    type: str


class GoldFile(_Shape):
    """The facts that a person read in one document."""

    file: str
    document: dict[str, Any]
    positions: list[_Position]
    criteria: list[_Block]
    codes: list[_Code]
    revisions: list[_Revision]
    accept: dict[str, list[Any]] = {}
    must_not_extract: list[_Forbidden] = []


class _Changed(_Shape):
    type: str
    direction: str


class Pair(_Shape):
    """Two editions that follow each other, and the rules that changed between them."""

    before: str
    after: str
    changes: list[_Changed]


class SampleLine(_Shape):
    """One criterion line and the node that a person read in it."""

    id: str
    text: str
    drug: str
    indications: list[str]
    phase: str
    expected: dict[str, Any] | None


class SampleStatement(_Shape):
    """One sentence and the stance that a person read in it; null where it takes none."""

    id: str
    text: str
    drug: str
    route: str
    indications: list[str]
    stance: str | None


_S = TypeVar("_S", bound=BaseModel)


def loaded(path: Path) -> Any:
    """The JSON of a file. Raises UsageError."""
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give another file") from error
    except ValueError as error:
        raise UsageError(f"{path}: not JSON ({error}); correct the gold file") from error


def checked(shape: type[_S], value: Any, where: str) -> _S:
    """The value when it has the shape. Raises UsageError with the first mistake."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise UsageError(f"{where}: {place}: {first['msg'].lower()}; see docs/accuracy.md") from error


def lines_of(path: Path, shape: type[_S]) -> tuple[_S, ...]:
    """The lines of a JSON lines file. Raises UsageError."""
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a file of JSON lines") from error
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found.append(checked(shape, _line(line, path, number), f"{path}, line {number}"))
    return tuple(found)


def _line(line: str, path: Path, number: int) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise UsageError(f"{path}, line {number}: not JSON ({error}); correct the line") from error
