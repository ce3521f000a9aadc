"""Layout of a medical benefit drug policy: banner, contents, side box, bullets three deep, code table,
history table, a footer of three lines on every page. Used by more than one payer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table, TableStyle

from tools.demo.paper import SANS, Face, PagePainter, Press, print_pdf
from tools.demo.rules import Logic, Row, Rule, lines

WORDS: dict[Logic, str] = {"all": "; <b>and</b>", "any": "; <b>or</b>"}
BULLETS = (("•", "Helvetica"), ("o", "Courier"), ("-", "Helvetica"))


@dataclass(frozen=True, slots=True)
class Look:
    """Colors and running lines of one publisher."""

    payer: str
    series: str
    ink: str
    pale: str
    footer: str
    headline: Face = SANS


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the coverage section: a small heading, sentences, then rules."""

    heading: str = ""
    sentences: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of a policy: everything that its story may change, and nothing of the layout."""

    title: str
    number: str
    effective: str  # as the first page prints it
    effective_short: str  # as the footer prints it
    coverage: tuple[Block, ...]
    codes: tuple[tuple[str, str], ...]
    diagnoses: tuple[tuple[str, str], ...]
    background: tuple[str, ...]
    label: tuple[str, ...]
    references: tuple[str, ...]
    history: tuple[Row, ...]
    application: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    evidence: tuple[str, ...] = field(default=())


def print_edition(edition: Edition, look: Look, press: Press) -> bytes:
    """The issue as PDF."""
    return print_pdf(
        lambda: list(_story(edition, look, press)), press, edition.title, _painter(edition, look, press)
    )


def _painter(edition: Edition, look: Look, press: Press) -> PagePainter:
    def paint(canvas: Canvas, page: int, pages: int) -> None:
        width = press.size_of_page[0]
        canvas.saveState()
        canvas.setFont(press.face.regular, 7.5)
        canvas.setFillColor(HexColor("#444444"))
        canvas.drawString(press.margin, 46, edition.title)
        canvas.drawRightString(width - press.margin, 46, f"Page {page} of {pages}")
        canvas.drawString(press.margin, 36, f"{look.payer} {look.series}")
        canvas.drawRightString(width - press.margin, 36, f"Effective {edition.effective_short}")
        canvas.setFont(look.headline.bold, 7)
        canvas.setFillColor(HexColor(look.ink))
        canvas.drawCentredString(width / 2, 25, f"{look.footer} {edition.effective_short[-4:]}.")
        canvas.restoreState()

    return paint


def _story(edition: Edition, look: Look, press: Press) -> Iterator[Flowable]:
    body = ParagraphStyle(
        "body",
        fontName=press.face.regular,
        fontSize=press.size,
        leading=press.size * 1.22,
        spaceAfter=5,
        allowWidows=1,
        allowOrphans=1,
    )
    yield from _front(edition, look, press, body)
    if edition.application:
        yield from _section("Application", look)
        yield from (Paragraph(text, body) for text in edition.application)
    yield from _section("Coverage Rationale", look)
    for block in edition.coverage:
        yield from _block(block, look, press, body)
    yield from _section("Applicable Codes", look)
    yield Paragraph(
        "The codes below are given for reference only and the list may not be complete. A code in this list "
        "does not mean that the service is covered; the benefit document decides.",
        body,
    )
    yield from _codes("HCPCS Code", edition.codes, look, press, body)
    yield from _codes("Diagnosis Code", edition.diagnoses, look, press, body)
    for heading, texts in (
        ("Background", edition.background),
        ("Clinical Evidence", edition.evidence),
        ("U.S. Food and Drug Administration", edition.label),
    ):
        if texts:
            yield from _section(heading, look)
            yield from (Paragraph(text, body) for text in texts)
    yield from _section("References", look)
    number = ParagraphStyle("reference", parent=body, leftIndent=18, bulletIndent=0)
    yield from (
        Paragraph(text, number, bulletText=f"{place}.") for place, text in enumerate(edition.references, 1)
    )
    yield from _section("Policy History/Revision Information", look)
    yield _history(edition.history, look, press, body)
    yield from _section("Instructions for Use", look)
    yield Paragraph(
        f"This policy helps to interpret standard benefit plans of {look.payer}. When coverage is decided, "
        "the member’s own benefit document must be read first: it may not cover a service that this policy "
        "calls medically necessary, and it may exclude investigational or unproven services in other words. "
        "This policy is no medical advice.",
        body,
    )


def _front(edition: Edition, look: Look, press: Press, body: ParagraphStyle) -> Iterator[Flowable]:
    banner = ParagraphStyle(
        "banner",
        fontName=look.headline.bold,
        fontSize=11,
        leading=14,
        textColor=white,
        backColor=HexColor(look.ink),
        alignment=TA_RIGHT,
        borderPadding=(3, 6, 5, 6),
    )
    title = ParagraphStyle(
        "title",
        fontName=look.headline.bold,
        fontSize=17,
        leading=22,
        textColor=HexColor(look.ink),
        alignment=TA_CENTER,
        spaceBefore=16,
        spaceAfter=10,
    )
    yield Paragraph(f"{look.payer}<br/><i>{look.series}</i>", banner)
    yield Paragraph(edition.title, title)
    yield Paragraph(f"<b>Policy Number</b>: {edition.number}", body)
    yield Paragraph(f"<b>Effective Date</b>: {edition.effective}", body)
    half = (press.size_of_page[0] - 2 * press.margin) / 2 - 8
    table = Table(
        [[_contents(press, half), "", _related(edition, look, press, half)]], colWidths=[half, 16, half]
    )
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    yield table
    yield Spacer(1, 8)


def _contents(press: Press, width: float) -> list[Flowable]:
    small = ParagraphStyle("contents", fontName=press.face.regular, fontSize=8, leading=10)
    entries = [Paragraph(f"<font name='{press.face.bold}'>Table of Contents</font>", small)]
    for heading, page in (
        ("Coverage Rationale", 1),
        ("Applicable Codes", 2),
        ("Background", 3),
        ("References", 3),
        ("Policy History/Revision Information", 3),
        ("Instructions for Use", 3),
    ):
        dots = "." * int((width - 24 - 4.1 * len(heading)) / 2.3)
        entries.append(Paragraph(f"{heading} {dots} {page}", small))
    return entries


def _related(edition: Edition, look: Look, press: Press, width: float) -> Flowable:
    small = ParagraphStyle("related", fontName=press.face.regular, fontSize=8, leading=10, leftIndent=10)
    head = ParagraphStyle("relatedhead", fontName=press.face.bold, fontSize=8, leading=10)
    rows: list[list[Flowable]] = [[Paragraph("Related Policies", head)]]
    rows += [[Paragraph(text, small, bulletText="•")] for text in edition.related]
    table = Table(rows, colWidths=[width - 6])
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), HexColor(look.pale)),
                ("BOX", (0, 0), (-1, -1), 0.7, HexColor(look.pale)),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return table


def _section(heading: str, look: Look) -> Iterator[Flowable]:
    style = ParagraphStyle(
        "section",
        fontName=look.headline.bold,
        fontSize=12,
        leading=14,
        textColor=white,
        backColor=HexColor(look.ink),
        borderPadding=(1, 4, 3, 4),
        spaceBefore=10,
        spaceAfter=9,
        keepWithNext=1,
    )
    yield CondPageBreak(60)
    yield Paragraph(heading, style)


def _block(block: Block, look: Look, press: Press, body: ParagraphStyle) -> Iterator[Flowable]:
    if block.heading:
        style = ParagraphStyle(
            "block",
            fontName=look.headline.bold,
            fontSize=press.size + 1.5,
            leading=press.size + 5,
            textColor=HexColor(look.ink),
            spaceBefore=5,
            spaceAfter=3,
            keepWithNext=1,
        )
        yield Paragraph(block.heading, style)
    yield from (Paragraph(text, body) for text in block.sentences)
    for line in lines(block.rules, WORDS, tail=""):
        mark, font = BULLETS[line.depth]
        style = ParagraphStyle(
            f"bullet{line.depth}",
            parent=body,
            leftIndent=16 * (line.depth + 1),
            bulletIndent=16 * line.depth + 4,
            bulletFontName=font,
            bulletFontSize=press.size,
            spaceAfter=1,
        )
        yield Paragraph(line.text, style, bulletText=mark)
    yield Spacer(1, 5)
    yield from (Paragraph(text, body) for text in block.after)


def _codes(
    name: str, codes: tuple[tuple[str, str], ...], look: Look, press: Press, body: ParagraphStyle
) -> Iterator[Flowable]:
    cell = ParagraphStyle("cell", parent=body, spaceAfter=0)
    head = ParagraphStyle("head", parent=cell, fontName=press.face.bold, alignment=TA_CENTER)
    rows = [[Paragraph(name, head), Paragraph("Description", head)]]
    rows += [[Paragraph(code, cell), Paragraph(label, cell)] for code, label in codes]
    yield _ruled(rows, [90, press.size_of_page[0] - 2 * press.margin - 90], look)
    yield Spacer(1, 8)


def _history(history: tuple[Row, ...], look: Look, press: Press, body: ParagraphStyle) -> Flowable:
    cell = ParagraphStyle("cell", parent=body, spaceAfter=0)
    item = ParagraphStyle("item", parent=cell, leftIndent=12, bulletIndent=2)
    head = ParagraphStyle("head", parent=cell, fontName=press.face.bold, alignment=TA_CENTER)
    rows: list[list[object]] = [[Paragraph("Date", head), Paragraph("Summary of Changes", head)]]
    for row in history:
        summary = [Paragraph(f"<font name='{press.face.bold}'>{row.action}</font>", cell)]
        summary += [Paragraph(text, item, bulletText="•") for text in row.changes]
        rows.append([Paragraph(row.date, cell), summary])
    return _ruled(rows, [74, press.size_of_page[0] - 2 * press.margin - 74], look)


def _ruled(rows: list[list[object]], widths: list[float], look: Look) -> Table:
    table = Table(rows, colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.7, HexColor(look.pale)),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor(look.pale)),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table
