"""The reader of pictures, where one is installed: the program tesseract and the extra `ocr` of this project.

It starts a process, so it lives here and the extractors get it as a function.
"""

import io
import shutil
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from extractors.documents.pdf.ocr import PIXELS_A_POINT, Recognize, SeenWord
from extractors.model import Box
from warehouse.readings import Recognizer

_PROGRAM = "tesseract"
_TIMEOUT_SECONDS = 120
_DOTS_AN_INCH = round(PIXELS_A_POINT * 72)


def installed() -> Recognizer | None:
    """The reader with its name, None where there is none."""
    return Recognizer(name(), _read) if name() else None


def reader() -> Recognize | None:
    """The function that reads pictures, None where the program or the package is missing."""
    return _read if name() else None


@cache
def name() -> str:
    """What the reader is called, with its versions; "" where there is none."""
    if find_spec("pytesseract") is None or shutil.which(_PROGRAM) is None:
        return ""
    import pytesseract

    try:
        package = version("pytesseract")
    except PackageNotFoundError:
        package = "unknown"
    return f"pytesseract {package} tesseract {pytesseract.get_tesseract_version()}"


def _read(picture: bytes) -> tuple[SeenWord, ...]:
    """The words of a picture; one that takes too long gives none."""
    import pytesseract
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        try:
            found = pytesseract.image_to_data(
                image,
                output_type=pytesseract.Output.DICT,
                config=f"--psm 4 --dpi {_DOTS_AN_INCH}",
                timeout=_TIMEOUT_SECONDS,
            )
        except RuntimeError:  # the package's word for a reader that it stopped
            return ()
    return tuple(_seen(found, place) for place, text in enumerate(found["text"]) if text.strip())


def _seen(found: dict[str, list[int]], place: int) -> SeenWord:
    left, top = found["left"][place], found["top"][place]
    box = Box(left, top, left + found["width"][place], top + found["height"][place])
    line = tuple(found[key][place] for key in ("block_num", "par_num", "line_num"))
    return SeenWord(str(found["text"][place]), box, line, float(found["conf"][place]) / 100)
