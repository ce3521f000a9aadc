"""Facts of files, read on the spot and stored nowhere."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractors.errors import ExtractError, PipelineError
from extractors.wire import to_json
from flows.errors import UsageError
from flows.reading.readers import Readers, readers
from flows.reading.suffix import type_by_suffix
from flows.settings import load_settings

Facts = dict[str, Any]


def read_files(
    files: Sequence[Path], drugs: tuple[str, ...], media_type: str | None
) -> Iterator[Facts | PipelineError]:
    """The facts of each file as the contract has them, or why there are none; `-` is standard input.

    Raises SettingsError.
    """
    by = readers(load_settings())

    def found(file: Path) -> Facts | PipelineError:
        try:
            return _facts(by, file, drugs, media_type)
        except UsageError as error:
            return error
        except ExtractError as error:
            return type(error)(f"{file}: {error}")

    return by.in_order(found, files)


def _facts(by: Readers, file: Path, drugs: tuple[str, ...], media_type: str | None) -> Facts:
    is_input = str(file) == "-"
    content = sys.stdin.buffer.read() if is_input else _content(file)
    hint = media_type or (None if is_input else type_by_suffix(file.name))
    return to_json(by.read(content, hint, drugs).facts, "-" if is_input else file.name)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"{file}: no such file") from error
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
