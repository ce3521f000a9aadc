"""The page of a fact as a picture with the box drawn, written to the data folder."""

from pathlib import Path
from typing import Any

from extractors.model import Box
from flows.asking.answers import Row
from flows.review.cases import source_of
from flows.settings import Settings
from warehouse.archive import Archive
from warehouse.errors import Unwritable

_PDF = "application/pdf"


def picture(settings: Settings, row: Row) -> Path | None:
    """Write data/reviews/<id>.png; None where the document has no pages.

    Raises ExtractError, ArchiveCorrupt, Unwritable.
    """
    from extractors.documents.pdf.picture import draw

    page: Any = row["page"]
    if page is None or row["media_type"] != _PDF:
        return None
    archive = Archive(settings.archive)
    drawn = draw(archive.read(source_of(archive, row)), int(page), _box(row["bbox_pt"]))
    target = settings.reviews / f"{row['review_id']}.png"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(drawn)
    except OSError as error:
        raise Unwritable(
            f"{target.parent}: cannot write ({error.strerror}); choose another KETCOV_DATA"
        ) from error
    return target


def _box(corners: Any) -> Box | None:
    return Box(*map(float, corners)) if corners else None
