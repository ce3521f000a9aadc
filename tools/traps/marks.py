"""What is drawn over, under and across the text: strikes, insertions, shading, stamps, form fields."""

from reportlab.lib.colors import Color, black
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

from tools.traps.glyphs import AGE, DIAGNOSIS, PRESCRIBER, TOGETHER
from tools.traps.sheet import LEFT, Sheet, draw

OLD_AGE = "The member is 21 years of age or older"
OLD_TRIALS = "The member failed at least four different antidepressants"
PAGE_HEIGHT = 792


def _struck(sheet: Sheet, text: str) -> tuple[float, float, float]:
    """Write an item that is to be struck; returns its ends and its base line."""
    base = sheet.top
    end = sheet.item("•", text)
    return LEFT + 28, end, base


def _by_rectangles(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    for text in (OLD_AGE, OLD_TRIALS):
        x0, x1, base = _struck(sheet, text)
        sheet.bar(x0, x1, base - 2.6)
    sheet.item("•", AGE)
    sheet.item("•", TOGETHER)


def _by_lines(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    sheet.at(LEFT + 12, sheet.top, "•")
    runs = sheet.runs(
        ("The member is ", "Helvetica"), ("21", "Helvetica"), (" 18 years of age or older", "Helvetica"),
        x=LEFT + 28,
    )  # fmt: skip
    sheet.rule(*runs[1], sheet.top - 14 - 3)
    x0, x1, base = _struck(sheet, OLD_TRIALS)
    sheet.rule(x0, x1, base - 3)
    sheet.item("•", TOGETHER)


def _annotate(sheet: Sheet, kind: str, x0: float, x1: float, base: float) -> None:
    low, high = PAGE_HEIGHT - base - 2, PAGE_HEIGHT - base + 8
    entries = {
        "Type": PDFName("Annot"),
        "Subtype": PDFName(kind),
        "Rect": PDFArray([x0, low, x1, high]),
        "QuadPoints": PDFArray([x0, high, x1, high, x0, low, x1, low]),
        "C": PDFArray([1, 0, 0]),
        "F": 4,
        "Contents": PDFString("taken out"),
    }
    sheet.canvas._addAnnotation(PDFDictionary(entries))


def _by_annotations(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    for text, kind in ((OLD_AGE, "StrikeOut"), (AGE, "Underline"), (OLD_TRIALS, "StrikeOut"), (TOGETHER, "")):
        x0, x1, base = _struck(sheet, text)
        if kind:
            _annotate(sheet, kind, x0, x1, base)


def _inserted(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    sheet.item("•", AGE)
    sheet.canvas.setFillColor(Color(0.8, 0, 0))
    x0, x1, base = _struck(sheet, PRESCRIBER)
    sheet.bar(x0, x1, base + 1.8)
    sheet.canvas.setFillColor(black)
    sheet.heading("Applicable Codes")
    tops = (sheet.top, sheet.top + 18, sheet.top + 36, sheet.top + 54)
    sheet.canvas.setFillColor(Color(0.9, 0.9, 0.9))
    sheet.canvas.rect(60, PAGE_HEIGHT - tops[1], 380, 18, stroke=0, fill=1)
    for shade in range(12):
        sheet.canvas.rect(60, PAGE_HEIGHT - tops[2] + 1.5 * shade, 380, 1.5, stroke=0, fill=1)
    sheet.canvas.setFillColor(black)
    sheet.grid((60.0, 160.0), 440.0, tops)
    rows = (
        ("HCPCS Code", "Description"),
        ("J0013", "esketamine, 1 mg"),
        ("G2082", "visit with self-administration"),
    )
    for number, (code, label) in enumerate(rows):
        font = "Helvetica" if number else "Helvetica-Bold"
        sheet.at(64, tops[number] + 13, code, font)
        sheet.at(164, tops[number] + 13, label, font)


def _rotated(sheet: Sheet) -> None:
    sheet.canvas.saveState()
    sheet.canvas.translate(150, 200)
    sheet.canvas.rotate(50)
    sheet.canvas.setFillColor(Color(0.85, 0.85, 0.85))
    sheet.canvas.setFont("Helvetica-Bold", 84)
    sheet.canvas.drawString(0, 0, "ARCHIVED")
    sheet.canvas.restoreState()
    sheet.policy()
    sheet.opening()
    for text in (AGE, DIAGNOSIS, TOGETHER, PRESCRIBER):
        sheet.item("•", text)


def _huge(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    for text in (AGE, DIAGNOSIS, TOGETHER, PRESCRIBER):
        sheet.item("•", text)
    sheet.canvas.setFillColor(Color(0.85, 0.85, 0.85))
    sheet.at(120, 520, "DRAFT", "Helvetica-Bold", 96)


QUESTIONS = (
    "Is the member 18 years of age or older?",
    "Is the drug prescribed by a psychiatrist?",
    "Will the drug be used together with an oral antidepressant?",
)


def _form(sheet: Sheet, answers: tuple[bool, ...]) -> None:
    sheet.line("Larkmoor Health Plan", size=9)
    sheet.heading("Spravato Prior Authorization Request Form", 16)
    sheet.line("Effective Date: 03/01/2026")
    sheet.heading("Clinical Criteria")
    sheet.line("Approval requires that all of the following are met:")
    for number, text in enumerate(QUESTIONS):
        for place, (x, word) in enumerate(((LEFT, "Yes"), (LEFT + 50, "No"))):
            checked = bool(answers) and answers[number] is (place == 0)
            sheet.canvas.acroForm.checkbox(
                name=f"q{number}{word}", x=x, y=PAGE_HEIGHT - sheet.top - 2, size=10, checked=checked,
                borderWidth=1, buttonStyle="check",
            )  # fmt: skip
            sheet.at(x + 14, sheet.top, word)
        sheet.line(text, LEFT + 100)
    sheet.line("Signature of the prescriber: ______________________   Date: ____________")


def _blank(sheet: Sheet) -> None:
    _form(sheet, ())


def _filled(sheet: Sheet) -> None:
    _form(sheet, (True, True, False))


def documents() -> dict[str, bytes]:
    """File name -> content."""
    return {
        "struck_by_rectangles.pdf": draw(_by_rectangles),
        "struck_by_lines.pdf": draw(_by_lines),
        "struck_by_annotations.pdf": draw(_by_annotations),
        "inserted_and_shaded.pdf": draw(_inserted),
        "rotated_watermark.pdf": draw(_rotated),
        "huge_status_word.pdf": draw(_huge),
        "blank_form.pdf": draw(_blank),
        "filled_form.pdf": draw(_filled),
    }
