"""Hollin Peak Health: a medical drug list of more than sixty pages, one ruled row per code and drug.

Story: hundreds of rows of other drugs come, go and change their level; the rows of ketamine and
esketamine change only their code. The list moves to a new address with the year. The other drugs are
invented, and their codes lie outside the numbers in use.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table, TableStyle

from tools.demo.paper import SANS, PagePainter, Press, print_pdf

PRESS = Press(
    face=SANS,
    size=8.5,
    size_of_page=landscape(letter),
    margin=40,
    top=34,
    bottom=74,
    producer="List builder 2",
)
WIDTHS = (62, 130, 200, 90, 230)
HEAD = (
    "HCPCS/<br/>CPT<br/>Code",
    "Drug Name",
    "HCPCS/CPT Code Description",
    "Coverage<br/>Level",
    "Notes &amp; Restrictions",
)
CLASSES = (
    "Antidote Therapeutics", "Antihistamine Drugs", "Anti-Infective Agents", "Antineoplastic Agents",
    "Blood Formation, Coagulation, Thrombosis", "Cardiovascular Drugs", "Central Nervous System Agents",
    "Enzymes", "Gastrointestinal Drugs", "Hormones And Synthetic Substitutes", "Immunomodulatory Agents",
    "Local Anesthetics", "Respiratory Tract Agents", "Skin And Mucous Membrane Agents", "Vitamins",
)  # fmt: skip
LEVELS = ("Preferred<br/>Specialty", "Non-Preferred", "Non-Specialty", "Not Covered")
NOTES = ("", "", "PA", "", "PA; SOS", "CC (Rare Anemia)", "", "PA; covered alternative: see class", "")
STEMS = ("bel", "cor", "dav", "fen", "gal", "hem", "ilo", "jun", "kel", "lor", "mel", "nov", "oru", "pel", "qui", "rav", "sol", "tam", "urb", "vel")  # fmt: skip
MIDDLES = ("ba", "da", "fi", "go", "lu", "mi", "no", "ra", "su", "ti", "vo", "ze")
ENDINGS = ("mab", "tinib", "cillin", "parin", "stat", "gene", "dine", "xone", "lukin", "vir")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row."""

    code: str
    name: str
    label: str
    level: str
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's list: its date, the spray's code, and the seed of the other rows."""

    year: int
    updated: str
    spray: tuple[Entry, ...]
    shift: int


def print_edition(edition: Edition) -> bytes:
    """The list as PDF."""
    title = f"{edition.year} Medical Drug List"
    return print_pdf(lambda: list(_story(edition)), PRESS, title, _painter(edition))


def _painter(edition: Edition) -> PagePainter:
    def paint(canvas: Canvas, page: int, _pages: int) -> None:
        canvas.saveState()
        canvas.setFont(SANS.bold, 7.5)
        if page > 1:
            canvas.drawString(
                40, 58, "PA-Prior Authorization; SOS-Site of Service; CC-Coverage Change; QL-Quantity Limit"
            )
        canvas.drawString(40, 40, "Hollin Peak Health Commercial and Individual Plans")
        canvas.setFont(SANS.italic, 7.5)
        canvas.drawString(40, 31, f"Last Updated {edition.updated}")
        canvas.setFont(SANS.regular, 8)
        canvas.drawCentredString(396, 22, str(page))
        canvas.restoreState()

    return paint


def _style(name: str, **changes: object) -> ParagraphStyle:
    return ParagraphStyle(name, **({"fontName": SANS.regular, "fontSize": 8, "leading": 9.4} | changes))


def _story(edition: Edition) -> Iterator[Flowable]:
    title = _style("title", fontName=SANS.bold, fontSize=18, leading=24, alignment=TA_CENTER)
    yield Spacer(1, 40)
    yield Paragraph(f"Hollin Peak Health<br/>{edition.year} Medical Drug List", title)
    yield Spacer(1, 20)
    line = _style("contents", fontSize=9, leading=12)
    yield Paragraph("<b>Table of Contents</b>", line)
    for position, name in enumerate(CLASSES):
        yield Paragraph(f"{name} {'.' * (150 - 2 * len(name) // 2)} {2 + 5 * position}", line)
    yield Spacer(1, 14)
    yield Paragraph(
        "Lower case italics are generic drugs, upper case names are brands. The list names drugs of the medical "
        "benefit; being on it is no promise of payment.",
        line,
    )
    for name in CLASSES:
        yield PageBreak()
        yield _table(name, _entries(name, edition))


def _entries(name: str, edition: Edition) -> list[Entry]:
    entries = list(_others(name, edition))
    if name == "Central Nervous System Agents":
        entries += [*edition.spray, *KETAMINE]
    return sorted(entries, key=lambda entry: (entry.code, entry.name.lower()))


def _others(name: str, edition: Edition) -> Iterator[Entry]:
    """Invented drugs by arithmetic: the same every time, some different from year to year."""
    start = CLASSES.index(name) * 131
    for place in range(start, start + 124):
        if (place + edition.shift) % 11 == 0:
            continue
        turn = place + (edition.shift if place % 7 == 0 else 0)
        stem = STEMS[turn % 20] + MIDDLES[(turn // 3) % 12] + ENDINGS[(turn // 5) % 10]
        level = LEVELS[(turn // 2) % 4]
        notes = "" if level == "Not Covered" else NOTES[turn % 9]
        code = f"J{(place * 7) % 900 + 6000 if place % 5 else 3490:04d}"
        shown = f"<i>{stem}</i>" if place % 3 else stem.upper()
        yield Entry(code, shown, f"Injection, {stem}, {(1, 5, 10, 50)[place % 4]} mg", level, notes)


KETAMINE = (
    Entry(
        "J3490",
        "KETALAR",
        "Unclassified drug (ketamine hydrochloride injection)",
        "Not Covered",
        "Not covered when given as a stand-alone injection",
    ),
    Entry(
        "J3490",
        "<i>ketamine injection</i>",
        "Unclassified drug (ketamine hydrochloride injection)",
        "Not Covered",
        "Not covered when given as a stand-alone injection",
    ),
)
LIMIT = "PA; QL (24 devices per 28 days)"


def _table(name: str, entries: list[Entry]) -> Table:
    head = _style("head", fontName=SANS.bold, textColor=white, alignment=TA_CENTER)
    cell, center = _style("cell"), _style("center", alignment=TA_CENTER)
    band = _style("band", fontName=SANS.bold, fontSize=9)
    rows: list[list[object]] = [[Paragraph(text, head) for text in HEAD]]
    rows.append([Paragraph(name, band), "", "", "", ""])
    for entry in entries:
        styles = (center, cell, cell, center, cell)
        texts = (entry.code, entry.name, entry.label, entry.level, entry.notes)
        rows.append([Paragraph(text, style) for text, style in zip(texts, styles, strict=True)])
    table = Table(rows, colWidths=WIDTHS, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.6, "black"),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#5b3a72")),
                ("SPAN", (0, 1), (-1, 1)),
                ("BACKGROUND", (0, 1), (-1, 1), HexColor("#e6dff0")),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


def spray(code: str) -> tuple[Entry, ...]:
    """The rows of esketamine under a code."""
    label = (
        "Esketamine, nasal spray, 1 mg" if code.endswith("13") else "Unclassified drug, hospital outpatient"
    )
    return (Entry(code, "SPRAVATO", label, "Preferred<br/>Specialty", LIMIT),)


EDITIONS = {
    1: Edition(2019, "May 20, 2019", spray("C9399"), 0),
    4: Edition(2022, "January 3, 2022", spray("S0013"), 3),
    6: Edition(2025, "January 2, 2025", spray("S0013"), 4),
    8: Edition(2026, "January 5, 2026", spray("J0013"), 8),
}


def documents() -> dict[str, bytes]:
    """File name -> content."""
    return {f"medical_drug_list_{visit}.pdf": print_edition(edition) for visit, edition in EDITIONS.items()}
