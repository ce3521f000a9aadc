"""Layout of a pharmacy prior authorization program: header grid, numbered parts, a framed box of criteria
with -AND- and -OR- on lines of their own, a program control table, a running line with the year.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from tools.demo.paper import SERIF, PagePainter, Press, print_pdf
from tools.demo.rules import Logic, Row, Rule, lettered

BETWEEN: dict[Logic, str] = {"all": "-AND-", "any": "-OR-"}
PRESS = Press(face=SERIF, size=11, margin=82, bottom=78, top=60)


@dataclass(frozen=True, slots=True)
class Part:
    """Initial authorization or reauthorization of one indication."""

    heading: str
    opening: str
    rules: tuple[Rule, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Indication:
    """A lettered indication and its parts."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of a program."""

    payer: str
    number: str
    medications: str
    committee: str
    effective: str
    year: str
    background: tuple[str, ...]
    indications: tuple[Indication, ...]
    additional: tuple[str, ...]
    references: tuple[str, ...]
    history: tuple[Row, ...]


def print_edition(edition: Edition, press: Press = PRESS) -> bytes:
    """The issue as PDF."""
    return print_pdf(
        lambda: list(_story(edition, press)), press, edition.medications, _painter(edition, press)
    )


def _painter(edition: Edition, press: Press) -> PagePainter:
    def paint(canvas: Canvas, page: int, _pages: int) -> None:
        canvas.saveState()
        canvas.setFont(press.face.regular, 9.5)
        middle = press.size_of_page[0] / 2
        canvas.drawCentredString(middle, 52, f"© {edition.year} {edition.payer}")
        canvas.drawCentredString(middle, 39, str(page))
        canvas.restoreState()

    return paint


def _body(press: Press, name: str = "body", **changes: object) -> ParagraphStyle:
    settings: dict[str, object] = {
        "fontName": press.face.regular,
        "fontSize": press.size,
        "leading": press.size * 1.16,
        "spaceAfter": 6,
        "allowWidows": 1,
        "allowOrphans": 1,
    }
    return ParagraphStyle(name, **(settings | changes))


def _story(edition: Edition, press: Press) -> Iterator[Flowable]:
    body = _body(press, leftIndent=16)
    center = _body(press, "center", alignment=TA_CENTER, spaceAfter=16)
    yield Paragraph(f"{edition.payer} Pharmacy<br/>Clinical Programs", center)
    yield _grid(edition, press)
    yield Spacer(1, 10)
    yield _part_heading("1.", "Background:", press)
    yield from (Paragraph(text, body) for text in edition.background)
    yield _part_heading("2.", "Coverage Criteria<super>a</super>:", press)
    yield _framed(list(_criteria(edition, press)), press)
    yield Spacer(1, 6)
    small = _body(press, "note", fontSize=press.size - 2, leading=press.size, leftIndent=16)
    yield Paragraph(
        "<super>a</super> The law of a state may ask for less. What a member's contract covers is read before "
        "these criteria.",
        small,
    )
    yield _part_heading("3.", "Additional Clinical Rules:", press)
    bullet = _body(press, "bullet", leftIndent=30, bulletIndent=16, spaceAfter=2)
    yield from (Paragraph(text, bullet, bulletText="•") for text in edition.additional)
    yield Spacer(1, 6)
    yield _part_heading("4.", "References:", press)
    number = _body(press, "reference", leftIndent=34, bulletIndent=16, spaceAfter=2)
    yield from (Paragraph(text, number, bulletText=f"{n}.") for n, text in enumerate(edition.references, 1))
    yield Spacer(1, 12)
    yield _control(edition, press)


def _part_heading(label: str, text: str, press: Press) -> Flowable:
    style = _body(press, "part", fontName=press.face.bold, leftIndent=16, bulletFontName=press.face.bold,
                  bulletFontSize=press.size, spaceBefore=4, spaceAfter=2)  # fmt: skip
    return Paragraph(text, style, bulletText=label)


def _grid(edition: Edition, press: Press) -> Table:
    cell = _body(press, "cell", spaceAfter=0)
    rows = [
        ("Program Number", edition.number),
        ("Program", "Prior Authorization/Medical Necessity"),
        ("Medications", edition.medications),
        ("P&amp;T Approval Date", edition.committee),
        ("Effective Date", edition.effective),
    ]
    table = Table(
        [[Paragraph(left, cell), Paragraph(right, cell)] for left, right in rows], colWidths=[118, 330]
    )
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.6, "black"),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return table


def _criteria(edition: Edition, press: Press) -> Iterator[Flowable]:
    bold = press.face.bold
    for letter, indication in enumerate(edition.indications):
        style = _body(press, "indication", fontName=bold, leftIndent=20, bulletFontName=bold,
                      bulletFontSize=press.size)  # fmt: skip
        yield Paragraph(f"<u>{indication.name}</u>", style, bulletText=f"{lettered(letter).upper()}.")
        for number, part in enumerate(indication.parts, 1):
            style = _body(
                press, "step", fontName=bold, leftIndent=40, bulletIndent=22, bulletFontSize=press.size
            )
            yield Paragraph(f"<u>{part.heading}</u>", style, bulletText=f"{number}.")
            opening = _body(press, "opening", leftIndent=60, bulletIndent=42, bulletFontSize=press.size)
            yield Paragraph(part.opening, opening, bulletText="a.")
            yield from _rules(part.rules, "all", 0, press)
            yield Paragraph(f"<b>{part.closing}</b>", _body(press, "closing", leftIndent=40, spaceBefore=4))


def _rules(items: tuple[Rule, ...], logic: Logic, depth: int, press: Press) -> Iterator[Flowable]:
    indent = 62 + 24 * depth
    style = _body(press, "rule", leftIndent=indent + 20, bulletIndent=indent, bulletFontSize=press.size)
    center = _body(press, "between", fontName=press.face.bold, leftIndent=20, alignment=TA_CENTER)
    for position, rule in enumerate(items):
        label = f"({position + 1})" if depth == 0 else f"({lettered(position)})"
        yield Paragraph(rule.text, style, bulletText=label)
        yield from _rules(rule.items, rule.logic, depth + 1, press)
        if position < len(items) - 1:
            yield Paragraph(BETWEEN[logic], center)


def _framed(content: list[Flowable], press: Press) -> Table:
    table = Table([[flowable] for flowable in content], colWidths=[press.size_of_page[0] - 2 * press.margin])
    table.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 1.4, "black"),
                ("LEFTPADDING", (0, 0), (-1, -1), 5),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return table


def _control(edition: Edition, press: Press) -> Table:
    cell = _body(press, "control", spaceAfter=0)
    center = _body(press, "controlhead", spaceAfter=0, alignment=TA_CENTER)
    rows: list[list[object]] = [
        [
            Paragraph("Program", cell),
            Paragraph(f"Prior Authorization/Medical Necessity - {edition.medications}", cell),
        ],
        [Paragraph("Change Control", center), ""],
    ]
    rows += [[Paragraph(row.date, cell), Paragraph(" ".join(row.changes), cell)] for row in edition.history]
    table = Table(rows, colWidths=[118, 330])
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.6, "black"),
                ("SPAN", (0, 1), (-1, 1)),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return table
