"""Pages that are pictures: drawn as bitmaps by the letters of a font that comes with the generator."""

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from tools.demo.paper import FONTS
from tools.traps.sheet import Sheet, draw

WIDTH, HEIGHT, SCALE = 612, 792, 2
LINES = (
    (20, "Spravato (esketamine) Nasal Spray"),
    (11, "Larkmoor Health Plan    Medical Drug Policy"),
    (11, "Policy Number: LK-0412"),
    (11, "Effective Date: 03/01/2026"),
    (14, "Coverage Criteria"),
    (11, "Spravato is medically necessary for treatment-resistant depression"),
    (11, "when all of the following criteria are met:"),
    (11, "1. The member is 18 years of age or older"),
    (11, "2. The prescriber is a psychiatrist"),
    (11, "3. Spravato is used together with an oral antidepressant"),
)


def picture() -> Image.Image:
    """The page as a bitmap of black and white."""
    page = Image.new("L", (WIDTH * SCALE, HEIGHT * SCALE), 255)
    pen = ImageDraw.Draw(page)
    top = 60 * SCALE
    for size, text in LINES:
        font = ImageFont.truetype(str(FONTS / "Vera.ttf"), size * SCALE)
        pen.text((60 * SCALE, top), text, font=font, fill=0)
        top += int(size * 1.4) * SCALE
    return page.point(lambda level: 255 if level > 127 else 0).convert("1")


def _scanned(sheet: Sheet) -> None:
    sheet.canvas.drawImage(ImageReader(picture()), 0, 0, WIDTH, HEIGHT)


def _mixed(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    sheet.item("1.", "The member is 18 years of age or older")
    sheet.item("2.", "Chart notes are submitted as shown on the next page")
    sheet.next_page()
    _scanned(sheet)


def documents() -> dict[str, bytes]:
    """File name -> content."""
    return {"scanned.pdf": draw(_scanned), "one_page_scanned.pdf": draw(_mixed)}
