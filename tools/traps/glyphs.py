"""Signs that come out as other signs: bullets, comparisons, ligatures, letters printed twice."""

from tools.traps.sheet import LEFT, SIZE, Sheet, draw

AGE = "The member is 18 years of age or older"
DIAGNOSIS = "Diagnosis of treatment-resistant depression is confirmed"
TOGETHER = "Spravato is used together with an oral antidepressant"
PRESCRIBER = "The prescriber is a psychiatrist"
CERTIFIED = "The treatment center is certified in the Spravato REMS program"


def _private_use(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    for mark, text in (("\uf0b7", AGE), ("\uf0d8", DIAGNOSIS), ("\uf0fc", TOGETHER)):
        sheet.item(mark, text, "Mapped")
    sheet.item("\uf0b7", "One of the following:", "Mapped")
    for mark, text in (("\uf0a7", PRESCRIBER), ("\uf0a7", CERTIFIED)):
        sheet.item(mark, text, "Mapped", LEFT + 40)


def _private_boxes(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    marks = ("\uf0a8", "\uf06f", "\uf071", "\uf0fe")
    for mark, text in zip(marks, (AGE, DIAGNOSIS, TOGETHER, PRESCRIBER), strict=True):
        sheet.item(mark, text, "Mapped")


def _dingbats(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    for mark, text in (("\u25cf", AGE), ("\u25a0", TOGETHER)):
        sheet.item(mark, text, "ZapfDingbats")
    sheet.item("§", DIAGNOSIS, "Wingdings-Regular")
    sheet.item("ü", CERTIFIED, "Wingdings-Regular")
    sheet.item("Ø", "One of the following:", "Wingdings-Regular")
    for text in ("The prescriber is a psychiatrist", "The prescriber consulted a psychiatrist"):
        sheet.item("o", text, "Courier", LEFT + 40)


def _unnamed(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    for text in (AGE, DIAGNOSIS, TOGETHER):
        sheet.item("n", text, "AdvPi2")
    sheet.item("n", "One of the following:", "AdvPi2")
    for text in (PRESCRIBER, "The prescriber consulted a psychiatrist"):
        sheet.item("§", text, "AdvPi2", LEFT + 40)


def _symbol_signs(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    for before, sign, after in (
        ("Age ", "³", " 18 years"),
        ("PHQ-9 score ", "³", " 15 at baseline"),
        ("Dose ", "£", " 84 mg twice weekly"),
    ):
        sheet.at(LEFT + 12, sheet.top, "•")
        sheet.runs((before, "Helvetica"), (sign, "SymbolMT"), (after, "Helvetica"), x=LEFT + 28)


def _underlined(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    for before, sign, after in (("Age ", ">", " 18 years"), ("MADRS score ", ">", " 28 at baseline")):
        sheet.at(LEFT + 12, sheet.top, "•")
        runs = sheet.runs((before, "Helvetica"), (sign, "Helvetica"), (after, "Helvetica"), x=LEFT + 28)
        sheet.rule(*runs[1], sheet.top - 14 + 1.4)
    sheet.at(LEFT + 12, sheet.top, "•")
    sheet.line("PHQ-9 score > 15 at baseline", LEFT + 28)


def _lost_sign(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    for text in ("Age  18 years", "PHQ-9 score  15 at baseline", PRESCRIBER):
        sheet.item("•", text)


def _ligatures(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    for text in (
        "The bene\ufb01t of o\ufb03ce-based treatment is con\ufb01rmed; age is 18 years or older",
        "Use is re\ufb05ricted to treatment-resistant depression",
        "A \ufb02ow sheet with a \ufb06andard rating scale is on \ufb01le, e\ufb00ects and all",
        "The sta\ufb00 is su\ufb03cient and does not wa\ufb04e",
    ):
        sheet.at(LEFT + 12, sheet.top, "•")
        sheet.line(text, LEFT + 28, "Mapped", 9)


def _missing_ligatures(sheet: Sheet) -> None:
    sheet.line("Larkmoor Health Plan", size=9)
    sheet.heading("Spravato (esketamine) Nasal Spray", 16)
    sheet.line("Medical Drug Policy", size=9)
    sheet.line("E ective Date: 03/01/2026")
    sheet.heading("Coverage Criteria")
    sheet.opening()
    sheet.item("•", AGE)
    sheet.item("•", "The diagnosis of treatment-resistant depression is con rmed by a psychiatrist")
    sheet.item("•", "The bene t outweighs the risk, as de ned in the speci c o ce note")


def _doubled(sheet: Sheet) -> None:
    sheet.policy()
    for text in ("Initial Therapy", "Spravato is medically necessary when all of these are met:"):
        for shift in (0.0, 0.35):
            sheet.at(LEFT + shift, sheet.top, text)
        sheet.top += 14
    sheet.item("•", AGE)
    sheet.item("•", CERTIFIED)
    for shift in (0.0, 0.3):
        sheet.at(LEFT + 28 + shift, sheet.top, TOGETHER)
    sheet.at(LEFT + 12, sheet.top, "•")
    sheet.top += 20
    sheet.heading("Background")
    for _ in range(24):
        sheet.line(
            "Depression is an illness of many causes, and this paragraph tells of it once more and at length."
        )


def _footnotes(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    rows = (("The member is at least 18 years", "3", " of age"), ("PHQ-9 score is at least 20", "5", ""),
            ("Spravato is used together with an oral antidepressant", "1,2", ""))  # fmt: skip
    for text, note, rest in rows:
        sheet.at(LEFT + 12, sheet.top, "•")
        end = sheet.at(LEFT + 28, sheet.top, text)
        end = sheet.at(end, sheet.top, note, size=6, rise=4)
        sheet.at(end, sheet.top, rest)
        sheet.top += 14
    sheet.at(LEFT + 12, sheet.top, "•")
    end = sheet.at(LEFT + 28, sheet.top, "Body mass index is below 40 kg/m")
    end = sheet.at(end, sheet.top, "2", size=6, rise=4)
    sheet.top += 14
    sheet.at(LEFT + 12, sheet.top, "•")
    end = sheet.at(LEFT + 28, sheet.top, "Platelets are above 100 x 10")
    end = sheet.at(end, sheet.top, "9", size=6, rise=4)
    sheet.at(end, sheet.top, "/L", size=SIZE)


def documents() -> dict[str, bytes]:
    """File name -> content."""
    return {
        "private_use_bullets.pdf": draw(_private_use),
        "private_use_boxes.pdf": draw(_private_boxes),
        "dingbat_letters.pdf": draw(_dingbats),
        "unnamed_dingbats.pdf": draw(_unnamed),
        "symbol_comparisons.pdf": draw(_symbol_signs),
        "underlined_comparisons.pdf": draw(_underlined),
        "lost_comparisons.pdf": draw(_lost_sign),
        "ligatures.pdf": draw(_ligatures),
        "missing_ligatures.pdf": draw(_missing_ligatures),
        "doubled_bold.pdf": draw(_doubled),
        "raised_footnotes.pdf": draw(_footnotes),
    }
