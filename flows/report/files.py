"""Files of the report: each is written beside its place and renamed, so a reader never finds half of one."""

from pathlib import Path

from warehouse.errors import Unwritable


def put(target: Path, content: str | bytes) -> Path:
    """Write a file and the folders above it. Raises Unwritable."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    draft = target.with_name(f"{target.name}.draft")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(target)
    except OSError as error:
        raise Unwritable(
            f"{target.parent}: cannot write ({error.strerror}); choose another KETCOV_DATA"
        ) from error
    return target
