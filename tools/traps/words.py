"""Codes, dates and numbers as they are printed and as they go wrong."""

from tools.traps.glyphs import AGE, PRESCRIBER
from tools.traps.sheet import LEFT, Sheet, draw


def _table(sheet: Sheet, rows: tuple[tuple[str, str], ...]) -> None:
    tops = tuple(sheet.top + 18 * number for number in range(len(rows) + 1))
    sheet.grid((60.0, 260.0), 540.0, tops)
    for number, (code, label) in enumerate(rows):
        font = "Helvetica" if number else "Helvetica-Bold"
        sheet.at(64, tops[number] + 13, code, font)
        sheet.at(264, tops[number] + 13, label, font)
    sheet.top = tops[-1] + 20


def _rules(sheet: Sheet) -> None:
    sheet.opening()
    sheet.item("•", AGE)
    sheet.item("•", PRESCRIBER)


def _glued(sheet: Sheet) -> None:
    sheet.policy()
    _rules(sheet)
    sheet.heading("Applicable Codes")
    _table(sheet, (("ICD-10-CM Code", "Description"), ("F320F321F322F339", "depressive episodes"),
                   ("F33.0F33.1F33.2", "recurrent episodes")))  # fmt: skip
    _table(sheet, (("HCPCS Code", "Description"), ("J0013G2082G2083", "drug and visits")))


def _ranges(sheet: Sheet) -> None:
    sheet.policy()
    _rules(sheet)
    sheet.heading("Applicable Codes")
    _table(sheet, (("ICD-10-CM Code", "Description"), ("F32.0 - F32.5", "single episode"),
                   ("F33.x", "recurrent episodes"), ("F34.1", "dysthymia")))  # fmt: skip
    _table(
        sheet, (("CPT Code", "Description"), ("96365-96368", "infusion"), ("99415 to 99416", "observation"))
    )


def _misread(sheet: Sheet) -> None:
    sheet.policy()
    _rules(sheet)
    sheet.heading("Applicable Codes")
    _table(sheet, (("HCPCS Code", "Description"), ("SOO13", "esketamine"), ("G2O82", "visit, lower dose"),
                   ("G2083", "visit, higher dose"), ("JOO1B", "not a code")))  # fmt: skip
    _table(
        sheet,
        (("ICD-10-CM Code", "Description"), ("F32.l", "moderate"), ("F33.O", "mild"), ("F3Z.I", "none")),
    )


def _dotted_box(sheet: Sheet) -> None:
    sheet.line("Larkmoor Health Plan", size=9)
    sheet.heading("Clinical Policy: Spravato (esketamine)", 14)
    for label, value in (("Reference Number:", "CP.PMN.812"), ("Effective Date:", "06.01.19"),
                         ("Last Review Date:", "02.26"), ("Line of Business:", "Commercial, HIM, Medicaid")):  # fmt: skip
        sheet.at(LEFT, sheet.top, label)
        sheet.line(value, LEFT + 110)
    sheet.heading("Policy/Criteria")
    _rules(sheet)


def _header_box(sheet: Sheet) -> None:
    top = 60.0
    sheet.grid((60.0, 300.0), 540.0, (top, top + 18, top + 36, top + 54))
    cells = (
        ("Effective Date", "01-01-2026"),
        ("Next Review Date", "August 2026"),
        ("Original Effective Date", "8/2018"),
    )
    for number, (label, value) in enumerate(cells):
        sheet.at(64, top + 13 + 18 * number, label)
        sheet.at(304, top + 13 + 18 * number, value)
    sheet.top = 140
    sheet.heading("Spravato (esketamine) Nasal Spray", 16)
    sheet.line("Larkmoor Health Plan   Medical Drug Policy", size=9)
    sheet.heading("Coverage Criteria")
    _rules(sheet)


def _footer_dates(sheet: Sheet) -> None:
    for page in (1, 2):
        sheet.at(LEFT, 756, "Spravato Medical Drug Policy", size=8)
        sheet.at(LEFT, 766, "Larkmoor Health Plan   Effective February 2020   Reviewed 01/15/2020", size=8)
        sheet.at(500, 766, f"Page {page} of 2", size=8)
        if page == 1:
            sheet.policy(effective="")
            _rules(sheet)
            sheet.next_page()
            sheet.heading("References")
            sheet.line("Prescribing information of the product as published by its maker, 12/2019.")


CONFLICT = """# Spravato (esketamine) Nasal Spray

Larkmoor Health Plan Medical Drug Policy

Effective Date: March 1, 2026

## Coverage Criteria

Spravato is medically necessary for treatment-resistant depression when all of the following are met:

1. The member is eighteen (18) years of age or older
2. The member failed at least two (3) different antidepressants
3. Each trial lasted at least six (6) weeks

Initial approval is given for three (6) months.
"""


def documents() -> dict[str, bytes]:
    """File name -> content."""
    return {
        "glued_codes.pdf": draw(_glued),
        "code_ranges.pdf": draw(_ranges),
        "misread_codes.pdf": draw(_misread),
        "dotted_dates.pdf": draw(_dotted_box),
        "header_box_dates.pdf": draw(_header_box),
        "footer_dates.pdf": draw(_footer_dates),
        "number_conflict.md": CONFLICT.encode(),
    }
