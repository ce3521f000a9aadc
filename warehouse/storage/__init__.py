"""Where an archive is kept: a folder, or object storage behind a URL. Bytes only; what they mean is above.

store.py     what every place can do
folder.py    a folder on a disk: the default
objects.py   s3://bucket/prefix and the like, through fsspec
"""

import os
from functools import cache
from pathlib import Path

from warehouse.storage.folder import Folder
from warehouse.storage.store import Store

__all__ = ["Store", "store_at"]

_FILE = "file://"


def store_at(root: Path | str) -> Store:
    """The store of a folder or URL; nothing is asked of it yet. Raises StoreUnreachable."""
    text = str(root)
    if text.startswith(_FILE):
        return Folder(Path(text.removeprefix(_FILE)))
    return _objects(text, os.getpid()) if "://" in text else Folder(Path(root))


@cache
def _objects(url: str, process_id: int) -> Store:  # noqa: ARG001
    """One for every URL and process, so that connections are kept. Imported only where it is asked for."""
    from warehouse.storage.objects import Objects

    return Objects(url)
