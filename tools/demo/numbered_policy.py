"""Layout of a numbered prior authorization policy: capital headings, "Approve for n months if the patient
meets ALL of the following (i, ii, and iii):", A) i. a) labels, notes, conditions not recommended, a history
table, a running line that differs from page to page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from tools.demo.paper import VERA, PagePainter, Press, print_pdf
from tools.demo.rules import Logic, Row, Rule, lettered, lines, roman

WORDS: dict[Logic, str] = {"all": "; AND", "any": "; OR"}
PRESS = Press(face=VERA, size=9.5, margin=66, bottom=70, top=56, producer="Word processor 16")
INDENTS = (22, 42, 62)


@dataclass(frozen=True, slots=True)
class Use:
    """A numbered use: its name, the sentence that announces the rules, the rules."""

    name: str
    opening: str
    rules: tuple[Rule, ...]
    more: tuple[tuple[str, tuple[Rule, ...]], ...] = ()  # lettered phases, each with its own opening


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of a policy."""

    payer: str
    name: str
    products: tuple[str, ...]
    review_date: str
    effective: str
    overview: tuple[str, ...]
    automation: str
    uses: tuple[Use, ...]
    not_recommended: tuple[tuple[str, str], ...]
    residual: str
    references: tuple[str, ...]
    history: tuple[Row, ...]


def print_edition(edition: Edition, press: Press = PRESS) -> bytes:
    """The issue as PDF."""
    return print_pdf(lambda: list(_story(edition, press)), press, edition.name, _painter(edition, press))


def _painter(edition: Edition, press: Press) -> PagePainter:
    def paint(canvas: Canvas, page: int, pages: int) -> None:
        canvas.saveState()
        canvas.setFont(press.face.regular, 7.5)
        canvas.drawString(
            press.margin, 44, f"Page {page} of {pages} - {edition.payer} - Policy: {edition.name}"
        )
        canvas.restoreState()

    return paint


def _style(press: Press, name: str = "body", **changes: object) -> ParagraphStyle:
    settings: dict[str, object] = {
        "fontName": press.face.regular,
        "fontSize": press.size,
        "leading": press.size * 1.25,
        "spaceAfter": 4,
        "bulletFontName": press.face.regular,
        "bulletFontSize": press.size,
        "allowWidows": 1,
        "allowOrphans": 1,
    }
    return ParagraphStyle(name, **(settings | changes))


def _story(edition: Edition, press: Press) -> Iterator[Flowable]:
    body = _style(press, alignment=TA_JUSTIFY)
    yield Paragraph(
        "PRIOR AUTHORIZATION POLICY",
        _style(press, "title", fontName=press.face.bold, fontSize=12, alignment=TA_CENTER, spaceAfter=14),
    )
    yield from _front(edition, press)
    for heading, texts in (
        ("Overview", edition.overview),
        ("Policy Statement", (edition.automation,)),
    ):
        yield _heading(heading, press)
        yield from (Paragraph(text, body) for text in texts)
    yield _heading("Recommended Authorization Criteria", press)
    yield Paragraph(
        f"Coverage of {edition.products[0]} is recommended in those who meet "
        f"{'the following' if len(edition.uses) == 1 else 'one of the following'} criteria:",
        body,
    )
    yield Paragraph("<u>FDA-Approved Indications</u>", _style(press, "group", fontName=press.face.bold))
    for number, use in enumerate(edition.uses, 1):
        yield from _use(number, use, press)
    yield from _negatives(edition, press)
    yield _heading("References", press)
    reference = _style(press, "reference", leftIndent=20, alignment=TA_JUSTIFY)
    yield from (
        Paragraph(text, reference, bulletText=f"{n}.") for n, text in enumerate(edition.references, 1)
    )
    yield _heading("History", press)
    yield _history(edition, press)


def _front(edition: Edition, press: Press) -> Iterator[Flowable]:
    body = _style(press)
    bullet = _style(press, "product", leftIndent=80, bulletIndent=66)
    yield Paragraph(f"<b>POLICY:</b> {edition.name}", body)
    yield from (Paragraph(text, bullet, bulletText="•") for text in edition.products[1:])
    yield Paragraph(f"<b>REVIEW DATE:</b> {edition.review_date}", body)
    yield Paragraph(f"<b>EFFECTIVE DATE:</b> {edition.effective}", body)


def _heading(text: str, press: Press) -> Flowable:
    return Paragraph(
        text.upper(),
        _style(press, "heading", fontName=press.face.bold, spaceBefore=9, spaceAfter=5, keepWithNext=1),
    )


def _use(number: int, use: Use, press: Press) -> Iterator[Flowable]:
    head = _style(press, "use", leftIndent=22, bulletFontName=press.face.bold, spaceBefore=4)
    yield Paragraph(f"<b>{use.name}.</b> {use.opening}", head, bulletText=f"{number}.")
    if not use.more:
        yield from _rules(
            use.rules,
            press,
            (lambda n: f"{lettered(n).upper()})", lambda n: f"{roman(n)}.", lambda n: f"{lettered(n)})"),
        )
        return
    phase = _style(press, "phase", leftIndent=42, bulletIndent=22)
    for position, (opening, items) in enumerate(use.more):
        yield Paragraph(opening, phase, bulletText=f"{lettered(position).upper()})")
        yield from _rules(items, press, (lambda n: f"{roman(n)}.", lambda n: f"{lettered(n)})"), shift=20)


def _rules(items: tuple[Rule, ...], press: Press, labels: tuple, shift: int = 0) -> Iterator[Flowable]:
    for line in lines(items, WORDS):
        indent = INDENTS[line.depth] + shift
        style = _style(press, f"rule{indent}", leftIndent=indent + 20, bulletIndent=indent, spaceAfter=2)
        yield Paragraph(_signs(line.text, press), style, bulletText=labels[line.depth](line.position))
        if line.note:
            note = _style(press, f"note{indent}", leftIndent=indent + 20, spaceAfter=2)
            yield Paragraph(f"<u>Note</u>: {line.note}", note)


def _signs(text: str, press: Press) -> str:
    """Typefaces of the standard fourteen have no sign for "at least": it comes from another face."""
    return text if press.face is VERA else text.replace("≥", "<font name='Vera'>≥</font>")


def _negatives(edition: Edition, press: Press) -> Iterator[Flowable]:
    body = _style(press, alignment=TA_JUSTIFY)
    yield _heading("Conditions Not Recommended for Approval", press)
    yield Paragraph(edition.residual, body)
    item = _style(press, "negative", leftIndent=22, bulletFontName=press.face.bold)
    for number, (name, text) in enumerate(edition.not_recommended, 1):
        yield Paragraph(f"<b>{name}.</b> {text}", item, bulletText=f"{number}.")


def _history(edition: Edition, press: Press) -> Flowable:
    cell = _style(press, "cell", spaceAfter=0, fontSize=press.size - 1)
    head = _style(press, "head", spaceAfter=0, fontName=press.face.bold, alignment=TA_CENTER)
    rows = [[Paragraph(text, head) for text in ("Type of Revision", "Summary of Changes", "Review Date")]]
    rows += [
        [
            Paragraph(row.action, cell),
            [Paragraph(text, cell) for text in row.changes],
            Paragraph(row.date, cell),
        ]
        for row in edition.history
    ]
    width = press.size_of_page[0] - 2 * press.margin
    table = Table(rows, colWidths=[90, width - 170, 80], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table
