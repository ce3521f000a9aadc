"""Where a warehouse is: a file, or a lake. Knows no DuckDB, so that naming a place costs nothing."""

import re
from dataclasses import dataclass
from pathlib import Path

PREFIX = "ducklake:postgres:"
_PASSWORD = re.compile(r"(password\s*=\s*)('[^']*'|[^\s&]+)|(://[^:@/\s]*:)[^@/\s]+(?=@)", re.I)


@dataclass(frozen=True, slots=True)
class Lake:
    """What libpq needs to reach the catalog of a lake, and the folder or s3:// address of its rows."""

    catalog: str
    data: str

    def __str__(self) -> str:
        """The catalog as an error names it, without a password."""
        return without_password(self.catalog)

    @property
    def is_remote(self) -> bool:
        """Whether the rows are in object storage."""
        return self.data.startswith("s3://")


Warehouse = Path | Lake


def lake_at(address: str, data: str) -> Lake:
    """The lake of `ducklake:postgres:<how libpq reaches it>`. Raises ValueError for any other address."""
    if not address.startswith(PREFIX) or address == PREFIX:
        raise ValueError(f"a lake is named like {PREFIX}host=db.example.org dbname=ketcov")
    return Lake(address.removeprefix(PREFIX), data if data.startswith("s3://") else str(Path(data).resolve()))


def without_password(text: str) -> str:
    """The text with what libpq takes for a password blackened."""
    return _PASSWORD.sub(lambda found: f"{found[1] or found[3]}***", text)
