"""Layout of a roman-numeral clinical policy: dotted dates, "(must meet all):", rules closed by an approval
duration, appendices, a table of reviews and approvals, a running head from the second page on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from tools.demo.paper import VERA, PagePainter, Press, print_pdf
from tools.demo.rules import Logic, Row, Rule, lettered, lines, roman

WORDS: dict[Logic, str] = {"all": ";", "any": "; or"}
PRESS = Press(face=VERA, size=9.5, margin=72, bottom=70, top=70, producer="Word processor 15")
Label = Callable[[int], str]
USUAL: tuple[Label, ...] = (lambda n: f"{n + 1}.", lambda n: f"{lettered(n)}.", lambda n: f"{roman(n)}.")
NESTED: tuple[Label, ...] = (lambda n: f"{lettered(n)}.", lambda n: f"{roman(n)}.", lambda n: f"({n + 1})")


@dataclass(frozen=True, slots=True)
class Indication:
    """A lettered block: rules closed by an approval duration."""

    name: str
    rules: tuple[Rule, ...]
    duration: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of a policy."""

    payer: str
    title: str
    product: str
    number: str
    effective: str
    last_review: str
    line_of_business: str
    description: tuple[str, ...]
    indicated_for: tuple[str, ...]
    initial: tuple[Indication, ...]
    continued: tuple[Indication, ...]
    not_authorized: tuple[str, ...]
    doses: tuple[tuple[str, str, str], ...]
    codes: tuple[tuple[str, str], ...]
    references: tuple[str, ...]
    history: tuple[Row, ...]
    labels: tuple[Label, ...] = USUAL


def print_edition(edition: Edition, press: Press = PRESS) -> bytes:
    """The issue as PDF."""
    return print_pdf(lambda: list(_story(edition, press)), press, edition.title, _painter(edition, press))


def _painter(edition: Edition, press: Press) -> PagePainter:
    def paint(canvas: Canvas, page: int, pages: int) -> None:
        canvas.saveState()
        canvas.setFont(press.face.regular, 8.5)
        width, height = press.size_of_page
        canvas.drawCentredString(width / 2, 44, f"Page {page} of {pages}")
        if page > 1:
            canvas.setFillColor(HexColor("#7a5c1e"))
            canvas.drawString(press.margin, height - 44, "CLINICAL POLICY")
            canvas.drawString(press.margin, height - 55, edition.product)
        canvas.restoreState()

    return paint


def _style(press: Press, name: str = "body", **changes: object) -> ParagraphStyle:
    settings: dict[str, object] = {
        "fontName": press.face.regular,
        "fontSize": press.size,
        "leading": press.size * 1.22,
        "spaceAfter": 3,
        "bulletFontName": press.face.regular,
        "bulletFontSize": press.size,
        "allowWidows": 1,
        "allowOrphans": 1,
    }
    return ParagraphStyle(name, **(settings | changes))


def _heading(text: str, press: Press) -> Flowable:
    return Paragraph(
        text, _style(press, "heading", fontName=press.face.bold, spaceBefore=8, spaceAfter=2, keepWithNext=1)
    )


def _story(edition: Edition, press: Press) -> Iterator[Flowable]:
    body = _style(press)
    bullet = _style(press, "bullet", leftIndent=14, bulletIndent=2)
    yield from _front(edition, press)
    yield _heading("Description", press)
    yield from (Paragraph(text, body) for text in edition.description)
    yield _heading("FDA Approved Indication(s)", press)
    yield Paragraph(f"{edition.product} is indicated for the treatment of:", body)
    yield from (Paragraph(text, bullet, bulletText="•") for text in edition.indicated_for)
    yield _heading("Policy/Criteria", press)
    yield Paragraph(
        "<i>The request must come with documentation (chart notes, rating scales or other clinical "
        "information) which shows that all approval criteria are met.</i>",
        body,
    )
    yield Paragraph(
        f"Health plans of {edition.payer} regard {edition.product} as <b>medically necessary</b> when the "
        "following criteria are met:",
        body,
    )
    yield from _criteria("I.", "Initial Approval Criteria", edition.initial, edition, press)
    yield from _criteria("II.", "Continued Therapy", edition.continued, edition, press)
    yield from _not_authorized(edition, press)
    yield from _appendices(edition, press)
    yield _part("VII.", "References", press)
    number = _style(press, "reference", leftIndent=20)
    yield from (Paragraph(text, number, bulletText=f"{n}.") for n, text in enumerate(edition.references, 1))
    yield Spacer(1, 8)
    yield _table(
        ["Reviews, Revisions, and Approvals", "Date", "P&amp;T Approval Date"],
        [(row.changes[0], row.date, row.action) for row in edition.history],
        (300, 78, 90),
        press,
    )
    yield _heading("Important Reminder", press)
    yield Paragraph(
        "This clinical policy was written from public evidence. It promises no payment: benefits are set by the "
        "contract of the member, and what is medically necessary for one member may not be covered for another.",
        body,
    )


def _front(edition: Edition, press: Press) -> Iterator[Flowable]:
    tint = {"textColor": HexColor("#7a5c1e"), "spaceAfter": 0}
    yield Paragraph(
        f"Clinical Policy: {edition.title}",
        _style(press, "title", fontName=press.face.bold, fontSize=12, leading=16, **tint),
    )
    small = _style(press, "front", **tint)
    for text in (
        f"Reference Number: {edition.number}",
        f"Effective Date: {edition.effective}",
        f"Last Review Date: {edition.last_review}",
        f"Line of Business: {edition.line_of_business}",
    ):
        yield Paragraph(text, small)
    yield Paragraph(
        "<b>The <u>Important Reminder</u> at the end of this policy says what it does not do.</b>",
        _style(press, "reminder", spaceBefore=8),
    )


def _part(label: str, text: str, press: Press) -> Flowable:
    style = _style(press, "part", fontName=press.face.bold, bulletFontName=press.face.bold, leftIndent=26,
                   spaceBefore=8, keepWithNext=1)  # fmt: skip
    return Paragraph(text, style, bulletText=label)


def _criteria(
    label: str, heading: str, indications: tuple[Indication, ...], edition: Edition, press: Press
) -> Iterator[Flowable]:
    bold = press.face.bold
    yield _part(label, heading, press)
    head = _style(press, "letter", leftIndent=46, bulletIndent=26, bulletFontName=bold, keepWithNext=1)
    for position, indication in enumerate(indications):
        yield Paragraph(
            f"<b>{indication.name}</b> (must meet all)<b>:</b>", head, bulletText=f"{chr(65 + position)}."
        )
        for line in lines(indication.rules, WORDS):
            indent = 46 + 20 * line.depth
            style = _style(press, f"rule{indent}", leftIndent=indent + 20, bulletIndent=indent, spaceAfter=1)
            yield Paragraph(line.text, style, bulletText=edition.labels[line.depth](line.position))
        yield Paragraph(
            f"<b>Approval duration: {indication.duration}</b>",
            _style(press, "until", leftIndent=46, spaceAfter=7),
        )
    yield Paragraph("<b>Other diagnoses/indications</b>", head, bulletText=f"{chr(65 + len(indications))}.")
    style = _style(press, "other", leftIndent=66, bulletIndent=46)
    yield Paragraph(
        "For a diagnosis that section III does not list, see the off-label use policy OXB.PMN.02.",
        style,
        bulletText="1.",
    )


def _not_authorized(edition: Edition, press: Press) -> Iterator[Flowable]:
    yield _part("III.", "Diagnoses/Indications for which coverage is NOT authorized:", press)
    style = _style(press, "denied", leftIndent=46, bulletIndent=26)
    for position, text in enumerate(edition.not_authorized):
        yield Paragraph(text, style, bulletText=f"{chr(65 + position)}.")


def _appendices(edition: Edition, press: Press) -> Iterator[Flowable]:
    body = _style(press, "appendix", leftIndent=26)
    yield _part("IV.", "Appendices/General Information", press)
    yield Paragraph("<i>Appendix A: Abbreviation/Acronym Key</i>", body)
    yield Paragraph(
        "MADRS: Montgomery-Åsberg Depression Rating Scale<br/>MDD: major depressive disorder<br/>"
        "REMS: Risk Evaluation and Mitigation Strategy<br/>TRD: treatment-resistant depression",
        body,
    )
    yield Paragraph("<i>Appendix B: Contraindications</i>", body)
    yield Paragraph(
        "Aneurysmal vascular disease, arteriovenous malformation, history of intracerebral hemorrhage, "
        "hypersensitivity to esketamine or ketamine.",
        body,
    )
    yield _part("V.", "Dosage and Administration", press)
    yield _table(["Indication", "Dosing Regimen", "Maximum Dose"], edition.doses, (110, 268, 90), press)
    yield _part("VI.", "Coding Implications", press)
    yield Paragraph("Codes do not decide about coverage.", body)
    yield _table(["HCPCS Codes", "Description"], edition.codes, (110, 358), press)


def _table(head: list[str], rows: object, widths: tuple[int, ...], press: Press) -> Table:
    cell = _style(press, "cell", fontSize=press.size - 1, leading=press.size + 1, spaceAfter=0)
    bold = _style(press, "head", parent=cell, fontName=press.face.bold, fontSize=press.size - 1, spaceAfter=0)
    content = [[Paragraph(text, bold) for text in head]]
    content += [[Paragraph(text, cell) for text in row] for row in rows]
    table = Table(content, colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#efe6d2")),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table
