"""PDFs that payers could print, by strategies of Hypothesis: headings, lists, tables with spans, new pages."""

import html
from io import BytesIO

from hypothesis import strategies as st
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import ListFlowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle
from written_words import TITLES, odd

_TITLE = (  # so long that no file with empty pages is taken for a scan, which another program reads
    "Spravato (esketamine) nasal spray and ketamine infusion: medical policy of a plan that nobody has, "
    "with criteria that nobody wrote"
)
_STYLES = getSampleStyleSheet()
_GRIDS = ([], [("GRID", (0, 0), (-1, -1), 0.5, "black")], [("SPAN", (0, 0), (-1, 0)), ("BOX", (0, 0), (-1, -1), 1, "black")])  # fmt: skip
_PRINTED = ("{}", "{}", "{}", "<b>{}</b>", "<strike>{}</strike>", "<super>{}</super>", "<a href='https://example.org/x' color='blue'>{}</a>")  # fmt: skip


@st.composite
def _printed(draw, texts):
    return draw(st.sampled_from(_PRINTED)).format(html.escape(draw(texts)))


@st.composite
def _pdf_table(draw, texts):
    width = draw(st.integers(1, 4))
    rows = [[draw(_printed(texts)) for _ in range(width)] for _ in range(draw(st.integers(1, 5)))]
    return "table", rows, draw(st.sampled_from(range(len(_GRIDS))))


def pdf_documents(texts=odd()):  # noqa: B008
    """The parts of a PDF, as plain values; `printed` makes the file."""
    part = (
        st.tuples(st.just("title"), st.sampled_from(TITLES).map(str.title))
        | st.tuples(st.just("words"), _printed(texts))
        | st.tuples(
            st.just("items"), st.lists(_printed(texts), min_size=1, max_size=5), st.sampled_from("1aI•")
        )
        | _pdf_table(texts)
        | st.just(("page",))
    )
    return st.lists(part, min_size=1, max_size=8).map(lambda parts: [("title", _TITLE), *parts])


def printed(parts, *, is_packed=True):
    """The bytes of a PDF, the same for the same parts but for the packing of its streams."""
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=letter, invariant=1, pageCompression=int(is_packed)).build(
        [_flowable(*part) for part in parts]
    )
    return out.getvalue()


def _flowable(kind, *what):
    if kind == "title":
        return Paragraph(what[0], _STYLES["Heading2"])
    if kind == "words":
        return _words(what[0])
    if kind == "items":
        mark = {"bulletType": "bullet"} if what[1] == "•" else {"bulletType": what[1]}
        return ListFlowable([_words(text) for text in what[0]], **mark)
    if kind == "table":
        return Table(
            [[_words(text) for text in row] for row in what[0]],
            style=TableStyle(_GRIDS[what[1]]),
            splitInRow=1,
        )
    return PageBreak()


def _words(text):
    return Paragraph(text, _STYLES["BodyText"])
