"""Text that the sheet of paper interrupts: line ends, page ends, columns, boxes, tables over pages."""

from tools.traps.glyphs import AGE, DIAGNOSIS, PRESCRIBER, TOGETHER
from tools.traps.sheet import LEFT, Sheet, draw

WHOLE = "Antidepressants and antidepressant therapy are named as the societies of the field name them."


def _hyphens(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    sheet.item("1.", "The member, who is at least 18 years old, has a diagnosis of treatment-")
    sheet.line("resistant depression which the treating psychiatrist has confirmed in the chart.", LEFT + 28)
    sheet.item("2.", "The member had an inadequate response to at least two different oral antide-")
    sheet.line("pressants, each of them taken for at least six weeks in the current episode.", LEFT + 28)
    sheet.heading("Background")
    sheet.wrapped(WHOLE, 480)


def _running(sheet: Sheet, page: int) -> None:
    sheet.at(LEFT, 36, "Larkmoor Health Plan - Spravato", size=8)
    sheet.at(LEFT, 760, "Coverage depends on the benefit plan of the member in force on that day.", size=7)
    sheet.at(500, 760, f"Page {page} of 3", size=7)


def _page_break(sheet: Sheet) -> None:
    _running(sheet, 1)
    sheet.policy()
    sheet.opening()
    sheet.item("•", AGE)
    sheet.item("•", DIAGNOSIS)
    sheet.top = 726
    sheet.item("•", "The member had an inadequate response to at least two different antidepressants")
    sheet.next_page()
    _running(sheet, 2)
    sheet.line("from two different classes, each taken for at least 6 weeks", LEFT + 28)
    sheet.item("•", TOGETHER)
    sheet.heading("Continuation of Therapy")
    sheet.line("Spravato may be continued for 12 months when the member shows a positive response.")
    sheet.next_page()
    _running(sheet, 3)
    sheet.heading("References")
    sheet.line("Prescribing information of the product as published by its maker.")


RATIONALE = (
    "Spravato is medically necessary for treatment-resistant depression when the member is an adult and takes an "
    "oral antidepressant together with it. It is investigational for bipolar depression because the evidence is "
    "insufficient. Every request comes with the notes of the last visit, and the plan may ask for more of them."
)
BOX = ("Policy History", "Policy Number: LK-0412", "Effective: 03/01/2026", "Last Review: 02/10/2026",
       "Next Review: 02/10/2027", "Related Policies", "Ketamine Infusions in the Office")  # fmt: skip


def _side_box(sheet: Sheet) -> None:
    sheet.line("Larkmoor Health Plan", size=9)
    sheet.heading("Spravato (esketamine) Nasal Spray", 16)
    sheet.line("Medical Drug Policy", size=9)
    top = sheet.top + 10
    sheet.canvas.rect(380, 792 - top - 104, 180, 116, stroke=1, fill=0)
    for number, text in enumerate(BOX):
        bold = "Helvetica-Bold" if number in (0, 5) else "Helvetica"
        sheet.at(388, top + 4 + 14 * number, text, bold, 9)
    sheet.heading("Coverage Rationale")
    sheet.wrapped(RATIONALE, 300)


LEFT_COLUMN = (
    "Spravato is medically necessary for treatment-resistant depression when the member is 18 years of age or older "
    "and the drug is taken with an oral antidepressant. Approval is given for a period of six months, and the "
    "prescriber reports the response at the end of that period on the form of the plan."
)
RIGHT_COLUMN = (
    "Spravato is considered investigational for bipolar depression, since its benefit in that disorder has not been "
    "established. Ketamine infusions are considered investigational for all psychiatric disorders. This policy ends "
    "with this column and says no more about either of the two drugs."
)


def _two_columns(sheet: Sheet) -> None:
    sheet.policy()
    top = sheet.top
    sheet.wrapped(LEFT_COLUMN, 230)
    sheet.top = top
    sheet.wrapped(RIGHT_COLUMN, 230, 324)


def _tables(sheet: Sheet) -> None:
    sheet.policy()
    sheet.opening()
    sheet.item("•", AGE)
    sheet.item("•", PRESCRIBER)
    sheet.heading("Policy History")
    lefts, right = (60.0, 160.0), 540.0
    top = sheet.top
    sheet.grid(lefts, right, (top, top + 18, top + 36, top + 72))
    cells = (("Date", "Summary of Changes", 13), ("03/01/2026", "Revised. Age limit changed.", 31),
             ("03/01/2025", "Annual review. The committee went through the evidence and left the", 49))  # fmt: skip
    for number, (day, text, below) in enumerate(cells):
        font = "Helvetica" if number else "Helvetica-Bold"
        sheet.at(64, top + below, day, font)
        sheet.at(164, top + below, text, font)
    sheet.next_page()
    sheet.grid(lefts, right, (60, 78, 96, 114))
    cells = (("Date", "Summary of Changes", 73), ("", "coverage criteria as they were.", 91),
             ("02/01/2024", "New policy.", 109))  # fmt: skip
    for number, (day, text, place) in enumerate(cells):
        font = "Helvetica" if number else "Helvetica-Bold"
        sheet.at(64, place, day, font)
        sheet.at(164, place, text, font)


def documents() -> dict[str, bytes]:
    """File name -> content."""
    return {
        "hyphenation.pdf": draw(_hyphens),
        "page_break_in_item.pdf": draw(_page_break),
        "side_box.pdf": draw(_side_box),
        "two_columns.pdf": draw(_two_columns),
        "table_over_pages.pdf": draw(_tables),
    }
